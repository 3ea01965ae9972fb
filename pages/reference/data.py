"""Everything to take away: the map as one file, the data in every format, the terms and the changes."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.data_page import data_page
from geodata.ui.frame import foot

context = current()
st.html(f"<h1 class='gd-h1'>{context.t('page.data.title')}</h1>")
data_page(context)
foot(context)
