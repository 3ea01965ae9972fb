"""A passage of markup on the page, which may turn out to hold nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def passage(markup: str, place: DeltaGenerator | None = None) -> None:
    """Draw markup, in a place of its own where one is given; Streamlit refuses an empty one, which draws nothing."""
    if not markup:
        return
    if place is None:
        st.html(markup)
    else:
        place.html(markup)
