"""Choose a site by name, for whoever does not want to look for it on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui import state

if TYPE_CHECKING:
    from geodata.ui.context import Context

_KEY = "w-site"


def search(context: Context) -> None:
    """Draw the list of sites; typing narrows it, by any name that a site bears."""
    data, lang = context.data, context.lang

    def label(site_id: str) -> str:
        site = data.site(site_id)
        others = [name for name in site.alt_names if name.casefold() != site.name.get(lang).casefold()]
        return site.name.get(lang) + (f" ({', '.join(others)})" if others else "")

    st.selectbox(
        context.t("page.search.label"),
        [site.id for site in data.sites_in_order],
        format_func=label,
        key=state.seed(_KEY, context.view.site),
        on_change=lambda: state.choose(site=state.read(_KEY)),
        placeholder=context.t("page.search.placeholder"),
        index=None,
        label_visibility="collapsed",
    )
