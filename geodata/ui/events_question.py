"""The question that is put to the reader's events: around which site, how far, how long, by which clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.domain.around import LEAST_DAYS, LEAST_KM, MOST_DAYS, MOST_KM, Turn
from geodata.ui import state
from geodata.ui.events_kept import ask_for
from geodata.ui.markup import tag, words

if TYPE_CHECKING:
    from geodata.ui.context import Context


def ask(context: Context) -> None:
    """Draw what is asked; every change goes into the view."""
    t, data, asked = context.t, context.data, context.view.around
    ids = [site.id for site in data.sites_in_order]
    st.html(tag("h2", words(t("page.events.around")), class_="gd-h2"))
    st.selectbox(
        t("page.events.site"),
        ids,
        format_func=lambda one: data.site(one).name.get(t.lang),
        key=state.seed("w-site", context.view.site),
        placeholder=t("page.search.placeholder"),
        on_change=lambda: state.choose(site=state.read("w-site")),
    )
    st.selectbox(
        t("page.events.clock"),
        list(Turn),
        format_func=lambda turn: t(f"events.clock.{turn}"),
        key=state.seed("w-clock", asked.clock),
        on_change=lambda: ask_for(clock=Turn(state.read("w-clock"))),
    )
    radius, days = st.columns(2, gap="medium")
    radius.slider(
        t("page.events.radius"),
        LEAST_KM,
        MOST_KM,
        key=state.seed("w-radius", asked.km),
        format="%d km",
        on_change=lambda: ask_for(km=int(state.read("w-radius"))),
    )
    days.slider(
        t("page.events.window"),
        LEAST_DAYS,
        MOST_DAYS,
        key=state.seed("w-span", asked.days),
        on_change=lambda: ask_for(days=int(state.read("w-span"))),
    )
    st.toggle(
        t("page.events.cut-off"),
        key=state.seed("w-cut-off", asked.cut_off),
        help=t("page.events.cut-off-help"),
        on_change=lambda: ask_for(cut_off=bool(state.read("w-cut-off"))),
    )
