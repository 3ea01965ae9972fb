from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import END, START, day, departed, mission

from geodata.data.load import load
from geodata.domain.model import Text
from geodata.domain.reach import RADII_KM, Town, distance_km, gazetteer_towns, reach, reach_by_change, ring, un_run

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

SHIPPED = load("minusma")
DAYS = st.dates(SHIPPED.mission.start, SHIPPED.mission.end)
LATS, LONS = st.floats(-89, 89), st.floats(-180, 180)


def test_a_degree_of_latitude_is_about_111_km() -> None:
    assert distance_km(lat=16, lon=0, to_lat=17, to_lon=0) == pytest.approx(110.66, abs=0.05)


def test_kidal_to_gao_in_a_straight_line() -> None:
    kidal, gao = SHIPPED.place("kidal"), SHIPPED.place("gao")
    assert distance_km(lat=kidal.lat, lon=kidal.lon, to_lat=gao.lat, to_lon=gao.lon) == pytest.approx(286, abs=3)


@given(LATS, LONS, LATS, LONS)
def test_a_distance_is_the_same_both_ways_and_never_negative(lat: float, lon: float, lat2: float, lon2: float) -> None:
    there = distance_km(lat=lat, lon=lon, to_lat=lat2, to_lon=lon2)
    back = distance_km(lat=lat2, lon=lon2, to_lat=lat, to_lon=lon)
    assert there >= 0
    assert there == pytest.approx(back, abs=1e-6)


def test_the_nearest_site_is_one_that_the_un_still_runs(tiny: MissionData) -> None:
    town = Town("t", Text("T", "T"), 17.0, -1.0)  # on the point of alpha
    before = reach(tiny, on=date(2023, 10, 30), towns=[town]).nearest[0]
    after = reach(tiny, on=date(2023, 10, 31), towns=[town]).nearest[0]
    assert (before.site_id, before.km) == ("alpha", 0.0)
    assert after.site_id == "charlie"
    assert after.km is not None
    assert after.km > 200


def test_without_a_site_nothing_is_near() -> None:
    data = mission(events=tuple(departed(one, day("08-01")) for one in ("alpha", "bravo", "charlie")))
    found = reach(data, on=END)
    assert found.within == dict.fromkeys(RADII_KM, 0)
    assert {row.site_id for row in found.nearest} == {None}


def test_towns_are_the_verified_ones_of_the_gazetteer() -> None:
    ids = {town.id for town in gazetteer_towns(SHIPPED)}
    assert {"kidal", "gao", "hombori"} <= ids
    assert not {"ogossagou", "in-afarak", "inafarak"} & ids


@given(DAYS, st.integers(0, 400))
def test_the_reach_never_grows_as_days_pass(first: date, later: int) -> None:
    last = min(first + timedelta(days=later), SHIPPED.mission.end)
    one, two = reach(SHIPPED, on=first), reach(SHIPPED, on=last)
    assert set(un_run(SHIPPED, on=last)) <= set(un_run(SHIPPED, on=first))
    assert all(two.within[radius] <= one.within[radius] for radius in RADII_KM)
    for before, after in zip(one.nearest, two.nearest, strict=True):
        assert after.km is None or (before.km is not None and before.km <= after.km)


@given(DAYS)
def test_a_wider_circle_holds_no_fewer_towns(on: date) -> None:
    found = reach(SHIPPED, on=on)
    counts = [found.within[radius] for radius in RADII_KM]
    assert counts == sorted(counts)
    assert counts[-1] <= len(found.nearest)


def test_between_two_changes_the_reach_stays() -> None:
    steps = reach_by_change(SHIPPED)
    assert steps[0].on == SHIPPED.mission.start
    assert steps[-1].within == dict.fromkeys(RADII_KM, 0)
    for one, two in pairwise(steps):
        assert reach(SHIPPED, on=two.on - timedelta(days=1)).within == one.within


def test_the_tiny_mission_steps_at_each_departure(tiny: MissionData) -> None:
    assert [one.on for one in reach_by_change(tiny)] == [START, date(2023, 8, 13), date(2023, 10, 31)]


@given(st.floats(-60, 60), st.floats(-170, 170), st.sampled_from(RADII_KM))
def test_every_point_of_a_ring_is_as_far_from_its_middle(lat: float, lon: float, km: int) -> None:
    points = ring(lat, lon, km=km, points=12)
    assert len(points) == 12
    assert all(distance_km(lat=lat, lon=lon, to_lat=y, to_lon=x) == pytest.approx(km, abs=1e-6) for y, x in points)
    assert points[0][0] > lat
    assert points[0][1] == pytest.approx(lon, abs=1e-9)
