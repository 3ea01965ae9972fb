"""The ledger on a page: happenings with their versions side by side, and every claim as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.charts.frame import Span, specification
from geodata.charts.ledger import ledger
from geodata.domain.ledger import Happening, happening_of, happenings, origins
from geodata.ui import belongings, state
from geodata.ui.chart_block import still
from geodata.ui.chart_specs import theme
from geodata.ui.claim_card import version_card
from geodata.ui.markup import tag, words
from geodata.ui.notice import notices, unsaid_notice
from geodata.ui.rows import choose_row
from geodata.ui.tables import claims_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.domain.claims import Claim
    from geodata.ui.context import Context

AT_ONCE: Final = 12
"""How many happenings are drawn before the reader asks for more."""


def claims_page(context: Context) -> None:
    """Draw the page for the claims that pass the filters within the range."""
    t = context.t
    notices(context)
    found = context.in_range
    st.html(
        tag("p", words(t("page.claims.intro")), class_="gd-quiet gd-list")
        + tag("p", words(t("page.claims.shown", n=len(found), total=len(context.data.claims))), role="status"),
    )
    unsaid_notice(context)
    chosen = _chosen(context)
    if not found:
        return
    span = Span(start=context.view.start, end=context.view.end, t=t, theme=theme())
    basis = context.view.filters.basis
    told = t(f"page.claims.chart-text-{basis}")
    still(context, "ledger", specification(ledger(context.data, span, found, basis=basis)), alt=told)
    st.html(tag("p", words(told), class_="gd-quiet"))
    cards, table = st.tabs([t("page.claims.versions"), t("page.claims.table")])
    with cards:
        _happenings(context, found, but=chosen)
    with table:
        _table(context, found)


def _chosen(context: Context) -> str:
    """Draw the happening of the claim that the reader comes from, whatever the filters; return its id, or nothing."""
    if context.view.claim is None:
        return ""
    chosen = happening_of(context.data, context.data.claim(context.view.claim))
    if versions := tuple(context.public(chosen.claims)):
        st.html(tag("h2", words(context.t("page.claims.chosen")), class_="gd-title"))
        _happening(context, Happening(chosen.id, versions))
    return chosen.id


def _happenings(context: Context, found: Sequence[Claim], *, but: str) -> None:
    t = context.t
    every = [happening for happening in happenings(found) if happening.id != but]
    disputed = st.toggle(t("page.claims.disputed-only"), key="w-disputed")
    wanted = [happening for happening in every if happening.disputed] if disputed else every
    count = AT_ONCE * (1 + belongings.more("claims"))
    for happening in wanted[:count]:
        _happening(context, happening)
    if len(wanted) > count:
        st.button(
            t("page.claims.more", count=len(wanted) - count),
            key="w-more",
            on_click=belongings.ask_more,
            args=("claims",),
        )


def _happening(context: Context, happening: Happening) -> None:
    """Draw one happening: its head, and its versions side by side."""
    t, data, lang = context.t, context.data, context.lang
    first = happening.claims[0]
    place = data.place(first.place_id).name.get(lang) if first.place_id else t("page.claim.whole-region")
    voices = origins(data, context.out(source for claim in happening.claims for source in claim.source_ids))
    head = t("page.claims.happening", place=place, when=t.period(first.when))
    every, shown = len(context.public(happening_of(data, first).claims)), len(happening.claims)
    counted = (
        t("page.claims.versions-count", count=shown)
        if shown == every
        else t("page.claims.versions-hidden", n=shown, count=every)
    )
    heard = t("page.claims.voices", count=len(voices))
    cards = "".join(version_card(context, claim) for claim in happening.claims)
    with st.container(border=True):
        st.html(
            tag("h3", words(head), class_="gd-happening")
            + tag("p", words(f"{counted} · {heard}"), class_="gd-quiet")
            + tag("div", cards, class_="gd-versions"),
        )
        day = max(first.when.latest, context.vocabulary.start)
        with st.container(horizontal=True, gap="small"):
            st.button(
                t("page.claims.on-map"),
                key=f"w-on-map-{happening.id}",
                icon=":material/map:",
                on_click=state.go,
                args=(day,),
                kwargs={"claim": first.id, "page": "map"},
            )
            for site_id in first.site_ids:
                st.button(
                    t("page.dossier.of", site=data.site(site_id).name.get(lang)),
                    key=f"w-dossier-{happening.id}-{site_id}",
                    icon=":material/description:",
                    on_click=state.go,
                    args=(day,),
                    kwargs={"site": site_id, "page": "dossier"},
                )


def _table(context: Context, found: Sequence[Claim]) -> None:
    """Draw every claim as a row; a chosen row opens on the map."""
    t = context.t
    row = choose_row(claims_frame(context, found), key="w-claims-table", height=520)
    if row is not None:
        claim = found[row]
        st.html(tag("div", version_card(context, claim), class_="gd-versions"))
        st.button(
            t("page.claims.on-map"),
            key="w-on-map-row",
            icon=":material/map:",
            on_click=state.go,
            args=(max(claim.when.latest, context.vocabulary.start),),
            kwargs={"claim": claim.id, "page": "map"},
        )
