"""Two days side by side: pairs of days worth comparing, and what changed between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geodata.domain.changes import changes
from geodata.domain.vocabulary import ChangeKind, UnPresence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.domain.changes import Change
    from geodata.domain.mission import MissionData
    from geodata.domain.view import View


@dataclass(frozen=True, slots=True)
class Pair:
    """Two days worth comparing: the whole of a preset, a phase, or a site's change of hands."""

    kind: str
    id: str
    before: date
    after: date


def pairs(data: MissionData) -> tuple[Pair, ...]:
    """Return the mission's presets, then its phases, then its sites in the order of closing."""
    found = [Pair("preset", name, span.start, span.end) for name, span in data.mission.presets.items()]
    every = changes(data, start=data.mission.start, end=data.mission.end)
    for phase in dict.fromkeys(site.phase for site in data.sites_in_order):
        members = {site.id for site in data.sites if site.phase == phase}
        moved = [change for change in every if change.site_id in members and change.kind is not ChangeKind.HOLDER]
        found += _around("phase", phase, moved, data)
    for site in data.sites_in_order:
        moved = [change for change in every if change.site_id == site.id]
        gone = next((change.day for change in moved if change.after == UnPresence.CLOSED), None)
        # A camp that changes hands long after the UN has left is another story.
        near = [change for change in moved if gone is None or change.day <= gone + timedelta(days=30)]
        found += _around("site", site.id, near, data)
    return tuple(found)


def compared(view: View) -> tuple[date, date]:
    """Return the clock's day and the one chosen beside it, else the end of the range that is not the clock's."""
    day = view.on or view.start
    return day, view.to_day or (view.end if day != view.end else view.start)


def between(data: MissionData, one: date, two: date, *, known_on: date | None = None) -> tuple[Change, ...]:
    """Return what changed from the earlier of two days to the later, in time order."""
    return changes(data, start=min(one, two), end=max(one, two), known_on=known_on)


def _around(kind: str, name: str, moved: Iterable[Change], data: MissionData) -> list[Pair]:
    """Return the pair from the day before the first change to the day of the last, where there is one."""
    days = [change.day for change in moved]
    if not days:
        return []
    return [Pair(kind, name, max(min(days) - timedelta(days=1), data.mission.start), max(days))]
