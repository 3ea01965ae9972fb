"""A guided tour of the record: a day, perhaps a site, and a text that rests on sources."""

from dataclasses import dataclass
from datetime import date

from geodata.domain.records import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the story; `site_id` is empty where it concerns the mission as a whole."""

    id: str
    day: date
    site_id: str = ""
    title: Text
    text: Text
    source_ids: tuple[str, ...] = ()
