"""How states are decided, what the record lacks, and what was corrected."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.frame import body
from geodata.ui.method import method

st.html(f"<h1 class='gd-h1'>{current().t('page.method.title')}</h1>")
body(method)
