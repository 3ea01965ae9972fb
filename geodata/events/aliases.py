"""Parties that a publisher lists anew under each name that they bore: the mission's record knows that they are one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geodata.events.model import Note, NoteKind
from geodata.events.shares import party_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.domain.mission import MissionData
    from geodata.events.model import EventFile

_AND: Final = " / "


def aliased(file: EventFile, data: MissionData) -> EventFile:
    """Return a file in whose counts the several names of one party are one, with a note that says so.

    Rows keep the file's own word. Of UCDP only, which names its parties as the record does; a party that the file
    knows by one name keeps it.
    """
    if file.format.family != "ucdp":
        return file
    named = party_names(file)
    cells = [cell for column in ("actor_a", "actor_b") for cell in file.frame[column].cat.categories]
    borne = {name for cell in cells for name in named(cell)}
    renamed: dict[str, str] = {}
    notes = []
    for names in names_of_one(data):
        found = [name for name in names if name in borne]
        if len(found) > 1:
            renamed |= dict.fromkeys(found, _AND.join(found))
            notes.append(Note(NoteKind.RENAMED, _events(file, set(found)), ", ".join(found)))
    report = replace(file.report, notes=(*file.report.notes, *notes))
    return replace(file, report=report, renamed=renamed) if renamed else file


def names_of_one(data: MissionData) -> Iterator[tuple[str, ...]]:
    """Yield the short names of each actor and of those that it became, in the order of time.

    A part of another actor that went into a third has not been renamed, and a name that two actors bore tells neither.
    """
    bearers: dict[str, set[str]] = {}
    for row in data.actor_names:
        bearers.setdefault(row.short, set()).add(row.actor_id)
    became = {actor.successor_id for actor in data.actors if actor.successor_id and not actor.parent_id}
    for actor in data.actors:
        if actor.id in became:
            continue
        line = {actor.id}
        last = actor
        while last.successor_id and not last.parent_id and last.successor_id not in line:
            line.add(last.successor_id)
            last = data.actor(last.successor_id)
        rows = sorted((row for row in data.actor_names if row.actor_id in line), key=lambda row: row.since)
        names = tuple(dict.fromkeys(row.short for row in rows if row.short and bearers[row.short] <= line))
        if len(names) > 1:
            yield names


def _events(file: EventFile, names: set[str]) -> int:
    """Return how many events have a party of these names."""
    named = party_names(file)
    sides = [
        file.frame[column].isin([cell for cell in file.frame[column].cat.categories if names & set(named(cell))])
        for column in ("actor_a", "actor_b")
    ]
    return int((sides[0] | sides[1]).sum())
