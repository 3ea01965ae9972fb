"""Put the events of a file into a few groups that are told apart by colour: by type, or by party."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.domain.around import Colour
from geodata.events.shares import party_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geodata.events.nearby import EventIndex

MOST_GROUPS: Final = 7
"""How many groups have a colour of their own; what is in none of them is the last, nameless group."""


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Grouping:
    """The names of the groups, and for each event of an index the number of its group; `len(names)` is all others."""

    names: tuple[str, ...]
    codes: NDArray[np.uint8]


def grouped(index: EventIndex, colour: Colour, chosen: Sequence[str] = ()) -> Grouping:
    """Return the groups of the events of an index.

    Parameters
    ----------
    index
        The events of one file.
    colour
        Whether to group by type or by party.
    chosen
        The parties that the reader names, the usual ones where there are none. An event between two of them belongs to
        the one named first: a colour can tell only one.
    """
    if colour is Colour.TYPE:
        names = _frequent(index, ("type",), lambda name: [name])
        return Grouping(names=names, codes=_codes(index, ("type",), names, lambda name: [name]))
    names = tuple(chosen[:MOST_GROUPS]) or usual_parties(index)
    return Grouping(names=names, codes=_codes(index, ("actor_a", "actor_b"), names, party_names(index.file)))


def parties_of(index: EventIndex, *, most: int = 200) -> tuple[str, ...]:
    """Return the names of the parties, the most frequent first."""
    return _frequent(index, ("actor_a", "actor_b"), party_names(index.file), most=most)


def usual_parties(index: EventIndex) -> tuple[str, ...]:
    """Return the parties that have a colour unless the reader names others: the most frequent, the rarest first.

    Whoever takes part in most events would else take the colour of all others' events.
    """
    return parties_of(index, most=MOST_GROUPS)[::-1]


def _frequent(
    index: EventIndex, columns: Sequence[str], named: Callable[[str], list[str]], *, most: int = MOST_GROUPS
) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for column in columns:
        cells = index.file.frame[column].cat
        found = np.bincount(cells.codes.to_numpy(), minlength=len(cells.categories))
        for written, count in zip(cells.categories.tolist(), found.tolist(), strict=True):
            for name in named(written) if count else ():
                counts[name] = counts.get(name, 0) + count
    counts.pop("", None)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:most])


def _codes(
    index: EventIndex, columns: Sequence[str], names: Sequence[str], named: Callable[[str], list[str]]
) -> NDArray[np.uint8]:
    numbers = {name: number for number, name in enumerate(names)}
    codes = np.full(len(index.rows), len(names), np.uint8)
    for column in columns:
        cells = index.file.frame[column].cat
        meant = np.array(
            [
                min((numbers.get(name, len(names)) for name in named(written)), default=len(names))
                for written in cells.categories.tolist()
            ]
            or [len(names)],
            np.uint8,
        )
        codes = np.minimum(codes, meant[cells.codes.to_numpy()[index.rows]])
    return codes
