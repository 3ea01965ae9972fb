"""The story as one more table of an export: in the record it is a file of its own, written by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geodata.data.package import table_of

if TYPE_CHECKING:
    from geodata.data.package import Package
    from geodata.domain.model import MissionData, Text

NAME: Final = "story"


def description() -> dict[str, Any]:
    """Return how a data package describes the table."""
    text = resources.files(__package__).joinpath("story.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def with_story(package: Package) -> Package:
    """Return a package that has the table as well, at its end."""
    table = table_of(description())  # type: ignore[arg-type]  # read from JSON, as the others are
    return replace(package, tables=(*package.tables, table))


def story_frame(data: MissionData) -> pd.DataFrame:
    """Return the steps as the table has them."""
    rows = [
        (
            step.id,
            pd.Timestamp(step.day),
            step.site_id,
            step.claim_id,
            step.window,
            tuple(sorted(step.layers)),
            *_both(step.title),
            *_both(step.text),
            step.source_ids,
        )
        for step in data.story
    ]
    frame = pd.DataFrame(rows, columns=[field["name"] for field in description()["schema"]["fields"]])
    return frame.astype({"window": "Int64"})


def _both(text: Text) -> tuple[str, str]:
    return text.en, text.fr
