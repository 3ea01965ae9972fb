"""What a map on its own tells beyond the marks."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from geodata.data import registry
from geodata.data.terms import read_terms
from geodata.domain.intervals import compile_intervals
from geodata.domain.known import known_from
from geodata.i18n.catalog import LANGUAGES, Translator
from geodata.maps.assets import INLINE_SCRIPTS, SCRIPTS, scripts
from geodata.maps.details import dated, details_payload
from geodata.maps.payload import day_number, words_payload

if TYPE_CHECKING:
    from geodata.domain.model import MissionData


@pytest.fixture(scope="module")
def details(shipped: MissionData) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(details_payload(shipped, read_terms(registry.folder("minusma")))))
    return told


def pairs(value: object) -> list[dict[str, str]]:
    if isinstance(value, dict):
        if set(value) == set(LANGUAGES) and all(isinstance(text, str) for text in value.values()):
            return [value]
        return [pair for part in value.values() for pair in pairs(part)]
    return [pair for part in value for pair in pairs(part)] if isinstance(value, list) else []


def test_every_text_is_there_in_every_language(details: dict[str, Any]) -> None:
    found = [*pairs(details["sites"]), *pairs(details["claims"]), *pairs(details["sources"])]
    assert len(found) > 500
    assert all(all(pair.values()) for pair in found)


def test_every_site_has_three_clocks_its_story_and_its_sources(details: dict[str, Any], shipped: MissionData) -> None:
    for site in shipped.sites:
        told = details["sites"][site.id]
        clocks, story = told["sections"][:2]
        terms = [row["term"] for row in clocks["rows"]]
        assert terms[0] == "dossier.clock-out"
        assert "dossier.clock-holder" in terms
        assert len(story["rows"]) == len([row for row in shipped.events_of(site.id) if row.shown])
        assert len(told["now"]) == len(compile_intervals(shipped)[site.id])
        assert set(told["sources"]) <= set(details["sources"])


def test_every_claim_says_who_says_so(details: dict[str, Any], shipped: MissionData) -> None:
    assert set(details["claims"]) == {claim.id for claim in shipped.claims}
    for told in details["claims"].values():
        assert told["sections"][0]["rows"][0]["term"] == "claim.claimant"
        assert told["sources"]


def test_sources_link_only_to_the_web(details: dict[str, Any]) -> None:
    assert all(
        source.get("url", "https://").startswith(("https://", "http://")) for source in details["sources"].values()
    )


def test_what_the_card_says_is_in_its_words(details: dict[str, Any]) -> None:
    for words in details["words"].values():
        for dossier in [*details["sites"].values(), *details["claims"].values()]:
            for section in dossier["sections"]:
                assert section["title"] in {"", *words}
                assert all(row["term"] in words for row in section["rows"] if "term" in row)


def test_a_served_map_carries_none_of_it(shipped: MissionData, details: dict[str, Any]) -> None:
    words = words_payload(shipped)
    assert not [key for texts in words.values() for key in texts if key.startswith(("card.", "filter.", "foot."))]
    mission: dict[str, Any] = {"claims": []}
    served = scripts(mission=mission, basemap={}, words=words)
    alone = scripts(mission=mission, basemap={}, words=words, details=details)
    assert alone[: len(served)] == served
    assert not set(SCRIPTS) & set(INLINE_SCRIPTS)
    assert "geodata.page = " not in "".join(script.text for script in served)


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2023-10-01", "1 October 2023", "1er octobre 2023"),
        ("2023-10", "October 2023", "octobre 2023"),
        ("2023", "2023", "2023"),
        ("", "", ""),
    ],
)
def test_a_partial_date_is_written_as_exactly_as_it_is_known(text: str, english: str, french: str) -> None:
    assert dated(text, Translator("en")) == english
    assert dated(text, Translator("fr")) == french


def test_every_source_says_from_which_day_it_is_public(details: dict[str, Any], shipped: MissionData) -> None:
    for source in shipped.sources:
        day = known_from(shipped, (source.id,))
        assert details["sources"][source.id].get("public") == (day_number(day) if day else None)
    dated_only_to_the_month = [source for source in shipped.sources if source.published.count("-") == 1]
    assert dated_only_to_the_month
    for source in dated_only_to_the_month:
        year, month = map(int, source.published.split("-"))
        first_after = date(year + month // 12, month % 12 + 1, 1)
        assert details["sources"][source.id]["public"] == day_number(first_after) - 1
    assert any("public" not in source for source in details["sources"].values()), "an undated one never was"


def test_a_holding_that_ended_can_be_told_as_going_on(details: dict[str, Any], shipped: MissionData) -> None:
    told = {
        site.id: [row for row in details["sites"][site.id]["sections"][0]["rows"] if row["term"].endswith("holder")]
        for site in shipped.sites
    }
    for site in shipped.sites:
        held = [row for row in shipped.control_of(site.id) if row.shown]
        ends = [day_number(row.ended.latest) if row.ended else None for row in held]
        assert [row.get("ended") for row in told[site.id]] == ends
        assert [row.get("open") is not None for row in told[site.id]] == [end is not None for end in ends]
    first, *_ = told["kidal"]
    assert (first["text"]["en"], first["open"]["en"]) == (
        "CSP, from 31 October 2023 to 14 November 2023",
        "CSP, from 31 October 2023",
    )


def test_what_was_written_later_is_marked(details: dict[str, Any], shipped: MissionData) -> None:
    for site in shipped.sites:
        rows = {section["title"]: section["rows"] for section in details["sites"][site.id]["sections"]}
        noted = [plan.note.en for plan in shipped.plans_of(site.id) if plan.note]
        assert [row["hindsight"]["en"] for row in rows.get("dossier.plan", ()) if "hindsight" in row] == noted
        assert [row["hindsight"]["en"] for row in rows["dossier.garrison"] if "hindsight" in row] == (
            [site.note.en] if site.note else []
        )
        out = rows["dossier.clocks"][0]
        assert out["before"]["en"] == Translator("en")("page.dossier.not-yet")
