"""Read the sheet of an Excel workbook that holds the events.

Values are read as the spreadsheet last saved them: formulas are never run, links never followed. A workbook is XML in
a zip file; the zip is weighed first, and a document that declares entities, which no spreadsheet writes, is refused.
"""

from __future__ import annotations

import io
import warnings
from itertools import islice
from typing import TYPE_CHECKING

from geodata.errors import GeodataError
from geodata.events.archive import open_archive, unpack
from geodata.events.errors import BrokenEventFile, EmptyEventFile, EventFileTooLarge, TooManyColumns, TooManyRows
from geodata.events.limits import MEGABYTE
from geodata.events.model import Note, NoteKind
from geodata.events.records import RecordTable, as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geodata.events.limits import Limits

_FORMULA = b"<f"
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_HEADER_ROWS = 20


def open_workbook(
    data: bytes, *, name: str, limits: Limits, recognised: Callable[[Sequence[str]], bool]
) -> RecordTable:
    """Return the first sheet whose header is recognised, else the first with any cells.

    Raises EmptyEventFile, EventFileTooLarge, BrokenEventFile.
    """
    if len(data) > limits.structured:
        raise EventFileTooLarge(name=name, size=len(data) // MEGABYTE, limit=limits.structured // MEGABYTE)
    formulas = _inspected(data, name, limits)
    try:
        return _read(data, name=name, limits=limits, recognised=recognised, formulas=formulas)
    except GeodataError:
        raise
    except Exception as error:
        # openpyxl raises whatever its XML, zip and number parsers raise on a damaged workbook.
        raise BrokenEventFile(name=name) from error


def _inspected(data: bytes, name: str, limits: Limits) -> bool:
    """Refuse a workbook with document types in its XML; tell whether it has formulas."""
    formulas = False
    with open_archive(data, name=name, limits=limits) as archive:
        for entry in archive.infolist():
            if not entry.filename.endswith((".xml", ".rels")):
                continue
            xml = unpack(archive, entry, name=name, limits=limits)
            # A UTF-16 part could hide a declaration from this search, and spreadsheets write UTF-8.
            if any(mark in xml for mark in _DECLARATIONS) or xml.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise BrokenEventFile(name=name)
            if entry.filename.startswith("xl/worksheets/"):
                formulas = formulas or _FORMULA + b">" in xml or _FORMULA + b" " in xml
    return formulas


def _read(
    data: bytes, *, name: str, limits: Limits, recognised: Callable[[Sequence[str]], bool], formulas: bool
) -> RecordTable:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and few files are workbooks

    with warnings.catch_warnings():
        # openpyxl warns of styles and extensions that it drops; none of them holds a value.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            chosen = None
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                first, header = _header(sheet.iter_rows(values_only=True, max_row=_HEADER_ROWS), name, limits)
                if not header:
                    continue
                if chosen is None or recognised(header):
                    chosen = (sheet, first, header)
                if recognised(header):
                    break
            if chosen is None:
                raise EmptyEventFile(name=name)
            sheet, first, header = chosen
            rows = sheet.iter_rows(values_only=True, min_row=first + 1)
            records, numbers, tagged = _records(rows, len(header), name, limits)
            others = [other.title for other in book.worksheets if other is not sheet]
        finally:
            book.close()
    notes = [Note(NoteKind.FORMULAS)] if formulas else []
    if tagged:
        notes.append(Note(NoteKind.TAG_ROW, 1))
    if others:
        notes.append(Note(NoteKind.OTHER_SHEETS, len(others), sheet.title))
    if not records:
        raise EmptyEventFile(name=name)
    return RecordTable(
        header=header,
        records=records,
        numbers=numbers,
        container="xlsx",
        counted_in="row",
        broken=(),
        notes=tuple(notes),
        first=first + 1,
    )


def _header(rows: Iterator[tuple[object, ...]], name: str, limits: Limits) -> tuple[int, tuple[str, ...]]:
    """Return the number of the first row with a cell, and its cells."""
    for number, row in enumerate(islice(rows, _HEADER_ROWS), start=1):
        cells = [as_text(value).strip() for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > limits.columns:
            raise TooManyColumns(name=name, count=len(cells), limit=limits.columns)
        if cells:
            return number, tuple(cells)
    return 0, ()


def _records(
    rows: Iterator[tuple[object, ...]], width: int, name: str, limits: Limits
) -> tuple[list[list[str]], list[int], bool]:
    records: list[list[str]] = []
    numbers: list[int] = []
    tagged = False
    for number, row in enumerate(rows, start=1):
        cells = [as_text(value) for value in row[:width]]
        if not any(cells):
            continue
        if not records and all(not cell or cell.startswith("#") for cell in cells):
            tagged = True  # by the Humanitarian Data Exchange
            continue
        records.append(cells + [""] * (width - len(cells)))
        numbers.append(number)
        if len(records) > limits.sheet_rows:
            raise TooManyRows(name=name, limit=limits.sheet_rows)
    return records, numbers, tagged
