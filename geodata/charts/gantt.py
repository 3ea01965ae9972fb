"""The sites in time: who was there, what was announced, what was handed over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import altair as alt

from geodata.charts.frame import RIGHT, Span, click, left_axis, now_line, rows, sized, time_axis, time_scale, tooltip
from geodata.charts.gantt_rows import bar_rows, plan_rows, sign_rows, site_labels, slip_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.domain.mission import MissionData

ROW: Final = 30
"""Height of a site's row, in pixels."""

_BAR: Final = 14
_RAISED: Final = -4
_PLAN: Final = 4
_PLAN_BELOW: Final = 8
_EDGE: Final = 4
_SQUARE: Final = "M-.8,-.8H.8V.8H-.8Z"
_CROSS: Final = "M-1.3,-.8L-.8,-1.3L0,-.5L.8,-1.3L1.3,-.8L.5,0L1.3,.8L.8,1.3L0,.5L-.8,1.3L-1.3,.8L-.5,0Z"
_WIDTH_OF_LETTERS: Final = 6.2

_LEFT: Final = "max(scale('x', toDate(datum.begin)), 0)"
_WORD: Final = f"{_WIDTH_OF_LETTERS} * length(datum.word)"
_SIGN: Final = "scale('x', toDate(datum.sign))"
_PAST_THE_SIGN: Final = 10
_START: Final = (
    f"{_LEFT} + datum.indent + (datum.sign && {_SIGN} < {_LEFT} + datum.indent + {_WORD} + {_PAST_THE_SIGN}"
    f" ? max({_SIGN} + {_PAST_THE_SIGN} - {_LEFT} - datum.indent, 0) : 0)"
)
"""Where a bar's word begins, in pixels: behind the sign of a hand-over where that would lie on it."""


def gantt(data: MissionData, span: Span, site_ids: Sequence[str]) -> alt.LayerChart:
    """Return the chart: a row for each site, in the order given."""
    named = _named_rows(data, span, site_ids)
    y = alt.Y("site:N", axis=None, scale=_scale(site_ids))
    x2, common = alt.X2("end:T"), {"y": y}
    x = time_axis(span, "begin")
    bars = (
        alt.Chart(rows(bar_rows(data, span, site_ids)))
        .mark_bar(height=_BAR, yOffset=_RAISED, clip=True, cursor="pointer", strokeWidth=1.4)
        .encode(
            x=x,
            x2=x2,
            color=alt.Color("colour:N", scale=None),
            opacity=alt.Opacity("strength:Q", scale=None),
            stroke=alt.condition("datum.body && datum.sure != 'confirmed'", alt.value(span.look.ink), alt.value(None)),
            strokeDash=alt.StrokeDash(
                "sure:N",
                legend=None,
                scale=alt.Scale(
                    domain=["confirmed", "probable", "contested", "weak", "unknown"],
                    range=[[1, 0], [5, 2], [2, 2], [1, 2], [1, 2]],
                ),
            ),
            tooltip=tooltip(span, "name", "state", "since"),
            **common,
        )
    )
    words = (
        alt.Chart(rows(row for row in bar_rows(data, span, site_ids) if row["body"]))
        .mark_text(
            align="left",
            yOffset=_RAISED,
            fontSize=11,
            clip=True,
            cursor="pointer",
            x={"expr": _START},
            text={"expr": f"min(scale('x', toDate(datum.end)), width) - ({_START}) > 4 + {_WORD} ? datum.word : ''"},
        )
        .encode(color=alt.Color("letters:N", scale=None), **common)
    )
    plans = (
        alt.Chart(rows(plan_rows(data, span, site_ids)))
        .mark_bar(height=_PLAN, yOffset=_PLAN_BELOW, clip=True, color=span.look.quiet, cursor="pointer", cornerRadius=1)
        .encode(x=x, x2=x2, tooltip=tooltip(span, "name", "state", "slip"), **common)
    )
    layers = [_row_rules(span, site_ids, named), bars, words, plans, *_signs(data, span, site_ids, y)]
    layers += [now_line(span), _slips(data, span, site_ids)]
    if span.selected:
        layers[1], layers[3] = bars.add_params(click(1)), plans.add_params(click(2))
        layers[5] = layers[5].add_params(click(3))
    chart: alt.LayerChart = sized(layers, span.look, height=ROW * len(site_ids), right=_EDGE).resolve_axis(
        y="independent"
    )
    return chart


def _scale(site_ids: Sequence[str]) -> alt.Scale:
    return alt.Scale(type="band", domain=list(site_ids), paddingInner=0, paddingOuter=0)


def _named_rows(data: MissionData, span: Span, site_ids: Sequence[str]) -> alt.Y:
    names = json.dumps(site_labels(data, site_ids, span.t.lang))
    axis = left_axis(
        labelExpr=f"{names}[datum.value]", domain=False, ticks=False, labelFontSize=12, labelOffset=_RAISED
    )
    return alt.Y("site:N", axis=axis, scale=_scale(site_ids))


def _row_rules(span: Span, site_ids: Sequence[str], y: alt.Y) -> alt.Chart:
    """Return hairlines between the rows, which carry the eye from the name to the bar."""
    rules: alt.Chart = (
        alt.Chart(rows({"site": site_id} for site_id in site_ids))
        .mark_rule(color=span.look.rule, strokeWidth=1, yOffset=ROW / 2)
        .encode(y=y)
    )
    return rules


def _signs(data: MissionData, span: Span, site_ids: Sequence[str], y: alt.Y) -> list[alt.Chart]:
    """Return the line of the days in doubt, and the sign of each hand-over at its end."""
    data_rows = rows(sign_rows(data, span, site_ids))
    doubt = (
        alt.Chart(data_rows)
        .mark_rule(yOffset=_RAISED, strokeWidth=2, clip=True, color=span.look.ink)
        .encode(x=alt.X("begin:T", scale=time_scale(span)), x2="day:T", y=y)
    )
    signs = (
        alt.Chart(data_rows)
        .mark_point(yOffset=_RAISED, opacity=1, size=70, strokeWidth=1.6, cursor="pointer")
        .encode(
            x=alt.X("day:T", scale=time_scale(span)),
            y=y,
            shape=alt.Shape(
                "kind:N",
                legend=None,
                scale=alt.Scale(domain=["formal", "partial", "without_handover"], range=[_SQUARE, _SQUARE, _CROSS]),
            ),
            fill=alt.Fill(
                "kind:N",
                legend=None,
                scale=alt.Scale(
                    domain=["formal", "partial", "without_handover"],
                    range=[span.look.ink, span.look.paper, span.look.day],
                ),
            ),
            stroke=alt.Stroke(
                "kind:N",
                legend=None,
                scale=alt.Scale(
                    domain=["formal", "partial", "without_handover"],
                    range=[span.look.paper, span.look.ink, span.look.paper],
                ),
            ),
            tooltip=tooltip(span, "name", "state", "when"),
        )
    )
    return [doubt, signs]


def _slips(data: MissionData, span: Span, site_ids: Sequence[str]) -> alt.Chart:
    """Return the slip of each site as an axis on the right, which no mark can push aside."""
    slips = json.dumps({row["site"]: row["slip"] for row in slip_rows(data, span, site_ids)})
    axis = alt.Axis(
        orient="right",
        title=None,
        labelExpr=f"{slips}[datum.value]",
        domain=False,
        ticks=False,
        labelFontSize=12,
        labelOffset=_RAISED,
        labelFlush=False,
        labelColor=span.look.ink,
        minExtent=RIGHT - _EDGE,
        maxExtent=RIGHT - _EDGE,
    )
    invisible: alt.Chart = (
        alt.Chart(rows({"site": site_id} for site_id in site_ids))
        .mark_point(opacity=0)
        .encode(y=alt.Y("site:N", axis=axis, scale=_scale(site_ids)))
    )
    return invisible
