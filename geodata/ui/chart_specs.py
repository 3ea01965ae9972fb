"""The pictures of the charts, kept for all sessions: only the clock's day differs between two readers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.charts.drawdown import drawdown
from geodata.charts.frame import Span, specification
from geodata.charts.gantt import gantt
from geodata.charts.milestones import milestones
from geodata.charts.overview import overview
from geodata.charts.reach import reach_chart
from geodata.charts.weeks import weeks
from geodata.domain.published import public_record
from geodata.domain.reach import reach_by_change
from geodata.domain.spells import transfers_of
from geodata.domain.view import Filters
from geodata.domain.weekly import claims_by_week
from geodata.i18n.catalog import Translator
from geodata.ui import cache

if TYPE_CHECKING:
    from datetime import date

    from geodata.maps.theme import ThemeName
    from geodata.ui.context import Context

_KEPT = 64


def theme() -> ThemeName:
    """Return the theme of the reader's page; light until the browser has said."""
    return "dark" if st.context.theme.type == "dark" else "light"


def kept(context: Context, name: str, span: Span) -> dict[str, Any]:
    """Return a chart by its name, for the days shown and the filters of the view."""
    return _spec(
        context.data.mission.id,
        name,
        span.start,
        span.end,
        span.t.lang,
        span.theme,
        context.view.filters if name in {"weeks", "overview"} else Filters(),
        tuple(site.id for site in context.data.sites_in_order if site.id in context.snapshot.shown)
        if name == "gantt"
        else (),
        context.known_on,
    )


def site_strip(context: Context, site_id: str, span: Span) -> dict[str, Any]:
    """Return the bars of one site over the whole record, for a page that prints."""
    mission = context.data.mission.id
    return _spec(
        mission, "strip", span.start, span.end, span.t.lang, span.theme, Filters(), (site_id,), context.known_on
    )


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _spec(  # noqa: PLR0917  Streamlit keeps by position and by name alike
    mission_id: str,
    name: str,
    start: date,
    end: date,
    lang: str,
    theme_name: ThemeName,
    filters: Filters,
    site_ids: tuple[str, ...],
    known_on: date | None,
) -> dict[str, Any]:
    data = public_record(cache.mission(mission_id), known_on)
    span = Span(start=start, end=end, t=Translator(lang), theme=theme_name)
    weekly = claims_by_week(data, filters=filters)
    makers = {
        "gantt": lambda: gantt(data, span, site_ids),
        "strip": lambda: gantt(data, replace(span, selected=False), site_ids),
        "drawdown": lambda: drawdown(data, span),
        "weeks": lambda: weeks(data, span, weekly),
        "milestones": lambda: milestones(data, span),
        "reach": lambda: reach_chart(reach_by_change(data), span),
        "overview": lambda: overview(
            data, span, weekly, [change for site in data.sites_in_order for change in transfers_of(data, site.id)]
        ),
    }
    return specification(makers[name]())
