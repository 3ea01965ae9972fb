"""The map on its clock, the situation beside it, and the dossier of what is chosen."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.dossier import dossier
from geodata.ui.frame import foot
from geodata.ui.map_frame import map_frame
from geodata.ui.notice import notices
from geodata.ui.search import search
from geodata.ui.situation import situation
from geodata.ui.tables import tables

context = current()
st.html(f"<h1 class='gd-h1'>{context.t('page.map.heading')}</h1>")
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
