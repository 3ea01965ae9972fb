"""How many towns lay within a distance of a UN-run site, day by day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import altair as alt

from geodata.charts.frame import Row, Span, click, left_axis, now_line, rows, sized, time_axis, tooltip
from geodata.domain.reach import RADII_KM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.domain.reach import Reach

_HEIGHT: Final = 200
_BLUES: Final = {50: "#0072b2", 100: "#3b97cf", 200: "#7fbde3"}
_DASHES: Final = {50: [1, 0], 100: [7, 3], 200: [2, 3]}


def reach_rows(steps: Sequence[Reach], span: Span) -> list[Row]:
    """Return a row for each change and radius; the first and the last day shown are given the state that holds."""
    found = []
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        past = following.on if following else span.end + timedelta(days=1)
        if past <= span.start or step.on > span.end:
            continue
        found += [
            {
                "day": max(step.on, span.start),
                "past": min(past, span.end + timedelta(days=1)),
                "jump": max(step.on, span.start),
                "site": None,
                "radius": str(radius),
                "towns": step.within[radius],
                "when": span.t.date(step.on),
                "state": span.t("chart.reach.count", count=step.within[radius], total=len(step.nearest), km=radius),
            }
            for radius in RADII_KM
        ]
    return found


def reach_chart(steps: Sequence[Reach], span: Span) -> alt.LayerChart:
    """Return the chart: three lines of steps, each named at its right end."""
    found = reach_rows(steps, span)
    total = len(steps[0].nearest) if steps else 1
    base = alt.Chart(rows(found))
    y = alt.Y(
        "towns:Q",
        scale=alt.Scale(domain=[0, total], nice=False),
        axis=left_axis(span.t("chart.reach.axis"), tickCount=5, format="d"),
    )
    radii = [str(radius) for radius in RADII_KM]
    colour = alt.Color("radius:N", legend=None, scale=alt.Scale(domain=radii, range=list(_BLUES.values())))
    level = base.mark_rule(strokeWidth=2.4, clip=True, cursor="pointer").encode(
        x=time_axis(span),
        x2="past:T",
        y=y,
        color=colour,
        strokeDash=alt.StrokeDash("radius:N", legend=None, scale=alt.Scale(domain=radii, range=list(_DASHES.values()))),
        tooltip=tooltip(span, "when", "state"),
    )
    points = base.mark_point(filled=True, size=55, opacity=1, clip=True, cursor="pointer").encode(
        x=time_axis(span), y=y, color=colour, tooltip=tooltip(span, "when", "state")
    )
    if span.selected:
        points = points.add_params(click(1))
    return sized([level, points, now_line(span)], span.look, height=_HEIGHT)
