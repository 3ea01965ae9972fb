"""What is done once and kept for all sessions: the mission, its intervals, the map's files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geodata.data import registry
from geodata.data.load import load
from geodata.domain.view import Vocabulary
from geodata.i18n.catalog import LANGUAGES
from geodata.maps.assets import publish, scripts
from geodata.maps.base import base_payload
from geodata.maps.payload import mission_payload, words_payload

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

STATIC = Path(__file__).parents[2] / "static"
"""Streamlit serves this folder, beside app.py, under `app/static/`."""


@st.cache_resource(show_spinner=False)
def mission(mission_id: str = "minusma") -> MissionData:
    """Return the mission's record. It is shared by all sessions and never changed: every record is frozen."""
    return load(mission_id)


@st.cache_resource(show_spinner=False)
def vocabulary(mission_id: str = "minusma") -> Vocabulary:
    """Return the ids and days that an address may name."""
    return Vocabulary.of(mission(mission_id), langs=LANGUAGES)


@st.cache_resource(show_spinner=False)
def addresses(mission_id: str, base_path: str) -> tuple[str, ...]:
    """Prepare the map's files and return their addresses, under the server's base path. Raises AssetError."""
    data = mission(mission_id)
    files = scripts(
        mission=mission_payload(data),
        basemap=base_payload(registry.folder(mission_id) / "base"),
        words=words_payload(data),
    )
    prefix = f"/{base_path.strip('/')}".rstrip("/")
    return tuple(f"{prefix}/app/static/{name}" for name in publish(STATIC, files))
