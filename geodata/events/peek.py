"""Look at the first rows of a plain table, so that the reader can say what its columns are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.events import detect
from geodata.events.cells import Want
from geodata.events.container import open_table
from geodata.events.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

FIRST_ROWS: Final = 5
MOST_COLUMNS: Final = 60
"""How many columns are looked at: enough for any list of events, few enough to choose from."""

_USUAL_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Peek:
    """The names of the columns that have one, each once, and the first rows under them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def peek(source: bytes | Path, *, name: str, limits: Limits = _USUAL_LIMITS) -> Peek:
    """Return the columns and the first rows of a table. Raises the kinds of EventFileError.

    Of a table that UCDP or ACLED laid out there is nothing to choose: no columns are returned.
    """
    table = open_table(source, name=name, limits=limits)
    if not detect.plain(table.header):
        return Peek(columns=(), rows=())
    named = {title: position for position, title in reversed(list(enumerate(table.header))) if title}
    positions = sorted(named.values())[:MOST_COLUMNS]
    cells = table.read(Want(tuple(positions)))
    rows = range(min(FIRST_ROWS, len(cells)))
    return Peek(
        columns=tuple(table.header[position] for position in positions),
        rows=tuple(tuple(cells.columns[position].at(row) for position in positions) for row in rows),
    )
