"""Read columns of numbers: coordinates, and counts of the dead, where an empty cell is not a zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.events.cells import Column

_NUMBER = r"^-?(\d{1,15}\.?\d{0,20}|\.\d{1,20})([eE][-+]?\d{1,2})?$"
_WITH_COMMA = r"^[-+]?\d+,\d+$"
_COUNT = r"^\d{1,9}(\.0*)?$"
_POINT = r"^POINT ?\((?P<lon>-?[0-9.]+) (?P<lat>-?[0-9.]+)\)$"


@dataclass(frozen=True, eq=False, slots=True)
class Figures:
    """The numbers of a column row by row, NaN where a cell is empty or no number.

    `comma` tells the rows whose number has a decimal comma that may not be read as one.
    """

    values: NDArray[np.float64]
    comma: NDArray[np.bool_]


def read_numbers(column: Column, *, decimal_comma: bool) -> Figures:
    """Return the decimal numbers of a column; `decimal_comma` allows 15,92 for 15.92."""
    texts = column.texts
    comma = pc.match_substring_regex(texts, _WITH_COMMA)
    if decimal_comma:
        texts = pc.if_else(comma, pc.replace_substring(texts, ",", "."), texts)
    texts = pc.replace_substring_regex(texts, r"^\+", "")
    values = _cast(texts, _NUMBER)
    refused = np.zeros(len(values), np.bool_) if decimal_comma else _flags(comma)
    return Figures(_floats(column.spread(values)), _bools(column.spread(refused)))


def read_counts(column: Column) -> NDArray[np.float64]:
    """Return the whole numbers of a column, NaN for any other cell."""
    return _floats(column.spread(_cast(column.texts, _COUNT)))


def read_points(column: Column) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the latitudes and longitudes of a column of points as text, NaN for any other cell."""
    parts = pc.extract_regex(column.texts, _POINT)
    lat, lon = (_cast(pc.fill_null(pc.struct_field(parts, name), ""), _NUMBER) for name in ("lat", "lon"))
    return _floats(column.spread(lat)), _floats(column.spread(lon))


def _cast(texts: pa.Array, pattern: str) -> NDArray[np.float64]:
    sound = pc.match_substring_regex(texts, pattern)
    numbers = pc.cast(pc.if_else(sound, texts, pa.scalar(None, pa.string())), pa.float64())
    return _floats(pc.fill_null(numbers, float("nan")).to_numpy(zero_copy_only=False))


def _flags(values: pa.Array) -> NDArray[np.bool_]:
    return _bools(values.to_numpy(zero_copy_only=False))


def _floats(values: NDArray[np.generic]) -> NDArray[np.float64]:
    return values.astype(np.float64, copy=False)


def _bools(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    return values.astype(np.bool_, copy=False)
