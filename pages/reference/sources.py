"""Every source of the record, and what rests on it."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.frame import foot
from geodata.ui.source_list import source_list

context = current()
st.html(f"<h1 class='gd-h1'>{context.t('page.sources.title')}</h1>")
source_list(context)
foot(context)
