"""One party under several names counts as one; codes for nobody yet are told in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import event_files as ef

from geodata.cli import main
from geodata.domain.around import Colour
from geodata.events.account import Question
from geodata.events.aliases import aliased, names_of_one
from geodata.events.grouping import grouped, parties_of
from geodata.events.model import Format, NoteKind
from geodata.events.nearby import EventIndex
from geodata.events.proximity import around_site
from geodata.events.read import read_events
from geodata.ui.events_words import party_words

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from geodata.domain.model import MissionData
    from geodata.i18n.catalog import Translator

ONE = "CSP-PSD / CSP-DPA / FLA"


def rows(*parties: str) -> bytes:
    """Return GED with one event around Kidal for each second party."""
    return ef.ged(ef.UCDP_ROWS[0] | {"id": str(number), "side_b": name} for number, name in enumerate(parties))


def test_the_record_knows_which_names_are_of_one_party(shipped: MissionData) -> None:
    lines = list(names_of_one(shipped))
    assert [line for line in lines if "CSP-PSD" in line] == [("CSP", "CSP-PSD", "CSP-DPA", "FLA")]
    # The movements inside it kept names of their own, and CMA is the name of two.
    assert not {"MNLA", "HCUA", "CMA"} & {name for line in lines for name in line}


def test_the_names_of_one_party_count_as_one(shipped: MissionData) -> None:
    file = aliased(read_events(rows("FLA", "CSP-DPA", "CSP-PSD", "CSP-PSD", "JNIM", "CSP-PSD, FLA", "CMA")), shipped)
    index = EventIndex.of(file)
    account = around_site(index, shipped, "kidal", question=Question(allow_cut_off=True))
    counts = {share.name: share.before + share.after for share in account.parties}
    assert counts == {"Government of Mali": 7, ONE: 5, "JNIM": 1, "CMA": 1}
    assert set(parties_of(index)) == set(counts)
    codes = grouped(index, Colour.PARTY, (ONE,)).codes.tolist()
    assert codes.count(0) == 5
    note = file.report.note(NoteKind.RENAMED)
    assert note is not None
    assert (note.count, note.detail) == (5, "CSP-PSD, CSP-DPA, FLA")
    assert list(file.frame["actor_b"])[:2] == ["FLA", "CSP-DPA"]


def test_a_single_name_and_other_publishers_stay_as_they_are(shipped: MissionData) -> None:
    for content in (rows("CSP-PSD", "JNIM"), ef.acled()):
        file = read_events(content)
        assert aliased(file, shipped) is file


def test_the_command_line_tells_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(rows("FLA", "CSP-PSD"))
    asked = ["events", str(path), "--site", "kidal", "--allow-cut-off"]
    assert main(asked) == 0
    assert "CSP-PSD, FLA" in capsys.readouterr().out
    assert main([*asked, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert "renamed" in [note["kind"] for note in document["file"]["notes"]]
    assert "CSP-PSD / FLA" in [party["name"] for party in document["parties"]]


def test_a_code_for_nobody_yet_is_told_in_words(t: Translator) -> None:
    told = t("events.party.unidentified", code="XXX432")
    assert party_words("XXX432", Format.UCDP_CANDIDATE, t) == told
    assert party_words("JNIM, XXX432", Format.UCDP_CANDIDATE, t) == f"JNIM, {told}"
    assert party_words("XXX432", Format.GENERIC, t) == "XXX432"
    assert party_words("JNIM", Format.UCDP_GED, t) == "JNIM"
