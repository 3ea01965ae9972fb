"""Make events out of cells: one frame of the minimal model, the rows that are none, and what to tell the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from geodata.domain.mission import Extent
from geodata.events.cells import Column
from geodata.events.dates import read_days
from geodata.events.figures import read_counts, read_numbers, read_points
from geodata.events.identity import Identities, identified
from geodata.events.layout import Field, Layout
from geodata.events.model import COARSE, DatePrecision, GeoPrecision, Note, NoteKind, Reason
from geodata.events.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from numpy.typing import NDArray

    from geodata.domain.mission import Span
    from geodata.events.cells import Cells

MALI: Final = Extent(west=-12.3, south=10.0, east=4.3, north=25.0)
"""The box by which exchanged coordinates are told, unless another is given."""

_SUSPICIOUS_SHARE = 0.05
_POINT_TOLERANCE = 0.01
_POLE, _DATE_LINE = 90, 180
_WITH = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The events of a table, its sieve, the remarks, and how many events lay outside of what was asked for."""

    frame: pd.DataFrame
    sieve: Sieve
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the reader said: the order of day and month, and which days and which box are wanted."""

    day_first: bool | None = None
    days: Span | None = None
    extent: Extent | None = None
    around: Extent = MALI


class Assembler:
    """Reads the fields of a table one after another."""

    def __init__(
        self, cells: Cells, layout: Layout, *, header: tuple[str, ...], name: str, decimal_comma: bool
    ) -> None:
        self._cells = cells
        self._layout = layout
        self._header = header
        self._name = name
        self._decimal_comma = decimal_comma
        self._rows = len(cells)
        self._sieve = Sieve(self._rows)
        self._notes: list[Note] = []

    def assembled(self, asked: Asked) -> Assembled:
        """Return the events. Raises AmbiguousDates or MixedDates where the reader has to be asked."""
        start, end = self._days(asked)
        lat, lon = self._points()
        who = identified(self._cells, self._layout, self._sieve, self._title)
        self._notes += who.notes
        geo = self._precision(Field.GEO_PRECISION, self._layout.geo_codes, GeoPrecision.UNKNOWN)
        dated = self._precision(Field.DATE_PRECISION, self._layout.date_codes, self._layout.usual_date)
        coarse = np.isin(geo, [code for code, kind in enumerate(GeoPrecision) if kind in COARSE])
        sound = self._sieve.sound
        kept = np.flatnonzero(sound & self._wanted(start, lat, lon, asked))
        outside = int(np.count_nonzero(sound)) - len(kept)
        frame = pd.DataFrame(
            {
                "id": who.ids(kept),
                "date_start": start[kept].astype("datetime64[s]"),
                "date_end": end[kept].astype("datetime64[s]"),
                "date_precision": _categories(dated[kept], DatePrecision),
                "lat": lat[kept],
                "lon": lon[kept],
                "geo_precision": _categories(geo[kept], GeoPrecision),
                "coarse": coarse[kept],
                **self._words(kept, who),
                **self._dead(kept),
                **{name: self._word(Field(name), kept) for name in ("source", "status")},
                "row": self._cells.numbers[kept],
            }
        )
        if Field.SOURCE not in self._layout.columns:
            frame["source"] = pd.Categorical([self._name] * len(frame), categories=pd.Index([self._name], dtype="str"))
        self._remark(NoteKind.COARSE, int(np.count_nonzero(coarse[kept])))
        self._remark(NoteKind.OUTSIDE, outside)
        self._remark(NoteKind.SWAPPED, _swapped(lat[sound], lon[sound], asked.around))
        return Assembled(frame=frame, sieve=self._sieve, notes=tuple(self._notes))

    def _column(self, field: Field) -> Column | None:
        position = self._layout.columns.get(field)
        return None if position is None else self._cells.columns[position]

    def _needed(self, field: Field) -> Column:
        column = self._column(field)
        return Column.blank(self._rows) if column is None else column

    def _title(self, field: Field) -> str:
        position = self._layout.columns.get(field)
        return "" if position is None else self._header[position]

    def _remark(self, kind: NoteKind, count: int, detail: str = "") -> None:
        if count:
            self._notes.append(Note(kind, count, detail))

    def _fail(self, rows: NDArray[np.bool_], reason: Reason, field: Field) -> None:
        self._sieve.fail(rows, reason, title=self._title(field), column=self._column(field))

    def _days(self, asked: Asked) -> tuple[NDArray[np.datetime64], NDArray[np.datetime64]]:
        columns = [column for field in (Field.DATE_START, Field.DATE_END) if (column := self._column(field))]
        days = read_days(columns, name=self._name, day_first=asked.day_first, usually=self._layout.day_first)
        self._notes += days.notes
        start = days.columns[0]
        missing = columns[0].empty()
        self._fail(missing, Reason.NO_DATE, Field.DATE_START)
        self._fail(np.isnat(start), Reason.BAD_DATE, Field.DATE_START)
        if len(columns) == 1:
            return start, start
        end = np.where(columns[1].empty(), start, days.columns[1])
        self._fail(np.isnat(end), Reason.BAD_END, Field.DATE_END)
        self._fail(end < start, Reason.ENDS_FIRST, Field.DATE_END)
        return start, end

    def _points(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        found = []
        for field, most in ((Field.LAT, _POLE), (Field.LON, _DATE_LINE)):
            column = self._needed(field)
            numbers = read_numbers(column, decimal_comma=self._decimal_comma)
            self._fail(column.empty(), Reason.NO_POINT, field)
            self._fail(numbers.comma, Reason.DECIMAL_COMMA, field)
            self._fail(np.isnan(numbers.values), Reason.BAD_POINT, field)
            self._fail(np.abs(numbers.values) > most, Reason.OFF_GLOBE, field)
            found.append(numbers.values)
        lat, lon = found
        self._fail((lat == 0) & (lon == 0), Reason.NULL_ISLAND, Field.LAT)
        point = self._column(Field.POINT)
        if point is not None:
            other_lat, other_lon = read_points(point)
            # NaN, where there is no point to compare with, is never greater.
            differs = np.maximum(np.abs(other_lat - lat), np.abs(other_lon - lon)) > _POINT_TOLERANCE
            self._remark(NoteKind.POINT_DIFFERS, int(np.count_nonzero(differs & self._sieve.sound)))
        return lat, lon

    def _precision(self, field: Field, codes: Mapping[str, StrEnum], usual: StrEnum) -> NDArray[np.int8]:
        order = list(type(usual))
        column = self._column(field)
        if column is None:
            if field is Field.GEO_PRECISION:
                self._remark(NoteKind.NO_PRECISION, self._rows)
            return np.full(self._rows, order.index(usual), np.int8)
        unknown = type(usual)("unknown")
        meanings = column.translated(codes, unknown)
        unreadable = np.array([bool(text) and text not in codes for text in column.distinct()] or [False], np.bool_)
        self._remark(
            NoteKind.PRECISION_UNREADABLE, int(np.count_nonzero(column.spread(unreadable))), self._title(field)
        )
        return column.spread(np.array([order.index(kind) for kind in meanings] or [0], np.int8)).astype(np.int8)

    def _wanted(
        self, start: NDArray[np.datetime64], lat: NDArray[np.float64], lon: NDArray[np.float64], asked: Asked
    ) -> NDArray[np.bool_]:
        wanted = np.ones(self._rows, np.bool_)
        if asked.days is not None:
            wanted &= (start >= np.datetime64(asked.days.start)) & (start <= np.datetime64(asked.days.end))
        if asked.extent is not None:
            wanted &= _inside(lat, lon, asked.extent)
        return wanted

    def _word(self, field: Field, kept: NDArray[np.int64]) -> pd.Categorical:
        column = self._needed(field)
        return _used(column.codes[kept], column.distinct())

    def _words(self, kept: NDArray[np.int64], who: Identities) -> dict[str, pd.Categorical]:
        types = self._needed(Field.TYPE)
        words = {name: self._word(Field(name), kept) for name in ("place", "country")}
        for name, field, others in (("actor_a", Field.ACTOR_A, Field.WITH_A), ("actor_b", Field.ACTOR_B, Field.WITH_B)):
            column = self._needed(field) if field is Field.ACTOR_A else who.second(self._needed(field))
            words[name] = _joined(column, self._column(others), kept)
        meant = [self._layout.types.get(text, text) for text in types.distinct()]
        words["type"] = _used(types.codes[kept], meant)
        words["subtype"] = self._word(Field.SUBTYPE, kept)
        return words

    def _dead(self, kept: NDArray[np.int64]) -> dict[str, pd.arrays.IntegerArray]:
        counts = {}
        unreadable = np.zeros(len(kept), np.bool_)
        for field in (Field.FATALITIES, Field.LOW, Field.HIGH):
            column = self._needed(field)
            values = read_counts(column)[kept]
            counts[field.value] = values
            unreadable |= np.isnan(values) & ~column.empty()[kept]
        best, low, high = counts.values()
        self._remark(NoteKind.DEATHS_UNREADABLE, int(np.count_nonzero(unreadable)))
        self._remark(NoteKind.DEATHS_ORDER, int(np.count_nonzero((low > best) | (best > high))))
        return {name: _integers(values) for name, values in counts.items()}


def _integers(values: NDArray[np.float64]) -> pd.arrays.IntegerArray:
    missing = np.isnan(values)
    return pd.arrays.IntegerArray(np.where(missing, 0, values).astype(np.int64), missing)


def _categories(codes: NDArray[np.int8], kind: type[StrEnum]) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, categories=pd.Index([member.value for member in kind], dtype="str"))


def _used(codes: NDArray[np.int32], words: list[str]) -> pd.Categorical:
    """Return the words that are used as categories; two codes may mean the same word."""
    used = np.flatnonzero(np.bincount(codes, minlength=len(words)))
    again, categories = pd.factorize(np.array([words[code] for code in used], dtype=object))
    lookup = np.zeros(max(len(words), 1), np.int32)
    lookup[used] = again
    return pd.Categorical.from_codes(
        lookup[codes], categories=pd.Index([str(word) for word in categories], dtype="str")
    )


def _joined(column: Column, others: Column | None, kept: NDArray[np.int64]) -> pd.Categorical:
    """Return a party together with those at its side."""
    if others is None:
        return _used(column.codes[kept], column.distinct())
    first, second = column.distinct(), others.distinct()
    width = max(len(second), 1)
    pairs, codes = np.unique(column.codes[kept].astype(np.int64) * width + others.codes[kept], return_inverse=True)
    words = [_WITH.join(filter(None, (first[pair // width], second[pair % width]))) for pair in pairs.tolist()]
    return _used(codes.astype(np.int32), words)


def _inside(lat: NDArray[np.float64], lon: NDArray[np.float64], box: Extent) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (lat >= box.south) & (lat <= box.north) & (lon >= box.west) & (lon <= box.east)
    return found


def _swapped(lat: NDArray[np.float64], lon: NDArray[np.float64], box: Extent) -> int:
    """Return how many points would lie in the box if latitude and longitude changed places; 0 where they are few."""
    swapped = int(np.count_nonzero(~_inside(lat, lon, box) & _inside(lon, lat, box)))
    return swapped if swapped > _SUSPICIOUS_SHARE * len(lat) else 0
