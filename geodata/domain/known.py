"""What was public on each day: the states as a reader of that day could have decided them.

`compile_intervals(data, known_on=day)` tells the whole story as known on one day. Here the two clocks run together: the
state on a day is decided from what had been published by that same day.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from geodata.domain.intervals import SiteInterval, compile_intervals
from geodata.domain.published import Knowledge, days_of_news

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
        data.memory[key] = {site.id: _merged(_told(data, site.id)) for site in data.sites_in_order}
    return cast("Mapping[str, tuple[SiteInterval, ...]]", data.memory[key])


def known_from(data: MissionData, source_ids: Iterable[str]) -> date | None:
    """Return the day from which something resting on the sources was public; None where no source bears a date."""
    published = Knowledge.of(data, None).published
    return min((published[source] for source in source_ids if source in published), default=None)


def _told(data: MissionData, site_id: str) -> Iterable[SiteInterval]:
    """Yield what could be told of the site between each two days of news, in time order and without a gap."""
    fresh = days_of_news(data)
    first, end = data.mission.start, data.mission.end + timedelta(days=1)
    for since, until in pairwise([first, *(day for day in fresh if first < day < end), end]):
        last = bisect_right(fresh, since)
        known_on = fresh[last - 1] if last else first - timedelta(days=1)
        for interval in compile_intervals(data, known_on=known_on)[site_id]:
            start, stop = max(interval.start, since), min(interval.end or until, until)
            if start < stop:
                yield replace(interval, start=start, end=stop)


def _merged(told: Iterable[SiteInterval]) -> tuple[SiteInterval, ...]:
    merged: list[SiteInterval] = []
    for interval in told:
        longer = replace(merged[-1], end=interval.end) if merged else None
        if longer is not None and replace(interval, start=longer.start) == longer:
            merged[-1] = longer
        else:
            merged.append(interval)
    return (*merged[:-1], replace(merged[-1], end=None))
