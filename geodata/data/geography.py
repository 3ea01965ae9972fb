"""Rules on points: inside the map, inside the country, and where their place is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely

from geodata.data.layers import read_features

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.data.faults import Fault
    from geodata.data.files import Files, Row

_EARTH_RADIUS_KM = 6371.0
_POLE, _DATE_LINE = 90, 180
_POINT_TABLES = ("places", "claims", "convoy-incidents")


def faults(files: Files) -> list[Fault]:
    """Return every point outside the mission's box or country, or away from the place it is said to stand for."""
    try:
        country = _country(files)
    except (OSError, ValueError):
        # The layer has its own fault; without it, only the box can be judged.
        country = None
    return [fault for name in _POINT_TABLES for fault in _table_faults(files, name, country)]


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance between two points in degrees."""
    first, second = math.radians(lat), math.radians(other_lat)
    half = math.sin((second - first) / 2) ** 2
    half += math.cos(first) * math.cos(second) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def _country(files: Files) -> shapely.Geometry | None:
    outline = files.mission.outline
    shapes = [
        geometry
        for properties, geometry in read_features(files.folder, outline.file)
        if properties.get("iso_a3") == outline.iso_a3
    ]
    if not shapes:
        return None
    country = shapely.union_all(shapes)
    shapely.prepare(country)
    return country


def _table_faults(files: Files, name: str, country: shapely.Geometry | None) -> Iterator[Fault]:
    places = {row["id"]: row for _, row in files.rows("places")}
    for line, row in files.rows(name):
        point = _point(row)
        if point is None:
            continue
        lat, lon = point
        place = row if name == "places" else places.get(row["place_id"])
        if not files.mission.extent.holds(lat=lat, lon=lon):
            yield files.fault(name, line, "lat", f"{lat}, {lon} lies outside the map")
        elif country is not None and not shapely.contains_xy(country, lon, lat) and not _may_lie_outside(place):
            yield files.fault(name, line, "lat", f"{lat}, {lon} lies outside {files.mission.country.en}")
        if name != "places" and place is not None and row.get("place_precision", "place") == "place":
            yield from _away_from_place(files, name, line, row, place)


def _point(row: Row) -> tuple[float, float] | None:
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError:
        return None
    # A point that is nowhere on Earth is reported with its cells.
    return (lat, lon) if abs(lat) <= _POLE and abs(lon) <= _DATE_LINE else None


def _may_lie_outside(place: Row | None) -> bool:
    return place is not None and place["outside_mali_ok"] == "true"


def _away_from_place(files: Files, name: str, line: int, row: Row, place: Row) -> Iterator[Fault]:
    point, other = _point(row), _point(place)
    try:
        doubt = max(float(row["accuracy_km"]), float(place["accuracy_km"]))
    except ValueError:
        return
    if point is None or other is None:
        return
    distance = distance_km(*point, *other)
    if distance > doubt:
        message = f"{distance:.0f} km from {place['id']!r}, though the point is that of the place"
        yield files.fault(name, line, "lat", message)
