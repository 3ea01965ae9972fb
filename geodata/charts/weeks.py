"""Claims by week and by who makes them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import altair as alt

from geodata.charts.frame import Row, Span, click, fill, left_axis, now_line, rows, sized, time_axis, tooltip
from geodata.maps.theme import HOLDERS

if TYPE_CHECKING:
    from geodata.domain.mission import MissionData
    from geodata.domain.weekly import WeeklyClaims

OTHERS: Final = "others"
"""Stands for residents, press and other witnesses together."""

_HEIGHT: Final = 200
_COLOURED: Final = 7


def claimant_groups(weekly: WeeklyClaims) -> dict[str, str]:
    """Return the group of each claimant: itself for the parties that claim most, else `others`; the largest first."""
    counts: Counter[str] = Counter()
    for week in weekly.weeks:
        counts[week.claimant_id] += len(week.claims)
    ranked = sorted(counts, key=lambda claimant: (-counts[claimant], claimant))
    named: list[str] = []
    for claimant in ranked:
        # Of two parties of one colour only the one that claims more is named: a colour has one meaning in a picture.
        if claimant in HOLDERS and fill(claimant) not in map(fill, named) and len(named) < _COLOURED:
            named.append(claimant)
    return {claimant: claimant if claimant in named else OTHERS for claimant in [*named, *ranked]}


def week_rows(data: MissionData, span: Span, weekly: WeeklyClaims) -> list[Row]:
    """Return a row for each week and group that is shown, at least in part."""
    groups = claimant_groups(weekly)
    order = list(dict.fromkeys(groups.values()))
    counts: Counter[tuple[date, str]] = Counter()
    sundays = {}
    for week in weekly.weeks:
        if week.sunday >= span.start and week.monday <= span.end:
            counts[week.monday, groups[week.claimant_id]] += len(week.claims)
            sundays[week.monday] = week.sunday
    found = []
    for monday in sorted(sundays):
        below = 0
        for group in order:
            count = counts[monday, group]
            if not count:
                continue
            found.append(
                {
                    "monday": monday,
                    "end": sundays[monday] + timedelta(days=1),
                    "jump": span.clamped(sundays[monday]),
                    "site": None,
                    "colour": fill(group),
                    "below": below,
                    "above": below + count,
                    "claims": count,
                    "when": span.t("chart.weeks.week", monday=monday, sunday=sundays[monday]),
                    "who": group_label(data, group, span),
                    "state": span.t("chart.weeks.count", count=count),
                }
            )
            below += count
    return found


def group_label(data: MissionData, group: str, span: Span) -> str:
    """Name a group of claimants."""
    return span.t("chart.weeks.others") if group == OTHERS else data.actor(group).short.get(span.t.lang)


def weeks(data: MissionData, span: Span, weekly: WeeklyClaims) -> alt.LayerChart:
    """Return the chart: a bar for each week, stacked by claimant."""
    found = week_rows(data, span, weekly)
    most = max((row["above"] for row in found), default=1)
    axis = left_axis(span.t("chart.weeks.axis"), tickMinStep=1, tickCount=5, format="d")
    bars = (
        alt.Chart(rows(found))
        .mark_rect(
            clip=True,
            cursor="pointer",
            stroke=span.look.paper if span.theme == "light" else span.look.quiet,
            strokeWidth=1,
        )
        .encode(
            x=time_axis(span, "monday"),
            x2="end:T",
            y=alt.Y("below:Q", axis=axis, scale=alt.Scale(domain=[0, most], nice=True)),
            y2="above:Q",
            color=alt.Color("colour:N", scale=None),
            tooltip=tooltip(span, "when", "who", "state"),
        )
    )
    if span.selected:
        bars = bars.add_params(click(1))
    return sized([bars, now_line(span)], span.look, height=_HEIGHT)
