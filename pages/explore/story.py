"""The withdrawal told in steps, each a link."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.frame import body
from geodata.ui.story_page import story_page

st.html(f"<h1 class='gd-h1'>{current().t('page.story.title')}</h1>")
body(story_page)
