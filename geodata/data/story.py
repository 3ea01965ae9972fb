"""Read the story of a mission from its `story.toml`, and say what is wrong with it."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from geodata.data.faults import Fault
from geodata.data.wording import text_faults
from geodata.domain.records import Text
from geodata.domain.story import Step
from geodata.domain.view import LAYERS, WINDOWS

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.data.files import Files

STORY_FILE: Final = "story.toml"

_LANGS: Final = ("en", "fr")
_KEYS: Final = frozenset(
    {"id", "day", "site", "claim", "window", "layers", "source_ids", "title_en", "title_fr", "text_en", "text_fr"}
)


def read_story(folder: Path) -> tuple[Step, ...]:
    """Return the steps of a mission's story, none where it has no such file. Raises ValueError for a broken one."""
    path = folder / STORY_FILE
    if not path.is_file():
        return ()
    return tuple(_step(table) for table in _tables(path))


def faults(files: Files) -> list[Fault]:
    """Return every step that cannot be read, or that asks for what the record or the map lacks."""
    path = files.folder / STORY_FILE
    if not path.is_file():
        return []
    try:
        tables = _tables(path)
        steps = [_step(table) for table in tables]
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [Fault(STORY_FILE, 0, "", f"cannot be read: {' '.join(str(error).split()) or type(error).__name__}")]
    found = [message for number, step in enumerate(steps) for message in _step_faults(step, steps[:number], files)]
    found += [
        ("steps", f"{table['id']}: no such key: {', '.join(sorted(unknown))}")
        for table in tables
        if (unknown := set(table) - _KEYS)
    ]
    return [Fault(STORY_FILE, 0, column, message) for column, message in found]


def _tables(path: Path) -> list[dict[str, Any]]:
    tables: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["step"]
    return tables


def _step(table: dict[str, Any]) -> Step:
    day = table["day"]
    if not isinstance(day, date) or isinstance(day, datetime):
        message = f"{table['id']}: the day of a step is written without quotation marks, as 2023-10-31"
        raise TypeError(message)
    window, layers = table.get("window"), table.get("layers", [])
    if window is not None and type(window) is not int:
        message = f"{table['id']}: the window of a step is a number of days, as 30"
        raise TypeError(message)
    if not isinstance(layers, list):
        message = f'{table["id"]}: the layers of a step stand in brackets, as ["convoys"]'
        raise TypeError(message)
    return Step(
        id=str(table["id"]),
        day=day,
        site_id=str(table.get("site", "")),
        claim_id=str(table.get("claim", "")),
        window=window,
        layers=frozenset(map(str, layers)),
        title=Text(table["title_en"], table["title_fr"]),
        text=Text(table["text_en"], table["text_fr"]),
        source_ids=tuple(table["source_ids"]),
    )


def _step_faults(step: Step, before: list[Step], files: Files) -> list[tuple[str, str]]:
    sources = {row["id"] for _, row in files.rows("sources")}
    found = []
    if step.id in {one.id for one in before}:
        found.append(("id", f"{step.id}: the id is there twice"))
    if before and step.day < before[-1].day:
        found.append(("day", f"{step.id}: comes before the step above it"))
    if step.day not in files.mission.span:
        found.append(("day", f"{step.id}: outside the days of the record"))
    found += _asked_faults(step, files)
    if not step.source_ids:
        found.append(("source_ids", f"{step.id}: rests on no source"))
    found += [("source_ids", f"{step.id}: no source '{one}'") for one in step.source_ids if one not in sources]
    for name, text in (("title", step.title), ("text", step.text)):
        for lang in _LANGS:
            words = getattr(text, lang)
            if not words:
                found.append((f"{name}_{lang}", f"{step.id}: no words"))
            found += [(f"{name}_{lang}", f"{step.id}: {message}") for message in text_faults(words, lang)]
    return found


def _asked_faults(step: Step, files: Files) -> list[tuple[str, str]]:
    """Return what is wrong with what a step chooses, and asks to be shown."""
    sites, claims = ({row["id"] for _, row in files.rows(name)} for name in ("sites", "claims"))
    found = []
    if step.site_id and step.site_id not in sites:
        found.append(("site", f"{step.id}: no site '{step.site_id}'"))
    if step.claim_id and step.claim_id not in claims:
        found.append(("claim", f"{step.id}: no claim '{step.claim_id}'"))
    if step.site_id and step.claim_id:
        found.append(("claim", f"{step.id}: a step chooses a site or a claim, not both"))
    if step.window is not None and step.window not in WINDOWS:
        days = ", ".join(str(window) for window in WINDOWS if window)
        found.append(("window", f"{step.id}: no window of {step.window} days: {days}, or 0 for all so far"))
    found += [("layers", f"{step.id}: no layer '{one}'") for one in sorted(step.layers - LAYERS)]
    return found
