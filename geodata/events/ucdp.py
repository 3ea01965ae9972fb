"""Recognise the layouts of UCDP: GED of any year, Candidate, the country download, and copies on HDX.

They differ in columns, order, dates and names of the figures, but share the names tested here. Candidate files have
the columns of the annual release and are told by the rows that UCDP still marks for a check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.events.layout import Field, Layout, placed, positions
from geodata.events.model import DatePrecision, Format, GeoPrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_MARKS = {"id", "type_of_violence", "side_a", "side_b", "where_prec", "date_prec", "date_start", "date_end"}
_COUNTRY_FIGURE = "best_est"
_CLEAR = "clear"

_NAMES = {
    Field.ID: "id",
    Field.DATE_START: "date_start",
    Field.DATE_END: "date_end",
    Field.DATE_PRECISION: "date_prec",
    Field.LAT: "latitude",
    Field.LON: "longitude",
    Field.GEO_PRECISION: "where_prec",
    Field.POINT: "geom_wkt",
    Field.PLACE: "where_coordinates",
    Field.COUNTRY: "country",
    Field.ACTOR_A: "side_a",
    Field.ACTOR_B: "side_b",
    Field.TYPE: "type_of_violence",
    Field.FATALITIES: "best",
    Field.LOW: "low",
    Field.HIGH: "high",
    Field.SOURCE: "source_office",
    Field.STATUS: "code_status",
}
_COUNTRY_NAMES = _NAMES | {Field.FATALITIES: "best_est", Field.LOW: "low_est", Field.HIGH: "high_est"}

# 5 is a road, a valley, "between A and B": a place, but not one to draw a circle of some kilometres around.
_GEO_CODES = {
    "1": GeoPrecision.EXACT,
    "2": GeoPrecision.NEAR,
    "3": GeoPrecision.AREA,
    "4": GeoPrecision.AREA,
    "5": GeoPrecision.AREA,
    "6": GeoPrecision.COUNTRY,
    "7": GeoPrecision.COUNTRY,
}
_DATE_CODES = {
    "1": DatePrecision.DAY,
    "2": DatePrecision.WEEK,
    "3": DatePrecision.WEEK,
    "4": DatePrecision.MONTH,
    "5": DatePrecision.YEAR,
}
_TYPES = {"1": "state-based", "2": "non-state", "3": "one-sided"}


def layout(header: Sequence[str]) -> Layout | None:
    """Return what a header of UCDP means, or None where it is no such header."""
    names = positions(header).keys()
    country = _COUNTRY_FIGURE in names
    if not names >= _MARKS or not (country or "best" in names) or not names >= {"latitude", "longitude"}:
        return None
    return Layout(
        format=Format.UCDP_COUNTRY if country else Format.UCDP_GED,
        columns=placed(header, _COUNTRY_NAMES if country else _NAMES),
        geo_codes=_GEO_CODES,
        date_codes=_DATE_CODES,
        types=_TYPES,
        prefix="ucdp:",
        # The portal writes 08/13/2023, also where no day of a small country is over 12.
        day_first=False if country else None,
    )


def release(found: Format, frame: pd.DataFrame) -> Format:
    """Return the format of rows laid out as GED: Candidate where any row is still marked for a check."""
    if found is not Format.UCDP_GED:
        return found
    statuses = {str(status).casefold() for status in frame["status"].unique()} - {"", _CLEAR}
    return Format.UCDP_CANDIDATE if statuses else found
