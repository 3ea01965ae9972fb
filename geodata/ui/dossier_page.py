"""Everything about one site on one page that prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geodata.charts.frame import Span
from geodata.charts.gantt_rows import bar_sources, slip_words
from geodata.domain.nearby import RADII_KM, claims_near, convoys_of, town_control
from geodata.ui import state
from geodata.ui.chart_block import source_summary, still
from geodata.ui.chart_specs import site_strip, theme
from geodata.ui.gantt_key import gantt_key, slip_key
from geodata.ui.markup import bullets, tag, words
from geodata.ui.notice import dropped
from geodata.ui.paper_strip import paper_strip
from geodata.ui.passage import passage
from geodata.ui.search import search
from geodata.ui.site_sections import (
    cited_sources,
    clock_list,
    disagreement_list,
    garrison_list,
    holding,
    plan_list,
    present,
    section,
    source_bullets,
    story_list,
    to_come,
)
from geodata.ui.sources import cite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.domain.model import Claim, ConvoyIncident, Site
    from geodata.domain.support import Sourced
    from geodata.ui.context import Context

_USUAL_RADIUS = RADII_KM[1]


def dossier_page(context: Context) -> None:
    """Draw the page of the chosen site, or ask for one."""
    t = context.t
    dropped(context)
    with st.container(key="dossier-tools", horizontal=True, vertical_alignment="center"):
        search(context)
        st.page_link("pages/explore/map.py", label=t("page.dossier.on-map"), icon=":material/map:")
        st.html(tag("span", words(t("page.dossier.print-hint")), class_="gd-quiet"))
    if context.view.site is None:
        _list(context)
        return
    _page(context.as_known(), context.data.site(context.view.site))


def _list(context: Context) -> None:
    """Draw a button for each site, in the order of closing."""
    st.html(tag("p", words(context.t("page.dossier.choose")), class_="gd-quiet"))
    with st.container(key="dossier-list"):
        for site in context.data.sites_in_order:
            st.button(
                site.name.get(context.lang),
                key=f"w-dossier-{site.id}",
                type="tertiary",
                on_click=state.choose,
                kwargs={"site": site.id},
            )


def _page(context: Context, site: Site) -> None:
    t, data = context.t, context.data
    place = data.place(site.place_id)
    kind = t("page.dossier.site-kind", kind=t(f"vocab.site_kind.{site.kind}"), region=t(f"vocab.region.{site.region}"))
    events = context.public(data.events_of(site.id))
    doubt = "" if place.verified else t("page.dossier.place-uncertain", km=place.accuracy_km)
    st.html(
        tag("h2", words(site.name.get(t.lang)), class_="gd-site-name")
        + tag("p", words(kind), class_="gd-quiet")
        + (tag("p", words(doubt), class_="gd-doubt") if doubt else "")
        + present(context, site)
        + to_come(context, [row for row in events if row.shown]),
    )
    span = Span(start=data.mission.start, end=data.mission.end, t=t, theme=theme(), selected=False)
    st.html(tag("p", gantt_key(context, [site.id]) + slip_key(context, site.id, span), class_="gd-key"))
    still(context, f"strip-{site.id}", site_strip(context, site.id, span), alt=_strip_words(context, site))
    st.html(paper_strip(data, replace(span, theme="light"), site.id))
    st.html(source_summary(context, bar_sources(data, site.id)))
    left, right = st.columns([3, 2], gap="large")
    passage(
        section(t("page.dossier.story"), story_list(context, [row for row in events if row.shown]))
        + section(t("page.dossier.convoys"), _convoys(context, site)),
        left,
    )
    right.html(
        section(t("page.dossier.clocks"), clock_list(context, site))
        + section(t("page.dossier.town"), _town(context, site))
        + section(t("page.dossier.plan-actual"), _plan(context, site))
        + section(t("page.dossier.garrison"), garrison_list(context, site))
        + section(t("page.dossier.disagreements"), disagreement_list(context, site, events))
    )
    near = _claims(context, site)
    rest = _more_sources(context, site, near)
    listed = dict.fromkeys([*cited_sources(context, site, events), *rest])
    passage(section(t("page.dossier.sources"), source_bullets(context, listed)))


def _strip_words(context: Context, site: Site) -> str:
    return context.t(
        "page.dossier.strip-alt",
        site=site.name.get(context.lang),
        slip=slip_words(
            context.data,
            site.id,
            Span(start=context.data.mission.start, end=context.data.mission.end, t=context.t),
        ),
    )


def _plan(context: Context, site: Site) -> str:
    """Return the announced windows under the slip against the one that is shown."""
    mission = context.data.mission
    slip = slip_words(context.data, site.id, Span(start=mission.start, end=mission.end, t=context.t))
    return tag("p", tag("strong", words(slip)), class_="gd-slip") + plan_list(context, site)


def _town(context: Context, site: Site) -> str:
    rows = context.public(town_control(context.data, site.id))
    items = (
        words(holding(context, row)) + tag("small", words(row.basis.get(context.lang))) + cite(context, row.source_ids)
        for row in rows
    )
    return bullets(items, class_="gd-lines")


def _convoys(context: Context, site: Site) -> str:
    t, data, lang = context.t, context.data, context.lang
    items = []
    for convoy, incidents in convoys_of(data, site.id):
        facts = [
            t(f"page.dossier.{name}", count=count)
            for name, count in (("people", convoy.personnel), ("vehicles", convoy.vehicles))
            if count
        ]
        head = t(
            "page.dossier.convoy",
            destination=data.place(convoy.destination_place_id).name.get(lang),
            left=convoy.departure or t("page.dossier.not-yet"),
            arrived=convoy.arrival if context.tells(convoy.arrival) else t("page.dossier.not-yet"),
        )
        # The note tells of the whole way.
        note = convoy.note.get(lang) if context.known_on is None or context.tells(convoy.arrival) else ""
        items.append(
            tag("b", words(head))
            + (" " + words(t.list(facts)) if facts else "")
            + (tag("small", words(note)) if note else "")
            + cite(context, convoy.source_ids)
            + _incidents(context, incidents)
        )
    return bullets(items, class_="gd-lines")


def _incidents(context: Context, rows: Sequence[ConvoyIncident]) -> str:
    t = context.t
    return bullets(
        (
            tag("b", words(t.period(row.when)))
            + " "
            + words(t(f"vocab.incident_kind.{row.kind}"))
            + tag("small", words(row.note.get(t.lang)))
            + cite(context, row.source_ids)
            for row in rows
        ),
        class_="gd-lines",
    )


def _claims(context: Context, site: Site) -> list[Claim]:
    """Draw the claims about the site and those around it; return the latter."""
    t, data = context.t, context.data
    about = sorted(context.public(data.claims_of(site.id)), key=lambda row: row.when)
    if about:
        title = t("page.dossier.claims", count=len(about))
        passage(section(title, _claim_list(context, [(row, None) for row in about])))
    km = st.segmented_control(
        t("page.dossier.radius"),
        RADII_KM,
        format_func=lambda value: t("page.dossier.km", km=value),
        default=_USUAL_RADIUS,
        key="w-radius",
        required=True,
    )
    near = claims_near(data, site.id, km=km or _USUAL_RADIUS)
    known = {row.id for row in context.public([one.claim for one in near])}
    rows = [(one.claim, one.km) for one in near if one.claim.id in known]
    passage(
        section(
            t("page.dossier.near", count=len(rows), km=km or _USUAL_RADIUS),
            _claim_list(context, rows) or tag("p", words(t("page.dossier.none-near")), class_="gd-quiet"),
        )
        + tag("p", words(t("page.dossier.near-note")), class_="gd-quiet"),
    )
    return [claim for claim, _ in rows]


def _claim_list(context: Context, rows: Sequence[tuple[Claim, float | None]]) -> str:
    t, data = context.t, context.data
    items = []
    for claim, km in rows:
        status = tag("span", words(t(f"vocab.claim_status.{claim.status}")), class_=f"gd-sure gd-sure-{claim.status}")
        place = data.place(claim.place_id).name.get(t.lang) if claim.place_id and km is not None else ""
        where = t("page.dossier.distance", place=place, km=round(km)) if km is not None else ""
        items.append(
            tag("b", words(t.period(claim.when)))
            + status
            + " "
            + words(claim.title.get(t.lang))
            + (" " + tag("span", words(where), class_="gd-quiet") if where else "")
            + cite(context, claim.source_ids)
        )
    return bullets(items, class_="gd-lines gd-claim-list")


def _more_sources(context: Context, site: Site, near: Sequence[Claim]) -> list[str]:
    """Return the sources of what the panel does not show: convoys and what hit them, the town, claims."""
    data = context.data
    rows: list[Sourced] = [*town_control(data, site.id), *data.claims_of(site.id), *near]
    for convoy, incidents in convoys_of(data, site.id):
        rows += [convoy, *incidents]
    return [source for row in rows for source in row.source_ids]
