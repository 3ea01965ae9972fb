"""The base map's GeoJSON files: readable, and the very files whose origin is recorded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

import shapely
import shapely.errors
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata.data.faults import Fault
from geodata.data.provenance import PROVENANCE_FILE, Provenance, read_provenance
from geodata.data.registry import MISSION_FILE
from geodata.domain.areas import CODE

if TYPE_CHECKING:
    from geodata.data.files import Files

Feature = tuple[Mapping[str, object], BaseGeometry]
"""The properties of a feature and its geometry."""


def faults(files: Files) -> list[Fault]:
    """Return every layer that cannot be read, is not described, or is not the file whose origin is recorded."""
    try:
        recorded = read_provenance(files.folder)
    except (OSError, ValueError) as error:
        return [Fault(PROVENANCE_FILE, 0, "", f"cannot be read: {error}")]
    found: list[Fault] = _unknown_areas(files)
    described = {layer.path for layer in files.package.layers}
    on_disk = {path.relative_to(files.folder).as_posix() for path in files.folder.glob("base/*.geojson")}
    for path in sorted(described | on_disk):
        if path not in on_disk:
            found.append(Fault(path, 0, "", "the file is missing"))
            continue
        if path not in described:
            found.append(Fault(path, 0, "", "no resource of datapackage.json describes it"))
        found += _unreadable(files.folder, path) or _unlike_record(files.folder, path, recorded)
    return found


def read_features(folder: Path, path: str) -> list[Feature]:
    """Return the features of a GeoJSON file. Raises OSError or ValueError where it holds none."""
    collection = json.loads((folder / path).read_text(encoding="utf-8"))
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        message = "not a FeatureCollection"
        raise ValueError(message)
    try:
        return [
            (cast("Mapping[str, object]", feature["properties"]), shape(feature["geometry"]))
            for feature in collection["features"]
        ]
    except (KeyError, TypeError, AttributeError, shapely.errors.ShapelyError) as error:
        message = f"a feature is malformed: {error}"
        raise ValueError(message) from error


def _unknown_areas(files: Files) -> list[Fault]:
    """Return every area of the mission whose outline no layer has, or whose regions no claim could name."""
    column = next(column for column in files.tables["claims"].columns if column.name == "regions")
    codes: set[object] = set()
    for layer in files.package.layers:
        try:
            codes |= {properties.get(CODE) for properties, _ in read_features(files.folder, layer.path)}
        except (OSError, ValueError):
            continue  # the layer has its own fault
    areas = files.mission.areas.items()
    return [
        *(
            Fault(MISSION_FILE, 0, "areas", f"no layer has an outline {code!r}")
            for code, _ in areas
            if code not in codes
        ),
        *(
            Fault(MISSION_FILE, 0, "areas", f"{region!r} is no region of the claims")
            for _, regions in areas
            for region in regions
            if region not in column.enum
        ),
    ]


def _unreadable(folder: Path, path: str) -> list[Fault]:
    try:
        features = read_features(folder, path)
    except json.JSONDecodeError as error:
        return [Fault(path, error.lineno, "", f"cannot be read as GeoJSON: {error.msg} at column {error.colno}")]
    except (OSError, ValueError) as error:
        return [Fault(path, 0, "", f"cannot be read as GeoJSON: {error}")]
    broken = [number for number, (_, geometry) in enumerate(features, start=1) if geometry.is_empty]
    return [Fault(path, 0, "", f"feature {number} has no geometry") for number in broken]


def _unlike_record(folder: Path, path: str, recorded: Mapping[str, Provenance]) -> list[Fault]:
    record = recorded.get(Path(path).name)
    if record is None:
        return [Fault(path, 0, "", f"{PROVENANCE_FILE} does not say where it comes from")]
    digest = hashlib.sha256((folder / path).read_bytes()).hexdigest()
    if digest != record.sha256:
        return [Fault(path, 0, "", f"is not the file recorded in {PROVENANCE_FILE}: sha256 {digest[:12]}…")]
    return []
