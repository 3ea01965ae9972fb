"""How many people had left by each count that somebody gave: steps between dated figures, and nothing invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import altair as alt

from geodata.charts.frame import (
    Row,
    Span,
    click,
    fill,
    left_axis,
    now_line,
    rows,
    sized,
    time_axis,
    time_scale,
    tooltip,
)
from geodata.domain.measures import TOTAL_METRIC, departed_series
from geodata.domain.vocabulary import MISSION_HOLDER

if TYPE_CHECKING:
    from geodata.domain.mission import MissionData
    from geodata.domain.records import Figure

PARTIAL_METRICS: Final = ("departed-military", "departed-uniformed", "departed-uniformed-press")
"""Counts of a part of the people; they stand beside the line and are never joined to it."""

_HEIGHT: Final = 230
_QUALIFIERS: Final = ["exact", "about", "at-least", "at-most"]
_SHAPES: Final = ["circle", "diamond", "triangle-up", "triangle-down"]


def figure_rows(data: MissionData, span: Span) -> list[Row]:
    """Return every shown count of people who had left, the whole and the parts, in time order."""
    whole = departed_series(data)
    parts = [row for row in data.figures if row.metric in PARTIAL_METRICS and row.shown and row.value is not None]
    found = [_row(row, span, whole=True) for row in whole] + [_row(row, span, whole=False) for row in parts]
    return sorted(found, key=lambda row: (row["day"], row["id"]))


def total(data: MissionData) -> Figure | None:
    """Return how many people were to leave in all, as last given, or None where nobody says."""
    rows_ = [row for row in data.figures if row.metric == TOTAL_METRIC and row.shown and row.value is not None]
    return max(rows_, key=lambda row: row.when.latest, default=None)


def drawdown(data: MissionData, span: Span) -> alt.LayerChart:
    """Return the chart."""
    figures = figure_rows(data, span)
    whole = total(data)
    ceiling = max([row["value"] for row in figures] + [whole.value or 0 if whole else 0, 1])
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[0, ceiling * 1.08], nice=False),
        axis=left_axis(span.t("chart.drawdown.axis"), tickCount=5, labelExpr=_numbers(span)),
    )
    colour = fill(MISSION_HOLDER) if span.theme == "light" else "#56b4e9"
    x = time_axis(span)
    steps = (
        alt.Chart(rows(row for row in figures if row["whole"]))
        .mark_line(interpolate="step-after", color=colour, strokeWidth=2, clip=True)
        .encode(x=x, y=y)
    )
    points = (
        alt.Chart(rows(figures))
        .mark_point(size=90, strokeWidth=2, opacity=1, clip=True, cursor="pointer", stroke=colour)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("qualifier:N", legend=None, scale=alt.Scale(domain=_QUALIFIERS, range=_SHAPES)),
            fill=alt.condition("datum.whole", alt.value(colour), alt.value(span.look.paper)),
            tooltip=tooltip(span, "when", "state", "who"),
        )
    )
    if span.selected:
        points = points.add_params(click(1))
    doubt = (
        alt.Chart(rows(row for row in figures if row["begin"] != row["day"]))
        .mark_rule(color=colour, strokeWidth=2, clip=True)
        .encode(x=alt.X("begin:T", scale=time_scale(span)), x2="day:T", y=y)
    )
    layers = [steps, doubt, points, now_line(span)]
    if whole is not None:
        layers = [*_ceiling(whole, span, y), *layers]
    return sized(layers, span.look, height=_HEIGHT)


def _row(row: Figure, span: Span, *, whole: bool) -> Row:
    t = span.t
    value = row.value or 0
    text = t(f"vocab.qualifier.{row.qualifier}", value=t.number(value))
    return {
        "id": row.id,
        "day": row.when.latest,
        "begin": row.when.earliest,
        "jump": row.when.latest,
        "site": None,
        "value": value,
        "whole": whole,
        "qualifier": str(row.qualifier),
        "when": t.period(row.when),
        "state": t(f"chart.metric.{row.metric}", value=text),
        "who": row.attributed.get(t.lang),
    }


def _ceiling(whole: Figure, span: Span, y: alt.Y) -> list[alt.Chart]:
    value = span.t.number(whole.value or 0)
    base = alt.Chart(rows([{"value": whole.value, "text": span.t("chart.drawdown.total", total=value)}])).encode(y=y)
    return [
        base.mark_rule(color=span.look.quiet, strokeDash=[6, 3], strokeWidth=1.5),
        base.mark_text(align="left", baseline="bottom", dx=6, dy=-3, color=span.look.ink, fontSize=12).encode(
            x=alt.value(0), text="text:N"
        ),
    ]


def _numbers(span: Span) -> str:
    """Return how the browser groups thousands: with the sign of the reader's language."""
    sign = span.t.number(1000)[1:-3]
    return f"replace(format(datum.value, ',d'), regexp(',', 'g'), '{sign}')"
