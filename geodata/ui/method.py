"""The method page: prose from the catalogue's folder, then the gaps and disagreements of the record itself."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.markup import bullets, tag, words
from geodata.ui.sources import cite

if TYPE_CHECKING:
    from geodata.ui.context import Context


def method(context: Context) -> None:
    """Draw the page."""
    st.markdown(resources.files("geodata.i18n").joinpath(f"method.{context.lang}.md").read_text("utf-8"))
    t, lang, data = context.t, context.lang, context.data
    groups = []
    for site_id in ["", *(site.id for site in data.sites_in_order)]:
        rows = data.disagreements_of(site_id)
        if not rows:
            continue
        name = data.site(site_id).name.get(lang) if site_id else t("page.method.mission")
        items = (
            tag("strong", words(row.topic.get(lang))) + " " + words(row.note.get(lang)) + cite(context, row.source_ids)
            for row in rows
        )
        groups.append(tag("h4", words(name)) + bullets(items, class_="gd-lines gd-list"))
    st.html(tag("h2", words(t("page.method.disagreements")), class_="gd-h2") + "".join(groups))
