"""What the reader must know before looking: what a link asked for in vain, and what the filters leave empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui import state

if TYPE_CHECKING:
    from geodata.ui.context import Context


def notices(context: Context) -> None:
    """Draw the notices of this run; none where all is well."""
    t, view = context.t, context.view
    if view.dropped:
        st.info(t("page.notice.dropped", count=len(view.dropped), keys=", ".join(sorted(view.dropped))))
    empty = []
    if not context.snapshot.shown:
        empty.append(t("page.notice.no-sites"))
    if "claims" in view.layers and not context.in_range:
        empty.append(t("page.notice.no-claims", start=view.start, end=view.end))
    if empty:
        st.warning(" ".join(empty))
        st.button(t("page.notice.reset"), key="w-notice-reset", on_click=state.reset_filters)
    if view.known and context.snapshot.hidden_undated:
        st.caption(t("page.notice.undated", count=context.snapshot.hidden_undated))
