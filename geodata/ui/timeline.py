"""The withdrawal in time: six pictures below each other on one axis, and the clock that they all share."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.charts.frame import Span, day_of
from geodata.charts.overview import BRUSH, BRUSH_FIELD
from geodata.domain.changes import changes, together
from geodata.domain.sentences import headline
from geodata.ui import state
from geodata.ui.chart_block import chart_block, draw
from geodata.ui.chart_specs import kept, theme
from geodata.ui.dossier import dossier_link
from geodata.ui.markup import bullets, tag, words
from geodata.ui.notice import notices
from geodata.ui.timeline_blocks import blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.ui.context import Context

_SHORTEST = timedelta(days=6)


def timeline(context: Context) -> None:
    """Draw the page."""
    notices(context)
    context = context.as_known()
    span = Span(start=context.view.start, end=context.view.end, t=context.t, theme=theme())
    _clock(context)
    if context.view.known:
        st.caption(context.t("page.timeline.as-known", day=context.day))
    with st.container(key="overview"):
        st.html(tag("p", words(context.t("page.timeline.brush")), class_="gd-quiet"))
        draw(
            context,
            "overview",
            kept(context, "overview", span),
            alt=context.t("page.timeline.overview-alt", start=span.start, end=span.end),
            picks=[BRUSH],
            handle=lambda selection: _brushed(context, selection),
        )
    for block in blocks(context, span):
        chart_block(context, block)


def _clock(context: Context) -> None:
    """Draw the clock's day, what changed on it, and the steps to the changes before and after."""
    t, mission = context.t, context.data.mission
    every = together(changes(context.data, start=mission.start, end=mission.end))
    days = sorted({group[0].day for group in every})
    before = max((day for day in days if day < context.day), default=None)
    after = min((day for day in days if day > context.day), default=None)
    with st.container(key="clock"):
        st.html(tag("p", words(t.date(context.day, "full")), class_="gd-day"))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            for name, day, icon, key in (("previous", before, "skip_previous", "P"), ("next", after, "skip_next", "N")):
                st.button(
                    t(f"page.timeline.{name}"),
                    key=f"w-{name}",
                    icon=f":material/{icon}:",
                    disabled=day is None,
                    on_click=state.go,
                    args=(day,),
                    shortcut=key,
                )
            st.page_link("pages/explore/map.py", label=t("page.timeline.on-map"), icon=":material/map:")
            dossier_link(context)
        today = [group for group in every if group[0].day == context.day]
        lines = bullets((words(headline(group, data=context.data, t=t)) for group in today), class_="gd-lines")
        st.html(lines or tag("p", words(t("page.timeline.no-change")), class_="gd-quiet"))


def _brushed(context: Context, selection: Mapping[str, Any]) -> bool:
    """Show the days over which the reader has dragged; a drag too short to mean anything shows the whole record."""
    ends = selection.get(BRUSH, {}).get(BRUSH_FIELD) if isinstance(selection.get(BRUSH), dict) else None
    if not ends:
        return False
    mission = context.data.mission
    first, last = (min(max(day_of(stamp), mission.start), mission.end) for stamp in (min(ends), max(ends)))
    if last - first < _SHORTEST:
        first, last = mission.start, mission.end
    state.narrow(first, last)
    return True
