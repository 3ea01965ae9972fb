"""The dashboard's entry: the pages, their common frame, and nothing else. Run it with `streamlit run app.py`."""

import streamlit as st

from geodata.ui.frame import PAGES, close_frame, draw_frame, open_frame, undeclared, welcome_first

fresh = undeclared()
context = open_frame()
navigation = st.navigation(
    {
        context.t(f"page.section.{section}"): [
            st.Page(
                f"pages/{section}/{name}.py",
                title=context.t(f"page.{name}.title"),
                url_path=name,
                icon=icon,
                default=default,
            )
            for name, icon, default in pages
        ]
        for section, pages in PAGES.items()
    },
)
page = navigation.url_path or "map"
welcome_first(undeclared=fresh, page=page)
draw_frame(page)
navigation.run()
close_frame(page)
