"""Keep account of the rows that are no events: each is listed once, with its first fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from geodata.events.model import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geodata.events.cells import Broken, Column

COLUMNS: Final = ("line", "reason", "column", "value")
"""The columns of a frame of rejects."""

_REASONS = tuple(Reason)
_SOUND = -1
_NONE = pd.DataFrame(
    {name: pd.Series([], dtype="int64" if name == "line" else "str") for name in ("line", "reason", "column", "value")}
)
# A cell that starts so is run as a formula by the spreadsheet that opens the list.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Sieve:
    """Marks the rows of a table that fail, with the first reason of each."""

    def __init__(self, rows: int) -> None:
        self._reasons = np.full(rows, _SOUND, np.int8)
        self._titles = np.zeros(rows, np.int16)
        self._columns: list[tuple[str, Column | None]] = [("", None)]

    @property
    def sound(self) -> NDArray[np.bool_]:
        """Which rows have not failed."""
        return np.asarray(self._reasons == _SOUND, np.bool_)

    def fail(self, rows: NDArray[np.bool_], reason: Reason, *, title: str = "", column: Column | None = None) -> None:
        """Fail the rows, unless they have failed already; `column` holds the cells to be shown."""
        new = rows & self.sound
        if not new.any():
            return
        self._reasons[new] = _REASONS.index(reason)
        self._titles[new] = len(self._columns)
        self._columns.append((title, column))

    def rejects(
        self,
        numbers: NDArray[np.int64],
        broken: Sequence[Broken],
        lines: Callable[[NDArray[np.int64]], NDArray[np.int64]],
    ) -> pd.DataFrame:
        """Return the rows that failed and the records that had no cells, in the order of the file."""
        failed = np.flatnonzero(~self.sound)
        if not len(failed) and not broken:
            return _NONE.copy()
        found = pd.DataFrame(
            {
                "number": np.concatenate([numbers[failed], np.array([item.number for item in broken], np.int64)]),
                "reason": [*(_REASONS[code] for code in self._reasons[failed]), *(item.reason for item in broken)],
                "column": [*(self._columns[title][0] for title in self._titles[failed]), *("" for _ in broken)],
                "value": [*self._values(failed), *(item.value for item in broken)],
            }
        ).sort_values("number", kind="stable", ignore_index=True)
        found["line"] = lines(found["number"].to_numpy(np.int64))
        texts = {name: found[name].map(str).astype("str") for name in ("reason", "column", "value")}
        return found.assign(**texts)[list(COLUMNS)].astype({"line": "int64"})

    def _values(self, failed: NDArray[np.int64]) -> list[str]:
        values = []
        for row in failed.tolist():
            column = self._columns[self._titles[row]][1]
            values.append(column.at(row) if column is not None else "")
        return values


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def rejects_csv(rejects: pd.DataFrame) -> str:
    """Return the list of rejects as CSV that no spreadsheet takes for formulas."""
    safe = rejects.assign(**{name: [harmless(cell) for cell in rejects[name]] for name in COLUMNS[1:]})
    return safe.to_csv(index=False, lineterminator="\n")
