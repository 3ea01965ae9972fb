"""The political frame: a rule for each milestone, with its name at the end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from geodata.charts.frame import LEFT, RIGHT, Row, Span, click, left_axis, now_line, rows, sized, time_axis, tooltip
from geodata.domain.dates import Precision

if TYPE_CHECKING:
    from geodata.domain.dates import Period
    from geodata.domain.mission import MissionData

_LINE: Final = 30
_FONT: Final = 12
_SMALL: Final = 11
_NARROW: Final = 300
_EDGE: Final = 8
_GAP: Final = 9
_DAY: Final = "scale('x', toDate(datum.day))"
_BEGIN: Final = "scale('x', toDate(datum.begin))"
_RIGHT: Final = f"(width - {_DAY} - 12 + {RIGHT - _EDGE})"
_LEFT: Final = f"({_BEGIN} - 12 + {LEFT - _EDGE})"
_LATE: Final = f"{_LEFT} > {_RIGHT}"
"""Whether a name stands on the left of its mark: where there is more room than on the right."""

_ONE_LINE: Final = f"length(datum.label) * {_FONT * 0.5} < max({_LEFT}, {_RIGHT})"


def milestone_rows(data: MissionData, span: Span) -> list[Row]:
    """Return the milestones of the days shown, in time order; `day` is the last of their days that is shown."""
    t = span.t
    shown = [row for row in data.milestones if row.when.overlaps(span.start, span.end)]
    found = sorted(shown, key=lambda row: row.when)
    return [
        {
            "id": row.id,
            "order": number,
            "day": span.clamped(row.when.latest),
            "begin": span.clamped(row.when.earliest),
            "past": span.clamped(row.when.latest) + timedelta(days=1),
            "ranged": row.when.earliest < row.when.latest,
            "jump": span.clamped(row.when.latest),
            "site": None,
            "major": row.major,
            "title": row.title.get(t.lang),
            "when": t.period(row.when),
            "label": (label := t("chart.milestones.label", when=_when(row.when, span), title=row.title.get(t.lang))),
            "lines": _in_two(label),
        }
        for number, row in enumerate(found)
    ]


def milestones(data: MissionData, span: Span) -> alt.LayerChart:
    """Return the chart: a staircase of rules, each with its name on the side where there is room."""
    found = milestone_rows(data, span)
    base = alt.Chart(rows(found))
    y = alt.Y(
        "order:O",
        axis=left_axis(labels=False, ticks=False, domain=False),
        scale=alt.Scale(domain=list(range(len(found))) or [0]),
    )
    x = time_axis(span)
    colour = alt.condition("datum.major", alt.value(span.look.ink), alt.value(span.look.quiet))
    filling = alt.condition("datum.major", alt.value(span.look.ink), alt.value(span.look.paper))
    to_the_day, to_a_period = base.transform_filter("!datum.ranged"), base.transform_filter("datum.ranged")
    tip = tooltip(span, "title", "when")
    stems = to_the_day.mark_rule(clip=True, opacity=0.45).encode(x=x, y=y, y2=alt.value("height"), color=colour)
    points = to_the_day.mark_point(size=80, opacity=1, strokeWidth=2, cursor="pointer").encode(
        x=x, y=y, fill=filling, stroke=colour, tooltip=tip
    )
    bars = to_a_period.mark_bar(height=9, cornerRadius=4, strokeWidth=2, opacity=1, clip=True, cursor="pointer").encode(
        x=time_axis(span, "begin"), x2="past:T", y=y, fill=filling, stroke=colour, tooltip=tip
    )
    halos: tuple[dict[str, Any], ...] = (
        {"stroke": span.look.paper, "strokeWidth": 4, "opacity": 0.9},
        {"color": span.look.ink},
    )
    labels = [
        base.mark_text(
            align=alt.ExprRef(f"{_LATE} ? 'right' : 'left'"),
            dx=alt.ExprRef(f"{_LATE} ? {_BEGIN} - {_DAY} - {_GAP} : {_GAP}"),
            dy=alt.ExprRef(f"{_ONE_LINE} ? 0 : -{_FONT} / 2"),
            limit=alt.ExprRef(f"max({_LEFT}, {_RIGHT})"),
            text=alt.ExprRef(f"{_ONE_LINE} ? datum.label : datum.lines"),
            fontSize=alt.ExprRef(f"width < {_NARROW} ? {_SMALL} : {_FONT}"),
            lineHeight=_FONT,
            baseline="middle",
            cursor="pointer",
            **halo,
        ).encode(x=x, y=y)
        for halo in halos
    ]
    if span.selected:
        points, bars = points.add_params(click(1)), bars.add_params(click(3))
        labels[1] = labels[1].add_params(click(2))
    return sized([stems, now_line(span), *labels, bars, points], span.look, height=max(_LINE * len(found), 3 * _LINE))


def _when(when: Period, span: Span) -> str:
    """Return when, as exactly as it is known; the year is there where the days shown are of more than one."""
    if when.precision is not Precision.DAY:
        return span.t.period(when)
    return span.t.date(when.latest, "day_month" if span.start.year == span.end.year else "short")


def _in_two(label: str) -> list[str]:
    """Break a label between two words, so that the longer of its two lines is as short as it can be."""
    words = label.split(" ")
    ways = ([" ".join(words[:cut]), " ".join(words[cut:])] for cut in range(1, len(words)))
    return min(ways, key=lambda lines: max(map(len, lines)), default=[label])
