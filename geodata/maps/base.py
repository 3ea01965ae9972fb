"""The base map of a mission, trimmed for the browser.

A mission's `base/` folder holds plain GeoJSON, and a PROVENANCE.json that gives each file its role. The browser needs
less: outlines as whole numbers, each border drawn once, names in every language. Nothing here is projected or styled.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

import shapely
from shapely.geometry import shape
from shapely.ops import polylabel

from geodata.domain.areas import CODE, Area, area_key
from geodata.errors import BaseLayerBroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

Line: TypeAlias = list[int]
Step: TypeAlias = tuple[int, int]
Segment: TypeAlias = tuple[Step, Step]

SCALE = 1000
"""Steps in a degree: 0.001 degrees is about 110 m, a fifth of what the outlines were simplified to."""

SPECK = 0.002
"""Square degrees: what is smaller is no land or sea at these scales, only a gap between two outlines."""

_NEAR_ENOUGH = 0.05
"""Degrees: how exactly the middle of an area is sought."""

# Lines that a party disputes at this scale, by the two names in the country layers: drawn broken.
DISPUTED = frozenset({frozenset({"Morocco", "W. Sahara"})})


class Lake(TypedDict):
    """One lake: its closed outline and its area in square kilometres."""

    ring: Line
    area: float


class River(TypedDict):
    """One stretch of a river; `kind` is `major` or `minor`."""

    line: Line
    kind: str


class Region(TypedDict):
    """The outline of one area on which claims are drawn, and where its chip stands (latitude, longitude)."""

    rings: list[Line]
    at: list[float]


class Name(TypedDict):
    """One label: where it may stand (latitude, longitude; best first), and what it says in each language.

    `rank` runs from 1 (seen first) to 5, and a country of rank 1 is the mission's own; `angle`, in degrees clockwise,
    is 0 for upright text; `text` holds one name per language.
    """

    id: str
    kind: str
    rank: int
    points: list[list[float]]
    angle: int
    text: dict[str, str]


class BasePayload(TypedDict):
    """What `base.js` draws. A `Line` is flat: longitude, latitude, then the steps to each next point, in 1/`scale`."""

    scale: int
    land: list[Line]
    home: list[Line]
    borders: list[Line]
    disputed: list[Line]
    regions: list[Line]
    areas: dict[str, Region]
    lakes: list[Lake]
    rivers: list[River]
    towns: list[Name]
    names: list[Name]


def base_payload(folder: Path, *, areas: Iterable[Area] = ()) -> BasePayload:
    """Read a mission's base layers and return what the browser draws.

    Parameters
    ----------
    folder
        The mission's `base` folder.
    areas
        The areas on which claims are drawn, as `geodata.domain.areas` gives them.

    Returns
    -------
    BasePayload
        JSON-ready, in EPSG:4326, the same for the same files.

    Raises
    ------
    AssetError
        A file is missing, is not GeoJSON, or lacks a property that the map needs; the message names the file.
    """
    home, layers = _layers(folder)
    countries, around = layers["countries"], layers["surroundings"]
    inner, disputed = _borders(countries)
    outer, _ = _borders(around, cut=[row.text("zone") for row in around])
    regions, _ = _borders(layers["regions"])
    names = [_name(row, kind=row.text("kind")) for row in layers["names"]]
    towns = [_name(row, kind="town") for row in layers["towns"]]
    # A snapped union closes the seams between the boxes, so that land needs a single fill.
    land = shapely.union_all([row.geometry for row in (*countries, *around)], grid_size=1 / SCALE)
    return {
        "scale": SCALE,
        "land": _rings(land, least=SPECK),
        "home": [ring for row in countries if row.text("iso_a3") == home for ring in _rings(row.geometry)],
        "borders": inner + outer,
        "disputed": disputed,
        "regions": regions,
        "areas": _areas(layers["regions"], tuple(areas)),
        "lakes": [
            {"ring": ring, "area": float(row.value("area_km2"))}
            for row in layers["lakes"]
            for ring in _rings(row.geometry)[:1]
        ],
        "rivers": [
            *(_river(row, kind="major") for row in layers["river"]),
            *(_river(row, kind=row.text("kind")) for row in layers["rivers"]),
        ],
        "towns": towns + [name for name in names if name["kind"] == "town"],
        "names": [name for name in names if name["kind"] != "town"],
    }


class _Row:
    """One feature of a layer, with the file it came from for the message when something lacks."""

    def __init__(self, file: str, properties: Mapping[str, Any], geometry: BaseGeometry) -> None:
        self.file = file
        self.properties = properties
        self.geometry = geometry

    def value(self, key: str) -> Any:  # noqa: ANN401 - a GeoJSON property is any JSON value
        try:
            return self.properties[key]
        except KeyError:
            raise BaseLayerBroken(file=self.file, cause=f"a feature has no property {key!r}") from None

    def text(self, key: str) -> str:
        return str(self.value(key))


def _layers(folder: Path) -> tuple[str, defaultdict[str, list[_Row]]]:
    """Return the code of the mission's country, and the rows of each role: none where no file has it."""
    file = "PROVENANCE.json"
    document = _json(folder / file)
    layers: defaultdict[str, list[_Row]] = defaultdict(list)
    try:
        home, roles = str(document["home"]), [(name, str(entry["role"])) for name, entry in document["files"].items()]
    except (KeyError, TypeError, AttributeError):
        raise BaseLayerBroken(file=file, cause="has no home, or a file in it has no role") from None
    for name, role in roles:
        layers[role] += _rows(folder / name)
    return home, layers


def _json(path: Path) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        cause = f"cannot be read ({error.strerror})"
    except ValueError:  # not UTF-8, or not JSON
        cause = "is not valid JSON"
    raise BaseLayerBroken(file=path.name, cause=cause)


def _rows(path: Path) -> list[_Row]:
    document = _json(path)
    try:
        return [_Row(path.name, dict(one["properties"]), shape(one["geometry"])) for one in document["features"]]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, shapely.errors.ShapelyError):
        raise BaseLayerBroken(file=path.name, cause="is not valid GeoJSON") from None


def _grid(coordinates: Iterable[Sequence[float]]) -> list[Step]:
    """Snap coordinates to the grid and drop the points that fall together."""
    snapped: list[Step] = []
    for lng, lat, *_ in coordinates:
        step = (round(lng * SCALE), round(lat * SCALE))
        if not snapped or snapped[-1] != step:
            snapped.append(step)
    return snapped


def _steps(points: Sequence[Step]) -> Line:
    line = list(points[0])
    for (x0, y0), (x1, y1) in pairwise(points):
        line += [x1 - x0, y1 - y0]
    return line


def _polygons(geometry: BaseGeometry) -> list[Any]:
    return [part for part in shapely.get_parts(geometry).tolist() if part.geom_type == "Polygon"]


def _rings(geometry: BaseGeometry, *, least: float = 0) -> list[Line]:
    """Return every ring of the polygons, shells and holes alike, that encloses more than `least` square degrees."""
    rings = [ring for part in _polygons(geometry) for ring in (part.exterior, *part.interiors)]
    grids = [_grid(ring.coords) for ring in rings if shapely.area(shapely.polygons(ring)) > least]
    return [_steps(grid) for grid in grids if len(grid) > 3]  # noqa: PLR2004 - a closed ring has four points


def _borders(rows: Sequence[_Row], *, cut: Sequence[str] = ()) -> tuple[list[Line], list[Line]]:
    """Return the lines between polygons of different names, plain and disputed; coasts and cut edges have one side.

    `cut` gives each row its box: a line between two boxes is where the data was cut, not a border.
    """
    owners: defaultdict[Segment, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        for part in _polygons(row.geometry):
            for ring in (part.exterior, *part.interiors):
                points = _grid(ring.coords)
                for a, b in pairwise(points):
                    owners[(a, b) if a < b else (b, a)].append(index)
    plain: list[Segment] = []
    disputed: list[Segment] = []
    for segment, pair in owners.items():
        labels = frozenset(rows[index].text("name") for index in pair)
        if len(labels) < 2 or (cut and len({cut[index] for index in pair}) > 1):  # noqa: PLR2004 - a border has two sides
            continue
        (disputed if labels in DISPUTED else plain).append(segment)
    return _join(plain), _join(disputed)


def _areas(rows: Sequence[_Row], areas: Sequence[Area]) -> dict[str, Region]:
    """Return each area by its key; one that holds another shares its chip's place, so that chips never overlap."""
    found = {area: _region(rows, area) for area in areas}
    inner = {area: min((one for one in areas if set(one) <= set(area)), key=len) for area in areas}
    return {area_key(area): {**region, "at": found[inner[area]]["at"]} for area, region in found.items()}


def _region(rows: Iterable[_Row], area: Area) -> Region:
    """Return the outline round the regions of an area, and the point inside that is furthest from it."""
    parts = [row.geometry for row in rows if row.text(CODE) in area]
    whole = shapely.union_all(parts, grid_size=1 / SCALE)
    inmost = polylabel(max(_polygons(whole), key=lambda part: float(part.area)), tolerance=_NEAR_ENOUGH)
    return {"rings": _rings(whole, least=SPECK), "at": [round(inmost.y, 3), round(inmost.x, 3)]}


def _join(segments: Sequence[Segment]) -> list[Line]:
    if not segments:
        return []
    merged = shapely.line_merge(shapely.multilinestrings([list(segment) for segment in segments]))
    lines = [[(round(x), round(y)) for x, y in line.coords] for line in shapely.get_parts(merged).tolist()]
    return [_steps(line) for line in sorted(lines)]


def _river(row: _Row, *, kind: str) -> River:
    return {"line": _steps(_grid(row.geometry.coords)), "kind": kind}


def _name(row: _Row, *, kind: str) -> Name:
    points = [[round(point.y, 3), round(point.x, 3)] for point in shapely.get_parts(row.geometry).tolist()]
    return {
        "id": row.text("id"),
        "kind": kind,
        "rank": int(row.value("rank")),
        "points": points,
        "angle": int(row.properties.get("angle", 0)),
        "text": {key.removeprefix("name_"): str(name) for key, name in row.properties.items() if key[:5] == "name_"},
    }
