"""How states are decided, what the record lacks, and what was corrected."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.frame import foot
from geodata.ui.method import method

context = current()
st.html(f"<h1 class='gd-h1'>{context.t('page.method.title')}</h1>")
method(context)
foot(context)
