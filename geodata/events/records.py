"""A table whose records are already in memory as lists of texts: of a sheet, of JSON, of a GeoPackage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np

from geodata.events.cells import Broken, Cells, Want, from_records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geodata.events.model import Note

LATITUDE, LONGITUDE = "latitude", "longitude"
"""The names of the columns into which the geometry of a map file is put."""


@dataclass(frozen=True, eq=False, kw_only=True)
class RecordTable:
    """Records as lists of texts, with their numbers; `first` is where the first of them stands in its file."""

    header: tuple[str, ...]
    records: Sequence[Sequence[str]]
    numbers: Sequence[int]
    container: str
    counted_in: str
    broken: tuple[Broken, ...] = ()
    notes: tuple[Note, ...] = ()
    first: int = 1
    decimal_comma: bool = True

    def read(self, want: Want) -> Cells:
        """Return the wanted columns of every record."""
        columns = from_records(self.records, want.positions)
        want.progress(1.0)
        return Cells(columns=columns, numbers=np.array(self.numbers, np.int64), broken=self.broken, notes=self.notes)

    def lines(self, numbers: NDArray[np.int64], *, total: int) -> NDArray[np.int64]:
        """Return the rows or features that bear these numbers."""
        del total  # each record stands on one row
        return np.asarray(numbers, np.int64) + (self.first - 1)


def as_text(value: object) -> str:
    """Return a value of a sheet or of JSON as a cell of a text file would hold it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case float() if value != value:  # noqa: PLR0124 - NaN is the one value that differs from itself
            return ""
    return str(value)
