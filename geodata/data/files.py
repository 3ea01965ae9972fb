"""The files of a mission as they are written: cells are text, rows are known by the number of their line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NotRequired, TypedDict, cast

from geodata.data import registry
from geodata.data.contract import contract_faults
from geodata.data.faults import Fault
from geodata.data.package import PACKAGE_FILE, Package, Table, read_package
from geodata.data.schema import cell_faults, reference_faults
from geodata.data.shape import shape_faults
from geodata.data.tables import read_raw
from geodata.domain.model import Extent, Mission, Outline, Span, Text

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import pandas as pd

Row = Mapping[str, str]
"""The cells of a row by column."""


class _SpanToml(TypedDict):
    start: date | str
    end: date | str


class _MissionToml(TypedDict):
    id: str
    version: str
    name: dict[str, str]
    short: dict[str, str]
    country: dict[str, str]
    span: _SpanToml
    extent: dict[str, float]
    outline: dict[str, str]
    presets: dict[str, _SpanToml]
    areas: NotRequired[dict[str, list[str]]]
    corrections_url: NotRequired[str]


@dataclass(frozen=True, kw_only=True)
class Files:
    """What a mission's folder holds; `misshapen` names the tables whose form or columns are wrong."""

    folder: Path
    mission: Mission
    package: Package
    tables: Mapping[str, Table]
    raws: Mapping[str, pd.DataFrame]
    misshapen: frozenset[str]

    @cached_property
    def _rows(self) -> dict[str, list[tuple[int, Row]]]:
        return {}

    def rows(self, name: str) -> Sequence[tuple[int, Row]]:
        """Return each row of a table with its line number; none of a misshapen table, whose cells mean nothing."""
        if name not in self.raws or name in self.misshapen:
            return ()
        if name not in self._rows:
            raw = self.raws[name]
            columns = list(raw.columns)
            cells = zip(raw.index.tolist(), raw.to_numpy().tolist(), strict=True)
            self._rows[name] = [(line, dict(zip(columns, row, strict=True))) for line, row in cells]
        return self._rows[name]

    def fault(self, name: str, line: int, column: str, message: str) -> Fault:
        """Return a fault in a table."""
        return Fault(self.tables[name].path, line, column, message)


def read_files(folder: Path) -> tuple[Files | None, list[Fault]]:
    """Return a mission's files and every fault of form, type, vocabulary and reference; None if nothing can be read."""
    try:
        mission = _mission(folder / registry.MISSION_FILE)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return None, [Fault(registry.MISSION_FILE, 0, "", f"cannot be read: {_reason(error)}")]
    try:
        package = read_package(folder)
    except (OSError, ValueError) as error:
        return None, [Fault(PACKAGE_FILE, 0, "", f"cannot be read: {_reason(error)}")]
    if lacking := contract_faults(package):
        return None, lacking
    tables = {table.name: table for table in package.tables}
    raws: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    misshapen: set[str] = set()
    for name, table in tables.items():
        raws[name], found = read_raw(folder, table)
        faults += found
        if found:
            misshapen.add(name)
    # The cells of a file whose columns are wrong would only repeat, once a row, what is already said.
    sound = {name: table for name, table in tables.items() if name not in misshapen}
    for name, table in sound.items():
        faults += cell_faults(table, raws[name])
        faults += shape_faults(table, raws[name])
    faults += reference_faults(sound, raws)
    files = Files(
        folder=folder, mission=mission, package=package, tables=tables, raws=raws, misshapen=frozenset(misshapen)
    )
    return files, faults


def _mission(path: Path) -> Mission:
    toml = cast("_MissionToml", tomllib.loads(path.read_text(encoding="utf-8")))
    return Mission(
        id=toml["id"],
        name=Text(**toml["name"]),
        short=Text(**toml["short"]),
        country=Text(**toml["country"]),
        span=_span(toml["span"]),
        extent=Extent(**toml["extent"]),
        outline=Outline(**toml["outline"]),
        version=toml["version"],
        corrections=toml.get("corrections_url", ""),
        presets={name: _span(span) for name, span in toml["presets"].items()},
        areas={code: tuple(regions) for code, regions in toml.get("areas", {}).items()},
    )


def _span(toml: _SpanToml) -> Span:
    start, end = toml["start"], toml["end"]
    if isinstance(start, str) or isinstance(end, str):
        message = "the days of a span are written without quotation marks"
        raise TypeError(message)
    if end < start:
        message = f"a span cannot end ({end}) before it begins ({start})"
        raise ValueError(message)
    return Span(start, end)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
