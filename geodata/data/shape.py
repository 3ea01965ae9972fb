"""Check what the cells of one row say together, without which no record can be made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.data.faults import Fault

if TYPE_CHECKING:
    import pandas as pd

    from geodata.data.package import Table

_EARLIEST = "earliest"


def shape_faults(table: Table, raw: pd.DataFrame) -> list[Fault]:
    """Return every period that is half given or runs backwards, and every point that lacks a coordinate."""
    faults: list[Fault] = []
    for prefix in period_prefixes(table):
        faults += _period_faults(table, raw, prefix)
    if {"lat", "lon"} <= set(table.column_names):
        faults += _point_faults(table, raw)
    return faults


def period_prefixes(table: Table) -> tuple[str, ...]:
    """Return the prefix of each period of a table: `""` for `earliest`, `"from_"` for `from_earliest`."""
    return tuple(name.removesuffix(_EARLIEST) for name in table.column_names if name.endswith(_EARLIEST))


def _period_faults(table: Table, raw: pd.DataFrame, prefix: str) -> list[Fault]:
    names = [f"{prefix}{part}" for part in (_EARLIEST, "latest", "precision")]
    # An empty cell of a required column is a fault of its own.
    optional = {column.name for column in table.columns if not column.required}
    faults = []
    for line, earliest, latest, precision in raw[names].itertuples(name=None):
        empty = [name for name, cell in zip(names, (earliest, latest, precision), strict=True) if not cell]
        if 0 < len(empty) < len(names):
            faults += [
                Fault(table.path, line, name, "must not be empty beside the rest of its period")
                for name in empty
                if name in optional
            ]
        # ISO days compare as text; a text that is no day is reported with its own cell.
        elif latest < earliest:
            faults.append(Fault(table.path, line, names[1], f"{latest} comes before {names[0]}, {earliest}"))
        elif precision == "day" and earliest != latest:
            faults.append(Fault(table.path, line, names[2], f"is day, but {earliest} and {latest} differ"))
    return faults


def _point_faults(table: Table, raw: pd.DataFrame) -> list[Fault]:
    return [
        Fault(table.path, line, "lon" if lat else "lat", "must not be empty beside the other coordinate")
        for line, lat, lon in raw[["lat", "lon"]].itertuples(name=None)
        if bool(lat) != bool(lon)
    ]
