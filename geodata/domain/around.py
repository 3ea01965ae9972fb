"""What the reader asks of their own events around the sites, and its form in a web address."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST_KM, MOST_KM = 5, 150
LEAST_DAYS, MOST_DAYS = 7, 180

_ON: Final = "1"
_ALL: Final = "all"
_LONGEST_NUMBER: Final = 3


class Turn(StrEnum):
    """Which clock divides before from after.

    The last member of the UN left; the site was formally handed over; whoever holds it at the end of the record
    came to hold it.
    """

    DEPARTED = "departed"
    TRANSFERRED = "transferred"
    HOLDER = "holder"


class Colour(StrEnum):
    """By what events are coloured on the map."""

    TYPE = "type"
    PARTY = "party"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The question put to a file of events; the file itself is never part of an address.

    `coarse` shows and counts the points that stand for an area. `cut_off` accepts windows that the file does not cover
    to their ends.
    """

    km: int = 50
    days: int = 90
    clock: Turn = Turn.DEPARTED
    coarse: bool = False
    cut_off: bool = False
    colour: Colour = Colour.TYPE

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """Return what an address asks for, dropping whatever it cannot mean. Never raises."""
        usual = cls()
        clock, colour = str(query.get("clock")), str(query.get("colour"))
        return cls(
            km=_number(query.get("km"), LEAST_KM, MOST_KM, usual.km),
            days=_number(query.get("days"), LEAST_DAYS, MOST_DAYS, usual.days),
            clock=Turn(clock) if clock in set(Turn) else usual.clock,
            coarse=query.get("places") == _ALL,
            cut_off=query.get("cut") == _ON,
            colour=Colour(colour) if colour in set(Colour) else usual.colour,
        )

    def to_query(self) -> dict[str, str]:
        """Return the part of the address that asks for this; what is usual is left out."""
        usual = Around()
        told = {
            "km": ("km", str(self.km)),
            "days": ("days", str(self.days)),
            "clock": ("clock", self.clock.value),
            "coarse": ("places", _ALL),
            "cut_off": ("cut", _ON),
            "colour": ("colour", self.colour.value),
        }
        return dict(
            told[field.name] for field in fields(self) if getattr(self, field.name) != getattr(usual, field.name)
        )


KEYS: Final = frozenset({"km", "days", "clock", "places", "cut", "colour"})
"""The keys of an address that are read here."""

USUAL: Final = {
    "km": (str(Around().km),),
    "days": (str(Around().days),),
    "clock": (Around().clock.value,),
    "places": ("place",),
    "cut": ("0",),
    "colour": (Around().colour.value,),
}
"""Values that say what is meant without them, so that no address written here holds them."""


def _number(text: object, least: int, most: int, usual: int) -> int:
    # A web framework may hand over a list where a key is repeated.
    if not isinstance(text, str) or not text.isascii() or not text.isdecimal() or len(text) > _LONGEST_NUMBER:
        return usual
    return int(text) if least <= int(text) <= most else usual
