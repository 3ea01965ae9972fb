"""What was public on each day: the states as a reader of that day could have decided them.

`compile_intervals(data, known_on=day)` tells the whole story as known on one day. Here the two clocks run together: the
state on a day is decided from what had been published by that same day.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from geodata.domain.dates import published_on
from geodata.domain.intervals import SiteInterval, compile_intervals, interval_on
from geodata.domain.published import Knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from geodata.domain.mission import MissionData


def known_intervals(data: MissionData) -> Mapping[str, tuple[SiteInterval, ...]]:
    """Return each site's intervals as they could be told on their own days, in time order and without a gap.

    The interval that holds a day equals that of `compile_intervals(data, known_on=day)`, but for its bounds.
    """
    key = ("known-intervals",)
    if key not in data.memory:
        data.memory[key] = {site.id: _merged(_days(data, site.id)) for site in data.sites_in_order}
    return cast("Mapping[str, tuple[SiteInterval, ...]]", data.memory[key])


def known_from(data: MissionData, source_ids: Iterable[str]) -> date | None:
    """Return the day from which something resting on the sources was public; None where no source bears a date."""
    published = Knowledge.of(data, None).published
    return min((published[source] for source in source_ids if source in published), default=None)


def _days(data: MissionData, site_id: str) -> Iterable[SiteInterval]:
    """Yield the site's state on every day of the record, each as an interval of one day."""
    # Nothing new can be known between two publications: one compilation serves all the days between.
    fresh = sorted({day for source in data.sources if (day := published_on(source.published)) is not None})
    day = data.mission.start
    while day <= data.mission.end:
        last = bisect_right(fresh, day)
        known_on = fresh[last - 1] if last else data.mission.start - timedelta(days=1)
        found = interval_on(compile_intervals(data, known_on=known_on)[site_id], day)
        yield replace(found, start=day, end=day + timedelta(days=1))
        day += timedelta(days=1)


def _merged(days: Iterable[SiteInterval]) -> tuple[SiteInterval, ...]:
    merged: list[SiteInterval] = []
    for day in days:
        if merged and replace(day, start=merged[-1].start) == replace(merged[-1], end=day.end):
            merged[-1] = replace(merged[-1], end=day.end)
        else:
            merged.append(day)
    return (*merged[:-1], replace(merged[-1], end=None))
