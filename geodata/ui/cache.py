"""What is done once and kept for all sessions: the mission, its intervals, the map's files."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geodata.data import registry
from geodata.data.load import load
from geodata.data.terms import Terms, read_terms
from geodata.domain.areas import areas_of
from geodata.domain.view import View, Vocabulary
from geodata.events.outline import country_outline
from geodata.export.brief import brief_html
from geodata.export.formats import export
from geodata.export.onefile import map_html
from geodata.export.picture import picture as draw
from geodata.i18n.catalog import LANGUAGES, Translator
from geodata.maps.assets import bundle, event_script, publish, scripts
from geodata.maps.base import base_payload
from geodata.maps.payload import mission_payload, words_payload

if TYPE_CHECKING:
    from datetime import date

    import shapely

    from geodata.domain.model import MissionData

STATIC = Path(__file__).parents[2] / "static"
"""Streamlit serves this folder, beside app.py, under `app/static/`."""


@st.cache_resource(show_spinner=False)
def mission(mission_id: str = "minusma") -> MissionData:
    """Return the mission's record. It is shared by all sessions and never changed: every record is frozen."""
    return load(mission_id)


@st.cache_resource(show_spinner=False)
def settle(page: str) -> None:  # noqa: ARG001  the key of the cache: once for every page
    """Spare the collector of garbage what the first visit to a page has loaded, which stays while the server runs.

    Streamlit collects all garbage after every run of a page, and meanwhile sends nothing.
    """
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def vocabulary(mission_id: str = "minusma") -> Vocabulary:
    """Return the ids and days that an address may name."""
    return Vocabulary.of(mission(mission_id), langs=LANGUAGES)


@st.cache_resource(show_spinner=False)
def addresses(mission_id: str, base_path: str, *, events: bool = False) -> tuple[str, ...]:
    """Prepare the map's files and return their addresses, under the server's base path. Raises AssetError.

    With `events` the last of them is what a map of the reader's own events needs.
    """
    data = mission(mission_id)
    files = scripts(
        mission=mission_payload(data),
        basemap=base_payload(registry.folder(mission_id) / "base", areas=areas_of(data)),
        words=words_payload(data),
    )
    prefix = f"/{base_path.strip('/')}".rstrip("/")
    # All are published together: whatever else lies in the folder is of an earlier version, and removed.
    names = publish(STATIC, (bundle(files), event_script()))
    return tuple(f"{prefix}/app/static/{name}" for name in (names if events else names[:-1]))


@st.cache_resource(show_spinner=False)
def terms(mission_id: str = "minusma") -> Terms:
    """Return the title, the authors and the licence of the mission's data."""
    return read_terms(registry.folder(mission_id))


@st.cache_resource(show_spinner=False)
def outline(mission_id: str = "minusma") -> shapely.Geometry | None:
    """Return the outline of the mission's country, or None where the base map does not draw it."""
    return country_outline(mission(mission_id))


@st.cache_data(show_spinner=False, max_entries=24)
def exported(mission_id: str, form: str, view: View | None, lang: str, today: date) -> tuple[bytes, bytes]:
    """Return the data in a format, and the sidecar. Raises EmptySelection."""
    made = export(mission(mission_id), form, today=today, t=Translator(lang), view=view)
    return made.content, made.sidecar


@st.cache_data(show_spinner=False, max_entries=8)
def picture(mission_id: str, view: View, lang: str, form: str) -> bytes:
    """Return the sites on the view's day as SVG or PNG. Raises EmptySelection and AssetError."""
    return draw(mission(mission_id), view, form, t=Translator(lang))


@st.cache_data(show_spinner=False, max_entries=8)
def brief(mission_id: str, view: View, lang: str, today: date, address: str) -> bytes:
    """Return the brief of a view as HTML, with the dashboard’s address. Raises EmptySelection and AssetError."""
    return brief_html(mission(mission_id), view, today=today, t=Translator(lang), address=address).encode()


@st.cache_data(show_spinner=False, max_entries=8)
def one_file(mission_id: str, view: View, lang: str) -> bytes:
    """Return the map of a view as one HTML file. Raises AssetError."""
    return map_html(mission(mission_id), view, lang=lang).encode()
