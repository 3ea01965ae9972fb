"""What the reader must know before looking: what a link asked for in vain, and what the filters leave empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.domain.ledger import unsaid
from geodata.domain.snapshot import snapshot
from geodata.domain.view import Basis, Filters
from geodata.ui import state

if TYPE_CHECKING:
    from geodata.ui.context import Context


def dropped(context: Context) -> None:
    """Say what a link asked for in vain; nothing where it did not."""
    keys = sorted(context.view.dropped)
    if keys:
        st.info(context.t("page.notice.dropped", count=len(keys), keys=", ".join(keys)))


def notices(context: Context) -> None:
    """Draw the notices of this run; none where all is well."""
    t, view = context.t, context.view
    dropped(context)
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


def window_notice(context: Context) -> None:
    """Say how many claims the map shows in the reader's window, where filters may leave some out."""
    t, view = context.t, context.view
    if "claims" not in view.layers or not (view.filters or view.known) or not context.in_range:
        return
    shown = len(context.snapshot.claims)
    placed = Filters(basis=view.filters.basis)
    every = snapshot(context.data, on=context.day, claim_days=view.window, filters=placed)
    told = {"n": shown, "total": len(context.data.claims), "day": context.day}
    lines = [t("page.notice.window", count=view.window, **told) if view.window else t("page.notice.window-all", **told)]
    if hidden := len(every.claims) - shown:
        lines.append(t("page.notice.window-hidden", count=hidden))
    if left := _unsaid(context):
        lines.append(left)
    if shown:
        st.caption(" ".join(lines))
        return
    st.warning(" ".join(lines))
    if view.window:
        st.button(t("page.notice.widen"), key="w-notice-widen", on_click=_widen)


def unsaid_notice(context: Context) -> None:
    """Say how many claims cannot be placed by the day of saying, where the reader asks for that."""
    if left := _unsaid(context):
        st.caption(left)


def _unsaid(context: Context) -> str:
    if context.view.filters.basis is not Basis.SAID:
        return ""
    count = unsaid(context.data, context.view.filters)
    return context.t("page.notice.unsaid", count=count) if count else ""


def _widen() -> None:
    """Show every claim up to the day, however old."""
    state.update(window=0)
