"""Read a column of dates, deciding on the whole column what comes first, the day or the month.

Three styles are read side by side, since each is clear by itself: the year first (2023-08-13, with or without a time),
the month in words, English or French (13 August 2023, 30-Jun-23, 1er août 2023), and numbers with the year last. Of
the last, a number over 12 anywhere in the column settles the order for all; where nothing does, the reader is asked. A
time with a zone is brought to the day in UTC. A date without its day is no date: it is never sharpened.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast

import numpy as np

from geodata.events.cells import short
from geodata.events.errors import AmbiguousDates, MixedDates
from geodata.events.model import Note, NoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geodata.events.cells import Column

_TIME = r"(?i:[T ,]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AP]M)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME, re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})" + _TIME, re.ASCII)
_DAY_WORD = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?[\s.\-/]+([a-z]{3,9})\.?,?[\s\-/]+(\d{4}|\d{2})" + _TIME, re.ASCII)
_WORD_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _TIME, re.ASCII)
_MONTHS = (
    "january jan janvier janv", "february feb fevrier fevr fev", "march mar mars", "april apr avril avr", "may mai",
    "june jun juin", "july jul juillet juil", "august aug aout", "september sep sept septembre",
    "october oct octobre", "november nov novembre", "december dec decembre",
)  # fmt: skip
_MONTH = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_PIVOT = 69
_MONTHS_A_YEAR = 12
_NOON = 12


@dataclass(frozen=True, slots=True)
class _Unordered:
    """A date whose first two numbers may be day and month or month and day."""

    first: int
    second: int
    year: int
    shift: int


@dataclass(frozen=True, eq=False, slots=True)
class Days:
    """The days of some columns, row by row: NaT where a cell is empty or no date; and what was decided."""

    columns: tuple[NDArray[np.datetime64], ...]
    notes: tuple[Note, ...]


def read_days(
    columns: Sequence[Column], *, name: str, day_first: bool | None = None, usually: bool | None = None
) -> Days:
    """Return the days of columns that were written by one hand.

    Parameters
    ----------
    columns
        They are decided together: what settles one settles the others.
    name
        The file's, for an error.
    day_first
        What the reader answered; None where not asked.
    usually
        What the format prescribes where the columns do not settle it.

    Raises
    ------
    AmbiguousDates, MixedDates
        Where the reader has to say what comes first.
    """
    parsed = [[_parsed(text) for text in column.distinct()] for column in columns]
    settled, notes = _settled(columns, parsed, name, day_first, usually)
    days = []
    shifted = 0
    for column, found in zip(columns, parsed, strict=True):
        values = np.array([_day(value, day_first=settled) for value in found] or [None], "datetime64[D]")
        moved = np.array([bool(value is not None and value[1]) for value in found] or [False])
        days.append(cast("NDArray[np.datetime64]", column.spread(values)))
        shifted += int(np.count_nonzero(column.spread(moved)))
    if shifted:
        notes.append(Note(NoteKind.UTC_DAYS, shifted))
    return Days(tuple(days), tuple(notes))


_Parsed = tuple[date | _Unordered, bool] | None


def _settled(
    columns: Sequence[Column],
    parsed: Sequence[Sequence[_Parsed]],
    name: str,
    day_first: bool | None,  # noqa: FBT001 - None is a third answer
    usually: bool | None,  # noqa: FBT001 - likewise
) -> tuple[bool, list[Note]]:
    """Return whether the day comes first; True where no date has its year last."""
    told = [
        (text, value[0])
        for column, found in zip(columns, parsed, strict=True)
        for text, value in zip(column.distinct(), found, strict=True)
        if value is not None and isinstance(value[0], _Unordered)
    ]
    day = next((text for text, value in told if value.first > _MONTHS_A_YEAR >= value.second), "")
    month = next((text for text, value in told if value.second > _MONTHS_A_YEAR >= value.first), "")
    open_question = next((text for text, value in told if value.first != value.second), "")
    if not (day or month or open_question):
        return True, []
    if day_first is None:
        if day and month:
            raise MixedDates(name=name, first=short(day), second=short(month))
        if not (day or month) and usually is None:
            raise AmbiguousDates(name=name, example=short(open_question))
        day_first = bool(day) if day or month else bool(usually)
    return day_first, [Note(NoteKind.DAY_FIRST if day_first else NoteKind.MONTH_FIRST, 0, short(day or month))]


def _day(parsed: _Parsed, *, day_first: bool) -> date | None:
    value = parsed[0] if parsed is not None else None
    if not isinstance(value, _Unordered):
        return value
    day, month = (value.first, value.second) if day_first else (value.second, value.first)
    return _date(value.year, month, day, value.shift)


def _parsed(text: str) -> _Parsed:
    """Return what a text says, and whether its time zone moved it to another day."""
    plain = text.strip()
    if not plain or len(plain) > len("Wednesday, 30 September 2023 00:00:00.000000000 +00:00"):
        return None
    if match := _YEAR_FIRST.fullmatch(plain):
        return _dated(match[1], match[3], match[4], _shift(match, 5))
    if match := _COMPACT.fullmatch(plain):
        return _dated(match[1], match[2], match[3], 0)
    if match := _YEAR_LAST.fullmatch(plain):
        shift, year = _shift(match, 5), int(match[4])
        sound = shift is not None and _FIRST_YEAR <= year <= _LAST_YEAR
        return (_Unordered(int(match[1]), int(match[3]), year, shift or 0), bool(shift)) if sound else None
    return _in_words(_folded(plain))


def _in_words(text: str) -> _Parsed:
    if match := _DAY_WORD.fullmatch(text):
        day, month, year = match[1], match[2], match[3]
    elif match := _WORD_DAY.fullmatch(text):
        month, day, year = match[1], match[2], match[3]
    else:
        return None
    if month not in _MONTH:
        return None
    full = int(year) if len(year) > len("23") else int(year) + (1900 if int(year) >= _PIVOT else 2000)
    return _dated(str(full), str(_MONTH[month]), day, _shift(match, 4))


def _dated(year: str, month: str, day: str, shift: int | None) -> _Parsed:
    found = None if shift is None else _date(int(year), int(month), int(day), shift)
    return None if found is None else (found, bool(shift))


def _date(year: int, month: int, day: int, shift: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day) + timedelta(days=shift)
    except ValueError:
        return None


def _shift(match: re.Match[str], at: int) -> int | None:
    """Return by how many days the zone moves the day in UTC; None where the time is none."""
    hour, minute, second, half, zone = (match[at + offset] for offset in range(5))
    if hour is None:
        return 0
    hours = int(hour) % _NOON + (_NOON if half.lower() == "pm" else 0) if half else int(hour)
    try:
        moment = datetime(2000, 1, 2, hours, int(minute), int(second or 0))  # noqa: DTZ001 - any day will do
    except ValueError:
        return None
    if not zone or zone.upper() in {"Z", "UTC"}:
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    utc = moment - offset if zone[0] == "+" else moment + offset
    return (utc.date() - date(2000, 1, 2)).days


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
