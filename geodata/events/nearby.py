"""Find events by day and distance, fast enough to ask for every site at each move of a slider.

The rows are sorted by day once; a window is found by binary search, a box by comparison, and the distance of what is
left is geodesic (pyproj). Of a million events all sites take milliseconds so; building shapely's STRtree alone takes
a second and would be searched by degrees, not kilometres.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from pyproj import Geod

from geodata.events.model import DatePrecision, GeoPrecision

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    from numpy.typing import NDArray

    from geodata.events.model import EventFile

_GEOD: Final = Geod(ellps="WGS84")
_SPHERE_KM: Final = 6371.0088
# No geodesic differs by more than 0.6 % from the arc on the sphere: only the ring between is measured exactly.
_SURELY_IN, _SURELY_OUT = 0.99, 1.01
_METRES = 1000


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class EventIndex:
    """The events of one file as arrays in the order of their first day; `rows` are their places in the frame."""

    file: EventFile
    rows: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    coarse: NDArray[np.bool_]
    vague: NDArray[np.bool_]
    unplaced: NDArray[np.bool_]
    deaths: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @classmethod
    def of(cls, file: EventFile) -> EventIndex:
        """Return the index of a file. One file, one data set: UCDP and ACLED are never counted together."""
        frame = file.frame
        start = _days(frame["date_start"])
        order = np.argsort(start, kind="stable")
        return cls(
            file=file,
            rows=order,
            start=start[order],
            end=_days(frame["date_end"])[order],
            lat=frame["lat"].to_numpy(np.float64)[order],
            lon=frame["lon"].to_numpy(np.float64)[order],
            coarse=frame["coarse"].to_numpy(np.bool_)[order],
            vague=_not(frame["date_precision"], DatePrecision.DAY)[order],
            unplaced=~_not(frame["geo_precision"], GeoPrecision.UNKNOWN)[order],
            deaths=_numbers(frame["fatalities"])[order],
            low=_numbers(frame["low"])[order],
            high=_numbers(frame["high"])[order],
        )

    def found(self, *, lat: float, lon: float, radius_km: float, first: date, last: date) -> NDArray[np.int64]:
        """Return the places in this index of the events that start on these days within the radius."""
        begin, stop = np.searchsorted(self.start, [_day(first), _day(last) + 1])
        within = np.flatnonzero(
            nearer(self.lat[begin:stop], self.lon[begin:stop], lat=lat, lon=lon, radius_km=radius_km)
        )
        return np.asarray(within + begin, np.int64)


def nearer(
    lats: NDArray[np.float64], lons: NDArray[np.float64], *, lat: float, lon: float, radius_km: float
) -> NDArray[np.bool_]:
    """Tell which points lie within a geodesic radius of a point, its edge included."""
    within = np.zeros(len(lats), np.bool_)
    reach = np.degrees(radius_km * _SURELY_OUT / _SPHERE_KM)
    near = np.flatnonzero(np.abs(lats - lat) <= reach)
    if not len(near):
        return within
    phi, others = np.radians(lat), np.radians(lats[near])
    half = np.sin((others - phi) / 2) ** 2
    half += np.cos(phi) * np.cos(others) * np.sin(np.radians(lons[near] - lon) / 2) ** 2
    arc = 2 * _SPHERE_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    sure = arc <= radius_km * _SURELY_IN
    within[near[sure]] = True
    ring = near[~sure & (arc <= radius_km * _SURELY_OUT)]
    if len(ring):
        within[ring] = distances_km(lats[ring], lons[ring], lat=lat, lon=lon) <= radius_km
    return within


def distances_km(
    lats: NDArray[np.float64], lons: NDArray[np.float64], *, lat: float, lon: float
) -> NDArray[np.float64]:
    """Return the geodesic distances of points from a point."""
    size = len(lats)
    _, _, metres = _GEOD.inv(np.full(size, lon), np.full(size, lat), lons, lats)
    return np.asarray(metres, np.float64) / _METRES


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the geodesic distance between two points."""
    return float(distances_km(np.array([other_lat]), np.array([other_lon]), lat=lat, lon=lon)[0])


def rim(*, lat: float, lon: float, radius_km: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return latitudes and longitudes on the edge of a circle, five degrees of the compass apart."""
    bearings = np.arange(0.0, 360.0, 5.0)
    size = len(bearings)
    lons, lats, _ = _GEOD.fwd(np.full(size, lon), np.full(size, lat), bearings, np.full(size, radius_km * _METRES))
    return np.asarray(lats, np.float64), np.asarray(lons, np.float64)


def _day(day: date) -> np.int64:
    return np.datetime64(day, "D").astype(np.int64)


def _days(column: pd.Series) -> NDArray[np.int64]:
    return column.to_numpy("datetime64[D]").astype(np.int64)


def _not(column: pd.Series, value: str) -> NDArray[np.bool_]:
    return np.asarray(column.cat.codes != column.cat.categories.get_loc(value), np.bool_)


def _numbers(column: pd.Series) -> NDArray[np.float64]:
    return column.to_numpy(np.float64, na_value=np.nan)
