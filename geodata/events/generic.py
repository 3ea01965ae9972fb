"""Recognise any table that has a date and a point, by the usual names of such columns or by the reader's own word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.events.errors import BadMapping, UnknownColumns
from geodata.events.layout import REQUIRED, Field, Layout, folded, positions
from geodata.events.model import DatePrecision, Format, GeoPrecision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ALIASES: Mapping[Field, tuple[str, ...]] = {
    Field.ID: ("id", "event_id", "event_id_cnty", "identifiant"),
    Field.DATE_START: ("date_start", "event_date", "date", "start", "start_date", "date_debut", "debut"),
    Field.DATE_END: ("date_end", "end", "end_date", "date_fin", "fin"),
    Field.DATE_PRECISION: ("date_precision",),
    Field.LAT: ("lat", "latitude", "y"),
    Field.LON: ("lon", "lng", "long", "longitude", "x"),
    Field.GEO_PRECISION: ("geo_precision",),
    Field.PLACE: ("place", "location", "where_coordinates", "lieu", "localite", "town", "ville"),
    Field.COUNTRY: ("country", "pays"),
    Field.ACTOR_A: ("actor_a", "actor1", "side_a", "actor", "acteur", "acteur_1"),
    Field.ACTOR_B: ("actor_b", "actor2", "side_b", "acteur_2"),
    Field.TYPE: ("type", "event_type", "categorie", "category"),
    Field.SUBTYPE: ("subtype", "sub_event_type", "sous_type"),
    Field.FATALITIES: ("fatalities", "deaths", "best", "best_est", "morts", "deces"),
    Field.LOW: ("low", "low_est", "fatalities_low"),
    Field.HIGH: ("high", "high_est", "fatalities_high"),
    Field.SOURCE: ("source", "source_office"),
}
"""The names, folded, by which a field is known; the first that the header has is taken."""

# Words only: the figure 3 is a cercle to UCDP and a region to ACLED, and nothing to anybody else.
_GEO_CODES = {precision.value: precision for precision in GeoPrecision}
_DATE_CODES = {precision.value: precision for precision in DatePrecision}


def layout(header: Sequence[str], *, name: str, mapping: Mapping[str, str] | None = None) -> Layout:
    """Return what a header means.

    Parameters
    ----------
    header
        The names of the columns.
    name
        The file's, for an error.
    mapping
        The reader's word: fields of the model to columns of the file; it goes before the usual names. A field whose
        column is "" has none, whatever the header suggests.

    Raises
    ------
    BadMapping
        Where the mapping names a field or a column that does not exist.
    UnknownColumns
        Where there is no column for the date or the point.
    """
    where = positions(header)
    columns = {
        target: where[next(alias for alias in aliases if alias in where)]
        for target, aliases in ALIASES.items()
        if not where.keys().isdisjoint(aliases)
    }
    for target, column in (mapping or {}).items():
        if target not in set(ALIASES):
            raise BadMapping(name=name, what=target, known=", ".join(ALIASES))
        if not column:
            columns.pop(Field(target), None)
            continue
        if column not in header and folded(column) not in where:
            raise BadMapping(name=name, what=column, known=_listed(header))
        columns[Field(target)] = header.index(column) if column in header else where[folded(column)]
    missing = [target for target in REQUIRED if target not in columns]
    if missing:
        raise UnknownColumns(name=name, missing=", ".join(missing), columns=_listed(header))
    return Layout(
        format=Format.GENERIC,
        columns=columns,
        geo_codes=_GEO_CODES,
        date_codes=_DATE_CODES,
        usual_date=DatePrecision.DAY,
    )


def suggested(header: Sequence[str]) -> dict[str, str]:
    """Return the columns that go by a usual name, by their fields: what a reader is offered to begin with."""
    where = positions(header)
    found = {target: next((alias for alias in aliases if alias in where), None) for target, aliases in ALIASES.items()}
    return {target.value: header[where[alias]] for target, alias in found.items() if alias is not None}


def _listed(header: Sequence[str], *, most: int = 12) -> str:
    named = [title[:40] for title in header if title]
    return ", ".join(named[:most]) + (", …" if len(named) > most else "")
