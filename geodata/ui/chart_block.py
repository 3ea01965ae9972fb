"""One chart on a page: its heading, its key, the picture, who says so, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from geodata.charts.frame import PICK, Row, on_day
from geodata.domain.dates import parse_day
from geodata.errors import BadDate
from geodata.ui import state
from geodata.ui.markup import tag, words
from geodata.ui.sources import cite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from geodata.ui.context import Context

_CITED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """Where a mark or a row of a table leads."""

    day: date
    site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What a chart needs beside its picture; `jumps` has one entry for each row of the table."""

    name: str
    spec: Row
    title: str
    note: str
    alt: str
    columns: Mapping[str, Sequence[object]]
    jumps: Sequence[Jump | None]
    source_ids: Sequence[str]
    key: str = ""
    # What is said where nothing is drawn.
    empty: str = ""
    picks: tuple[str, ...] = field(default=(f"{PICK}1",))


def chart_block(context: Context, block: Block) -> None:
    """Draw a chart with everything that belongs to it."""
    st.html(
        tag("h2", words(block.title), class_="gd-h2")
        + tag("p", words(block.note), class_="gd-quiet")
        + (tag("p", words(block.empty), class_="gd-doubt") if block.empty else "")
        + (tag("p", block.key, class_="gd-key") if block.key else ""),
    )
    draw(context, block.name, block.spec, alt=block.alt, picks=block.picks, handle=_picked)
    st.html(source_summary(context, block.source_ids))
    folded = st.expander(context.t("page.table.title"), key=f"w-fold-{block.name}", on_change="rerun")
    if not folded.open:
        return
    with folded:
        st.html(tag("p", words(context.t("page.timeline.table-hint")), class_="gd-quiet"))
        st.dataframe(
            pd.DataFrame(block.columns),
            hide_index=True,
            width="stretch",
            key=(key := state.fresh(f"w-table-{block.name}")),
            on_select=lambda: _chosen(key, f"w-table-{block.name}", block.jumps),
            selection_mode="single-row",
        )


def draw(
    context: Context,
    name: str,
    spec: Row,
    *,
    alt: str,
    picks: Sequence[str],
    handle: Callable[[Mapping[str, Any]], bool],
) -> None:
    """Draw a picture whose selections are handled once and then forgotten, so that the same click counts again."""
    key = state.fresh(f"w-chart-{name}")

    def selected() -> None:
        if handle(state.read(key).get("selection", {})):
            state.renew(f"w-chart-{name}")

    st.vega_lite_chart(
        spec=on_day(spec, context.day),
        width="stretch",
        key=key,
        on_select=selected,
        selection_mode=list(picks),
        alt=alt,
    )


def still(context: Context, name: str, spec: Row, *, alt: str) -> None:
    """Draw a picture that answers no click."""
    st.vega_lite_chart(spec=on_day(spec, context.day), width="stretch", key=f"w-still-{name}", alt=alt)


def _picked(selection: Mapping[str, Any]) -> bool:
    """Move the clock to the day of the mark that was clicked; tell whether there was one."""
    for points in selection.values():
        for point in points if isinstance(points, list) else ():
            try:
                day = parse_day(str(point.get("jump", "")))
            except BadDate:
                continue
            state.go(day, site=point.get("site") or None)
            return True
    return False


def _chosen(key: str, name: str, jumps: Sequence[Jump | None]) -> None:
    rows = state.read(key)["selection"]["rows"]
    jump = jumps[rows[0]] if rows and rows[0] < len(jumps) else None
    if jump is not None:
        state.go(jump.day, site=jump.site)
        state.renew(name)


def source_summary(context: Context, source_ids: Iterable[str]) -> str:
    """Return who the picture rests on: the first few by name, how many in all."""
    t = context.t
    ids = list(dict.fromkeys(context.out(source_ids)))
    more = len(ids) - _CITED
    rest = tag("span", words(t("page.timeline.more-sources", count=more)), class_="gd-more") if more > 0 else ""
    label = tag("b", words(t("page.timeline.sources")))
    return tag("div", label + cite(context, ids[:_CITED]) + rest, class_="gd-source-line")
