"""What a reader's file was found to be: its format, what was read and what was not, and how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.events.layout import Field
from geodata.events.licence import credit
from geodata.events.model import Format
from geodata.ui.events_kept import choose_again, chosen_words, remove
from geodata.ui.events_rejects import rejects
from geodata.ui.markup import bullets, tag, words
from geodata.ui.passage import passage

if TYPE_CHECKING:
    from geodata.events.model import EventFile
    from geodata.ui.context import Context
    from geodata.ui.events_kept import Kept


def report(context: Context, kept: Kept) -> None:
    """Draw the report of the file, and the button that removes it."""
    t, file = context.t, kept.file
    told, buttons = st.columns([4, 1], vertical_alignment="center")
    told.html(
        tag("p", tag("strong", words(file.report.name)) + " " + words(summary(context, file)), role="status")
        + tag("p", words(t("page.events.private-now")), class_="gd-private")
    )
    buttons.button(t("page.events.remove"), key="w-remove", icon=":material/delete:", on_click=remove, width="stretch")
    if kept.upload is not None:
        buttons.button(
            t(f"page.events.again-{'columns' if file.format is Format.GENERIC else 'dates'}"),
            key="w-again",
            icon=":material/undo:",
            on_click=lambda: choose_again(kept),
            width="stretch",
        )
    if not kept.single:
        st.html(tag("p", words(t("page.events.no-single")), class_="gd-quiet"))
    with st.expander(t("page.events.about")):
        how, cite, rejected = st.tabs(
            [t(f"page.events.tab-{name}") for name in ("read", "cite")]
            + [t("page.events.tab-rejected", count=file.report.rejected)]
        )
        passage(bullets(_notes(context, file), class_="gd-lines"), how)
        cite.code("\n".join(citation_lines(context, kept)), language=None, wrap_lines=True)
        with rejected:
            rejects(context, file)


def summary(context: Context, file: EventFile) -> str:
    """Return the format and the counts in words."""
    t, report_ = context.t, file.report
    parts = [
        t(f"page.events.is-{file.format}"),
        t("page.events.accepted", count=report_.accepted, first=report_.first, last=report_.last),
        t("page.events.rejected", count=report_.rejected) + "." if report_.rejected else t("page.events.none-rejected"),
    ]
    return " ".join(parts)


def citation_lines(context: Context, kept: Kept) -> tuple[str, ...]:
    """Return how to cite the file and what was made of it."""
    return credit(kept.file, accessed=kept.read_on, chosen=chosen_words(context), t=context.t)


def _notes(context: Context, file: EventFile) -> list[str]:
    """Return what is to be known of the file as markup: remarks, then which column was read as what."""
    t = context.t
    notes = [words(t(note.key, count=note.count, detail=note.detail)) for note in file.report.notes]
    columns = (
        words(t("join.named", name=t(f"page.events.field-{field}"), value=column))
        for field, column in sorted(file.report.columns.items(), key=lambda item: list(Field).index(Field(item[0])))
    )
    return [*notes, words(t("page.events.columns-read")) + bullets(columns, class_="gd-lines")]
