"""What changed between two days, site by site."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, cast

from geodata.domain.dates import Period
from geodata.domain.intervals import SiteInterval, compile_intervals, presence_of, transfer_of
from geodata.domain.vocabulary import UNKNOWN, Certainty, ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geodata.domain.mission import MissionData

HOLDER_SEPARATOR = ";"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A settled change of one of a site's clocks.

    `day` is the day from which the new state holds, `when` the period in which it happened. `before` and `after` are
    values of the clock; several holders are joined by `;`. `certainty` is that of the event, for holders that of the
    holding. `event_id` is the event or the row of control that made the change.
    """

    day: date
    when: Period
    site_id: str
    kind: ChangeKind
    before: str
    after: str
    certainty: Certainty
    source_ids: tuple[str, ...]
    event_id: str

    @property
    def holders(self) -> tuple[str, ...]:
        """Who holds the site after a change of holder; empty where unknown, and for the other clocks."""
        if self.kind is not ChangeKind.HOLDER or self.after == UNKNOWN:
            return ()
        return tuple(self.after.split(HOLDER_SEPARATOR))


def changes(data: MissionData, *, start: date, end: date, known_on: date | None = None) -> tuple[Change, ...]:
    """Return every change with `start` < day <= `end`, in time order.

    Changes of one day come site by site in the order of closing, and for a site presence, transfer, holder. Two
    adjoining spans give together what the whole gives.
    """
    return tuple(change for change in _all(data, known_on) if start < change.day <= end)


def together(found: Iterable[Change]) -> tuple[tuple[Change, ...], ...]:
    """Return changes in time order as groups, each of one site on one day."""
    groups = groupby(found, key=lambda change: (change.day, change.site_id))
    return tuple(tuple(group) for _, group in groups)


def _all(data: MissionData, known_on: date | None) -> tuple[Change, ...]:
    key = ("changes", known_on)
    if key not in data.memory:
        intervals = compile_intervals(data, known_on=known_on)
        found = [change for site in intervals.values() for pair in pairwise(site) for change in _between(data, *pair)]
        # The sort is stable: within a day, the order of sites and of clocks stays as it was found.
        data.memory[key] = tuple(sorted(found, key=lambda change: change.day))
    return cast("tuple[Change, ...]", data.memory[key])


def _between(data: MissionData, before: SiteInterval, after: SiteInterval) -> Iterable[Change]:
    if before.un_presence is not after.un_presence:
        yield _moved_by_event(data, after, ChangeKind.PRESENCE, before.un_presence, after.un_presence)
    if before.transfer is not after.transfer:
        yield _moved_by_event(data, after, ChangeKind.TRANSFER, before.transfer, after.transfer)
    if before.holders != after.holders:
        yield _new_holder(data, before, after)


def _moved_by_event(data: MissionData, after: SiteInterval, kind: ChangeKind, old: str, new: str) -> Change:
    reached = presence_of if kind is ChangeKind.PRESENCE else transfer_of
    events = (data.event(event_id) for event_id in after.event_ids)
    event = next(event for event in events if event.when.latest == after.start and reached(event) == new)
    return Change(
        day=after.start,
        when=event.when,
        site_id=after.site_id,
        kind=kind,
        before=str(old),
        after=str(new),
        certainty=event.certainty,
        source_ids=event.source_ids,
        event_id=event.id,
    )


def _new_holder(data: MissionData, before: SiteInterval, after: SiteInterval) -> Change:
    """Return the change of holder, dated by the row of control that brings it about, else by the UN's departure."""
    row_id, when = _cause(data, before, after)
    sources = [data.control_row(row_id).source_ids for row_id in after.control_ids] or [after.source_ids]
    return Change(
        day=after.start,
        when=when,
        site_id=after.site_id,
        kind=ChangeKind.HOLDER,
        before=HOLDER_SEPARATOR.join(before.holders) or UNKNOWN,
        after=HOLDER_SEPARATOR.join(after.holders) or UNKNOWN,
        certainty=after.certainty,
        source_ids=tuple(dict.fromkeys(source for ids in sources for source in ids)),
        event_id=row_id,
    )


def _cause(data: MissionData, before: SiteInterval, after: SiteInterval) -> tuple[str, Period]:
    day = after.start
    for row in map(data.control_row, after.control_ids):
        if row.began is not None and row.began.latest == day:
            return row.id, row.began
    for event in map(data.event, after.event_ids):
        if before.un_presence is not after.un_presence and event.when.latest == day and presence_of(event) is not None:
            return event.id, event.when
    for row in map(data.control_row, before.control_ids):
        if row.ended is not None and row.ended.latest == day:
            return row.id, row.ended
    return "", Period.on(day)
