"""Everything about one site on one page."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.dossier_page import dossier_page
from geodata.ui.frame import foot

context = current()
st.html(f"<h1 class='gd-h1'>{context.t('page.dossier.title')}</h1>")
dossier_page(context)
foot(context)
