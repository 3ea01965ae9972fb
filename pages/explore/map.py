"""The map on its clock, the situation beside it, and the dossier of what is chosen."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.frame import body
from geodata.ui.map_page import map_page

st.html(f"<h1 class='gd-h1'>{current().t('page.map.heading')}</h1>")
body(map_page)
