"""Every source, found by any word, and every row of the record that rests on the one chosen."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.domain.support import supported_by
from geodata.ui.markup import bullets, tag, words
from geodata.ui.rows import choose_row
from geodata.ui.sources import published, source_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.domain.model import Source
    from geodata.ui.context import Context


def source_list(context: Context) -> None:
    """Draw the search, the table of what it finds, and the chosen source."""
    t, data = context.t, context.data
    asked = st.text_input(t("page.sources.search"), key="w-source-search", placeholder=t("page.sources.placeholder"))
    found = matching(data.sources, asked)
    st.caption(t("page.sources.shown", n=len(found), total=len(data.sources)))
    if not found:
        st.info(t("page.sources.none"))
        return
    row = choose_row(
        sources_frame(context, found),
        key="w-source-table",
        height=420,
        columns={t("page.sources.address"): st.column_config.LinkColumn(display_text=t("page.sources.open"))},
    )
    if row is None:
        st.html(tag("p", words(t("page.sources.choose")), class_="gd-quiet"))
        return
    _one(context, found[row])


def _one(context: Context, source: Source) -> None:
    t, lang = context.t, context.lang
    note = tag("p", words(source.note.get(lang)), class_="gd-quiet") if source.note else ""
    items = [
        tag("b", words(t(f"page.tables.{row.table}")))
        + " · "
        + tag("code", words(row.row_id))
        + " "
        + words(row.words.get(lang))
        for row in supported_by(context.data, source.id)
    ]
    st.html(
        tag("h3", words(t("page.sources.resting", count=len(items))))
        + tag("p", source_line(context, source))
        + note
        + bullets(items, class_="gd-lines gd-list"),
    )


def matching(sources: Sequence[Source], asked: str) -> list[Source]:
    """Return the sources that hold every word asked for, whatever the accents and the case, latest first."""
    wanted = _plain(asked).split()
    found = [
        source
        for source in sources
        if all(word in _plain(f"{source.publisher} {source.title} {source.relays} {source.id}") for word in wanted)
    ]
    return sorted(found, key=lambda source: (source.published, source.id), reverse=True)


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def sources_frame(context: Context, sources: Sequence[Source]) -> pd.DataFrame:
    """Return the sources in words, a row each."""
    t = context.t
    return pd.DataFrame(
        {
            t("page.sources.publisher"): source.publisher,
            t("page.sources.source-title"): source.title,
            t("page.sources.published"): published(source, t),
            t("page.sources.kind"): t(f"vocab.source_kind.{source.kind}"),
            t("page.sources.relays"): source.relays.replace(";", ", "),
            t("page.sources.rows"): len(supported_by(context.data, source.id)),
            t("page.sources.address"): source.url,
        }
        for source in sources
    )
