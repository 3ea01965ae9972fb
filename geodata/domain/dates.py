"""Days, and periods of days: what is known only to the month is never written as a day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geodata.errors import BadDate

_PARTIAL_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Precision(StrEnum):
    """How exactly the source dates a fact."""

    DAY = "day"
    ABOUT = "about"
    RANGE = "range"
    MONTH = "month"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days, both included, between which something happened.

    Raises ValueError where `latest` comes before `earliest`, or where a day is said to be exact and is not.
    """

    earliest: date
    latest: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            message = f"a period cannot end ({self.latest}) before it begins ({self.earliest})"
            raise ValueError(message)
        if self.precision is Precision.DAY and self.earliest != self.latest:
            message = f"a period known to the day has one day, not {self.earliest} to {self.latest}"
            raise ValueError(message)

    @classmethod
    def on(cls, day: date) -> Period:
        """Return the period that is exactly one day."""
        return cls(day, day, Precision.DAY)

    def settled(self, on: date) -> bool:
        """Tell whether it had certainly happened by the end of the day `on`."""
        return on >= self.latest

    def changing(self, on: date) -> bool:
        """Tell whether it may have happened by the day `on`, or may not have."""
        return self.earliest <= on < self.latest

    def overlaps(self, start: date, end: date) -> bool:
        """Tell whether any of its days lies between `start` and `end`, both included."""
        return self.earliest <= end and self.latest >= start

    @property
    def midpoint(self) -> date:
        """The day in the middle; the earlier of the two where there are two."""
        return self.earliest + (self.latest - self.earliest) // 2


def parse_day(text: str) -> date:
    """Return the day that an ISO text names, such as 2023-10-31; raise BadDate on anything else."""
    match = _PARTIAL_DAY.fullmatch(text.strip())
    if match is None or match[3] is None or not text.isascii():
        raise BadDate(text=text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise BadDate(text=text) from error


def published_on(text: str) -> date | None:
    """Return the last day that a partial date allows, or None for an empty text.

    A page dated 2023-10 was certainly out by 31 October 2023, and not certainly before. Raises BadDate.
    """
    if not text:
        return None
    match = _PARTIAL_DAY.fullmatch(text)
    if match is None or not text.isascii():
        raise BadDate(text=text)
    try:
        year, month = int(match[1]), int(match[2] or 12)
        day = int(match[3]) if match[3] else calendar.monthrange(year, month)[1]
        return date(year, month, day)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise BadDate(text=text) from error
