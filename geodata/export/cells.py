"""Cells as text, and safe in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geodata.data.package import LIST_DELIMITER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.data.package import Column, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
TEXTS = frozenset({"string", "list"})
"""The types of column whose cells a spreadsheet might run; numbers and days cannot hold a formula."""


def harmless(text: str) -> str:
    """Return text that no spreadsheet runs as a formula: an apostrophe goes before a first = + - @, tab or return."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def written(column: Column, value: object) -> str:
    """Return a cell as it is written in the record's own tables."""
    if column.type == "list":
        return LIST_DELIMITER.join(value) if isinstance(value, tuple) else ""
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)) or value is pd.NA:
        return ""
    match column.type:
        case "boolean":
            return "true" if value else "false"
        case "date":
            return pd.Timestamp(str(value)).date().isoformat()
        case "number":
            return repr(float(str(value))).removesuffix(".0")
        case _:
            return str(value)


def rows_of(table: Table, frame: pd.DataFrame) -> Iterable[list[str]]:
    """Yield the rows of a table as text, texts made harmless."""
    columns = table.columns
    for values in frame[list(table.column_names)].itertuples(index=False, name=None):
        cells = [written(column, value) for column, value in zip(columns, values, strict=True)]
        yield [harmless(cell) if column.type in TEXTS else cell for column, cell in zip(columns, cells, strict=True)]
