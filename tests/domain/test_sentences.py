from datetime import date

import pytest
from tiny import END, START, day, departed, held, mission

from geodata.domain.changes import changes
from geodata.domain.model import Certainty, MissionData
from geodata.domain.sentences import holder_label, holding, sentence
from geodata.i18n.catalog import Translator


def told(data: MissionData, t: Translator) -> list[str]:
    return [sentence(change, data=data, t=t) for change in changes(data, start=START, end=END)]


def test_changes_are_told_in_english(tiny: MissionData) -> None:
    assert told(tiny, Translator("en")) == [
        "The last UN personnel left Bravo.",
        "At Bravo, no source says who now holds the camp.",
        "At Bravo, the camp is now reportedly held by Army.",
        "At Bravo, the camp was formally handed over.",
        "The UN began to leave Alpha.",
        "The last UN personnel left Alpha.",
        "At Alpha, the UN left without a formal hand-over.",
        "At Alpha, the camp is now held by Rebels.",
        "At Alpha, the camp is now held by Army and Rebels.",
    ]


def test_changes_are_told_in_french(tiny: MissionData) -> None:
    assert told(tiny, Translator("fr"))[-2:] == [
        "À Alpha (fr), le camp est désormais tenu par Rebels (fr).",
        "À Alpha (fr), le camp est désormais tenu par Army (fr) et Rebels (fr).",
    ]


@pytest.mark.parametrize(
    ("holders", "certainty", "expected"),
    [
        ((), Certainty.CONTESTED, "At Alpha, accounts differ on who now holds the camp."),
        (("army",), Certainty.CONTESTED, "At Alpha, the camp is now said to be held by Army; accounts differ."),
    ],
)
def test_doubt_is_told(holders: tuple[str, ...], certainty: Certainty, expected: str) -> None:
    data = mission(
        events=(departed("alpha", day("10-31")),),
        control=(held("k1", "alpha", holders, day("10-31"), certainty=certainty),),
    )
    assert told(data, Translator("en"))[-1] == expected


def test_every_change_of_the_shipped_mission_has_its_sentence(shipped: MissionData, t: Translator) -> None:
    found = changes(shipped, start=shipped.mission.start, end=shipped.mission.end)
    assert len(found) > 30
    for change in found:
        text = sentence(change, data=shipped, t=t)
        assert text.endswith(".")
        assert shipped.site(change.site_id).name.get(t.lang) in text
        assert "{" not in text


def test_holders_are_named_by_their_short_names(shipped: MissionData) -> None:
    assert holder_label("fama", data=shipped, t=Translator("fr")) == shipped.actor("fama").short.fr
    assert holder_label("unknown", data=shipped, t=Translator("fr")) == "inconnu"


@pytest.mark.parametrize(
    ("holders", "certainty", "lang", "expected"),
    [
        ((), Certainty.UNKNOWN, "en", "holder unknown"),
        ((), Certainty.CONTESTED, "en", "holder unknown (contested)"),
        ((), Certainty.CONTESTED, "fr", "détenteur inconnu (contesté)"),
        (("csp",), Certainty.CONFIRMED, "en", "held by the CSP-PSD (confirmed)"),
        (("csp",), Certainty.PROBABLE, "fr", "tenu par le CSP-PSD (probable)"),
    ],
)
def test_who_holds_a_site_is_part_of_a_sentence(
    shipped: MissionData, holders: tuple[str, ...], certainty: Certainty, lang: str, expected: str
) -> None:
    assert holding(holders, certainty, data=shipped, t=Translator(lang)) == expected


def test_changes_before_the_first_are_none(tiny: MissionData) -> None:
    assert changes(tiny, start=START, end=date(2023, 8, 12)) == ()
