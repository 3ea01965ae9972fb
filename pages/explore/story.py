"""The withdrawal told in steps, each a link."""

import streamlit as st

from geodata.ui.context import current
from geodata.ui.frame import foot
from geodata.ui.story_page import arrive, story_page

context = current()
if arrive(context):
    context = current()
st.html(f"<h1 class='gd-h1'>{context.t('page.story.title')}</h1>")
story_page(context)
foot(context)
