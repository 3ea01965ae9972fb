"""Everything to take away: the map as one file, pictures, a brief, the data in every format, terms and changes."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.data_page import data_page
from geodata.ui.frame import body

st.html(f"<h1 class='gd-h1'>{current().t('page.data.title')}</h1>")
body(data_page)
