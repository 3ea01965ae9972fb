"""The frame round every page: configuration, style, sidebar, foot, and the address."""

from __future__ import annotations

from importlib import resources
from typing import Final

import streamlit as st

from geodata.errors import GeodataError
from geodata.i18n.catalog import Translator
from geodata.maps.theme import style_sheet
from geodata.ui import context, state
from geodata.ui.markup import tag, words
from geodata.ui.sidebar import sidebar

PAGES: Final = {
    "explore": (("map", ":material/map:", True),),
    "reference": (("sources", ":material/menu_book:", False), ("method", ":material/balance:", False)),
}
"""Every page by section: its file in `pages/<section>/`, its icon, whether it is the first one shown."""


def open_frame() -> context.Context:
    """Configure the page and return the context for the menu, which must speak the reader's language."""
    try:
        opened = context.peek()
    except GeodataError as error:
        t = Translator(context.browser_language())
        st.error(t("page.data-unavailable", reason=t(f"error.{error.code}", **error.values)))
        st.stop()
    st.set_page_config(page_title=opened.t("page.title"), page_icon="🕊️", layout="wide")
    return opened


def draw_frame(page: str) -> None:
    """Open a page: settle the view, draw style and sidebar."""
    opened = context.open_context(page)
    css = resources.files("geodata.ui").joinpath("page.css").read_text("utf-8")
    colours = style_sheet().replace(".gd-app ", "")
    st.html(f"<style>{css}\n{colours}</style>")
    sidebar(opened, explores=page in {name for name, *_ in PAGES["explore"]})


def foot(opened: context.Context) -> None:
    """Draw the foot of a page, and write the view to the address."""
    t = opened.t
    st.html(tag("p", words(t("page.foot", version=opened.data.mission.version)), class_="gd-foot"))
    state.commit()
