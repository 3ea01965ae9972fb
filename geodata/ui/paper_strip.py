"""The bars of a site for paper: a canvas keeps the width and the ground of the screen it was drawn for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from geodata.charts.frame import ticks
from geodata.charts.gantt_rows import bar_rows, plan_rows, sign_rows
from geodata.ui.markup import tag, words

if TYPE_CHECKING:
    from geodata.charts.frame import Row, Span
    from geodata.domain.mission import MissionData

_LETTERS: Final = 110
"""How many letters the strip is wide, on A4."""

_SIGNS: Final = {"formal": "■", "partial": "□", "without_handover": "✕"}


def paper_strip(data: MissionData, span: Span, site_id: str) -> str:
    """Return the site's bars, its announced window, the signs of its hand-overs and the axis, as markup."""
    bars = "".join(_bar(span, row) for row in bar_rows(data, span, [site_id]))
    plans = "".join(_piece("u", span, row) for row in plan_rows(data, span, [site_id]))
    signs = "".join(
        tag("b", _SIGNS[row["kind"]], style=f"left:{_share(span, row['day']):.2f}%")
        for row in sign_rows(data, span, [site_id])
    )
    days = ticks(span.start, span.end)
    months = "".join(
        tag("i", words(_month(span, day, before)), style=f"left:{_share(span, day.isoformat()):.2f}%")
        for before, day in zip([None, *days], days, strict=False)
    )
    title = tag("p", words(span.t("chart.axis.day")))
    rows = (bars + signs, plans, months)
    return tag("div", "".join(tag("div", row) for row in rows) + title, class_="gd-paper-strip")


def _bar(span: Span, row: Row) -> str:
    room = (_share(span, row["end"]) - _share(span, row["begin"])) / 100 * _LETTERS
    word = row["word"] if row["body"] and len(row["word"]) + 2 < room else ""
    fill = f"color-mix(in srgb,{row['colour']} {row['strength']:.0%},#fff)"
    return _piece("span", span, row, word, f";background:{fill};color:{row['letters']}")


def _piece(name: str, span: Span, row: Row, word: str = "", style: str = "") -> str:
    left, right = _share(span, row["begin"]), _share(span, row["end"])
    return tag(name, words(word), style=f"left:{left:.2f}%;width:{right - left:.2f}%{style}")


def _share(span: Span, stamp: str) -> float:
    """Return where a moment lies on the strip, in percent of its width."""
    moment = datetime.fromisoformat(stamp).replace(tzinfo=UTC)
    start = datetime.combine(span.start, datetime.min.time(), UTC)
    share = (moment - start) / (timedelta(days=1) * ((span.end - span.start).days + 1))
    return 100 * min(max(share, 0), 1)


def _month(span: Span, day: date, before: date | None) -> str:
    """Return the name of a month, with the year where that is another one than on the tick before."""
    name = span.t.date(day, "month_short")
    return name if before is not None and before.year == day.year else f"{name} {day.year}"
