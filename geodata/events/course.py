"""The course of events around a place, stretch by stretch, from the first day before to the last day after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.events.account import PER_DAYS

if TYPE_CHECKING:
    from datetime import date

    from geodata.domain.records import Place
    from geodata.events.account import Account
    from geodata.events.nearby import EventIndex

STRETCHES: Final = 9
"""Stretches on either side of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Events that start from `first` to `last` (days from the day, which is 0), and their rate per 30 days.

    The rate is by the days that the file covers, None where it covers none of them.
    """

    first: int
    last: int
    events: int
    rate: float | None


def course(index: EventIndex, account: Account, place: Place) -> tuple[Stretch, ...]:
    """Return the stretches of an account in the order of time; together they hold just the events that it counts.

    `place` is that of the account's site. The outermost stretch of a side may be shorter than the others.
    """
    question, day = account.question, account.turning.day
    days = question.days
    found = index.found(
        lat=place.lat,
        lon=place.lon,
        radius_km=question.radius_km,
        first=day - timedelta(days=days),
        last=day + timedelta(days=days - 1),
    )
    turned = int(np.datetime64(day, "D").astype(np.int64))
    starts = index.start[found]
    spans = (starts < turned) & (index.end[found] >= turned)
    counted = ~spans if question.coarse else ~spans & ~index.coarse[found]
    offsets = starts[counted] - turned
    size = -(-days // STRETCHES)
    after = [(first, min(first + size, days) - 1) for first in range(0, days, size)]
    ends = [*((-last - 1, -first - 1) for first, last in reversed(after)), *after]
    return tuple(
        Stretch(
            first=first,
            last=last,
            events=(events := int(np.count_nonzero((offsets >= first) & (offsets <= last)))),
            rate=events * PER_DAYS / covered if (covered := _covered(index, day, first, last)) else None,
        )
        for first, last in ends
    )


def _covered(index: EventIndex, day: date, first: int, last: int) -> int:
    """Return how many of the days the file covers."""
    report = index.file.report
    if report.first is None or report.last is None:
        return 0
    begin, end = max(day + timedelta(days=first), report.first), min(day + timedelta(days=last), report.last)
    return max((end - begin).days + 1, 0)
