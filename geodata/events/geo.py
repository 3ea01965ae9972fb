"""Read GeoJSON, the JSON of the publishers' interfaces, and GeoPackage.

JSON is read by the standard library. A GeoPackage goes to pyogrio as bytes, once it is known to be one and to hold
plain tables only: GDAL never guesses a driver, follows a path or opens a connection for a reader's file.
"""

from __future__ import annotations

import json
import sqlite3
import warnings
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.events.cells import Broken, short
from geodata.events.errors import (
    BrokenEventFile,
    EmptyEventFile,
    EventFileTooLarge,
    ForeignCrs,
    TooManyColumns,
    TooManyRows,
    UnsupportedEventFile,
)
from geodata.events.limits import MEGABYTE
from geodata.events.model import Reason
from geodata.events.records import LATITUDE, LONGITUDE, RecordTable, as_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.events.limits import Limits

DRIVERS: Final = ("GPKG",)
"""The only drivers of GDAL that a reader's file may be opened by."""

_PAGES = ("Result", "data", "results")
"""Where the interfaces of UCDP and ACLED put their rows."""

_WGS_84 = ("CRS84", "4326")
_GPKG_IDS = {b"GPKG", b"GP10", b"GP11"}
_GPKG_ID_AT = slice(68, 72)
_POINT_LENGTH = 2


def open_json(data: bytes, *, name: str, limits: Limits) -> RecordTable:
    """Return the features of a GeoJSON file, or the rows of a publisher's JSON.

    Raises BrokenEventFile, EmptyEventFile, EventFileTooLarge, ForeignCrs, UnsupportedEventFile.
    """
    _weigh(data, name, limits)
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BrokenEventFile(name=name) from error
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        _check_crs(document.get("crs"), name)
        features = document.get("features")
        if not isinstance(features, list):
            raise BrokenEventFile(name=name)
        return _features(features, name, limits)
    rows = document
    if isinstance(document, dict):
        rows = next((document[page] for page in _PAGES if isinstance(document.get(page), list)), None)
    if not isinstance(rows, list):
        raise UnsupportedEventFile(name=name, kind="JSON")
    return _rows(rows, None, name, limits, "json")


def _weigh(data: bytes, name: str, limits: Limits) -> None:
    if len(data) > limits.structured:
        raise EventFileTooLarge(name=name, size=len(data) // MEGABYTE, limit=limits.structured // MEGABYTE)


def _check_crs(crs: object, name: str) -> None:
    """Refuse coordinates in anything but degrees of WGS 84, which GeoJSON takes for granted."""
    if crs is None:
        return
    text = json.dumps(crs)
    if not any(known in text for known in _WGS_84):
        raise ForeignCrs(name=name, crs=short(text))


def _features(features: Sequence[object], name: str, limits: Limits) -> RecordTable:
    rows = [feature.get("properties") or {} if isinstance(feature, dict) else None for feature in features]
    points = [_point(feature.get("geometry") if isinstance(feature, dict) else "") for feature in features]
    return _rows(rows, points, name, limits, "geojson")


def _point(geometry: object) -> tuple[str, str] | Reason:
    """Return the latitude and longitude of a point or of a multipoint of one, else why there is none."""
    if geometry is None:
        return Reason.NO_POINT
    if not isinstance(geometry, dict):
        return Reason.MALFORMED
    position = geometry.get("coordinates")
    if geometry.get("type") == "MultiPoint" and isinstance(position, list) and len(position) == 1:
        position = position[0]
    elif geometry.get("type") != "Point":
        return Reason.NOT_A_POINT
    if not isinstance(position, list) or len(position) < _POINT_LENGTH:
        return Reason.NO_POINT
    lon, lat = position[:_POINT_LENGTH]
    return as_text(lat), as_text(lon)


def _rows(
    rows: Sequence[object],
    points: Sequence[tuple[str, str] | Reason] | None,
    name: str,
    limits: Limits,
    container: str,
) -> RecordTable:
    """Return a table of objects; where there are points, they are its columns latitude and longitude."""
    if not rows:
        raise EmptyEventFile(name=name)
    if len(rows) > limits.rows:
        raise TooManyRows(name=name, limit=limits.rows)
    located = points is not None
    names: dict[str, None] = {}
    for row in rows:
        if isinstance(row, dict):
            names.update(dict.fromkeys(row))
    keys = [key for key in names if not (located and key.casefold() in {LATITUDE, LONGITUDE})]
    if len(keys) > limits.columns:
        raise TooManyColumns(name=name, count=len(keys), limit=limits.columns)
    records: list[list[str]] = []
    numbers: list[int] = []
    broken: list[Broken] = []
    placed: Sequence[tuple[str, str] | tuple[()] | Reason] = [()] * len(rows) if points is None else points
    for number, (row, point) in enumerate(zip(rows, placed, strict=True), start=1):
        if not isinstance(row, dict) or isinstance(point, Reason):
            reason = point if isinstance(point, Reason) else Reason.MALFORMED
            broken.append(Broken(number, reason, short(str(_identity(row)))))
            continue
        records.append([*(as_text(row.get(key)) for key in keys), *point])
        numbers.append(number)
    header = (*keys, LATITUDE, LONGITUDE) if located else tuple(keys)
    return RecordTable(
        header=tuple(str(key) for key in header),
        records=records,
        numbers=numbers,
        container=container,
        counted_in="feature",
        broken=tuple(broken),
        decimal_comma=False,
    )


def _identity(row: object) -> object:
    if isinstance(row, dict):
        return next((row[key] for key in ("id", "event_id_cnty", "relid") if key in row), "")
    return row


def open_geopackage(data: bytes, *, name: str, limits: Limits) -> RecordTable:
    """Return the features of the first layer of a GeoPackage that has points.

    Raises BrokenEventFile, EmptyEventFile, EventFileTooLarge, ForeignCrs, UnsupportedEventFile.
    """
    _weigh(data, name, limits)
    if data[_GPKG_ID_AT] not in _GPKG_IDS:
        raise UnsupportedEventFile(name=name, kind="SQLite")
    _inspected(data, name)
    with warnings.catch_warnings():
        # GDAL remarks that bytes in memory bear no file extension, and on oddities that cost no event.
        warnings.simplefilter("ignore")
        return _layer(data, name, limits)


def _layer(data: bytes, name: str, limits: Limits) -> RecordTable:
    import pyogrio  # noqa: PLC0415 - slow to import, and few files are GeoPackages
    from pyogrio.errors import (  # noqa: PLC0415 - as above
        DataLayerError,
        DataSourceError,
        FieldError,
        GeometryError,
    )

    try:
        if pyogrio.read_info(data)["driver"] not in DRIVERS:
            raise UnsupportedEventFile(name=name, kind="SQLite")
        layers = pyogrio.list_layers(data)
        layer = next((str(title) for title, kind in layers if kind is not None), None)
        if layer is None:
            raise EmptyEventFile(name=name)
        meta, fids, shapes, fields = pyogrio.raw.read(
            data, layer=layer, force_2d=True, return_fids=True, datetime_as_string=True, max_features=limits.rows + 1
        )
        geometries = shapely.from_wkb(shapes, on_invalid="ignore")
    except (DataLayerError, DataSourceError, FieldError, GeometryError, ValueError, RuntimeError) as error:
        raise BrokenEventFile(name=name) from error
    if meta["crs"] is not None and not any(known in str(meta["crs"]) for known in _WGS_84):
        raise ForeignCrs(name=name, crs=short(str(meta["crs"])))
    columns = [str(field) for field in meta["fields"]]
    rows = _dicts(columns, fields, len(fids))
    return _rows(rows, [_shape(shape) for shape in geometries], name, limits, "gpkg")


def _inspected(data: bytes, name: str) -> None:
    """Refuse a GeoPackage with views, triggers or virtual tables, which could run what a reader did not write."""
    base = sqlite3.connect(":memory:")
    try:
        base.deserialize(data)
        found = base.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        raise BrokenEventFile(name=name) from error
    finally:
        base.close()
    for kind, _, sql in found:
        text = " ".join(str(sql or "").casefold().split())
        spatial_index = "using rtree" in text
        if kind == "view" or (text.startswith("create virtual") and not spatial_index):
            raise UnsupportedEventFile(name=name, kind="GeoPackage (VIEW, VIRTUAL TABLE)")


def _dicts(columns: Sequence[str], fields: Sequence[np.ndarray], count: int) -> list[Mapping[str, object]]:
    cells = [np.asarray(field, dtype=object).tolist() for field in fields]
    return [{name: cell[row] for name, cell in zip(columns, cells, strict=True)} for row in range(count)]


def _shape(shape: object) -> tuple[str, str] | Reason:
    if not isinstance(shape, BaseGeometry) or shape.is_empty:
        return Reason.NO_POINT
    if isinstance(shape, shapely.MultiPoint) and len(shape.geoms) == 1:
        shape = shape.geoms[0]
    return (as_text(shape.y), as_text(shape.x)) if isinstance(shape, shapely.Point) else Reason.NOT_A_POINT
