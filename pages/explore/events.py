"""The reader's own events around the camps, before and after."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.events_page import events_page
from geodata.ui.frame import body

st.html(f"<h1 class='gd-h1'>{current().t('page.events.heading')}</h1>")
body(events_page)
