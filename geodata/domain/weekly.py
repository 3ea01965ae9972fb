"""Claims counted by week and by who makes them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geodata.domain.ledger import selected
from geodata.domain.view import Filters

if TYPE_CHECKING:
    from geodata.domain.claims import Claim
    from geodata.domain.mission import MissionData

WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class WeekOfClaims:
    """The claims of one claimant about one week; `monday` is its first day."""

    monday: date
    claimant_id: str
    claims: tuple[Claim, ...]

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=WEEK_DAYS - 1)


@dataclass(frozen=True, slots=True)
class WeeklyClaims:
    """Claims by week and claimant, in time order, and those whose day is not known closely enough for a week."""

    weeks: tuple[WeekOfClaims, ...]
    undated: tuple[Claim, ...]


def claims_by_week(data: MissionData, *, filters: Filters | None = None) -> WeeklyClaims:
    """Return the claims that pass the filters, by the Monday of the week of the middle of their period.

    A claim known only to more than seven days belongs to no week; it is counted apart, never spread.
    """
    chosen = filters if filters is not None else Filters()
    groups: dict[tuple[date, str], list[Claim]] = defaultdict(list)
    undated = []
    for claim in selected(data, chosen):
        if (claim.when.latest - claim.when.earliest).days >= WEEK_DAYS:
            undated.append(claim)
            continue
        day = claim.when.midpoint
        groups[day - timedelta(days=day.weekday()), claim.claimant_id].append(claim)
    return WeeklyClaims(
        weeks=tuple(
            WeekOfClaims(monday, claimant, tuple(found)) for (monday, claimant), found in sorted(groups.items())
        ),
        undated=tuple(undated),
    )
