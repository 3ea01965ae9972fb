"""Everything about one site on one page."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.dossier_page import dossier_page
from geodata.ui.frame import body

st.html(f"<h1 class='gd-h1'>{current().t('page.dossier.title')}</h1>")
body(dossier_page)
