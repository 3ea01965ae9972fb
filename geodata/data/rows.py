"""Turn checked cells into the records of `geodata.domain`, by the fields that each record declares."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from geodata.data.package import LIST_DELIMITER
from geodata.domain.dates import Period, Precision
from geodata.domain.records import Text

if typing.TYPE_CHECKING:
    import pandas as pd

_Record = TypeVar("_Record")
_Cells = Mapping[str, str]
_Reader = Callable[[_Cells], object]


def records(kind: type[_Record], raw: pd.DataFrame) -> tuple[_Record, ...]:
    """Return one record of `kind` for each row of a raw frame without faults."""
    hints = typing.get_type_hints(kind)
    readers = {field.name: _reader(_columns(field, hints[field.name]), hints[field.name]) for field in _fields(kind)}
    names = list(raw.columns)
    rows = (dict(zip(names, cells, strict=True)) for cells in raw.itertuples(index=False, name=None))
    return tuple(kind(**{name: read(row) for name, read in readers.items()}) for row in rows)


def columns_of(kind: type) -> tuple[str, ...]:
    """Return the columns that a record is made of, in the order of its fields."""
    hints = typing.get_type_hints(kind)
    return tuple(column for field in _fields(kind) for column in _columns(field, hints[field.name]))


def _fields(kind: type) -> tuple[dataclasses.Field[object], ...]:
    return dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()


def _columns(field: dataclasses.Field[object], hint: object) -> tuple[str, ...]:
    options = _options(hint)
    if Text in options:
        return (f"{field.name}_en", f"{field.name}_fr")
    if Period in options:
        prefix = field.metadata.get("prefix", "")
        return (f"{prefix}earliest", f"{prefix}latest", f"{prefix}precision")
    return (field.metadata.get("column", field.name),)


def _options(hint: object) -> tuple[object, ...]:
    return typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)


def _reader(columns: tuple[str, ...], hint: object) -> _Reader:
    options = _options(hint)
    if Text in options:
        return lambda row: Text(row[columns[0]], row[columns[1]])
    if Period in options:
        return lambda row: _period(*(row[column] for column in columns))
    convert = _converter(next(option for option in options if option is not types.NoneType))
    name = columns[0]
    if types.NoneType in options:
        return lambda row: convert(row[name]) if row[name] else None
    return lambda row: convert(row[name])


def _period(earliest: str, latest: str, precision: str) -> Period | None:
    if not earliest:
        return None
    return Period(date.fromisoformat(earliest), date.fromisoformat(latest), Precision(precision))


def _converter(kind: object) -> Callable[[str], object]:
    if kind is bool:
        return lambda cell: cell == "true"
    if kind in (int, float, str):
        return typing.cast("Callable[[str], object]", kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if typing.get_origin(kind) is tuple:
        return lambda cell: tuple(cell.split(LIST_DELIMITER)) if cell else ()
    message = f"no reader for a field of type {kind}"
    raise TypeError(message)
