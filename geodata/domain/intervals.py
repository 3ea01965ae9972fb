"""The states of each site as intervals of days: the one place where states are decided.

The snapshot of a day, the changes between two days and the map in the browser all read these intervals.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from geodata.domain.published import Knowledge
from geodata.domain.vocabulary import MISSION_HOLDER, UNKNOWN, Certainty, Clock, EventKind, Scope, Transfer, UnPresence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geodata.domain.dates import Period
    from geodata.domain.mission import MissionData
    from geodata.domain.records import Control, Site, SiteEvent

_PRESENCES = {EventKind.WITHDRAWAL_STARTED: UnPresence.CLOSING, EventKind.DEPARTED: UnPresence.CLOSED}
_PRESENCE_ORDER = tuple(UnPresence)
_TRANSFER_ORDER = tuple(Transfer)
_CERTAINTY_ORDER = tuple(Certainty)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteInterval:
    """A run of days on which all that is known of a site stays the same.

    `end` is the first day that no longer belongs to it, None where it lasts. `holders` is empty where unknown.
    `event_ids` and `control_ids` are the rows that the state rests on, those of a pending change included.
    """

    site_id: str
    start: date
    end: date | None
    un_presence: UnPresence
    transfer: Transfer
    holders: tuple[str, ...]
    certainty: Certainty
    changing: bool
    source_ids: tuple[str, ...]
    event_ids: tuple[str, ...]
    control_ids: tuple[str, ...]

    @property
    def holder(self) -> str:
        """The first holder, or `unknown`."""
        return self.holders[0] if self.holders else UNKNOWN


def compile_intervals(data: MissionData, *, known_on: date | None = None) -> Mapping[str, tuple[SiteInterval, ...]]:
    """Return each site's intervals in time order, from the first day of the record on, without a gap.

    Neighbours differ. With `known_on`, rows that rest on nothing published by that day are left out, and so are ends
    still to come. The result is kept with the data: the next call with the same day costs nothing.
    """
    key = ("intervals", known_on)
    if key not in data.memory:
        knowledge = Knowledge.of(data, known_on)
        data.memory[key] = {site.id: _compiled(data, site, knowledge) for site in data.sites_in_order}
    return cast("Mapping[str, tuple[SiteInterval, ...]]", data.memory[key])


def interval_on(intervals: tuple[SiteInterval, ...], on: date) -> SiteInterval:
    """Return the interval that holds the day; the first one for any day before it."""
    return intervals[max(bisect_right(intervals, on, key=_start) - 1, 0)]


def presence_of(event: SiteEvent) -> UnPresence | None:
    """Return the presence of the UN to which an event leads, or None where it moves no such clock."""
    return _PRESENCES.get(event.kind) if event.clock is Clock.PRESENCE else None


def transfer_of(event: SiteEvent) -> Transfer | None:
    """Return the transfer to which an event leads, or None where it moves no such clock."""
    if event.clock is not Clock.TRANSFER:
        return None
    if event.kind is EventKind.VACATED_WITHOUT_HANDOVER:
        return Transfer.WITHOUT_HANDOVER
    return Transfer.PARTIAL if event.partial else Transfer.FORMAL


def _start(interval: SiteInterval) -> date:
    return interval.start


def _compiled(data: MissionData, site: Site, knowledge: Knowledge) -> tuple[SiteInterval, ...]:
    rows = _Rows.of(data, site, knowledge)
    merged: list[SiteInterval] = []
    for day in sorted({data.mission.start, *(day for day in rows.turning_days() if day > data.mission.start)}):
        interval = rows.on(day)
        if merged and replace(interval, start=merged[-1].start) == merged[-1]:
            continue
        merged.append(interval)
    ends: list[date | None] = [interval.start for interval in merged[1:]]
    return tuple(replace(interval, end=end) for interval, end in zip(merged, [*ends, None], strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """The rows that move the clocks of one site."""

    site: Site
    presence: tuple[tuple[SiteEvent, UnPresence], ...]
    transfer: tuple[tuple[SiteEvent, Transfer], ...]
    control: tuple[Control, ...]

    @classmethod
    def of(cls, data: MissionData, site: Site, knowledge: Knowledge) -> _Rows:
        events = [event for event in data.events_of(site.id) if event.shown and knowledge.knows(event.source_ids)]
        return cls(
            site=site,
            presence=tuple((event, state) for event in events if (state := presence_of(event)) is not None),
            transfer=tuple((event, moved) for event in events if (moved := transfer_of(event)) is not None),
            control=tuple(
                row for row in knowledge.control(data.control_of(site.id)) if row.scope is Scope.CAMP and row.shown
            ),
        )

    def turning_days(self) -> Iterable[date]:
        """Yield every day on which the state may differ from that of the day before."""
        moves: tuple[tuple[SiteEvent, str], ...] = (*self.presence, *self.transfer)
        for event, _ in moves:
            yield from (event.when.earliest, event.when.latest)
        for row in self.control:
            for period in (row.began, row.ended):
                if period is not None:
                    yield from (period.earliest, period.latest)

    def on(self, day: date) -> SiteInterval:
        """Return the state on a day, as an interval that starts there."""
        # Of the states settled by the day, the furthest holds: a clock never runs backwards.
        presences = [to for event, to in self.presence if event.when.settled(day)]
        presence = max(presences, key=_PRESENCE_ORDER.index, default=UnPresence.OPEN)
        transfers = [to for event, to in self.transfer if event.when.settled(day)]
        transfer = max(transfers, key=_TRANSFER_ORDER.index, default=Transfer.NONE)
        if presence is UnPresence.CLOSED:
            standing = _standing(self.control, day)
            holders, certainty = _holding(standing)
        else:
            standing, holders, certainty = (), (MISSION_HOLDER,), Certainty.CONFIRMED
        moves: tuple[tuple[SiteEvent, str], ...] = (*self.presence, *self.transfer)
        events = [
            event
            for event, to in moves
            if event.when.changing(day) or (event.when.settled(day) and to in (presence, transfer))
        ]
        pending = self._pending_control(day)
        rows: tuple[SiteEvent | Control, ...] = (*events, *standing, *pending)
        # A site where nothing has happened yet rests on the sources that say it is a UN site.
        sourced = tuple(dict.fromkeys(source for row in rows for source in row.source_ids)) or self.site.source_ids
        return SiteInterval(
            site_id=self.site.id,
            start=day,
            end=None,
            un_presence=presence,
            transfer=transfer,
            holders=holders,
            certainty=certainty,
            changing=bool(pending) or any(event.when.changing(day) for event in events),
            source_ids=sourced,
            event_ids=tuple(event.id for event in events),
            control_ids=tuple(dict.fromkeys(row.id for row in (*standing, *pending))),
        )

    def _pending_control(self, day: date) -> tuple[Control, ...]:
        """Return the rows that may have begun or ended by the day, or may not have.

        While the UN is surely there, nobody else can have begun to hold the site, whatever a row's earliest day.
        """
        departures = [event.when for event, to in self.presence if to is UnPresence.CLOSED]
        if not any(when.earliest <= day for when in departures):
            return ()
        return tuple(row for row in self.control if _changing(row.began, day) or _changing(row.ended, day))


def _changing(period: Period | None, day: date) -> bool:
    return period is not None and period.changing(day)


def _standing(control: tuple[Control, ...], day: date) -> tuple[Control, ...]:
    """Return the rows of equal standing that say who holds the site: of those in force, the ones begun last."""
    in_force = [
        row
        for row in control
        if (row.began is None or row.began.settled(day)) and not (row.ended is not None and row.ended.settled(day))
    ]
    last = max((_began(row) for row in in_force), default=None)
    return tuple(row for row in in_force if _began(row) == last)


def _began(row: Control) -> date:
    return row.began.latest if row.began is not None else date.min


def _holding(standing: tuple[Control, ...]) -> tuple[tuple[str, ...], Certainty]:
    """Return who holds the site and how surely; rows of equal standing that disagree leave nobody named."""
    if not standing:
        return (), Certainty.UNKNOWN
    if len({frozenset(row.holder_ids) for row in standing}) > 1:
        return (), Certainty.CONTESTED
    return standing[0].holder_ids, min((row.certainty for row in standing), key=_CERTAINTY_ORDER.index)
