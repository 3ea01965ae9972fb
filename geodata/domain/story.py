"""A guided tour of the record: a day, perhaps a site or a claim, and a text that rests on sources."""

from dataclasses import dataclass
from datetime import date

from geodata.domain.records import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the story; `site_id` and `claim_id` are empty where it concerns the mission as a whole.

    `window` is the days in which claims are shown, None where the reader's stays; `layers` are those that the step
    needs beside what the reader shows.
    """

    id: str
    day: date
    site_id: str = ""
    claim_id: str = ""
    window: int | None = None
    layers: frozenset[str] = frozenset()
    title: Text
    text: Text
    source_ids: tuple[str, ...] = ()
