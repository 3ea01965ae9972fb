"""The claims of a range: a stroke for each, on the line of whoever makes it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import altair as alt

from geodata.charts.frame import Row, Span, fill, left_axis, now_line, rows, sized, time_axis, tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.domain.claims import Claim
    from geodata.domain.mission import MissionData

_LINE: Final = 22


def claim_rows(data: MissionData, span: Span, found: Sequence[Claim]) -> list[Row]:
    """Return a row for each claim, at the middle of its period; whoever claims most comes first."""
    counts = Counter(claim.claimant_id for claim in found)
    order = {claimant: line for line, claimant in enumerate(sorted(counts, key=lambda one: (-counts[one], one)))}
    return [
        {
            "line": order[claim.claimant_id],
            "day": span.clamped(claim.when.midpoint),
            "colour": fill(claim.claimant_id),
            "claim": claim.title.get(span.t.lang),
            "who": data.actor(claim.claimant_id).short.get(span.t.lang),
            "state": span.t(f"vocab.claim_status.{claim.status}"),
            "when": span.t.period(claim.when),
        }
        for claim in sorted(found, key=lambda claim: (order[claim.claimant_id], claim.when))
    ]


def ledger(data: MissionData, span: Span, found: Sequence[Claim]) -> alt.LayerChart:
    """Return the chart: claimants below each other, in the colours of the map."""
    strokes = claim_rows(data, span, found)
    names = list(dict.fromkeys(row["who"] for row in strokes))
    ticks = (
        alt.Chart(rows(strokes))
        # A party's colour may be as dark, or as pale, as the paper: the edge is what shows then.
        .mark_tick(thickness=4.5, size=15, stroke=span.look.quiet, strokeWidth=0.7, opacity=1)
        .encode(
            x=time_axis(span),
            y=alt.Y("who:N", axis=left_axis(domain=False, ticks=False), sort=names),
            color=alt.Color("colour:N", scale=None),
            tooltip=tooltip(span, "claim", "who", "state", "when"),
        )
    )
    return sized([ticks, now_line(span)], span.look, height=_LINE * max(len(names), 1))
