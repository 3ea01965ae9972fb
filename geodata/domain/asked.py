"""What a person typed, as values of the record: a day, a site; whatever it cannot be is told with what it may be."""

from __future__ import annotations

import difflib
import unicodedata
from typing import TYPE_CHECKING

from geodata.domain.dates import parse_day
from geodata.errors import DateOutsideSpan, UnknownSite

if TYPE_CHECKING:
    from datetime import date

    from geodata.domain.mission import MissionData


def day_asked(text: str, data: MissionData) -> date:
    """Return the day that a text names. Raises BadDate, and DateOutsideSpan where the record has no such day."""
    day = parse_day(text)
    if day not in data.mission.span:
        raise DateOutsideSpan(day=day, start=data.mission.start, end=data.mission.end)
    return day


def site_asked(text: str, data: MissionData) -> str:
    """Return the id of a site. Raises UnknownSite, which names the closest ones."""
    ids = [site.id for site in data.sites_in_order]
    if text in ids:
        return text
    named = {_folded(name): site.id for site in data.sites for name in (site.name.fr, site.name.en, *site.alt_names)}
    named |= {_folded(site_id): site_id for site_id in ids}
    close = difflib.get_close_matches(_folded(text), named, n=3)
    raise UnknownSite(site=text, near=list(dict.fromkeys(named[name] for name in close)) or ids)


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
