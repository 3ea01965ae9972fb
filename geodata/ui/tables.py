"""The map as tables: the same sites and claims, for whoever reads better than they look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.domain.convoys import incidents_on, on_road
from geodata.domain.ledger import origins
from geodata.ui.site_sections import announced_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.domain.claims import Claim
    from geodata.domain.records import Convoy
    from geodata.ui.context import Context


def tables(context: Context) -> None:
    """Draw the tables of the day, closed and not computed until asked for."""
    t = context.t
    folded = st.expander(t("page.table.title"), key="w-fold-tables", on_change="rerun")
    if not folded.open:
        return
    with folded:
        moving = on_road(context.as_known().data, context.day) if "convoys" in context.view.layers else ()
        names = [t("page.table.sites"), t("page.table.claims", count=len(context.snapshot.claims))]
        sites, claims, *more = st.tabs([*names, t("page.table.convoys", count=len(moving))] if moving else names)
        for tab in more:
            tab.dataframe(convoys_frame(context, moving), hide_index=True, width="stretch")
        sites.dataframe(sites_frame(context), hide_index=True, width="stretch")
        latest = sorted(context.snapshot.claims, key=lambda claim: claim.when, reverse=True)
        claims.dataframe(claims_frame(context, latest), hide_index=True, width="stretch")


def sites_frame(context: Context) -> pd.DataFrame:
    """Return the shown sites in words, a row each, in the order in which they closed."""
    t, data, lang = context.t, context.data, context.lang
    return pd.DataFrame(
        {
            t("page.table.site"): data.site(row.site_id).name.get(lang),
            t("page.table.region"): t(f"vocab.region.{data.site(row.site_id).region}"),
            t("page.table.presence"): t(f"vocab.un_presence.{row.un_presence}"),
            t("page.table.transfer"): t(f"vocab.transfer.{row.transfer}"),
            t("page.table.holder"): t.list(data.actor(holder).short.get(lang) for holder in row.holders)
            if row.holders
            else t("vocab.holder.unknown"),
            t("page.table.certainty"): t(f"vocab.certainty.{row.certainty}"),
            t("page.table.source-list"): _publishers(context, row.source_ids),
        }
        for row in context.snapshot.states
        if row.site_id in context.snapshot.shown
    )


def claims_frame(context: Context, claims: Iterable[Claim]) -> pd.DataFrame:
    """Return claims in words, a row each, in the given order."""
    t, data, lang = context.t, context.data, context.lang
    return pd.DataFrame(
        {
            t("page.table.date"): t.period(claim.when),
            t("page.table.place"): data.place(claim.place_id).name.get(lang) if claim.place_id else "",
            t("page.table.claimant"): data.actor(claim.claimant_id).short.get(lang),
            t("page.table.claim"): claim.title.get(lang),
            t("page.claim.kind"): t(f"vocab.claim_kind.{claim.kind}"),
            t("page.table.status"): t(f"vocab.claim_status.{claim.status}"),
            t("page.claim.said"): announced_on(context, claim.said_on) if claim.said_on else "",
            t("page.claims.voices-head"): len(origins(data, context.out(claim.source_ids))),
            t("page.table.source-list"): _publishers(context, claim.source_ids),
        }
        for claim in claims
    )


def convoys_frame(context: Context, convoys: Iterable[Convoy]) -> pd.DataFrame:
    """Return convoys in words, a row each, with what has hit them by the day; an end still to come stays open."""
    t, lang, data = context.t, context.lang, context.as_known().data
    hits = incidents_on(data, context.day)
    return pd.DataFrame(
        {
            t("page.table.from"): data.place(convoy.origin_place_id).name.get(lang),
            t("page.table.to"): data.place(convoy.destination_place_id).name.get(lang),
            t("page.table.left"): t.period(convoy.departure) if convoy.departure else "",
            t("page.table.arrived"): t.period(convoy.arrival)
            if convoy.arrival and context.tells(convoy.arrival)
            else "",
            t("page.table.hits"): t("join.clauses").join(
                f"{t(f'vocab.incident_kind.{hit.kind}')} ({t.period(hit.when)})"
                for hit in hits
                if hit.convoy_id == convoy.id
            ),
            t("page.table.source-list"): _publishers(context, convoy.source_ids),
        }
        for convoy in convoys
    )


def _publishers(context: Context, source_ids: Iterable[str]) -> str:
    """Return who published the sources that count, each once."""
    publishers = (context.data.source(source_id).publisher for source_id in context.out(source_ids))
    return context.t("join.clauses").join(dict.fromkeys(publishers))
