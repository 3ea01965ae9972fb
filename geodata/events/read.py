"""Read a reader's file of events, of whatever kind: the one way in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from geodata.events import detect, ucdp
from geodata.events.assembly import MALI, Asked, Assembler
from geodata.events.cells import Table, Want
from geodata.events.container import open_table
from geodata.events.errors import BrokenEventFile
from geodata.events.layout import Field, Layout, folded
from geodata.events.limits import Limits
from geodata.events.model import EventFile, Note, NoteKind, Report
from geodata.events.parquet import ParquetTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    import pandas as pd

    from geodata.domain.mission import Extent, Span

_USUAL_LIMITS = Limits()


def read_events(
    source: bytes | Path,
    *,
    name: str = "",
    mapping: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    days: Span | None = None,
    extent: Extent | None = None,
    around: Extent = MALI,
    limits: Limits = _USUAL_LIMITS,
    progress: Callable[[float], None] = lambda _: None,
) -> EventFile:
    """Read the events of a file; every row is accepted, or listed with its line and the reason why not.

    Parameters
    ----------
    source
        The bytes of the file, or where it lies. Nothing is written to disk and no network is used.
    name
        What to call it in messages; it says nothing of the format. The name of the path unless given.
    mapping
        Fields of the model (see `generic.ALIASES`) to columns of the file, where the reader had to say.
    day_first
        Whether the day or the month comes first, where the reader had to say.
    days, extent
        Only events that start on these days, inside this box. Of a Parquet file, the rest is not read at all.
    around
        Where the events are expected: many points outside that would lie inside with their coordinates exchanged
        are remarked upon.
    limits
        How large the file may be.
    progress
        Is told the part read, from 0 to 1.

    Raises
    ------
    EventFileError
        One of its kinds, with one clear line; also where the reader has to be asked (UnknownColumns, AmbiguousDates,
        MixedDates).
    """
    called = name or (source.name if isinstance(source, Path) else "file")
    table = open_table(source, name=called, limits=limits)
    layout = detect.layout(table.header, name=called, mapping=mapping)
    if isinstance(table, ParquetTable):
        table = table.asked(
            days=days,
            extent=extent,
            date=layout.columns[Field.DATE_START],
            lat=layout.columns[Field.LAT],
            lon=layout.columns[Field.LON],
        )
    want = Want(tuple(sorted(set(layout.columns.values()))), progress)
    try:
        return _read(table, layout, want, Asked(day_first=day_first, days=days, extent=extent, around=around), called)
    except pa.ArrowException as error:
        raise BrokenEventFile(name=called) from error


def _read(table: Table, layout: Layout, want: Want, asked: Asked, name: str) -> EventFile:
    cells = table.read(want)
    assembled = Assembler(cells, layout, header=table.header, name=name, decimal_comma=table.decimal_comma).assembled(
        asked
    )
    total = len(cells) + len(cells.broken)
    rejects = assembled.sieve.rejects(cells.numbers, cells.broken, lambda numbers: table.lines(numbers, total=total))
    frame = assembled.frame
    first, last = _ends(frame)
    notes = (*cells.notes, *assembled.notes, *_repeated(table.header, layout))
    report = Report(
        name=name,
        container=table.container,
        counted_in=table.counted_in,
        rows=total,
        accepted=len(frame),
        rejected=len(rejects),
        first=first,
        last=last,
        columns={field.value: table.header[position] for field, position in layout.columns.items()},
        notes=_summed(notes),
    )
    return EventFile(format=ucdp.release(layout.format, frame), frame=frame, rejects=rejects, report=report)


def _ends(frame: pd.DataFrame) -> tuple[date | None, date | None]:
    if frame.empty:
        return None, None
    days = frame["date_start"]
    return days.min().date(), days.max().date()


def _repeated(header: tuple[str, ...], layout: Layout) -> tuple[Note, ...]:
    """Remark on columns whose name stands twice in the header: the first of them was read."""
    names = Counter(folded(name) for name in header if name)
    read = [header[at] for at in layout.columns.values() if names[folded(header[at])] > 1]
    return (Note(NoteKind.REPEATED_COLUMNS, len(read), ", ".join(read)),) if read else ()


def _summed(notes: tuple[Note, ...]) -> tuple[Note, ...]:
    """Return one note of each kind."""
    found: dict[NoteKind, Note] = {}
    for note in notes:
        known = found.get(note.kind)
        found[note.kind] = note if known is None else replace(known, count=known.count + note.count)
    return tuple(found.values())
