"""The minimal model of a conflict event, and what is told of the file that it came from.

A frame of events has one row an event and these columns, always all of them and in this order:

============== ================ =========================================================================
id             str              `ucdp:` or `acled:` and the publisher's id; else the file's id, or a hash of the row
date_start     datetime64[s]    the first day
date_end       datetime64[s]    the last day; the first one where the file knows but one
date_precision category         DatePrecision: how exactly the days are known
lat, lon       float64          degrees, WGS 84
geo_precision  category         GeoPrecision: how exactly the point is known
coarse         bool             the point stands for an area or a country, often on top of its chief town
place, country category         names as the file writes them, "" where it has none
actor_a        category         the first party and its associates; the order says nothing of who attacked
actor_b        category         the second party, "" where there is none
type, subtype  category         what happened, in the words of the publisher
fatalities     Int64            the best figure; NA where none is given, which is not 0
low, high      Int64            the publisher's own bounds; NA where none are given
source         category         who reported it
status         category         what the publisher says of the row's own state (UCDP's `code_status`)
row            int64            the number of the record in the file, from 1
============== ================ =========================================================================

A plain pandas frame, not a GeoDataFrame: a million shapely points cost 200 MB that neither the counts nor the map's
typed arrays need. `with_points` makes them for whoever does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import geopandas as gpd

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

CRS: Final = "EPSG:4326"


class Format(StrEnum):
    """The layouts that are recognised; two of the same family may stand in one frame."""

    UCDP_GED = "ucdp-ged"
    UCDP_CANDIDATE = "ucdp-candidate"
    UCDP_COUNTRY = "ucdp-country"
    ACLED = "acled"
    GENERIC = "generic"

    @property
    def family(self) -> str:
        """The data set: `ucdp`, `acled` or `generic`."""
        return self.value.split("-", maxsplit=1)[0]


class GeoPrecision(StrEnum):
    """How exactly a point is known."""

    EXACT = "exact"
    NEAR = "near"
    AREA = "area"
    COUNTRY = "country"
    UNKNOWN = "unknown"


COARSE: Final = frozenset({GeoPrecision.AREA, GeoPrecision.COUNTRY})
"""The precisions whose points say nothing of a place and are kept out of counts around one."""


class DatePrecision(StrEnum):
    """How exactly a day is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a row is not an event."""

    MALFORMED = "malformed"
    NO_DATE = "no-date"
    BAD_DATE = "bad-date"
    BAD_END = "bad-end"
    ENDS_FIRST = "ends-first"
    NO_POINT = "no-point"
    BAD_POINT = "bad-point"
    DECIMAL_COMMA = "decimal-comma"
    OFF_GLOBE = "off-globe"
    NULL_ISLAND = "null-island"
    NOT_A_POINT = "not-a-point"
    NO_ID = "no-id"
    DUPLICATE = "duplicate"
    MONADIC = "monadic"


class NoteKind(StrEnum):
    """What a reader should know of a file that could be read."""

    ENCODING = "encoding"
    TAG_ROW = "tag-row"
    TRAILING_COMMA = "trailing-comma"
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    UTC_DAYS = "utc-days"
    SWAPPED = "swapped"
    POINT_DIFFERS = "point-differs"
    DEATHS_ORDER = "deaths-order"
    DEATHS_UNREADABLE = "deaths-unreadable"
    PRECISION_UNREADABLE = "precision-unreadable"
    NO_PRECISION = "no-precision"
    COARSE = "coarse"
    MONADIC = "monadic"
    SAME_ROWS = "same-rows"
    FORMULAS = "formulas"
    OTHER_SHEETS = "other-sheets"
    REPEATED_COLUMNS = "repeated-columns"
    OUTSIDE = "outside"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader should know: how many rows it touches, and a word of detail."""

    kind: NoteKind
    count: int = 0
    detail: str = ""

    @property
    def key(self) -> str:
        """The key of its text: an order of dates that the reader gave was settled by no date of the file."""
        given = self.kind in {NoteKind.DAY_FIRST, NoteKind.MONTH_FIRST} and not self.detail
        return f"events.note.{self.kind}{'-given' if given else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was read and how: the figures and remarks that go with a file.

    `rows` is the number of records, `accepted` and `rejected` add up to it. `first` and `last` are the first and last
    day on which an accepted event starts. `counted_in` says what `line` numbers of rejects count: line, row or
    feature. `columns` says from which column of the file each field was taken.
    """

    name: str
    container: str
    counted_in: str
    rows: int
    accepted: int
    rejected: int
    first: date | None
    last: date | None
    columns: Mapping[str, str] = field(hash=False)
    notes: tuple[Note, ...] = ()

    def note(self, kind: NoteKind) -> Note | None:
        """Return the remark of that kind, if there is one."""
        return next((note for note in self.notes if note.kind is kind), None)


@dataclass(frozen=True, eq=False, kw_only=True)
class EventFile:
    """A file of events as read: the events, the rows that are none, and the report.

    `rejects` has the columns line (int64), reason (a Reason), column (of the file, "" for the row as a whole) and
    value (the cell, cut short). Both frames are the caller's to read, not to change. `renamed` are names of parties
    that are counted under another, see `aliases`.
    """

    format: Format
    frame: pd.DataFrame
    rejects: pd.DataFrame
    report: Report
    renamed: Mapping[str, str] = field(default_factory=dict)


def with_points(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return a new frame with a point for each event, in EPSG:4326."""
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"], crs=CRS), crs=CRS)
