from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geodata.cli import main
from geodata.data.load import read

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def loaded(shipped: MissionData, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands use the mission that is already loaded."""
    monkeypatch.setattr("geodata.cli.load", lambda: shipped)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(arguments)
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    told = capsys.readouterr()
    return code, told.out, told.err


def state(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    code, out, err = run(capsys, "state", "--format", "json", *arguments)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_question_of_the_journalist(capsys: pytest.CaptureFixture[str]) -> None:
    document = state(capsys, "--on", "2023-11-05", "--site", "kidal")
    assert list(document) == ["on", "known_on", "sites", "counts"]
    assert (document["on"], document["known_on"]) == ("2023-11-05", None)
    (kidal,) = document["sites"]
    sources = kidal.pop("source_ids")
    assert len(sources) >= 2
    assert kidal == {
        "id": "kidal",
        "name": "Kidal",
        "un_presence": "closed",
        "transfer": "without_handover",
        "holder": "csp",
        "holders": ["csp"],
        "certainty": "confirmed",
        "changing": False,
    }
    assert document["counts"]["total"] == 1


def test_counts_cover_every_site(capsys: pytest.CaptureFixture[str], shipped: MissionData) -> None:
    document = state(capsys, "--on", "2023-10-31")
    assert [site["id"] for site in document["sites"]] == [site.id for site in shipped.sites_in_order]
    assert document["counts"]["un_presence"] == {"open": 5, "closing": 0, "closed": 8}
    assert document["counts"]["holder"]["unknown"] == 1


def test_names_follow_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    (site,) = state(capsys, "--on", "2023-10-31", "--site", "timbuktu", "--lang", "fr")["sites"]
    assert site["name"] == "Tombouctou"


def test_known_on_hides_what_was_not_yet_published(capsys: pytest.CaptureFixture[str]) -> None:
    document = state(capsys, "--on", "2023-12-31", "--known-on", "2023-11-01", "--site", "kidal")
    assert document["known_on"] == "2023-11-01"
    assert document["sites"][0]["holders"] != ["fama", "wagner"]


def test_the_table_is_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "state", "--on", "2023-08-13", "--lang", "fr")
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "Sites au 13 août 2023"
    assert len(lines) == 2 + 13
    column = lines[1].index("Remise")
    assert all(line[column - 1] == " " and line[column] != " " for line in lines[1:])
    assert "en cours" in next(line for line in lines if line.startswith("Ber"))


def test_the_table_says_how_much_it_leaves_out(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "state", "--on", "2023-10-31", "--known-on", "2023-10-31")
    assert out.splitlines()[0] == "Sites on 31 October 2023, as published by 31 October 2023"


def test_changes_come_as_sentences_with_their_sources(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(
        capsys, "diff", "--from", "2023-10-30", "--to", "2023-11-01", "--format", "json", "--lang", "fr"
    )
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert (document["from"], document["to"]) == ("2023-10-30", "2023-11-01")
    assert [(change["kind"], change["before"], change["after"]) for change in document["changes"]] == [
        ("presence", "closing", "closed"),
        ("transfer", "none", "without_handover"),
        ("holder", "minusma", "csp"),
    ]
    first = document["changes"][0]
    assert list(first) == [
        "date",
        "earliest",
        "latest",
        "site",
        "kind",
        "before",
        "after",
        "certainty",
        "sentence",
        "source_ids",
    ]
    assert first["sentence"] == "Les derniers personnels de l’ONU ont quitté Kidal."
    assert first["source_ids"]


def test_the_table_of_changes_marks_days_in_doubt(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "diff", "--from", "2023-08-16", "--to", "2023-08-17")
    assert code == 0
    assert out.splitlines()[0].endswith(": 3 changes")
    assert "(13–17 August 2023)" in out


def test_no_change_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "diff", "--from", "2023-06-01", "--to", "2023-06-01")
    assert (code, out.strip()) == (0, "Changes from 1 June 2023 to 1 June 2023: 0 changes")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("state", "--on", "2023-13-01"), "geodata: '2023-13-01' is not a date: write it as 2023-10-31"),
        (
            ("state", "--on", "2023-11-05", "--known-on", "soon"),
            "geodata: 'soon' is not a date: write it as 2023-10-31",
        ),
        (
            ("state", "--on", "2022-01-01"),
            "geodata: 2022-01-01 is outside the record, which runs from 2023-06-01 to 2024",
        ),
        (("state", "--on", "2023-11-05", "--site", "kidall"), "geodata: no site 'kidall'; did you mean: kidal"),
        (
            ("state", "--on", "2023-11-05", "--site", "Tombouctou"),
            "geodata: no site 'Tombouctou'; did you mean: timbukt",
        ),
        (("state", "--on", "2023-11-05", "--site", "zzz"), "geodata: no site 'zzz'; did you mean: ogossagou, ber,"),
        (("diff", "--from", "2023-11-05", "--to", "2023-11-01"), "geodata: the first day 2023-11-05 comes after"),
        (("check", "--mission", "nowhere"), "geodata: no mission 'nowhere'; known: minusma"),
        (("state",), "geodata state: the following arguments are required: --on"),
        (("state", "--on", "2023-11-05", "--format", "xml"), "geodata state: argument --format: invalid choice"),
        (("conquer",), "geodata: argument COMMAND: invalid choice"),
        ((), "geodata: the following arguments are required: COMMAND"),
    ],
)
def test_a_mistake_is_one_line_and_exit_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert err.count("\n") == 1


def test_a_mistake_is_told_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    _, _, err = run(capsys, "state", "--on", "hier", "--lang", "fr")
    assert err == "geodata: «\u00a0hier\u00a0» n’est pas une date\u00a0: écrire 2023-10-31\n"


def test_a_mission_with_faults_is_refused_with_exit_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, copy: Path
) -> None:
    (copy / "plan.csv").unlink()
    monkeypatch.setattr("geodata.cli.load", lambda: read(copy))
    code, out, err = run(capsys, "state", "--on", "2023-11-05")
    assert (code, out) == (1, "")
    assert err == "plan.csv: the file is missing\n"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    for command in ("check", "state", "diff"):
        assert command in out


def test_a_reader_that_stops_early_is_no_error() -> None:
    command = [
        sys.executable,
        "-m",
        "geodata",
        "diff",
        "--from",
        "2023-06-01",
        "--to",
        "2024-12-31",
        "--format",
        "json",
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
