"""The schematic lines of roads."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import tiny as small
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geodata.domain.model import Place, Route, Text
from geodata.domain.routes import route_line

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

WGS84 = Geod(ellps="WGS84")
POINTS = st.tuples(st.floats(10, 25), st.floats(-12, 5))


def road(*points: tuple[float, float]) -> tuple[MissionData, Route]:
    """Return a mission with a road through these points."""
    places = tuple(
        Place(id=f"p{number}", name=Text("P", "P"), lat=lat, lon=lon, accuracy_km=2)
        for number, (lat, lon) in enumerate(points)
    )
    route = Route(id="road", name=Text("Road", "Route"), place_ids=tuple(place.id for place in places))
    return small.mission(sites=(), events=(), control=(), claims=(), places=places, routes=(route,), frames={}), route


@given(st.lists(POINTS, min_size=2, max_size=4, unique=True))
def test_a_line_passes_through_its_settlements_in_order(points: list[tuple[float, float]]) -> None:
    line = route_line(*road(*points))
    at = [line.index(point) for point in points]
    assert at == sorted(at)
    assert (at[0], at[-1]) == (0, len(line) - 1)


@given(st.lists(POINTS, min_size=2, max_size=3, unique=True))
def test_a_line_is_as_long_as_its_geodesic_legs_and_its_pieces_are_short(points: list[tuple[float, float]]) -> None:
    line = route_line(*road(*points))

    def lengths(path: list[tuple[float, float]]) -> list[float]:
        return [WGS84.inv(lon, lat, to_lon, to_lat)[2] for (lat, lon), (to_lat, to_lon) in pairwise(path)]

    pieces = lengths(list(line))
    assert sum(pieces) == pytest.approx(sum(lengths(points)), abs=10 * len(pieces))
    assert max(pieces) <= 50_010
