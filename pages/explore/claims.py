"""The ledger of claims: who said what of the same happening."""

import streamlit as st

from geodata.ui.claims_page import claims_page
from geodata.ui.context import current
from geodata.ui.frame import foot
from geodata.ui.notice import notices

context = current()
st.html(f"<h1 class='gd-h1'>{context.t('page.claims.heading')}</h1>")
notices(context)
claims_page(context)
foot(context)
