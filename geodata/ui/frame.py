"""The frame round every page: configuration, style, sidebar, foot, and the address."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from geodata.domain.around import Around
from geodata.errors import GeodataError
from geodata.i18n.catalog import Translator
from geodata.maps.theme import style_sheet
from geodata.ui import context, state
from geodata.ui.cache import settle
from geodata.ui.citation import citation
from geodata.ui.markup import tag, words
from geodata.ui.sidebar import sidebar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

PAGES: Final = {
    "explore": (
        ("map", ":material/map:", True),
        ("story", ":material/auto_stories:", False),
        ("timeline", ":material/view_timeline:", False),
        ("compare", ":material/compare:", False),
        ("dossier", ":material/description:", False),
        ("claims", ":material/forum:", False),
        ("events", ":material/upload_file:", False),
    ),
    "reference": (
        ("sources", ":material/menu_book:", False),
        ("method", ":material/balance:", False),
        ("data", ":material/download:", False),
    ),
}
"""Every page by section: its file in `pages/<section>/`, its icon, whether it is the first one shown."""

STYLES: Final = ("page", "charts")
"""The style sheets of every page, in this order."""


# Until the first run of app.py has declared its pages, Streamlit takes a `pages/` folder for its own older kind of
# menu, finds no such page in it, and says so in a dialog over the page that it then shows all the same. A reader who
# is the first to open a fresh server by a deep link must not be told that.
_CLOSE_DIALOG: Final = """<script>
(() => {
  let tries = 0;
  const timer = setInterval(() => {
    const close = document.querySelector('[role="dialog"] button[aria-label="Close"]');
    if (close) close.click();
    if (close || (tries += 1) > 60) clearInterval(timer);
  }, 50);
})();
</script>"""


_REPLACE: Final = """<script>
history.replaceState(history.state, '', location.pathname + '?{asked}');
</script>"""
"""Put what is asked for, percent-encoded, in the address of the entry that stands."""


def undeclared() -> bool:
    """Tell whether this server has not yet heard which pages there are; true once, before the first menu."""
    return bool(PagesManager.uses_pages_directory)


def welcome_first(*, undeclared: bool, page: str) -> None:
    """Close Streamlit's complaint about a deep link into a fresh server."""
    if undeclared and page != PAGES["explore"][0][0]:
        st.html(_CLOSE_DIALOG, unsafe_allow_javascript=True)


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
    """Open a page: settle the view, draw the style. What stands in the page comes next, the sidebar after it."""
    target = state.take_target()
    if target is not None and target != page:
        section = next(section for section, pages in PAGES.items() if target in {name for name, *_ in pages})
        st.switch_page(f"pages/{section}/{target}.py")
    opened = context.open_context(page)
    state.surround(_around(opened))
    st.html(f"<style>{_style()}</style>")


def close_frame(page: str) -> None:
    """Draw the sidebar. It is drawn last: a browser draws in the order of arrival, and the map must not wait."""
    sidebar(context.current(), explores=page in {name for name, *_ in PAGES["explore"]})
    settle(page)


def body(draw: Callable[[context.Context], None]) -> None:
    """Draw what stands in a page, and its foot; clicks in it run it again without the menu and the sidebar."""
    _body(draw)


@st.fragment
def _body(draw: Callable[[context.Context], None]) -> None:
    state.heed()
    opened = context.current()
    if state.target_set() or state.surroundings() != _around(opened):
        # What was clicked concerns more than the body.
        st.rerun()
    draw(opened)
    _foot(context.current())


def _around(opened: context.Context) -> Hashable:
    """Return all that the sidebar and the menu depend on: neither the day nor what is chosen on the map."""
    view = replace(opened.view, on=None, site=None, claim=None, window=0, to_day=None, step=None, dropped=())
    view = replace(view, around=Around())
    return view, len(opened.snapshot.shown)


@cache
def _style() -> str:
    """Return the style sheets of every page; nothing of them changes while the server runs."""
    css = "\n".join(resources.files("geodata.ui").joinpath(f"{name}.css").read_text("utf-8") for name in STYLES)
    return f"{css}\n{style_sheet().replace('.gd-app ', '')}"


def _foot(opened: context.Context) -> None:
    """Draw the foot of a page, and write the view to the address."""
    t = opened.t
    citation(opened)
    st.html(tag("p", words(t("page.foot", version=opened.data.mission.version)), class_="gd-foot"))
    asked = state.commit()
    if asked is not None:
        st.html(_REPLACE.format(asked=asked), unsafe_allow_javascript=True)
