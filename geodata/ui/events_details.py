"""What the reader's file says of the events that were clicked on the map."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import streamlit as st

from geodata.domain.dates import Period, Precision
from geodata.events.model import DatePrecision
from geodata.events.packed import STEPS
from geodata.ui import state
from geodata.ui.events_words import type_words
from geodata.ui.markup import tag, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.events.packed import Packed
    from geodata.ui.context import Context
    from geodata.ui.events_kept import Kept

SHOWN: Final = 12
"""How many events of one place are told at once."""


def details(context: Context, kept: Kept, packed: Packed) -> None:
    """Draw the events of the place that was clicked, within the window, the latest first; else how to get there."""
    t = context.t
    st.html(tag("h2", words(t("page.events.details")), class_="gd-h2"))
    if not kept.single:
        st.html(tag("p", words(t("page.events.no-single")), class_="gd-quiet"))
        return
    chosen = state.kept("event")
    found = at_place(context, kept, packed, chosen) if chosen is not None and chosen < len(packed) else None
    if found is None or not len(found):
        st.html(tag("p", words(t("page.events.click")), class_="gd-quiet"))
        return
    frame = kept.file.frame
    cards = "".join(_card(context, frame.iloc[kept.index.rows[place]]) for place in found[:SHOWN])
    more = len(found) - SHOWN
    st.html(
        tag("p", words(t("page.events.here", count=len(found))), role="status")
        + tag("div", cards, class_="gd-event-cards")
        + (tag("p", words(t("page.events.more-here", count=more)), class_="gd-quiet") if more > 0 else "")
    )


def at_place(context: Context, kept: Kept, packed: Packed, chosen: int) -> NDArray[np.int64]:
    """Return the events of the index at the place of the chosen one that the map's window holds, the latest first."""
    index, order = kept.index, packed.order
    spot = [
        np.round(index.lat[order] * STEPS),
        np.round(index.lon[order] * STEPS),
        index.coarse[order],
    ]
    same = np.logical_and.reduce([values == values[chosen] for values in spot])
    last = context.day
    first = last - timedelta(days=context.view.window - 1) if context.view.window else context.data.mission.start
    ends = np.array([first, last], "datetime64[D]").astype(np.int64)
    starts = index.start[order]
    found: NDArray[np.int64] = order[same & (starts >= ends[0]) & (starts <= ends[1])][::-1]
    return found


def _card(context: Context, row: pd.Series) -> str:
    t = context.t
    parties = [str(row[name]) for name in ("actor_a", "actor_b") if row[name]]
    lines = [
        " – ".join(parties),
        _deaths(context, row),
        ", ".join(str(row[name]) for name in ("place", "country") if row[name]),
        t(f"events.geo.{row['geo_precision']}"),
        t("page.events.reported", source=row["source"]) if row["source"] else "",
        t("page.events.status", status=row["status"]) if row["status"] else "",
        t("page.events.record", id=row["id"], row=int(row["row"])),
    ]
    kind = type_words(str(row["type"]), t)
    if row["subtype"]:
        kind = f"{kind}: {row['subtype']}"
    return tag(
        "article",
        tag("h3", words(_when(context, row)))
        + tag("p", words(kind), class_="gd-kind")
        + "".join(tag("p", words(line)) for line in lines if line),
        class_="gd-event",
    )


def _when(context: Context, row: pd.Series) -> str:
    t = context.t
    first, last = _day(row["date_start"]), _day(row["date_end"])
    text = t.period(Period(first, last, Precision.DAY if first == last else Precision.RANGE))
    precision = row["date_precision"]
    return text if precision == DatePrecision.DAY else f"{text} ({t(f'events.date.{precision}')})"


def _day(value: pd.Timestamp) -> date:
    return value.date()


def _deaths(context: Context, row: pd.Series) -> str:
    t = context.t
    if pd.isna(row["fatalities"]):
        return t("page.events.no-deaths-figure")
    best = t("page.events.deaths", count=int(row["fatalities"]))
    if pd.isna(row["low"]) or pd.isna(row["high"]) or row["low"] == row["high"]:
        return best
    return f"{best} ({t('page.events.bounds', low=int(row['low']), high=int(row['high']))})"
