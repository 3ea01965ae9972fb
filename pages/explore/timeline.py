"""The withdrawal in time: sites, people, claims, milestones and reach on one axis."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.frame import body
from geodata.ui.timeline import timeline

st.html(f"<h1 class='gd-h1'>{current().t('page.timeline.title')}</h1>")
body(timeline)
