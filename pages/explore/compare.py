"""Two days side by side, and what changed between them."""

import streamlit as st

from geodata.ui.compare import compare
from geodata.ui.context import current
from geodata.ui.frame import body

st.html(f"<h1 class='gd-h1'>{current().t('page.compare.title')}</h1>")
body(compare)
