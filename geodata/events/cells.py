"""The cells of a file as text, before anything is made of them.

Every container (CSV, Excel, GeoJSON, GeoPackage, Parquet) becomes a `Table`, so that the formats are read by one code.
A column is dictionary encoded: dates, actors, places and codes repeat, so that each distinct text is parsed once and a
million rows are never a million Python objects.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from geodata.events.model import Note, Reason

_T = TypeVar("_T")
_SHORT = 60


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """The cells of a column: `codes` says for each row which of the distinct `texts` it holds."""

    codes: NDArray[np.int32]
    texts: pa.Array

    @classmethod
    def of(cls, cells: pa.ChunkedArray) -> Column:
        """Return the column of a chunked array of texts, dictionary encoded or not."""
        if not pa.types.is_dictionary(cells.type):
            cells = pc.dictionary_encode(cells)
        if cells.num_chunks == 0:
            return cls(np.empty(0, np.int32), pa.array([], pa.string()))
        whole = cells.unify_dictionaries().combine_chunks()
        if isinstance(whole, pa.ChunkedArray):
            whole = whole.chunk(0)
        # Cells that differ but in the space around them are the same text.
        trimmed = pc.dictionary_encode(pc.utf8_trim_whitespace(whole.dictionary))
        codes = trimmed.indices.take(whole.indices)
        return cls(codes.to_numpy(zero_copy_only=False).astype(np.int32), trimmed.dictionary)

    @classmethod
    def from_texts(cls, cells: Sequence[str]) -> Column:
        """Return the column of a list of texts."""
        return cls.of(pa.chunked_array([pa.array(cells, pa.string())]))

    @classmethod
    def blank(cls, rows: int) -> Column:
        """Return a column of empty cells."""
        return cls(np.zeros(rows, np.int32), pa.array([""], pa.string()))

    def __len__(self) -> int:
        return len(self.codes)

    def distinct(self) -> list[str]:
        """Return the distinct texts."""
        return cast("list[str]", self.texts.to_pylist())

    def spread(self, values: NDArray[np.generic]) -> NDArray[np.generic]:
        """Return for each row the value of its text."""
        return values[self.codes]

    def translated(self, meanings: Mapping[str, _T], other: _T) -> list[_T]:
        """Return for each distinct text what it means."""
        return [meanings.get(text, other) for text in self.distinct()]

    def empty(self) -> NDArray[np.bool_]:
        """Tell for each row whether its cell is empty."""
        blank = pc.equal(pc.binary_length(self.texts), 0).to_numpy(zero_copy_only=False).astype(np.bool_)
        return cast("NDArray[np.bool_]", self.spread(blank))

    def at(self, row: int) -> str:
        """Return the text of a row, cut short where it is long."""
        return short(self.texts[int(self.codes[row])].as_py())

    def cells(self) -> pa.Array:
        """Return the text of each row."""
        return self.texts.take(pa.array(self.codes))


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that has no cells to speak of."""

    number: int
    reason: Reason
    value: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class Cells:
    """The wanted columns of a table by their position, the number of each record from 1, and what is no record."""

    columns: Mapping[int, Column]
    numbers: NDArray[np.int64]
    broken: tuple[Broken, ...] = ()
    notes: tuple[Note, ...] = ()

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True, slots=True)
class Want:
    """What is asked of a table: columns by position, and whom to tell of the progress."""

    positions: tuple[int, ...]
    progress: Callable[[float], None] = field(default=lambda _: None)


class Table(Protocol):
    """A table in some container; nothing but its header has been read."""

    @property
    def container(self) -> str:
        """What holds it: csv, xlsx, geojson, json, gpkg, parquet."""

    @property
    def counted_in(self) -> str:
        """What its numbers count: line, row or feature."""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns."""

    @property
    def decimal_comma(self) -> bool:
        """Whether a comma inside a number can be a decimal one."""

    def read(self, want: Want) -> Cells:
        """Return the wanted columns of every record."""

    def lines(self, numbers: NDArray[np.int64], *, total: int) -> NDArray[np.int64]:
        """Return where some of the `total` records begin, in the unit of `counted_in`. `numbers` rise."""


def short(text: str) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[:_SHORT] + "…"


def from_records(rows: Sequence[Sequence[str]], positions: Sequence[int]) -> dict[int, Column]:
    """Return the wanted columns of records that are lists of texts."""
    return {position: Column.from_texts([row[position] for row in rows]) for position in positions}
