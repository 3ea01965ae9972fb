"""What was counted around a place before and after a day: plain values, with what must be said beside them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from geodata.domain.around import LEAST_DAYS, LEAST_KM, MOST_DAYS, MOST_KM, Turn
from geodata.events.errors import ProximityOption

if TYPE_CHECKING:
    from datetime import date

    from geodata.domain.records import Text
    from geodata.errors import GeodataError
    from geodata.events.turning import Turning
    from geodata.i18n.catalog import Translator


PER_DAYS: Final = 30
"""Rates are events per so many days."""


class Flag(StrEnum):
    """What a reader of a count must know."""

    CUT_OFF_BEFORE = "cut-off-before"
    CUT_OFF_AFTER = "cut-off-after"
    OVERLAP = "overlap"
    DAY_UNCERTAIN = "day-uncertain"
    DAY_CONTESTED = "day-contested"
    SPANNING = "spanning"
    COARSE_LEFT_OUT = "coarse-left-out"
    COARSE_COUNTED = "coarse-counted"
    UNKNOWN_PRECISION = "unknown-precision"
    VAGUE_DATES = "vague-dates"
    NO_FIGURE = "no-figure"
    SMALL_NUMBERS = "small-numbers"
    PLACEBO_CUT_OFF = "placebo-cut-off"
    ONE_COUNTRY = "one-country"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the reader asks; raises ProximityOption outside of what the method allows.

    `coarse` counts the points that stand for an area as well. `allow_cut_off` accepts windows that the file does not
    cover to their ends; rates are then by the days that it covers.
    """

    radius_km: float = 50
    days: int = 90
    clock: Turn = Turn.DEPARTED
    coarse: bool = False
    allow_cut_off: bool = False

    def __post_init__(self) -> None:
        # Written so that NaN fails as well.
        if not LEAST_KM <= self.radius_km <= MOST_KM:
            raise ProximityOption(option="radius-km", least=LEAST_KM, most=MOST_KM, value=f"{self.radius_km:g}")
        if not LEAST_DAYS <= self.days <= MOST_DAYS:
            raise ProximityOption(option="days", least=LEAST_DAYS, most=MOST_DAYS, value=self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of the day: events that start from `start` to `end`, both included.

    `days` are those of them that the file covers, by which the rate goes; rate and interval (95 %, exact Poisson) are
    events per 30 days, None where no day is covered. Deaths are the publisher's best figures added up, None where
    events have none at all; `no_figure` events have none. No interval is given for deaths: they come in clusters.
    `coarse` events are those left out, or counted where asked for; `vague` ones have no exact day.
    """

    start: date
    end: date
    days: int
    events: int
    deaths: int | None
    deaths_low: int | None
    deaths_high: int | None
    no_figure: int
    coarse: int
    vague: int
    rate: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Before (days -n to -1) and after (days 0 to n-1), and the events that span the day, counted in neither."""

    day: date
    before: Side
    after: Side
    spanning: int
    spanning_deaths: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The events and deaths of one type or party on both sides."""

    name: str
    before: int
    after: int
    deaths_before: int
    deaths_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Another site whose circle cuts this one, its distance, and how many of the counted events count for it as well.

    Such an event lies in both circles and on days that count for both sites, each by its own turn of the same clock.
    """

    site_id: str
    km: float
    shared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What happened around a site, or a town without one, before and after a day. It describes, it does not explain.

    `placebo` is the same place and windows one year earlier, None where the file does not reach back. An event with two
    parties counts for both `parties`.
    """

    place_id: str
    name: Text
    turning: Turning
    question: Question
    sides: Sides
    types: tuple[Share, ...]
    parties: tuple[Share, ...]
    overlaps: tuple[Overlap, ...]
    placebo: Sides | None
    flags: tuple[Flag, ...]

    def flag_words(self, t: Translator) -> tuple[str, ...]:
        """Return what the flags say; circles may overlap without any event that counts for both sites."""
        apart = not any(overlap.shared for overlap in self.overlaps)
        return tuple(
            t(f"events.flag.{flag}-apart" if flag is Flag.OVERLAP and apart else f"events.flag.{flag}")
            for flag in self.flags
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A site for which the question has no answer, and why."""

    place_id: str
    name: Text
    error: GeodataError
