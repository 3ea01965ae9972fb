"""Read a CSV file as it is written: every cell a text, every row under the number of its line."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pandas as pd

from geodata.data.faults import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.data.package import Table


def read_raw(folder: Path, table: Table) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the cells of a table as text, indexed by line number, and what is wrong with the file's form.

    The frame always has the columns that the description names, empty where the file lacks one; rows whose length
    differs from the header's are reported and left out.
    """
    empty = pd.DataFrame(columns=list(table.column_names), dtype=object)
    try:
        text = (folder / table.path).read_bytes().decode("utf-8")
    except FileNotFoundError:
        return empty, [Fault(table.path, 0, "", "the file is missing")]
    except UnicodeDecodeError as error:
        return empty, [Fault(table.path, 0, "", f"not UTF-8 at byte {error.start}")]
    faults = _form(table, text)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    lines: list[int] = []
    rows: list[list[str]] = []
    header: list[str] = []
    # A quoted cell may hold line breaks: a row's number is that of the line on which it begins.
    line = 1
    try:
        for cells in reader:
            if not header:
                header = cells
            elif len(cells) != len(header):
                faults.append(Fault(table.path, line, "", f"{len(cells)} cells under a header of {len(header)}"))
            else:
                lines.append(line)
                rows.append(cells)
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(table.path, line, "", f"cannot be read as CSV: {error}"))
    faults += _header(table, header)
    # Plain Python texts: the cells are read one by one, which Arrow's strings are slow at.
    frame = pd.DataFrame(rows, columns=header, index=lines, dtype=object)
    frame = frame.loc[:, ~frame.columns.duplicated()]
    return frame.reindex(columns=list(table.column_names), fill_value=""), faults


def _form(table: Table, text: str) -> list[Fault]:
    faults = []
    if text.startswith("\ufeff"):
        faults.append(Fault(table.path, 1, "", "begins with a byte order mark"))
    if "\r" in text:
        faults.append(Fault(table.path, text[: text.index("\r")].count("\n") + 1, "", "lines must end with LF alone"))
    if text and not text.endswith("\n"):
        faults.append(Fault(table.path, text.count("\n") + 1, "", "the last line must end with LF"))
    return faults


def _header(table: Table, header: list[str]) -> list[Fault]:
    expected = list(table.column_names)
    faults = [Fault(table.path, 1, name, "the column is missing") for name in expected if name not in header]
    faults += [Fault(table.path, 1, name, "no such column is described") for name in header if name not in expected]
    faults += [Fault(table.path, 1, name, "the column is there twice") for name in expected if header.count(name) > 1]
    if not faults and header != expected:
        first = next(index for index, name in enumerate(expected) if header[index] != name)
        faults.append(Fault(table.path, 1, header[first], f"out of order: {expected[first]} is described here"))
    return faults
