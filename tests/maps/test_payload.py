"""What the browser gets says the same as the domain."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import pairwise

import pytest

from geodata.data.load import load
from geodata.domain.snapshot import snapshot
from geodata.i18n.catalog import LANGUAGES
from geodata.maps.payload import day_number, mission_payload, words_payload
from geodata.maps.theme import HOLDERS


@pytest.fixture(scope="module")
def told() -> dict[str, object]:
    payload: dict[str, object] = json.loads(json.dumps(mission_payload(load())))
    return payload


def test_intervals_tell_the_state_of_every_tenth_day(told: dict[str, object]) -> None:
    data = load()
    day = data.mission.start
    while day <= data.mission.end:
        states = {state.site_id: state for state in snapshot(data, on=day).states}
        for site in told["sites"]:  # type: ignore[attr-defined]
            interval = [one for one in site["intervals"] if one["from"] <= day_number(day)][-1]
            state = states[site["id"]]
            assert interval["presence"] == state.un_presence
            assert interval["transfer"] == state.transfer
            assert tuple(interval["holders"]) == state.holders
            assert interval["certainty"] == state.certainty
            assert interval["changing"] == state.changing
        day += timedelta(days=10)


def test_claims_are_sorted_for_the_search_by_halves(told: dict[str, object]) -> None:
    days = [claim["from"] for claim in told["claims"]]  # type: ignore[attr-defined]
    assert all(first <= second for first, second in pairwise(days))


def test_every_claim_of_the_record_is_there(told: dict[str, object]) -> None:
    assert {claim["id"] for claim in told["claims"]} == {claim.id for claim in load().claims}  # type: ignore[attr-defined]


def test_changes_have_a_line_in_every_language(told: dict[str, object]) -> None:
    for change in told["changes"]:  # type: ignore[attr-defined]
        assert set(change["text"]) == set(LANGUAGES)
        assert all(change["text"].values())


def test_the_strip_marks_each_hand_over_and_each_lack_of_one(told: dict[str, object]) -> None:
    marks = [change["mark"] for change in told["changes"] if change["mark"]]  # type: ignore[attr-defined]
    assert sorted(marks) == ["formal"] * 11 + ["partial"] + ["without"] * 2


def test_catalogues_name_whoever_is_drawn(told: dict[str, object]) -> None:
    words = words_payload(load())
    assert set(words["en"]) == set(words["fr"])
    for site in told["sites"]:  # type: ignore[attr-defined]
        for interval in site["intervals"]:
            for holder in interval["holders"] or ["unknown"]:
                assert f"holder.{holder}" in words["fr"]
                assert holder in HOLDERS
    for claim in told["claims"]:  # type: ignore[attr-defined]
        assert f"claimant.{claim['claimant']}" in words["fr"]


def test_unverified_places_carry_their_radius(told: dict[str, object]) -> None:
    doubtful = [site["id"] for site in told["sites"] if not site["verified"]]  # type: ignore[attr-defined]
    assert doubtful == ["ogossagou"]
    radii = {claim["id"]: claim["radius"] for claim in told["claims"] if claim["radius"]}  # type: ignore[attr-defined]
    assert radii["agc-105"] == pytest.approx(20)
