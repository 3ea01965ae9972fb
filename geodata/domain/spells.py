"""Who was at each site, from when to when: the runs of days that a chart draws as bars."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from geodata.domain.changes import changes
from geodata.domain.intervals import SiteInterval, compile_intervals
from geodata.domain.vocabulary import UNKNOWN, Certainty, ChangeKind, UnPresence

if TYPE_CHECKING:
    from datetime import date

    from geodata.domain.changes import Change
    from geodata.domain.mission import MissionData
    from geodata.domain.records import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A run of days with the same UN presence, the same holders, and the same certainty of who holds.

    `start` is the day from which it surely holds, `soft_from` the first on which it may have held already; both are
    the same where the day is known. `end` is the first day that no longer belongs to it, None where it lasts.
    """

    site_id: str
    start: date
    soft_from: date
    end: date | None
    un_presence: UnPresence
    holders: tuple[str, ...]
    certainty: Certainty
    source_ids: tuple[str, ...]

    @property
    def holder(self) -> str:
        """The first holder, or `unknown`."""
        return self.holders[0] if self.holders else UNKNOWN


def spells_of(data: MissionData, site_id: str, *, known_on: date | None = None) -> tuple[Spell, ...]:
    """Return the spells of a site in time order, without a gap; neighbours differ."""
    softened = {
        day: min(change.when.earliest for change in found)
        for day, found in groupby(_moves(data, site_id, known_on), key=lambda change: change.day)
    }
    runs = [tuple(run) for _, run in groupby(compile_intervals(data, known_on=known_on)[site_id], key=_look)]
    return tuple(
        Spell(
            site_id=site_id,
            start=run[0].start,
            soft_from=softened.get(run[0].start, run[0].start),
            end=run[-1].end,
            un_presence=run[0].un_presence,
            holders=run[0].holders,
            certainty=run[0].certainty,
            source_ids=tuple(dict.fromkeys(source for interval in run for source in interval.source_ids)),
        )
        for run in runs
    )


def transfers_of(data: MissionData, site_id: str) -> tuple[Change, ...]:
    """Return the changes of a site's formal transfer, in time order."""
    span = data.mission.span
    return tuple(
        change
        for change in changes(data, start=span.start, end=span.end)
        if change.site_id == site_id and change.kind is ChangeKind.TRANSFER
    )


def plan_of(data: MissionData, site_id: str) -> Plan | None:
    """Return the announced window against which a site is measured: of those shown, the one that ends last."""
    shown = [plan for plan in data.plans_of(site_id) if plan.shown]
    return max(shown, key=lambda plan: plan.when.latest, default=None)


def _moves(data: MissionData, site_id: str, known_on: date | None) -> list[Change]:
    span = data.mission.span
    return [
        change
        for change in changes(data, start=span.start, end=span.end, known_on=known_on)
        if change.site_id == site_id and change.kind is not ChangeKind.TRANSFER
    ]


def _look(interval: SiteInterval) -> tuple[UnPresence, tuple[str, ...], Certainty]:
    return interval.un_presence, interval.holders, interval.certainty
