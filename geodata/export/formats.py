"""Every format in which the data go out, by one name each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geodata.data import registry
from geodata.data.package import PACKAGE_FILE, read_package
from geodata.data.terms import read_terms
from geodata.export.errors import UnknownFormat
from geodata.export.selection import select
from geodata.export.sidecar import about, as_json
from geodata.export.spatial import geojson, geopackage, geoparquet, kml
from geodata.export.tables import csv_zip, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from geodata.domain.model import MissionData
    from geodata.domain.view import View
    from geodata.export.selection import Selection
    from geodata.i18n.catalog import Translator

    _Make = Callable[[Selection, Mapping[str, Any], Translator], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files, its media type, and what makes one."""

    suffix: str
    mime: str
    make: _Make


def _csv(selection: Selection, document: Mapping[str, Any], _: Translator) -> bytes:
    package = registry.folder(selection.data.mission.id) / PACKAGE_FILE
    return csv_zip(selection, document, package_json=package.read_text(encoding="utf-8"))


FORMATS: Final[Mapping[str, Format]] = {
    "csv": Format(".zip", "application/zip", _csv),
    "xlsx": Format(
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda selection, document, _: workbook(selection, document),
    ),
    "geojson": Format(".geojson", "application/geo+json", lambda selection, document, _: geojson(selection, document)),
    "gpkg": Format(
        ".gpkg", "application/geopackage+sqlite3", lambda selection, document, _: geopackage(selection, document)
    ),
    "parquet": Format(
        ".parquet", "application/vnd.apache.parquet", lambda selection, document, _: geoparquet(selection, document)
    ),
    "kml": Format(
        ".kml",
        "application/vnd.google-earth.kml+xml",
        lambda selection, document, t: kml(selection, document, t=t),
    ),
}


@dataclass(frozen=True, slots=True)
class Export:
    """A file, and the sidecar that goes beside it."""

    content: bytes
    sidecar: bytes


def format_of(name: str) -> Format:
    """Return the format of that name. Raises UnknownFormat."""
    if name not in FORMATS:
        raise UnknownFormat(form=name, known=", ".join(FORMATS))
    return FORMATS[name]


def export(data: MissionData, form: str, *, today: date, t: Translator, view: View | None = None) -> Export:
    """Return the data in a format, whole or as a view asks. Raises UnknownFormat and EmptySelection."""
    chosen = format_of(form)
    folder = registry.folder(data.mission.id)
    selection = select(data, read_package(folder), view=view)
    document = about(selection, terms=read_terms(folder), today=today, t=t)
    return Export(chosen.make(selection, document, t), as_json({"format": form, **document}))
