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
from geodata.ui import belongings
from geodata.ui.belongings import Belonging
from geodata.ui.events_words import party_words, type_words
from geodata.ui.markup import tag, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geodata.events.model import Format
    from geodata.events.packed import Packed
    from geodata.ui.context import Context
    from geodata.ui.events_kept import Kept

SHOWN: Final = 12
"""How many events of one place are told at once."""


def details(context: Context, kept: Kept, packed: Packed) -> None:
    """Draw the events of the place that was clicked, or else of the chosen site, for which no click is needed."""
    t = context.t
    st.html(tag("h2", words(t("page.events.details")), class_="gd-h2"))
    if not kept.single:
        st.html(tag("p", words(t("page.events.no-single")), class_="gd-quiet"))
        return
    chosen = belongings.kept(Belonging.EVENT)
    if chosen is not None and chosen < len(packed):
        _list(context, kept, at_place(context, kept, packed, chosen), "here", {})
    elif context.view.site is not None:
        site = context.data.site(context.view.site)
        near = {"km": context.view.around.km, "site": site.name.get(t.lang)}
        _list(context, kept, near_site(context, kept, site.place_id), "near", near)
    st.html(tag("p", words(t("page.events.click")), class_="gd-quiet"))


def _list(context: Context, kept: Kept, found: NDArray[np.int64], key: str, values: Mapping[str, object]) -> None:
    """Tell some events, the latest first."""
    t, frame = context.t, kept.file.frame
    form = kept.file.format
    cards = "".join(_card(context, frame.iloc[kept.index.rows[place]], form) for place in found[:SHOWN])
    more = len(found) - SHOWN
    st.html(
        tag("p", words(t(f"page.events.{key}", count=len(found), **values)), role="status")
        + tag("div", cards, class_="gd-event-cards", tabindex="0")
        + (tag("p", words(t("page.events.more-here", count=more)), class_="gd-quiet") if more > 0 else "")
    )


def at_place(context: Context, kept: Kept, packed: Packed, chosen: int) -> NDArray[np.int64]:
    """Return the events of the index at the place of the chosen one that the map's window holds, the latest first."""
    index, order = kept.index, packed.order
    spot = [np.round(index.lat[order] * STEPS), np.round(index.lon[order] * STEPS), index.coarse[order]]
    same = np.logical_and.reduce([values == values[chosen] for values in spot])
    first, last = np.array(window(context), "datetime64[D]").astype(np.int64)
    starts = index.start[order]
    found: NDArray[np.int64] = order[same & (starts >= first) & (starts <= last)][::-1]
    return found


def near_site(context: Context, kept: Kept, place_id: str) -> NDArray[np.int64]:
    """Return the events of the index in the circle round a place that the map's window holds, the latest first."""
    place, index = context.data.place(place_id), kept.index
    first, last = window(context)
    found = index.found(lat=place.lat, lon=place.lon, radius_km=context.view.around.km, first=first, last=last)
    return found[::-1] if context.view.around.coarse else found[~index.coarse[found]][::-1]


def window(context: Context) -> tuple[date, date]:
    """Return the first and the last day of the map's window, as its clock has it."""
    days = context.view.window
    return context.day - timedelta(days=days - 1) if days else context.data.mission.start, context.day


def _card(context: Context, row: pd.Series, form: Format) -> str:
    t = context.t
    parties = [party_words(str(row[name]), form, t) for name in ("actor_a", "actor_b") if row[name]]
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
        kind = t("join.named", name=kind, value=str(row["subtype"]))
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
