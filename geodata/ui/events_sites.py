"""All sites below each other: the course of events around each, and the counts as a table to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.charts.around import around_chart
from geodata.charts.frame import specification
from geodata.events.account import Account
from geodata.events.course import course
from geodata.events.refusal import Where, reason, remedies
from geodata.events.sheet import counts_csv
from geodata.ui.chart_specs import theme
from geodata.ui.events_around import counted
from geodata.ui.events_kept import accounts
from geodata.ui.events_report import citation_lines
from geodata.ui.markup import bullets, table, tag, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.errors import GeodataError
    from geodata.events.account import Refusal
    from geodata.ui.context import Context
    from geodata.ui.events_kept import Kept


def sites(context: Context, kept: Kept) -> None:
    """Draw the chart of all sites, its source, the same as a table, and the table to take along."""
    t, asked = context.t, context.view.around
    found = accounts(context, kept)
    counts = [item for item in found if isinstance(item, Account)]
    refused = [item for item in found if not isinstance(item, Account)]
    st.html(tag("h2", words(t("page.events.sites", count=len(found))), class_="gd-h2"))
    if counts:
        clock = t(f"events.clock.{asked.clock}")
        st.html(tag("p", words(t("page.events.sites-note", km=asked.km, clock=clock)), class_="gd-quiet"))
        _chart(context, kept, counts)
    if refused:
        _refused(context, [item.error for item in refused])
    _table(context, kept, found, counts)


def _refused(context: Context, errors: Sequence[GeodataError]) -> None:
    """Say which sites are not counted and why, and once what helps."""
    t = context.t
    reasons = (words(reason(error, data=context.data, t=t)) for error in errors)
    helps = "".join(tag("p", words(line)) for line in remedies(errors, where=Where.PAGE, t=t))
    st.html(tag("p", words(t("page.events.refused", count=len(errors)))) + bullets(reasons, class_="gd-lines") + helps)


def _chart(context: Context, kept: Kept, counts: Sequence[Account]) -> None:
    t = context.t
    st.vega_lite_chart(
        spec=specification(around_chart(rows_of(context, kept, counts), t=t, theme=theme())),
        width="stretch",
        key="w-around-chart",
        alt=t("page.events.sites-alt", count=len(counts)),
    )
    st.html(
        tag("p", words(t("page.events.sites-source", credit=citation_lines(context, kept)[0])), class_="gd-quiet")
        + tag("p", tag("strong", words(t("events.describes"))))
    )


def rows_of(context: Context, kept: Kept, counts: Sequence[Account]) -> list[dict[str, Any]]:
    """Return what the chart draws: for each site its name, its stretches, and either side's rate with its interval."""
    t, data = context.t, context.data
    return [
        {
            "name": account.name.get(t.lang),
            "days": account.question.days,
            "stretches": [
                {"first": one.first, "last": one.last, "events": one.events, "rate": one.rate}
                for one in course(kept.index, account, data.place(data.site(account.place_id).place_id))
            ],
            "sides": [
                {"events": side.events, "rate": side.rate, "low": side.interval[0], "high": side.interval[1]}
                if side.rate is not None and side.interval is not None
                else None
                for side in (account.sides.before, account.sides.after)
            ],
        }
        for account in counts
    ]


def _table(context: Context, kept: Kept, found: Sequence[Account | Refusal], counts: Sequence[Account]) -> None:
    t = context.t
    heads = ("around", "day", "before", "deaths", "rate", "after", "deaths", "rate", "spanning")
    with st.expander(t("page.table.title")):
        st.html(
            table(
                [t(f"page.events.head-{head}") for head in heads],
                [counted(context, account, account.sides) for account in counts],
            )
        )
    st.download_button(
        t("page.events.get-counts"),
        lambda: counts_csv(found, credit=citation_lines(context, kept), data=context.data, t=t),
        file_name=f"before-after-{context.view.around.clock}-{context.view.around.km}km.csv",
        mime="text/csv",
        key="w-get-counts",
        icon=":material/download:",
        on_click="ignore",
    )
