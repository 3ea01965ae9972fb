"""Recognise the layouts of ACLED, before and since 2023, with codes in figures or words, in whatever order and case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.events.layout import Field, Layout, placed, positions
from geodata.events.model import DatePrecision, Format, GeoPrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS = {"event_id_cnty", "event_date", "event_type", "latitude", "longitude"}
_MONTHLY = ({"events", "month", "year"}, {"events", "reference_period_start"})

# Interaction codes, in figures or in words, are not read: the model takes parties by their names.
_NAMES = {
    Field.ID: "event_id_cnty",
    Field.DATE_START: "event_date",
    Field.DATE_PRECISION: "time_precision",
    Field.LAT: "latitude",
    Field.LON: "longitude",
    Field.GEO_PRECISION: "geo_precision",
    Field.PLACE: "location",
    Field.COUNTRY: "country",
    Field.ACTOR_A: "actor1",
    Field.WITH_A: "assoc_actor_1",
    Field.ACTOR_B: "actor2",
    Field.WITH_B: "assoc_actor_2",
    Field.TYPE: "event_type",
    Field.SUBTYPE: "sub_event_type",
    Field.FATALITIES: "fatalities",
    Field.SOURCE: "source",
}
# 3 is a larger region, whose point usually lies on its capital.
_GEO_CODES = {"1": GeoPrecision.EXACT, "2": GeoPrecision.NEAR, "3": GeoPrecision.AREA}
_DATE_CODES = {"1": DatePrecision.DAY, "2": DatePrecision.WEEK, "3": DatePrecision.MONTH}


def layout(header: Sequence[str]) -> Layout | None:
    """Return what a header of ACLED means, or None where it is no such header."""
    if not positions(header).keys() >= _MARKS:
        return None
    return Layout(
        format=Format.ACLED,
        columns=placed(header, _NAMES),
        geo_codes=_GEO_CODES,
        date_codes=_DATE_CODES,
        prefix="acled:",
    )


def is_aggregated(header: Sequence[str]) -> bool:
    """Tell whether a header is that of ACLED's monthly counts as published on HDX, which have no points."""
    names = positions(header).keys()
    return "latitude" not in names and any(names >= marks for marks in _MONTHLY)
