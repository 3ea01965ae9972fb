"""One export of each format for all tests of this folder: whole, and of Kidal in the autumn of 2023."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from geodata.domain.model import Text
from geodata.domain.view import View, Vocabulary
from geodata.export.formats import Export, export
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

TODAY = date(2026, 11, 23)
HOSTILE = """</title></text></style>"'><script>alert(1)</script><img src=x onerror=alert(2)>"""
Made = Callable[[str, str], Export]


@pytest.fixture(scope="session")
def view_of(shipped: MissionData) -> Callable[..., View]:
    """Return the view of an address."""

    def view(**query: str) -> View:
        query = {name.rstrip("_"): value for name, value in query.items()}
        return View.from_query(query, vocabulary=Vocabulary.of(shipped, langs=LANGUAGES), default_lang="en")

    return view


@pytest.fixture(scope="session")
def hostile(shipped: MissionData) -> MissionData:
    """Return the mission with every text that a picture or a brief shows written by somebody who means harm."""
    bad = Text(HOSTILE, HOSTILE)
    return replace(
        shipped,
        sites=tuple(replace(site, name=bad) for site in shipped.sites),
        places=tuple(replace(place, name=bad) for place in shipped.places),
        actors=tuple(replace(actor, short=bad, name=bad) for actor in shipped.actors),
        claims=tuple(replace(claim, title=bad, summary=bad, claimant=bad) for claim in shipped.claims),
        sources=tuple(
            replace(source, title=HOSTILE, publisher=HOSTILE, relays=HOSTILE, url="javascript:alert(1)")
            for source in shipped.sources
        ),
    )


@pytest.fixture(scope="session")
def made(shipped: MissionData, view_of: Callable[..., View]) -> Made:
    """Return the function that exports a format, `whole` or in `part`; each is made once."""

    @cache
    def make(form: str, extent: str = "whole") -> Export:
        view = None if extent == "whole" else view_of(from_="2023-10-01", to="2023-11-15", region="kidal")
        return export(shipped, form, today=TODAY, t=Translator("en"), view=view)

    return make
