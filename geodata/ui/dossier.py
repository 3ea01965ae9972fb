"""Everything about one site or one claim, each line with who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.domain.ledger import happening_of
from geodata.domain.vocabulary import UNKNOWN
from geodata.ui import state
from geodata.ui.claim_card import claim_status, claimant_name, figure_list, reading_aids, status_note
from geodata.ui.markup import tag, words
from geodata.ui.site_sections import (
    announced_on,
    cited_sources,
    clock_list,
    disagreement_list,
    garrison_list,
    plan_list,
    present,
    section,
    source_bullets,
    story_list,
    to_come,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geodata.domain.model import Claim, Site
    from geodata.ui.context import Context


def dossier(context: Context) -> None:
    """Draw the dossier of whatever is chosen; nothing where nothing is.

    It scrolls in a frame of its own (page.css), so that what follows it stays beside the map.
    """
    view = context.view
    if view.site is None and view.claim is None:
        return
    with st.container(key=f"dossier-{view.site or view.claim}"):
        if view.site is not None:
            _site(context, context.data.site(view.site))
        elif view.claim is not None:
            _claim(context, context.data.claim(view.claim))


def dossier_link(context: Context) -> None:
    """Draw the way to the page of the chosen site; nothing where none is chosen."""
    if context.view.site is None:
        return
    name = context.data.site(context.view.site).name.get(context.lang)
    label = context.t("page.dossier.of", site=name)
    _turn(context, "dossier", label)


def _turn(context: Context, page: str, label: str) -> None:
    """Draw the way to another page about what is chosen; it carries the view, for whoever opens it in a new tab."""
    icon = {"dossier": ":material/description:", "claims": ":material/forum:"}[page]
    st.page_link(f"pages/explore/{page}.py", label=label, icon=icon, query_params=context.view.to_query())


def _head(context: Context, title: str, subtitle: str) -> None:
    """Draw a title with a button that closes the dossier."""
    left, right = st.container(key="head").columns([8, 1], vertical_alignment="top")
    left.html(tag("h2", words(title), class_="gd-title") + tag("p", words(subtitle), class_="gd-quiet"))
    right.button(
        "✕",
        key="w-close",
        on_click=state.choose,
        help=context.t("page.dossier.close"),
        type="tertiary",
    )


def _site(context: Context, site: Site) -> None:
    t, data = context.t, context.data
    place = data.place(site.place_id)
    kind = t("page.dossier.site-kind", kind=t(f"vocab.site_kind.{site.kind}"), region=t(f"vocab.region.{site.region}"))
    _head(context, site.name.get(context.lang), kind)
    events = context.public(data.events_of(site.id))
    doubt = "" if place.verified else t("page.dossier.place-uncertain", km=place.accuracy_km)
    _turn(context, "dossier", t("page.dossier.open-page"))
    told = [row for row in events if row.shown]
    st.html(
        (tag("p", words(doubt), class_="gd-doubt") if doubt else "") + present(context, site) + to_come(context, told),
    )
    # Apart from what follows the day: a long text that does not change is sent to a browser only once.
    st.html(_record(site.id, context.lang, context.known_on, _context=context))
    claims = context.public(data.claims_of(site.id))
    if claims:
        st.html(tag("h3", words(t("page.dossier.claims", count=len(claims)))))
        for claim in sorted(claims, key=lambda row: row.when):
            st.button(
                f"{t.period(claim.when)} — {claim.title.get(context.lang)}".replace("$", "\\$"),
                key=f"w-claim-{claim.id}",
                type="tertiary",
                on_click=state.go,
                args=(max(claim.when.latest, context.vocabulary.start),),
                kwargs={"claim": claim.id},
            )


@st.cache_data(show_spinner=False, max_entries=256)
def _record(
    site_id: str,
    lang: str,  # noqa: ARG001  what is kept depends on it
    known_on: date | None,  # noqa: ARG001  what is kept depends on it
    *,
    _context: Context,
) -> str:
    """Return what the dossier tells of a site on every day, as markup."""
    t, site = _context.t, _context.data.site(site_id)
    events = _context.public(_context.data.events_of(site_id))
    return (
        section(t("page.dossier.clocks"), clock_list(_context, site))
        + section(t("page.dossier.story"), story_list(_context, [row for row in events if row.shown]))
        + section(t("page.dossier.disagreements"), disagreement_list(_context, site, events))
        + section(t("page.dossier.plan"), plan_list(_context, site))
        + section(t("page.dossier.garrison"), garrison_list(_context, site))
        + section(t("page.dossier.sources"), source_bullets(_context, cited_sources(_context, site, events)))
    )


def _claim(context: Context, claim: Claim) -> None:
    t, data, lang = context.t, context.data, context.lang
    place = data.place(claim.place_id).name.get(lang) if claim.place_id else t("page.claim.whole-region")
    _head(context, claim.title.get(lang), f"{t.period(claim.when)} · {place}")
    rows = [
        (t("page.claim.claimant"), claimant_name(context, claim)),
        (t("page.claim.subject"), _actors(context, claim.subject_ids)),
        (t("page.claim.against"), claim.target.get(lang) or _actors(context, claim.against_ids)),
        (t("page.claim.kind"), t(f"vocab.claim_kind.{claim.kind}")),
        (t("page.claim.said"), announced_on(context, claim.said_on) if claim.said_on else t("page.claim.said-unknown")),
    ]
    if claim.until and context.tells(claim.until):
        rows.append((t("page.claim.until"), t.period(claim.until)))
    if claim.place_precision and claim.place_precision != "place":
        rows.append((t("page.claim.place"), t(f"vocab.place_precision.{claim.place_precision}")))
    facts = "".join(tag("dt", words(label)) + tag("dd", words(text)) for label, text in rows if text)
    others = context.public(row for row in happening_of(data, claim).claims if row.id != claim.id)
    st.html(
        tag("p", words(claim.summary.get(lang)) + claim_status(context, claim) + reading_aids(context, claim))
        + status_note(context, claim)
        + tag("dl", facts, class_="gd-clocks")
        + section(t("page.claim.figures"), figure_list(context, claim))
        + section(t("page.dossier.sources"), source_bullets(context, claim.source_ids)),
    )
    _turn(context, "claims", t("page.claim.side-by-side"))
    if others:
        st.html(tag("h3", words(t("page.claim.others"))))
        for row in others:
            st.button(
                row.title.get(lang).replace("$", "\\$"),
                key=f"w-version-{row.id}",
                type="tertiary",
                on_click=state.choose,
                kwargs={"claim": row.id},
            )


def _actors(context: Context, ids: Sequence[str]) -> str:
    names = [
        context.t("vocab.holder.unknown") if one == UNKNOWN else context.data.actor(one).short.get(context.lang)
        for one in ids
    ]
    return context.t.list(names) if names else ""
