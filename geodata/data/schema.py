"""Check every cell of every table against its description, and report all faults at once.

The pandera schemas are derived from datapackage.json, so that a rule is written in one place only. They check the
cells as text, before anything is converted: a cell that would not convert is a fault with a line, not an exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from geodata.data.cells import complaints, items, quoted
from geodata.data.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.data.package import Column, Table

_TWICE = "is there more than once"


def schema_of(table: Table) -> pa.DataFrameSchema:
    """Return the pandera schema of a table's cells as text."""
    columns = {column.name: pa.Column(checks=_checks(column)) for column in table.columns}
    return pa.DataFrameSchema(columns, name=table.name, strict=True)


def cell_faults(table: Table, raw: pd.DataFrame) -> list[Fault]:
    """Return every cell of a raw frame (as `read_raw` gives it) that breaks the description of its column."""
    try:
        schema_of(table).validate(raw, lazy=True)
    except SchemaErrors as error:
        complaint_of = {column.name: complaints(column) for column in table.columns}
        cases = error.failure_cases[["index", "column", "check", "failure_case"]]
        return [
            Fault(
                table.path,
                int(line),
                column,
                f"{quoted(cell)} {_TWICE}" if check == _TWICE else complaint_of[column](cell),
            )
            for line, column, check, cell in cases.itertuples(index=False, name=None)
        ]
    return []


def reference_faults(tables: Mapping[str, Table], raws: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Return every cell, or item of a list, that names a row which its target table does not hold.

    Only `tables` are looked at, as origins and as targets: what points into another table is not judged.
    """
    ids = {name: frozenset(raws[name]["id"]) for name in tables}
    faults = []
    for name, table in tables.items():
        for column in table.columns:
            if column.references not in ids:
                continue
            known = ids[column.references]
            for line, cell in raws[name][column.name].items():
                faults += [
                    Fault(table.path, int(str(line)), column.name, f"no row {item!r} in {column.references}")
                    for item in (items(cell) if column.type == "list" else filter(None, [cell]))
                    if item not in known
                ]
    return faults


def _checks(column: Column) -> list[pa.Check]:
    complaint = complaints(column)

    # One check a column, over its distinct cells: pandera spends more on a check than the check does on its cells.
    def sound(cells: pd.Series[str]) -> pd.Series[bool]:
        verdicts = {cell: not complaint(cell) for cell in set(cells)}
        return pd.Series([verdicts[cell] for cell in cells], index=cells.index, dtype=bool)

    checks = [pa.Check(sound, error="is unsound")]
    if column.unique:
        checks.append(pa.Check(_first_or_empty, error=_TWICE))
    return checks


def _first_or_empty(cells: pd.Series[str]) -> pd.Series[bool]:
    return ~cells.duplicated() | (cells == "")
