"""Give every event its id, and find the rows that tell of an event a second time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geodata.events.cells import Cells, Column
from geodata.events.layout import Field, Layout
from geodata.events.model import Format, Note, NoteKind, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geodata.events.sieve import Sieve

_MIX = np.uint64(1_000_003)


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Identities:
    """The ids of the rows, and the second party of events whose parties had a row each."""

    texts: pa.Array
    notes: tuple[Note, ...]
    partners: dict[int, str]

    def ids(self, kept: NDArray[np.int64]) -> pd.Series[str]:
        """Return the ids of some rows."""
        texts: pd.Series[str] = self.texts.take(pa.array(kept)).to_pandas().astype("str")
        return texts

    def second(self, column: Column) -> Column:
        """Return the column of second parties, filled where a row of its own named one."""
        if not self.partners:
            return column
        texts = np.array(column.cells().to_pylist(), dtype=object)
        for row, partner in self.partners.items():
            texts[row] = partner
        return Column.from_texts(texts.tolist())


def identified(cells: Cells, layout: Layout, sieve: Sieve, title: Callable[[Field], str]) -> Identities:
    """Return the ids of all rows; rows without an id, or that repeat one, fail.

    A publisher's id is kept behind its prefix. A file without ids gets hashes of its rows: two rows alike are two
    events there, for nothing says that they are not, and the reader is told.
    """
    position = layout.columns.get(Field.ID)
    if position is None:
        return _hashed(cells, layout)
    column = cells.columns[position]
    sieve.fail(column.empty(), Reason.NO_ID, title=title(Field.ID), column=column)
    # A row that failed for another reason does not make a later, sound one its double.
    sound = np.flatnonzero(sieve.sound)
    codes = column.codes[sound]
    again = sound[pd.Series(codes).duplicated().to_numpy()]
    notes: tuple[Note, ...] = ()
    partners: dict[int, str] = {}
    if len(again):
        monadic = np.zeros(len(cells), np.bool_)
        if layout.format is Format.ACLED:
            partners, monadic = _partners(cells, layout, sound, again, column)
            if monadic.any():
                notes = (Note(NoteKind.MONADIC, int(np.count_nonzero(monadic))),)
        repeated = np.zeros(len(cells), np.bool_)
        repeated[again] = True
        sieve.fail(monadic, Reason.MONADIC, title=title(Field.ID), column=column)
        sieve.fail(repeated, Reason.DUPLICATE, title=title(Field.ID), column=column)
    named = pc.binary_join_element_wise(layout.prefix, column.texts, "") if layout.prefix else column.texts
    return Identities(texts=named.take(pa.array(column.codes)), notes=notes, partners=partners)


def _partners(
    cells: Cells, layout: Layout, sound: NDArray[np.int64], again: NDArray[np.int64], ids: Column
) -> tuple[dict[int, str], NDArray[np.bool_]]:
    """Return the second party for the first row of each event that has a row for each of its parties.

    So a monadic export is put together again. Rows of one id and the same first party are mere doubles.
    """
    monadic = np.zeros(len(cells), np.bool_)
    position = layout.columns.get(Field.ACTOR_A)
    if position is None:
        return {}, monadic
    actors = cells.columns[position]
    # Written from the last row to the first, so that the first of each id is what stays.
    first = np.zeros(len(ids.texts), np.int64)
    first[ids.codes[sound[::-1]]] = sound[::-1]
    firsts = first[ids.codes[again]]
    differs = actors.codes[firsts] != actors.codes[again]
    monadic[again[differs]] = True
    other = layout.columns.get(Field.ACTOR_B)
    lacking = cells.columns[other].empty() if other is not None else np.ones(len(cells), np.bool_)
    names = actors.distinct()
    found: dict[int, str] = {}
    for row, twin in zip(firsts[differs].tolist(), again[differs].tolist(), strict=True):
        if lacking[row]:
            found.setdefault(row, names[actors.codes[twin]])
    return found, monadic


def _hashed(cells: Cells, layout: Layout) -> Identities:
    mixed = np.zeros(len(cells), np.uint64)
    for field in sorted(layout.columns):
        column = cells.columns[layout.columns[field]]
        hashes = pd.util.hash_array(np.array(column.distinct(), dtype=object), categorize=False)
        mixed = mixed * _MIX ^ hashes[column.codes] if len(hashes) else mixed
    occurrence = pd.Series(mixed).groupby(mixed).cumcount().to_numpy()
    texts = [
        f"{value:016x}-{time + 1}" if time else f"{value:016x}"
        for value, time in zip(mixed.tolist(), occurrence.tolist(), strict=True)
    ]
    same = int(np.count_nonzero(occurrence))
    notes = (Note(NoteKind.SAME_ROWS, same),) if same else ()
    return Identities(texts=pa.array(texts, pa.string()), notes=notes, partners={})
