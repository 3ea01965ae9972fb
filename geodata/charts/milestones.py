"""The political frame: a rule for each milestone, with its name at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import altair as alt

from geodata.charts.frame import LEFT, RIGHT, Row, Span, click, left_axis, now_line, rows, sized, time_axis, tooltip

if TYPE_CHECKING:
    from geodata.domain.mission import MissionData

_LINE: Final = 22
_EDGE: Final = 14
_SIDES: Final[tuple[tuple[str, Literal["left", "right"], int, str], ...]] = (
    ("!datum.late", "left", 9, f"width - scale('x', datum.day) - 12 + {RIGHT - _EDGE}"),
    ("datum.late", "right", -9, f"scale('x', datum.day) - 12 + {LEFT - _EDGE}"),
)
"""Early milestones bear their name on the right, late ones on the left: the filter, the side, the gap, the room."""


def milestone_rows(data: MissionData, span: Span) -> list[Row]:
    """Return the milestones of the days shown, in time order."""
    t = span.t
    found = sorted((row for row in data.milestones if span.holds(row.when.latest)), key=lambda row: row.when)
    return [
        {
            "id": row.id,
            "order": number,
            "day": row.when.latest,
            "begin": row.when.earliest,
            "jump": row.when.latest,
            "site": None,
            "major": row.major,
            "title": row.title.get(t.lang),
            "when": t.period(row.when),
            "label": f"{row.title.get(t.lang)}, {t.date(row.when.latest, 'day_month')}",
        }
        for number, row in enumerate(found)
    ]


def milestones(data: MissionData, span: Span) -> alt.LayerChart:
    """Return the chart: a staircase of rules, each with its name on the side where there is room."""
    found = milestone_rows(data, span)
    half = span.start + (span.end - span.start) / 2
    base = alt.Chart(rows({**row, "late": row["day"] > half} for row in found))
    y = alt.Y(
        "order:O",
        axis=left_axis(labels=False, ticks=False, domain=False),
        scale=alt.Scale(domain=list(range(len(found))) or [0]),
    )
    x = time_axis(span)
    colour = alt.condition("datum.major", alt.value(span.look.ink), alt.value(span.look.quiet))
    stems = base.mark_rule(clip=True, opacity=0.45).encode(x=x, y=y, y2=alt.value("height"), color=colour)
    points = base.mark_point(size=80, opacity=1, strokeWidth=2, cursor="pointer").encode(
        x=x,
        y=y,
        fill=alt.condition("datum.major", alt.value(span.look.ink), alt.value(span.look.paper)),
        stroke=colour,
        tooltip=tooltip(span, "title", "when"),
    )
    halos: tuple[dict[str, Any], ...] = (
        {"stroke": span.look.paper, "strokeWidth": 4, "opacity": 0.9},
        {"color": span.look.ink},
    )
    labels = [
        base.transform_filter(side)
        .mark_text(
            align=align, dx=dx, limit=alt.ExprRef(room), fontSize=12, baseline="middle", cursor="pointer", **halo
        )
        .encode(x=x, y=y, text="label:N")
        for halo in halos
        for side, align, dx, room in _SIDES
    ]
    if span.selected:
        points = points.add_params(click(1))
        labels[2:] = [layer.add_params(click(number)) for number, layer in enumerate(labels[2:], start=2)]
    return sized([stems, now_line(span), *labels, points], span.look, height=max(_LINE * len(found), 3 * _LINE))
