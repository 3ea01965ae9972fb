"""The page of the map: what runs again when the clock is let go, and nothing else."""

from __future__ import annotations

import streamlit as st

from geodata.ui.dossier import dossier
from geodata.ui.frame import follow, foot
from geodata.ui.map_frame import map_frame
from geodata.ui.notice import notices
from geodata.ui.search import search
from geodata.ui.situation import situation
from geodata.ui.tables import tables


@st.fragment
def map_page() -> None:
    """Draw the map, the panel beside it and the foot; they follow the clock without the menu and the sidebar."""
    context = follow()
    left, right = st.columns([2, 1], gap="medium")
    with left:
        notices(context)
        map_frame(context)
        tables(context)
    with right, st.container(key="panel"):
        search(context)
        dossier(context)
        situation(context)
    foot(context)
