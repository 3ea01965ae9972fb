"""One export of each format for all tests of this folder: whole, and of Kidal in the autumn of 2023."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from geodata.domain.view import View, Vocabulary
from geodata.export.formats import Export, export
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

TODAY = date(2026, 11, 23)
Made = Callable[[str, str], Export]


@pytest.fixture(scope="session")
def view_of(shipped: MissionData) -> Callable[..., View]:
    """Return the view of an address."""

    def view(**query: str) -> View:
        query = {name.rstrip("_"): value for name, value in query.items()}
        return View.from_query(query, vocabulary=Vocabulary.of(shipped, langs=LANGUAGES), default_lang="en")

    return view


@pytest.fixture(scope="session")
def made(shipped: MissionData, view_of: Callable[..., View]) -> Made:
    """Return the function that exports a format, `whole` or in `part`; each is made once."""

    @cache
    def make(form: str, extent: str = "whole") -> Export:
        view = None if extent == "whole" else view_of(from_="2023-10-01", to="2023-11-15", region="kidal")
        return export(shipped, form, today=TODAY, t=Translator("en"), view=view)

    return make
