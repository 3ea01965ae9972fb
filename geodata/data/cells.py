"""What a cell may hold, by the description of its column."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from geodata.data.package import LIST_DELIMITER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.data.package import Column

_INTEGER = re.compile(r"-?\d+", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_QUOTED_LENGTH = 60

_CellTest = Callable[[str], bool]


def complaints(column: Column) -> Callable[[str], str]:
    """Return the function that says what is wrong with a cell of the column; "" where nothing is."""
    tests = _tests(column)
    empty = "must not be empty" if column.required else ""

    def complaint(cell: str) -> str:
        if not cell:
            return empty
        return next((f"{quoted(cell)} {message}" for test, message in tests if not test(cell)), "")

    return complaint


def items(cell: str) -> tuple[str, ...]:
    """Return the items of a list cell; an empty cell has none."""
    return tuple(cell.split(LIST_DELIMITER)) if cell else ()


def quoted(cell: str) -> str:
    """Return the cell between quotation marks, cut short where it is long."""
    return repr(cell if len(cell) <= _QUOTED_LENGTH else cell[:_QUOTED_LENGTH] + "…")


def _tests(column: Column) -> list[tuple[_CellTest, str]]:
    if column.type == "list":
        return _list_tests(column)
    tests = _TYPE_TESTS.get(column.type, [])
    if column.enum:
        return [*tests, (_one_of(column.enum), f"is not one of {', '.join(column.enum)}")]
    if column.pattern:
        return [*tests, (_matches(re.compile(column.pattern, re.ASCII)), f"does not match {column.pattern}")]
    return [*tests, *_limit_tests(column)]


def _limit_tests(column: Column) -> list[tuple[_CellTest, str]]:
    tests: list[tuple[_CellTest, str]] = []
    if column.minimum is not None:
        tests.append((_at_least(column.minimum), f"is below {column.minimum:g}"))
    if column.maximum is not None:
        tests.append((_at_most(column.maximum), f"is above {column.maximum:g}"))
    return tests


def _list_tests(column: Column) -> list[tuple[_CellTest, str]]:
    tests: list[tuple[_CellTest, str]] = [
        (lambda cell: all(part == part.strip() != "" for part in items(cell)), "has an empty item or space around one"),
        (lambda cell: len(set(items(cell))) == len(items(cell)), "names an item twice"),
    ]
    if column.enum:
        known = _one_of(column.enum)
        tests.append(
            (lambda cell: all(map(known, items(cell))), f"has an item that is not one of {', '.join(column.enum)}")
        )
    if column.pattern:
        fits = _matches(re.compile(column.pattern, re.ASCII))
        tests.append((lambda cell: all(map(fits, items(cell))), f"has an item that does not match {column.pattern}"))
    return tests


def _trimmed(cell: str) -> bool:
    return cell == cell.strip(" \t\n")


def _matches(pattern: re.Pattern[str]) -> _CellTest:
    return lambda cell: pattern.fullmatch(cell) is not None


def _one_of(values: tuple[str, ...]) -> _CellTest:
    known = frozenset(values)
    return lambda cell: cell in known


def _is_day(cell: str) -> bool:
    if _DAY.fullmatch(cell) is None:
        return False
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _at_least(limit: float) -> _CellTest:
    return lambda cell: _NUMBER.fullmatch(cell) is None or float(cell) >= limit


def _at_most(limit: float) -> _CellTest:
    return lambda cell: _NUMBER.fullmatch(cell) is None or float(cell) <= limit


_TYPE_TESTS: Mapping[str, list[tuple[_CellTest, str]]] = {
    "string": [(_trimmed, "has space at an end")],
    "integer": [(_matches(_INTEGER), "is not a whole number")],
    "number": [(_matches(_NUMBER), "is not a number")],
    "boolean": [(_one_of(("true", "false")), "is neither true nor false")],
    "date": [(_is_day, "is not a day of the calendar written YYYY-MM-DD")],
}
