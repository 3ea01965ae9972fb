"""The reader's events around each site, before and after its day: one small picture a site, all on one scale."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from geodata.charts.frame import LOOKS, RIGHT, Row, rows, sized
from geodata.maps.theme import HOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.charts.frame import Look
    from geodata.i18n.catalog import Translator
    from geodata.maps.theme import ThemeName

ROW: Final = 60
"""Height of a site's picture, in pixels."""

_FULL: Final = 0.62
_GAP: Final = 0.12
_BRIGHT: Final = "#56b4e9"


def around_chart(sites: Sequence[Row], *, t: Translator, theme: ThemeName = "light") -> alt.LayerChart:
    """Return the chart, a row for each site in the order given.

    Parameters
    ----------
    sites
        For each site: `name`; `days`, the window; `stretches` (first, last, events, rate) and `sides`, before and
        after (events, rate, low, high), None where the file covers no day of it. Rates are events per 30 days.
    t, theme
        The words and the colours.
    """
    look = LOOKS[theme]
    colours = {"before": look.quiet, "after": HOLDERS["un"].fill if theme == "light" else _BRIGHT}
    peak = _peak(sites)
    days = max((site["days"] for site in sites), default=1)
    x = alt.X(
        "first:Q",
        scale=alt.Scale(domain=[-days, days], nice=False),
        axis=alt.Axis(title=t("chart.around.days"), tickCount=9, titleFontWeight="normal", grid=False),
    )
    levels: dict[str, Any] = {"scale": alt.Scale(domain=[len(sites), 0], nice=False), "axis": _axis(sites, peak, t)}
    y, mean, over = (alt.Y(f"{name}:Q", **levels) for name in ("top", "mean", "over"))
    shade = alt.Color("side:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)
    across = {"x": x, "x2": alt.X2("end:Q"), "y": y, "y2": alt.Y2("base:Q")}
    tip = [alt.Tooltip(f"{name}:N", title=t(f"chart.around.{name}")) for name in ("site", "when", "told")]
    bars = (
        alt.Chart(rows(_bars(sites, peak, t)))
        .mark_bar(opacity=0.5, stroke=look.paper, strokeWidth=1)
        .encode(**across, color=shade, tooltip=tip)
    )
    bands = alt.Chart(rows(_bands(sites, peak, t))).mark_rect(opacity=0.22).encode(**across, color=shade, tooltip=tip)
    means = (
        alt.Chart(rows(_bands(sites, peak, t)))
        .mark_rule(strokeWidth=2)
        .encode(x=x, x2=alt.X2("end:Q"), y=mean, color=shade)
    )
    return sized(
        [*_ground(sites, look, y, days), bands, bars, means, *_texts(sites, look, y, over, days)],
        look,
        height=ROW * max(len(sites), 1),
        right=RIGHT + 6,
    )


def _peak(sites: Sequence[Row]) -> float:
    found = [one["rate"] or 0 for site in sites for one in site["stretches"]]
    found += [side["high"] for site in sites for side in site["sides"] if side is not None]
    return max([*found, 1.0])


def _axis(sites: Sequence[Row], peak: float, t: Translator) -> alt.Axis:
    """Return the axis: nought and the highest rate beside each picture."""
    ends = [_level(number, rate, peak) for number in range(len(sites)) for rate in (peak, 0)]
    highest = json.dumps(t.number(round(peak, 1)))
    return alt.Axis(
        title=t("chart.around.rate"),
        titleFontWeight="normal",
        values=ends,
        labelExpr=f"datum.value % 1 > 0.5 ? '0' : {highest}",
        labelFontSize=9,
        labelOverlap=False,
        grid=False,
        ticks=False,
        domain=False,
        minExtent=26,
    )


def _level(number: int, rate: float, peak: float) -> float:
    return number + 1 - _GAP - _FULL * rate / peak


def _bars(sites: Sequence[Row], peak: float, t: Translator) -> Iterator[Row]:
    for number, site in enumerate(sites):
        for one in site["stretches"]:
            if one["rate"] is None:
                continue
            yield {
                "first": one["first"],
                "end": one["last"] + 1,
                "top": _level(number, one["rate"], peak),
                "base": number + 1 - _GAP,
                "side": "before" if one["first"] < 0 else "after",
                "site": site["name"],
                "when": t("chart.around.stretch", first=one["first"], last=one["last"]),
                "told": t("chart.around.events", count=one["events"]),
            }


def _bands(sites: Sequence[Row], peak: float, t: Translator) -> Iterator[Row]:
    for number, site in enumerate(sites):
        for name, side in zip(("before", "after"), site["sides"], strict=True):
            if side is None:
                continue
            rate, low, high = (round(side[key], 1) for key in ("rate", "low", "high"))
            yield {
                "first": -site["days"] if name == "before" else 0,
                "end": 0 if name == "before" else site["days"],
                "top": _level(number, side["high"], peak),
                "base": _level(number, side["low"], peak),
                "mean": _level(number, side["rate"], peak),
                "side": name,
                "site": site["name"],
                "when": t(f"chart.around.{name}"),
                "told": t("chart.around.interval", rate=rate, low=low, high=high),
            }


def _ground(sites: Sequence[Row], look: Look, y: alt.Y, days: int) -> list[alt.Chart]:
    lines = rows({"first": -days, "end": days, "top": number + 1 - _GAP} for number in range(len(sites)))
    day = rows([{"first": 0, "top": 0, "base": len(sites)}])
    ground = alt.Chart(lines).mark_rule(color=look.rule).encode(x=alt.X("first:Q"), x2=alt.X2("end:Q"), y=y)
    zero = (
        alt.Chart(day).mark_rule(color=look.day, strokeWidth=1.5).encode(x=alt.X("first:Q"), y=y, y2=alt.Y2("base:Q"))
    )
    return [ground, zero]


def _texts(sites: Sequence[Row], look: Look, y: alt.Y, over: alt.Y, days: int) -> list[alt.Chart]:
    """Return the name over each picture, and at its end how many events either side has."""
    told = rows(
        {
            "first": -days,
            "end": days,
            "over": number + 1 - _GAP - _FULL,
            "top": number + 1 - _GAP,
            "name": site["name"],
            "counts": " → ".join("–" if side is None else str(side["events"]) for side in site["sides"]),
        }
        for number, site in enumerate(sites)
    )
    chart = alt.Chart(told)
    style: dict[str, Any] = {"align": "left", "baseline": "bottom", "color": look.ink, "fontSize": 12}
    return [
        chart.mark_text(**style, dx=2, dy=-2, fontWeight="bold").encode(x="first:Q", y=over, text="name:N"),
        chart.mark_text(**style, dx=6).encode(x="end:Q", y=y, text="counts:N"),
    ]
