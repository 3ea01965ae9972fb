"""The page of the map: the map on its clock, and the panel beside it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.ui.belongings import Belonging, keep, kept
from geodata.ui.dossier import dossier
from geodata.ui.map_frame import map_frame
from geodata.ui.notice import notices, window_notice
from geodata.ui.search import search
from geodata.ui.situation import situation
from geodata.ui.tables import tables

if TYPE_CHECKING:
    from geodata.ui.context import Context


HEAD_START: Final = 0.45
"""Seconds that a first visit waits between the map and all else.

A browser that gets everything at once shows nothing until it has fetched the code of every widget; one that gets the
map first loads it meanwhile. Measured on two cores: the map comes 0.3 to 0.5 s sooner, the panel up to 0.2 s later.
"""


def map_page(context: Context) -> None:
    """Draw the page."""
    left, right = st.columns([2, 1], gap="medium")
    with left:
        notices(context)
        window_notice(context)
        map_frame(context)
        _head_start()
        tables(context)
    with right, st.container(key="panel"):
        search(context)
        dossier(context)
        situation(context)


def _head_start() -> None:
    """Let the map be sent before what comes after it, once in a session."""
    if not kept(Belonging.MAP_SENT):
        keep(Belonging.MAP_SENT, value=True)
        time.sleep(HEAD_START)
