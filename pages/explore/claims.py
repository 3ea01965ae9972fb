"""The ledger of claims: who said what of the same happening."""

import streamlit as st

from geodata.ui.claims_page import claims_page
from geodata.ui.context import current
from geodata.ui.frame import body

st.html(f"<h1 class='gd-h1'>{current().t('page.claims.heading')}</h1>")
body(claims_page)
