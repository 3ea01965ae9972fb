"""What a page receives: the view, the record, the day's state, and a voice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from geodata.domain.ledger import selected, within
from geodata.domain.published import Knowledge, public_record
from geodata.domain.snapshot import Snapshot, snapshot
from geodata.i18n.catalog import LANGUAGES, Translator
from geodata.ui import cache, state
from geodata.ui.belongings import Belonging, keep, kept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geodata.domain.model import Claim, MissionData, Period
    from geodata.domain.support import Sourced
    from geodata.domain.view import View, Vocabulary

DEFAULT_MISSION = "minusma"

SourcedRow = TypeVar("SourcedRow", bound="Sourced")


@dataclass(frozen=True)
class Context:
    """All that a page may use; it never touches the session itself."""

    view: View
    data: MissionData
    vocabulary: Vocabulary
    t: Translator

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.view.lang

    @property
    def day(self) -> date:
        """The clock's day: the one asked for, or the first of the range."""
        return self.view.on or self.view.start

    @property
    def known_on(self) -> date | None:
        """The day by which a row must have been published to count; None where all that is known now counts."""
        return self.day if self.view.known else None

    def public(self, rows: Iterable[SourcedRow]) -> list[SourcedRow]:
        """Return the rows that count: all of them, or those that were public on the day."""
        knowledge = Knowledge.of(self.data, self.known_on)
        return [row for row in rows if knowledge.knows(row.source_ids)]

    def as_known(self) -> Context:
        """Return the context with only what was public on the day in its record, where the reader asked for that."""
        return replace(self, data=public_record(self.data, self.known_on))

    def out(self, source_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the sources that count: all of them, or those that were out on the day."""
        return Knowledge.of(self.data, self.known_on).out(source_ids)

    def tells(self, end: Period | None) -> bool:
        """Tell whether there is an end to be told; where only what was public counts, one still to come was not."""
        return end is not None and (self.known_on is None or end.latest <= self.known_on)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The state of every site on the day."""
        return snapshot(
            self.data,
            on=self.day,
            filters=self.view.filters,
            known_on=self.known_on,
            claim_days=self.view.window,
        )

    @cached_property
    def in_range(self) -> tuple[Claim, ...]:
        """The claims that count and pass the filters on some day of the range."""
        view = self.view
        return tuple(
            claim
            for claim in self.public(selected(self.data, view.filters))
            if within(claim, first=view.start, last=view.end, filters=view.filters)
        )


def browser_language() -> str:
    """Return the reader's first language that we speak, from the browser; English where it names none."""
    locale = (st.context.locale or "").split("-")[0].lower()
    return locale if locale in LANGUAGES else LANGUAGES[0]


def open_context(page: str) -> Context:
    """Return the context of this run of a page."""
    vocabulary = cache.vocabulary(DEFAULT_MISSION)
    view = state.open_page(page, vocabulary=vocabulary, default_lang=browser_language())
    return context_of(view)


def current() -> Context:
    """Return the context as the view stands now, after the sidebar."""
    return context_of(state.current())


def context_of(view: View) -> Context:
    """Return the context of a view; the same one while the view stays, with what it has computed."""
    before, data = kept(Belonging.CONTEXT), cache.mission(DEFAULT_MISSION)
    if isinstance(before, Context) and before.view == view and before.data is data:
        return before
    found = Context(view=view, data=data, vocabulary=cache.vocabulary(DEFAULT_MISSION), t=Translator(view.lang))
    keep(Belonging.CONTEXT, found)
    return found


def peek() -> Context:
    """Return the context before a page is open: the view of the last run, or what the address asks for."""
    vocabulary = cache.vocabulary(DEFAULT_MISSION)
    return context_of(state.peek(vocabulary=vocabulary, default_lang=browser_language()))
