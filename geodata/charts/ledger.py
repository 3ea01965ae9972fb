"""The claims of a range: a stroke for each, on the line of whoever makes it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import altair as alt

from geodata.charts.frame import Row, Span, fill, left_axis, now_line, rows, sized, time_axis, tooltip
from geodata.domain.ledger import period_of
from geodata.domain.view import Basis

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geodata.domain.claims import Claim
    from geodata.domain.dates import Period
    from geodata.domain.mission import MissionData

_LINE: Final = 22


def claim_rows(data: MissionData, span: Span, found: Sequence[Claim], *, basis: Basis = Basis.HAPPENED) -> list[Row]:
    """Return a row for each claim that can be placed; whoever claims most comes first.

    `day` is the middle of the period by which it is placed, None where that day is not shown; `begin` and `end` are the
    days shown between which it lies, or during which it lasted.
    """
    placed = [(claim, period) for claim in found if (period := period_of(claim, basis)) is not None]
    counts = Counter(claim.claimant_id for claim, _ in placed)
    order = {claimant: line for line, claimant in enumerate(sorted(counts, key=lambda one: (-counts[one], one)))}
    return [
        {
            "line": order[claim.claimant_id],
            "day": period.midpoint if span.holds(period.midpoint) else None,
            "begin": span.clamped(period.earliest),
            "end": span.clamped(_last(claim, period, basis)),
            "colour": fill(claim.claimant_id),
            "claim": claim.title.get(span.t.lang),
            "who": data.actor(claim.claimant_id).short.get(span.t.lang),
            "state": span.t(f"vocab.claim_status.{claim.status}"),
            "when": span.t.period(period),
        }
        for claim, period in sorted(placed, key=lambda one: (order[one[0].claimant_id], one[1]))
    ]


def _last(claim: Claim, period: Period, basis: Basis) -> date:
    return claim.until.latest if claim.until is not None and basis is Basis.HAPPENED else period.latest


def ledger(data: MissionData, span: Span, found: Sequence[Claim], *, basis: Basis = Basis.HAPPENED) -> alt.LayerChart:
    """Return the chart: claimants below each other, in the colours of the map.

    A stroke is a day; a thin line spans the days in doubt, or those that an announced thing lasted.
    """
    found_rows = claim_rows(data, span, found, basis=basis)
    names = list(dict.fromkeys(row["who"] for row in found_rows))
    lines = (
        alt.Chart(rows(row for row in found_rows if row["begin"] < row["end"]))
        .mark_rule(strokeWidth=2.5, opacity=0.8)
        .encode(
            x=time_axis(span, "begin"),
            x2="end:T",
            y=alt.Y("who:N", axis=left_axis(domain=False, ticks=False), sort=names),
            color=alt.Color("colour:N", scale=None),
            tooltip=tooltip(span, "claim", "who", "state", "when"),
        )
    )
    ticks = (
        alt.Chart(rows(row for row in found_rows if row["day"] is not None))
        # A party's colour may be as dark, or as pale, as the paper: the edge is what shows then.
        .mark_tick(thickness=4.5, size=15, stroke=span.look.quiet, strokeWidth=0.7, opacity=1)
        .encode(
            x=time_axis(span),
            y=alt.Y("who:N", axis=left_axis(domain=False, ticks=False), sort=names),
            color=alt.Color("colour:N", scale=None),
            tooltip=tooltip(span, "claim", "who", "state", "when"),
        )
    )
    return sized([lines, ticks, now_line(span)], span.look, height=_LINE * max(len(names), 1))
