"""How far each town is from the nearest site that the UN still runs.

Distances are geodesic, on the WGS 84 ellipsoid, between the points of two settlements: not by road, and no measure of
what the UN could do there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import numpy as np
from pyproj import Geod

from geodata.domain.intervals import compile_intervals, interval_on
from geodata.domain.vocabulary import PlaceKind, UnPresence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from geodata.domain.mission import MissionData
    from geodata.domain.records import Text

RADII_KM: Final = (50, 100, 200)
"""The distances within which towns are counted."""

_GEOD: Final = Geod(ellps="WGS84")
_METRES: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Town:
    """A settlement on the map."""

    id: str
    name: Text
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest UN-run site to a town, and the kilometres to it; both None where the UN runs none."""

    town: Town
    site_id: str | None
    km: float | None


@dataclass(frozen=True, slots=True)
class Reach:
    """Every town with its nearest UN-run site on a day; `within` counts the towns inside each radius."""

    on: date
    nearest: tuple[Nearest, ...]
    within: Mapping[int, int]


def distance_km(*, lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Return the geodesic distance between two points, in kilometres."""
    _, _, metres = _GEOD.inv(lon, lat, to_lon, to_lat)
    return float(metres) / _METRES


def ring(lat: float, lon: float, *, km: float, points: int = 72) -> tuple[tuple[float, float], ...]:
    """Return the points at a geodesic distance from a point, as (lat, lon) in degrees, clockwise from the north.

    They are the ends of geodesics of that length at even azimuths (pyproj.Geod.fwd); the ring is not closed.
    """
    azimuths = np.linspace(0.0, 360.0, points, endpoint=False)
    metres = np.full(points, km * _METRES)
    lons, lats, _ = _GEOD.fwd(np.full(points, lon), np.full(points, lat), azimuths, metres)
    return tuple((float(y), float(x)) for x, y in zip(lons, lats, strict=True))


def gazetteer_towns(data: MissionData) -> tuple[Town, ...]:
    """Return the towns of the mission's gazetteer whose point is verified, in order of id."""
    rows = (place for place in data.places if place.kind is PlaceKind.TOWN and place.verified)
    return tuple(Town(row.id, row.name, row.lat, row.lon) for row in sorted(rows, key=lambda row: row.id))


def un_run(data: MissionData, *, on: date, known_on: date | None = None) -> tuple[str, ...]:
    """Return the sites that the UN has not left by the day, in the order of closing."""
    intervals = compile_intervals(data, known_on=known_on)
    return tuple(
        site_id for site_id, found in intervals.items() if interval_on(found, on).un_presence is not UnPresence.CLOSED
    )


def reach(
    data: MissionData,
    *,
    on: date,
    towns: Sequence[Town] | None = None,
    known_on: date | None = None,
) -> Reach:
    """Return how far each town is from the nearest UN-run site on a day; the gazetteer's towns unless given."""
    chosen = tuple(gazetteer_towns(data) if towns is None else towns)
    running = set(un_run(data, on=on, known_on=known_on))
    columns = [number for number, site in enumerate(data.sites_in_order) if site.id in running]
    if not columns or not chosen:
        return Reach(on, tuple(Nearest(town, None, None) for town in chosen), dict.fromkeys(RADII_KM, 0))
    table = _distances(data, chosen)[:, columns]
    first = table.argmin(axis=1)
    nearest = tuple(
        Nearest(town, data.sites_in_order[columns[int(column)]].id, float(table[row, column]))
        for row, (town, column) in enumerate(zip(chosen, first, strict=True))
    )
    best = table.min(axis=1)
    return Reach(on, nearest, {radius: int((best <= radius).sum()) for radius in RADII_KM})


def reach_by_change(data: MissionData, *, towns: Sequence[Town] | None = None) -> tuple[Reach, ...]:
    """Return the reach of the first day of the record and of every day on which the UN left a site."""
    days = {
        interval.start
        for found in compile_intervals(data).values()
        for interval in found
        if interval.un_presence is UnPresence.CLOSED
    }
    every = (reach(data, on=day, towns=towns) for day in sorted({data.mission.start, *days}))
    kept: list[Reach] = []
    for one in every:
        if not kept or one.nearest != kept[-1].nearest:
            kept.append(one)
    return tuple(kept)


def _distances(data: MissionData, towns: tuple[Town, ...]) -> NDArray[np.float64]:
    """Return the kilometres from each town (row) to each site (column), kept with the data."""
    key = ("distances", towns)
    if key not in data.memory:
        points = [data.place(site.place_id) for site in data.sites_in_order]
        shape = (len(towns), len(points))
        lons = np.broadcast_to(np.array([[town.lon] for town in towns]), shape)
        lats = np.broadcast_to(np.array([[town.lat] for town in towns]), shape)
        to_lons = np.broadcast_to(np.array([point.lon for point in points]), shape)
        to_lats = np.broadcast_to(np.array([point.lat for point in points]), shape)
        _, _, metres = _GEOD.inv(lons.copy(), lats.copy(), to_lons.copy(), to_lats.copy())
        data.memory[key] = np.asarray(metres) / _METRES
    return cast("NDArray[np.float64]", data.memory[key])
