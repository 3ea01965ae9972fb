"""The page of the reader's own events: a file is taken in, and then told, mapped and counted around the sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui import belongings
from geodata.ui.belongings import Belonging
from geodata.ui.events_around import answer, around
from geodata.ui.events_details import details
from geodata.ui.events_intake import intake
from geodata.ui.events_map import events_map
from geodata.ui.events_question import ask
from geodata.ui.events_report import report
from geodata.ui.events_sites import sites
from geodata.ui.notice import notices

if TYPE_CHECKING:
    from geodata.ui.context import Context
    from geodata.ui.events_kept import Kept


def events_page(context: Context) -> None:
    """Draw the page."""
    kept: Kept | None = belongings.kept(Belonging.FILE)
    if kept is None:
        intake(context)
        return
    report(context, kept)
    notices(context)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        packed = events_map(context, kept)
    with right, st.container(key="panel"):
        ask(context)
        account = answer(context, kept)
        details(context, kept, packed)
    if account is not None:
        around(context, kept, account)
    sites(context, kept)
