"""Numbers drawn from the record: counted, or quoted with who gives them, never interpolated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geodata.domain.intervals import SiteInterval, compile_intervals, interval_on
from geodata.domain.published import Knowledge
from geodata.domain.snapshot import Counts, SiteState
from geodata.domain.vocabulary import Qualifier, UnPresence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.domain.dates import Period
    from geodata.domain.mission import MissionData
    from geodata.domain.records import Figure

DEPARTED_METRIC = "departed-total"
TOTAL_METRIC = "total-to-depart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Personnel:
    """How many people had left by the latest count, and how many were to leave in all (None where no source says)."""

    value: int
    qualifier: Qualifier
    when: Period
    total: int | None
    source_ids: tuple[str, ...]
    figure_id: str

    @property
    def share(self) -> float | None:
        """The part of the whole that had left, from 0 to 1."""
        return self.value / self.total if self.total else None


def departed(data: MissionData, *, on: date, known_on: date | None = None) -> Personnel | None:
    """Return the latest count of people departed that was settled by the day, or None before the first.

    With `known_on`, only counts that had been published by that day are looked at.
    """
    knowledge = Knowledge.of(data, known_on)
    counts = [row for row in _shown(data, DEPARTED_METRIC) if row.when.settled(on) and knowledge.knows(row.source_ids)]
    if not counts:
        return None
    last = max(counts, key=lambda row: (row.when.latest, row.when.earliest))
    totals = _shown(data, TOTAL_METRIC)
    total = max(totals, key=lambda row: row.when.latest) if totals else None
    sources = (*last.source_ids, *(total.source_ids if total else ()))
    return Personnel(
        value=round(last.value or 0),
        qualifier=last.qualifier,
        when=last.when,
        total=round(total.value or 0) if total else None,
        source_ids=tuple(dict.fromkeys(sources)),
        figure_id=last.id,
    )


def departed_series(data: MissionData) -> tuple[Figure, ...]:
    """Return every shown count of people departed, in time order."""
    return tuple(sorted(_shown(data, DEPARTED_METRIC), key=lambda row: (row.when.latest, row.when.earliest)))


def slip(data: MissionData, site_id: str) -> int | None:
    """Return the days from the end of the planned window to the UN's departure; negative where it left early.

    None where no shown plan or no departure is known.
    """
    closed = next(
        (interval.start for interval in compile_intervals(data)[site_id] if interval.un_presence is UnPresence.CLOSED),
        None,
    )
    planned = [plan.when.latest for plan in data.plans_of(site_id) if plan.shown]
    if closed is None or not planned:
        return None
    return (closed - max(planned)).days


def counts_by_day(data: MissionData, *, start: date, end: date, known_on: date | None = None) -> Mapping[date, Counts]:
    """Return the counts of all sites for each day from `start` to `end`, both included."""
    intervals = compile_intervals(data, known_on=known_on)
    turning = {interval.start for site in intervals.values() for interval in site}
    series: dict[date, Counts] = {}
    days = (start + timedelta(days=offset) for offset in range((end - start).days + 1))
    for day in days:
        # Between two turning days nothing changes: the counts of the day before still hold.
        if day not in turning and day > start:
            series[day] = series[day - timedelta(days=1)]
        else:
            series[day] = Counts.of(_states(intervals, day))
    return series


def _states(intervals: Mapping[str, tuple[SiteInterval, ...]], day: date) -> tuple[SiteState, ...]:
    return tuple(SiteState.of(interval_on(site, day), day) for site in intervals.values())


def _shown(data: MissionData, metric: str) -> list[Figure]:
    return [row for row in data.figures if row.metric == metric and row.shown and row.value is not None]
