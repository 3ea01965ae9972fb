"""Divide the counted events by type and by party."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.events.account import Share

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from pandas.core.arrays.categorical import CategoricalAccessor as Cells

    from geodata.events.model import EventFile
    from geodata.events.nearby import EventIndex

SEPARATORS: Final = {"ucdp": ", ", "acled": "; ", "generic": "; "}
"""How the publishers write several parties in one cell."""


def types(index: EventIndex, before: NDArray[np.int64], after: NDArray[np.int64]) -> tuple[Share, ...]:
    """Return the share of each type of event, the most frequent first."""
    return _shares(index, before, after, ("type",), lambda name: [name])


def parties(index: EventIndex, before: NDArray[np.int64], after: NDArray[np.int64]) -> tuple[Share, ...]:
    """Return the share of each party, the most frequent first; an event counts once for each of its parties."""
    return _shares(index, before, after, ("actor_a", "actor_b"), party_names(index.file))


def party_names(file: EventFile) -> Callable[[str], list[str]]:
    """Return what tells the parties of a cell, each once and under the name by which it is counted."""
    separator, renamed = SEPARATORS[file.format.family], file.renamed
    return lambda cell: list(dict.fromkeys(renamed.get(name, name) for name in cell.split(separator)))


def _shares(
    index: EventIndex,
    before: NDArray[np.int64],
    after: NDArray[np.int64],
    columns: Sequence[str],
    named: Callable[[str], list[str]],
) -> tuple[Share, ...]:
    """Return the shares of the names that the events bear."""
    both = np.concatenate([before, after])
    numbers: dict[str, int] = {}
    borne = [_borne(index.file.frame[column].cat, index.rows[both], named, numbers) for column in columns]
    # A pair of event and name counts once, though the name stand in two cells of the event.
    size = max(len(numbers), 1)
    pairs = np.unique(np.concatenate([events * size + names for events, names in borne]))
    events, names = np.divmod(pairs, size)
    slots = names * 2 + (events >= len(before))
    counts = np.bincount(slots, minlength=2 * size)
    dead = np.bincount(slots, weights=np.nan_to_num(index.deaths[both])[events], minlength=2 * size)
    shares = [
        Share(
            name=name,
            before=int(counts[2 * number]),
            after=int(counts[2 * number + 1]),
            deaths_before=int(dead[2 * number]),
            deaths_after=int(dead[2 * number + 1]),
        )
        for name, number in numbers.items()
    ]
    return tuple(sorted(shares, key=lambda share: (-share.before - share.after, share.name)))


def _borne(
    cells: Cells, rows: NDArray[np.int64], named: Callable[[str], list[str]], numbers: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of event and name: the place of the event, the number that a name has, or is given, in `numbers`."""
    codes = cells.codes.to_numpy()[rows]
    known = cells.categories.tolist()
    of: list[list[int]] = [[] for _ in known]
    for code in np.flatnonzero(np.bincount(codes, minlength=len(known))).tolist():
        of[code] = [numbers.setdefault(name, len(numbers)) for name in named(known[code]) if name]
    sizes = np.array([len(names) for names in of] or [0], np.int64)
    starts = np.cumsum(sizes) - sizes
    flat = np.array([name for names in of for name in names], np.int64)
    repeats = sizes[codes]
    events = np.repeat(np.arange(len(rows)), repeats)
    within = np.arange(len(events)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    return events, flat[starts[codes][events] + within]
