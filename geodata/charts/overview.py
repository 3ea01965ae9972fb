"""The whole record in a strip, on which the reader drags to choose the days that every chart shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import altair as alt

from geodata.charts.frame import Span, left_axis, now_line, rows, sized, time_axis, time_scale
from geodata.domain.vocabulary import Transfer

if TYPE_CHECKING:
    from geodata.domain.changes import Change
    from geodata.domain.mission import MissionData
    from geodata.domain.weekly import WeeklyClaims

BRUSH: Final = "brush"
"""The name of the selection; its value holds the two ends of the axis field."""

BRUSH_FIELD: Final = "day"
_HEIGHT: Final = 46


def overview(data: MissionData, span: Span, weekly: WeeklyClaims, transfers: list[Change]) -> alt.LayerChart:
    """Return the strip: claims a week, a tick for each hand-over, and the days now shown."""
    whole = replace(span, start=data.mission.start, end=data.mission.end)
    counts: dict[object, int] = {}
    for week in weekly.weeks:
        counts[week.monday] = counts.get(week.monday, 0) + len(week.claims)
    y_scale = alt.Scale(domain=[0, max(counts.values(), default=1)], nice=False)
    y = alt.Y("claims:Q", scale=y_scale, axis=left_axis(labels=False, ticks=False, domain=False, grid=False))
    bars = (
        alt.Chart(rows({"day": monday, "claims": count} for monday, count in counts.items()))
        .mark_bar(size=4, color=span.look.quiet, opacity=0.55, clip=True)
        .encode(x=time_axis(whole, BRUSH_FIELD), y=y)
    )
    shown = (
        alt.Chart(rows([{"begin": span.start, "end": span.end}]))
        .mark_rect(color="#0072b2", opacity=0.18, stroke="#0072b2", strokeWidth=1.5, strokeOpacity=1)
        .encode(x=alt.X("begin:T", scale=time_scale(whole)), x2="end:T")
    )
    marks = (
        alt.Chart(rows({"day": row.day, "without": row.after == Transfer.WITHOUT_HANDOVER} for row in transfers))
        .mark_tick(thickness=3, size=12, opacity=1, yOffset=0)
        .encode(
            x=alt.X("day:T", scale=time_scale(whole)),
            y=alt.value(7),
            color=alt.condition("datum.without", alt.value(span.look.day), alt.value(span.look.ink)),
        )
    )
    if span.selected:
        bars = bars.add_params(alt.selection_interval(name=BRUSH, encodings=["x"], clear="dblclick"))
    return sized([bars, shown, marks, now_line(whole)], span.look, height=_HEIGHT)
