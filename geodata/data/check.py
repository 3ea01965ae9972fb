"""Check a mission's folder whole, and report every fault at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.data import chronology, geography, layers, linkage, story, wording
from geodata.data.files import Files, read_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.data.faults import Fault

_RULES: tuple[Callable[[Files], list[Fault]], ...] = (
    chronology.faults,
    linkage.faults,
    wording.faults,
    geography.faults,
    layers.faults,
    story.faults,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found: the faults in order of file and line, and how much was read."""

    mission: str
    faults: tuple[Fault, ...]
    tables: int
    rows: int


def check(folder: Path) -> Report:
    """Return everything that is wrong in a mission's folder. Never raises for what a file holds."""
    files, found = read_files(folder)
    if files is None:
        return Report(mission=folder.name, faults=tuple(found), tables=0, rows=0)
    return Report(
        mission=files.mission.id,
        faults=tuple(sorted({*found, *rule_faults(files)})),
        tables=len(files.tables),
        rows=sum(len(raw) for raw in files.raws.values()),
    )


def rule_faults(files: Files) -> list[Fault]:
    """Return what is wrong beyond single cells: days, links, words, points and layers."""
    return [fault for rule in _RULES for fault in rule(files)]
