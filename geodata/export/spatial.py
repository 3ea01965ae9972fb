"""The formats that carry points and lines: GeoJSON, GeoPackage, GeoParquet and KML."""

from __future__ import annotations

import io
import json
import tempfile
import xml.etree.ElementTree as ET
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import shapely

from geodata.data.package import LIST_DELIMITER
from geodata.export.features import COLUMNS, LAYERS, features

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import geopandas as gpd

    from geodata.export.selection import Selection
    from geodata.i18n.catalog import Translator

_KML: Final = "http://www.opengis.net/kml/2.2"
_SYNC: Final = "OGR_SQLITE_SYNCHRONOUS"
_LISTS: Final = frozenset({"source_ids", "holder_ids"})
_SPATIAL: Final = ("sites", "places", "claims", "convoy-incidents")
_DRAWN: Final = {
    "site-states": "site_states",
    "control": "control_points",
    "claim-routes": "claim_lines",
    "convoys": "convoy_lines",
}
"""Layers of a GeoPackage that no table has as it is: kinds of feature, and their names there."""
PARQUET_KEY: Final = b"geodata"
"""Where the sidecar lies in the metadata of a GeoParquet file."""


def geojson(selection: Selection, document: Mapping[str, Any]) -> bytes:
    """Return one feature collection (RFC 7946); the sidecar and the sources are members beside the features."""
    frame = features(selection)
    collection = {
        "type": "FeatureCollection",
        "geodata": document,
        "sources": [
            {"id": row.id, "publisher": row.publisher, "title": row.title, "date": row.published, "url": row.url}
            for row in selection.data.sources
            if row.id in set(selection.frames["sources"]["id"])
        ],
        "features": [
            {
                "type": "Feature",
                "id": properties["id"],
                "geometry": None if shape is None else shapely.geometry.mapping(shape),
                "properties": {name: _plain(name, value) for name, value in properties.items() if value is not None},
            }
            for properties, shape in _rows(frame)
        ],
    }
    return (json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _rows(frame: gpd.GeoDataFrame) -> Iterable[tuple[dict[str, Any], Any]]:
    for values, shape in zip(frame[list(COLUMNS)].itertuples(index=False, name=None), frame.geometry, strict=True):
        # An empty cell comes out of a frame as None, NaN or NaT, by its neighbours.
        yield {name: None if _empty(value) else value for name, value in zip(COLUMNS, values, strict=True)}, shape


def _empty(value: object) -> bool:
    return value is None or value is pd.NaT or value == "" or (isinstance(value, float) and pd.isna(value))


def _plain(name: str, value: object) -> object:
    """Return a value for JSON: days as ISO text, ids as a list."""
    if name in _LISTS and isinstance(value, str):
        return value.split(LIST_DELIMITER)
    return value.isoformat() if isinstance(value, date) else value


def geoparquet(selection: Selection, document: Mapping[str, Any]) -> bytes:
    """Return the flat frame as GeoParquet 1.1 with a covering box a row; the sidecar is in the file's metadata."""
    frame = _typed(features(selection))
    stream = io.BytesIO()
    frame.to_parquet(stream, schema_version="1.1.0", write_covering_bbox=True, index=False, compression="zstd")
    stream.seek(0)
    table = pq.read_table(stream)
    kept = table.schema.metadata or {}
    table = table.replace_schema_metadata({**kept, PARQUET_KEY: json.dumps(document, ensure_ascii=False).encode()})
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def _typed(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give every column the type that it has whatever rows were chosen."""
    days = {name: pd.to_datetime(frame[name]).astype("datetime64[ms]") for name in ("start", "end")}
    flags = {name: frame[name].astype("boolean") for name in ("changing", "schematic")}
    numbers = {"accuracy_km": frame["accuracy_km"].astype("float64")}
    others = [name for name in COLUMNS if name not in {*days, *flags, *numbers}]
    texts = {name: frame[name].astype("string").replace("", pd.NA) for name in others}
    return frame.assign(**days, **flags, **numbers, **texts)


def geopackage(selection: Selection, document: Mapping[str, Any]) -> bytes:
    """Return a GeoPackage: a layer for each table that has points, for states, roads and convoys; else plain tables.

    The sidecar is the table `about`, and the description of every layer.
    """
    flat = _typed(features(selection))
    note = f"{document['citation']} {document['boundary_note']}"
    with tempfile.TemporaryDirectory() as folder, _unsynced():
        path = Path(folder) / "export.gpkg"
        for layer, name in _DRAWN.items():
            part = flat[flat["layer"] == layer].dropna(axis="columns", how="all")
            if len(part):
                _add(path, name, part, note)
        for table in selection.package.tables:
            frame = selection.frames[table.name]
            if not len(frame):
                continue
            lists = {
                column.name: [LIST_DELIMITER.join(items) for items in frame[column.name]]
                for column in table.columns
                if column.type == "list"
            }
            names = [*table.column_names, *(["geometry"] if table.name in _SPATIAL else [])]
            _add(path, table.name.replace("-", "_"), frame[names].assign(**lists), note)
        told = [(name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
                for name, value in document.items()]  # fmt: skip
        _add(path, "about", pd.DataFrame(told, columns=["name", "value"]), note)
        return path.read_bytes()


@contextmanager
def _unsynced() -> Iterator[None]:
    """Let SQLite write without waiting for the disk: the file is a temporary one, read back at once."""
    pyogrio.set_gdal_config_options({_SYNC: "OFF"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({_SYNC: None})


def _add(path: Path, layer: str, frame: pd.DataFrame, note: str) -> None:
    pyogrio.write_dataframe(
        frame, path, layer=layer, driver="GPKG", append=path.exists(), layer_metadata={"DESCRIPTION": note}
    )


def kml(selection: Selection, document: Mapping[str, Any], *, t: Translator) -> bytes:
    """Return KML 2.2: a folder for each kind of feature, each feature with the span of its days."""
    ET.register_namespace("", _KML)
    root = ET.Element(f"{{{_KML}}}kml")
    top = _element(root, "Document")
    _element(top, "name", document["title"])
    _element(top, "description", f"{document['citation']}\n{document['filter_in_words']}\n{document['boundary_note']}")
    found = list(_rows(features(selection)))
    for layer in LAYERS:
        rows = [(properties, shape) for properties, shape in found if properties["layer"] == layer]
        if not rows:
            continue
        folder = _element(top, "Folder")
        _element(folder, "name", t(f"export.layer.{layer}"))
        for properties, shape in rows:
            _placemark(folder, properties, shape, t)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _placemark(
    folder: ET.Element,
    properties: Mapping[str, Any],
    shape: Any,  # noqa: ANN401  what shapely's stubs know of a geometry has neither type nor coordinates
    t: Translator,
) -> None:
    mark = _element(folder, "Placemark", id=str(properties["id"]))
    told = [properties[f"text_{t.lang}"] or ""]
    if properties["un_presence"]:
        told = [t(f"vocab.un_presence.{properties['un_presence']}"), t(f"vocab.transfer.{properties['transfer']}")]
    _element(mark, "name", properties[f"title_{t.lang}"] or str(properties["id"]))
    _element(mark, "description", "\n".join([", ".join(filter(None, told)), properties["source_addresses"]]).strip())
    span = _element(mark, "TimeSpan")
    if properties["start"]:
        _element(span, "begin", properties["start"].isoformat())
    if properties["end"]:
        _element(span, "end", properties["end"].isoformat())
    extended = _element(mark, "ExtendedData")
    for name, value in properties.items():
        if value is not None:
            _element(_element(extended, "Data", name=name), "value", str(value))
    if shape is None:
        return
    kind = "Point" if shape.geom_type == "Point" else "LineString"
    places = " ".join(f"{lon},{lat}" for lon, lat in shape.coords)
    _element(_element(mark, kind), "coordinates", places)


def _element(parent: ET.Element, tag: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_KML}}}{tag}", attributes)
    child.text = text
    return child
