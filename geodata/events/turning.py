"""The day on which the chosen clock of a site turned: what counts as before and what as after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geodata.domain.around import Turn
from geodata.domain.changes import Change, changes
from geodata.domain.vocabulary import Certainty, ChangeKind, Transfer, UnPresence
from geodata.events.errors import NoTurningDay

if TYPE_CHECKING:
    from geodata.domain.dates import Period
    from geodata.domain.mission import MissionData


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """The day of a turn, the period in which it happened and how surely."""

    clock: Turn
    day: date
    when: Period
    certainty: Certainty


def turning(data: MissionData, site_id: str, *, clock: Turn) -> Turning:
    """Return when a site's clock turned, as the settled record has it.

    A departure is the last; a transfer is the formal one, never a partial one or the lack of any; a change of holder is
    the last to somebody known. Raises NoTurningDay where there is none.
    """
    found = [
        change
        for change in changes(data, start=date.min, end=date.max)
        if change.site_id == site_id and _turns(change, clock)
    ]
    if not found:
        raise NoTurningDay(site=site_id, clock=clock.value)
    last = found[-1]
    return Turning(clock=clock, day=last.day, when=last.when, certainty=last.certainty)


def _turns(change: Change, clock: Turn) -> bool:
    match clock:
        case Turn.DEPARTED:
            return change.kind is ChangeKind.PRESENCE and change.after == UnPresence.CLOSED
        case Turn.TRANSFERRED:
            return change.kind is ChangeKind.TRANSFER and change.after == Transfer.FORMAL
        case Turn.HOLDER:
            return change.kind is ChangeKind.HOLDER and bool(change.holders)
