"""What the browser gets says the same as the domain."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import Any

import pytest
import shapely

from geodata.data import registry
from geodata.data.load import load
from geodata.domain.areas import areas_of
from geodata.domain.snapshot import snapshot
from geodata.i18n.catalog import LANGUAGES
from geodata.maps.base import base_payload
from geodata.maps.payload import day_number, mission_payload, words_payload
from geodata.maps.theme import HOLDERS


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(json.dumps(mission_payload(load())))
    return payload


def test_intervals_tell_the_state_of_every_tenth_day(told: dict[str, Any]) -> None:
    data = load()
    day = data.mission.start
    while day <= data.mission.end:
        states = {state.site_id: state for state in snapshot(data, on=day).states}
        for site in told["sites"]:
            interval = [one for one in site["intervals"] if one["from"] <= day_number(day)][-1]
            state = states[site["id"]]
            assert interval["presence"] == state.un_presence
            assert interval["transfer"] == state.transfer
            assert tuple(interval["holders"]) == state.holders
            assert interval["certainty"] == state.certainty
            assert interval["changing"] == state.changing
        day += timedelta(days=10)


def test_claims_are_sorted_for_the_search_by_halves(told: dict[str, Any]) -> None:
    days = [claim["from"] for claim in told["claims"]]
    assert all(first <= second for first, second in pairwise(days))


def test_every_claim_of_the_record_is_there(told: dict[str, Any]) -> None:
    assert {claim["id"] for claim in told["claims"]} == {claim.id for claim in load().claims}


def test_changes_have_a_line_in_every_language(told: dict[str, Any]) -> None:
    for change in told["changes"]:
        assert set(change["text"]) == set(LANGUAGES)
        assert all(change["text"].values())


def test_the_strip_marks_each_hand_over_and_each_lack_of_one(told: dict[str, Any]) -> None:
    marks = [change["mark"] for change in told["changes"] if change["mark"]]
    assert sorted(marks) == ["formal"] * 11 + ["partial"] + ["without"] * 2


def test_catalogues_name_whoever_is_drawn(told: dict[str, Any]) -> None:
    words = words_payload(load())
    assert set(words["en"]) == set(words["fr"])
    for site in told["sites"]:
        for interval in site["intervals"]:
            for holder in interval["holders"] or ["unknown"]:
                assert f"holder.{holder}" in words["fr"]
                assert holder in HOLDERS
    for claim in told["claims"]:
        assert f"claimant.{claim['claimant']}" in words["fr"]


def test_unverified_places_carry_their_radius(told: dict[str, Any]) -> None:
    doubtful = [site["id"] for site in told["sites"] if not site["verified"]]
    assert doubtful == ["ogossagou"]
    radii = {claim["id"]: claim["radius"] for claim in told["claims"] if claim["radius"]}
    assert radii["agc-105"] == pytest.approx(20)


def test_a_claim_names_its_roads_and_its_area(told: dict[str, Any]) -> None:
    claims = {claim["id"]: claim for claim in told["claims"]}
    roads = {route["id"]: route for route in told["routes"]}
    named = {claim["id"]: claim["routes"] for claim in told["claims"] if claim["routes"]}
    assert named["agc-016"] == ["douentza-gao"]
    assert {road for found in named.values() for road in found} == set(roads)
    douentza, gao = roads["douentza-gao"]["path"][0], roads["douentza-gao"]["path"][-1]
    assert (douentza, gao) == ([15.0061, -2.9517], [16.2717, -0.0447])
    # Who does not say which road has none.
    assert claims["agc-083"]["routes"] == claims["agc-004"]["routes"] == []
    assert claims["agc-083"]["area"]["name"]["fr"] == "Kidal, Gao, Ménaka, Tombouctou et Taoudénit"
    assert claims["agc-042"]["area"] is None


def test_what_lasted_carries_its_end(told: dict[str, Any]) -> None:
    ends = {claim["id"]: claim["until"] for claim in told["claims"] if claim["until"]}
    assert set(ends) == {"agc-083", "agc-119"}
    assert ends["agc-083"]["from"] == ends["agc-083"]["to"] == day_number(date(2024, 2, 10))


def test_every_area_has_an_outline_and_its_chip_inside(told: dict[str, Any]) -> None:
    data = load()
    base = base_payload(registry.folder("minusma") / "base", areas=areas_of(data))
    assert set(base["areas"]) == {claim["area"]["key"] for claim in told["claims"] if claim["area"]}
    for area in base["areas"].values():
        rings = [shapely.Polygon(unpacked(ring, base["scale"])) for ring in area["rings"]]
        lat, lon = area["at"]
        assert any(ring.contains(shapely.Point(lon, lat)) for ring in rings)


def unpacked(line: list[int], scale: int) -> list[tuple[float, float]]:
    return [(x / scale, y / scale) for x, y in zip(accumulate(line[::2]), accumulate(line[1::2]), strict=True)]
