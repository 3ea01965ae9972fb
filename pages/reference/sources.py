"""Every source of the record, and what rests on it."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.frame import body
from geodata.ui.source_list import source_list

st.html(f"<h1 class='gd-h1'>{current().t('page.sources.title')}</h1>")
body(source_list)
