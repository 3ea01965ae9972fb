"""The page of the map: the map on its clock, and the panel beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.dossier import dossier
from geodata.ui.map_frame import map_frame
from geodata.ui.notice import notices, window_notice
from geodata.ui.search import search
from geodata.ui.situation import situation
from geodata.ui.tables import tables

if TYPE_CHECKING:
    from geodata.ui.context import Context


def map_page(context: Context) -> None:
    """Draw the page."""
    left, right = st.columns([2, 1], gap="medium")
    with left:
        notices(context)
        window_notice(context)
        map_frame(context)
        tables(context)
    with right, st.container(key="panel"):
        search(context)
        dossier(context)
        situation(context)
