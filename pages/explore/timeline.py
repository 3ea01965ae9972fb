"""The withdrawal in time: sites, people, claims, milestones and reach on one axis."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.frame import foot
from geodata.ui.timeline import timeline

context = current()
st.html(f"<h1 class='gd-h1'>{context.t('page.timeline.title')}</h1>")
timeline(context)
foot(context)
