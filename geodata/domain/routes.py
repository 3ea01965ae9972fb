"""The lines of roads: geodesic legs from settlement to settlement, on the WGS 84 ellipsoid; never the road itself."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pyproj import Geod

if TYPE_CHECKING:
    from geodata.domain.claims import Route
    from geodata.domain.mission import MissionData

_GEOD: Final = Geod(ellps="WGS84")
_STEP_KM: Final = 50.0
"""The longest straight piece: on the map it strays from the geodesic by less than the width of the line."""


def route_line(data: MissionData, route: Route) -> tuple[tuple[float, float], ...]:
    """Return a road's schematic line: latitudes and longitudes in degrees, its settlements among them, in order."""
    stops = [(place.lat, place.lon) for place in map(data.place, route.place_ids)]
    points = stops[:1]
    for (lat, lon), (to_lat, to_lon) in pairwise(stops):
        metres = _GEOD.inv(lon, lat, to_lon, to_lat)[2]
        between = max(0, math.ceil(metres / 1000 / _STEP_KM) - 1)
        inner = _GEOD.npts(lon, lat, to_lon, to_lat, between) if between else []
        points += [*((round(y, 5), round(x, 5)) for x, y in inner), (to_lat, to_lon)]
    return tuple(points)
