"""Everything about one site or one claim, each line with who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.domain.dates import published_on
from geodata.domain.sentences import holder_in_sentence
from geodata.domain.vocabulary import UNKNOWN, Clock, EventKind, Transfer
from geodata.ui import state
from geodata.ui.markup import bullets, tag, words
from geodata.ui.sources import cite, source_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.domain.model import Claim, Control, Site, SiteEvent
    from geodata.domain.support import Sourced
    from geodata.ui.context import Context


def dossier(context: Context) -> None:
    """Draw the dossier of whatever is chosen; nothing where nothing is."""
    view = context.view
    if view.site is not None:
        _site(context, context.data.site(view.site))
    elif view.claim is not None:
        _claim(context, context.data.claim(view.claim))


def _head(context: Context, title: str, subtitle: str) -> None:
    """Draw a title with a button that closes the dossier."""
    left, right = st.columns([8, 1], vertical_alignment="top")
    left.html(tag("h2", words(title), class_="gd-title") + tag("p", words(subtitle), class_="gd-quiet"))
    right.button(
        "✕",
        key="w-close",
        on_click=state.choose,
        help=context.t("page.dossier.close"),
        type="tertiary",
    )


def _section(title: str, content: str) -> str:
    return tag("section", tag("h3", words(title)) + content, class_="gd-section") if content else ""


def _site(context: Context, site: Site) -> None:
    t, data = context.t, context.data
    place = data.place(site.place_id)
    kind = t("page.dossier.site-kind", kind=t(f"vocab.site_kind.{site.kind}"), region=t(f"vocab.region.{site.region}"))
    _head(context, site.name.get(context.lang), kind)
    events = data.events_of(site.id)
    doubt = "" if place.verified else t("page.dossier.place-uncertain", km=place.accuracy_km)
    st.html(
        (tag("p", words(doubt), class_="gd-doubt") if doubt else "")
        + _now(context, site)
        + _section(t("page.dossier.clocks"), _clocks(context, site))
        + _section(t("page.dossier.story"), _story(context, [row for row in events if row.shown]))
        + _section(t("page.dossier.disagreements"), _disagreements(context, site, events))
        + _section(t("page.dossier.plan"), _plan(context, site))
        + _section(t("page.dossier.garrison"), _garrison(context, site))
        + _section(t("page.dossier.sources"), _sources(context, _cited(context, site, events))),
    )
    claims = data.claims_of(site.id)
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


def _now(context: Context, site: Site) -> str:
    """Say in one sentence what holds on the clock's day, how sure it is, and who says so."""
    t = context.t
    now = context.snapshot.state(site.id)
    holder = t.list(holder_in_sentence(one, data=context.data, t=t) for one in now.holders or (UNKNOWN,))
    sentence = t(
        "page.dossier.now",
        day=context.day,
        presence=t(f"vocab.un_presence.{now.un_presence}"),
        transfer=t(f"vocab.transfer.{now.transfer}"),
        holder=holder,
        certainty=t(f"vocab.certainty.{now.certainty}"),
    )
    changing = tag("p", words(t("page.dossier.changing")), class_="gd-doubt") if now.changing else ""
    return tag("div", tag("p", words(sentence)) + changing + cite(context, now.source_ids), class_="gd-now")


def _dated(context: Context, row: SiteEvent) -> str:
    """Return when, with the hour where it is known."""
    when = context.t.period(row.when)
    return context.t("page.dossier.at-hour", when=when, hour=row.time) if row.time else when


def _clocks(context: Context, site: Site) -> str:
    t, data = context.t, context.data
    shown = [row for row in data.events_of(site.id) if row.shown]
    out = next((row for row in shown if row.clock is Clock.PRESENCE and row.kind is EventKind.DEPARTED), None)
    transfers = [row for row in shown if row.clock is Clock.TRANSFER]
    rows = [
        _clock(context, t("page.dossier.clock-out"), _dated(context, out), out.certainty, out.source_ids)
        if out
        else _clock(context, t("page.dossier.clock-out"), t("page.dossier.not-yet"), None, ()),
    ]
    for row in transfers:
        value = (
            Transfer.WITHOUT_HANDOVER
            if row.kind is EventKind.VACATED_WITHOUT_HANDOVER
            else Transfer.PARTIAL
            if row.partial
            else Transfer.FORMAL
        )
        text = f"{t(f'vocab.transfer.{value}')}, {_dated(context, row)}"
        rows.append(_clock(context, t("page.dossier.clock-transfer"), text, row.certainty, row.source_ids))
    rows += [
        _clock(context, t("page.dossier.clock-holder"), _held(context, held), held.certainty, held.source_ids)
        for held in data.control_of(site.id)
        if held.shown
    ]
    return tag("dl", "".join(rows), class_="gd-clocks")


def _held(context: Context, row: Control) -> str:
    t = context.t
    names = [context.data.actor(holder).short.get(context.lang) for holder in row.holder_ids]
    who = t.list(names) if names else t("vocab.holder.unknown")
    began = t.period(row.began) if row.began else t("page.dossier.before")
    if row.ended:
        return t("page.dossier.held-until", who=who, began=began, ended=t.period(row.ended))
    return t("page.dossier.held-since", who=who, began=began)


def _clock(context: Context, label: str, text: str, certainty: object, source_ids: Sequence[str]) -> str:
    sure = tag("span", words(context.t(f"vocab.certainty.{certainty}")), class_=f"gd-sure gd-sure-{certainty}")
    return tag("dt", words(label)) + tag("dd", words(text) + (sure if certainty else "") + cite(context, source_ids))


def _story(context: Context, events: Iterable[SiteEvent]) -> str:
    lang = context.lang
    items = []
    for row in events:
        past = row.when.earliest <= context.day
        detail = tag("small", words(row.detail.get(lang))) if row.detail else ""
        certainty = ""
        if row.certainty != "confirmed":
            label = words(context.t(f"vocab.certainty.{row.certainty}"))
            certainty = tag("span", label, class_=f"gd-sure gd-sure-{row.certainty}")
        items.append(
            tag(
                "li",
                tag("b", words(_dated(context, row)))
                + certainty
                + tag("span", words(row.note.get(lang)))
                + detail
                + cite(context, row.source_ids),
                class_="gd-past" if past else "gd-future",
            ),
        )
    return tag("ol", "".join(items), class_="gd-story") if items else ""


def _disagreements(context: Context, site: Site, events: Iterable[SiteEvent]) -> str:
    lang = context.lang
    items = [
        tag("strong", words(row.topic.get(lang))) + " " + words(row.note.get(lang)) + cite(context, row.source_ids)
        for row in context.data.disagreements_of(site.id)
    ]
    items += [
        tag("strong", words(context.t("page.dossier.another-version", when=context.t.period(row.when))))
        + " "
        + words(row.note.get(lang))
        + cite(context, row.source_ids)
        for row in events
        if not row.shown
    ]
    return bullets(items, class_="gd-lines")


def _plan(context: Context, site: Site) -> str:
    t, lang = context.t, context.lang
    items = []
    for row in context.data.plans_of(site.id):
        announced = t("page.dossier.announced", when=_announced(context, row.announced_on)) if row.announced_on else ""
        note = tag("small", words(row.note.get(lang))) if row.note else ""
        items.append(
            words(row.planned.get(lang)) + tag("small", words(announced)) + note + cite(context, row.source_ids)
        )
    return bullets(items, class_="gd-lines")


def _announced(context: Context, text: str) -> str:
    """Return the day or the month of an announcement in words."""
    day = published_on(text)
    if day is None:
        return text
    return context.t.date(day, "long" if text.count("-") > 1 else "month")


def _garrison(context: Context, site: Site) -> str:
    t, lang = context.t, context.lang
    lines = []
    if site.contingents:
        lines.append(words(t("page.dossier.contingents", who=t.list(t.country(code) for code in site.contingents))))
    lines += [words(text.get(lang)) for text in (site.contingents_note, site.personnel_note, site.note) if text]
    if site.nominal_troops:
        lines.append(words(t("page.dossier.nominal", troops=t.number(site.nominal_troops))))
    if site.opened:
        key = "page.dossier.opened" if site.opened_verified else "page.dossier.opened-unverified"
        lines.append(words(t(key, when=_opened(context, site.opened))))
    if site.opened_note:
        lines.append(words(site.opened_note.get(lang)))
    return bullets(lines, class_="gd-lines")


def _opened(context: Context, text: str) -> str:
    return text if text.isdigit() else _announced(context, text)


def _cited(context: Context, site: Site, events: Iterable[SiteEvent]) -> list[str]:
    """Return every source of the dossier once, in the order of appearance."""
    rows: list[Sourced] = [
        *events,
        *context.data.control_of(site.id),
        *context.data.plans_of(site.id),
        *context.data.disagreements_of(site.id),
        site,
        context.data.place(site.place_id),
    ]
    return list(dict.fromkeys(source_id for row in rows for source_id in row.source_ids))


def _sources(context: Context, source_ids: Iterable[str]) -> str:
    return bullets((source_line(context, context.data.source(one)) for one in source_ids), class_="gd-sources")


def _claim(context: Context, claim: Claim) -> None:
    t, data, lang = context.t, context.data, context.lang
    place = data.place(claim.place_id).name.get(lang) if claim.place_id else t("page.claim.whole-region")
    _head(context, claim.title.get(lang), f"{t.period(claim.when)} · {place}")
    rows = [
        (t("page.claim.claimant"), claim.claimant.get(lang) or data.actor(claim.claimant_id).name.get(lang)),
        (t("page.claim.subject"), _actors(context, claim.subject_ids)),
        (t("page.claim.against"), claim.target.get(lang) or _actors(context, claim.against_ids)),
        (t("page.claim.kind"), t(f"vocab.claim_kind.{claim.kind}")),
        (t("page.claim.said"), _announced(context, claim.said_on) if claim.said_on else t("page.claim.said-unknown")),
    ]
    if claim.place_precision and claim.place_precision != "place":
        rows.append((t("page.claim.place"), t(f"vocab.place_precision.{claim.place_precision}")))
    facts = "".join(tag("dt", words(label)) + tag("dd", words(text)) for label, text in rows if text)
    figures = bullets(
        (
            words(
                t(
                    "page.claim.figure",
                    who=row.attributed.get(lang),
                    figure=row.figure.get(lang),
                    affected=row.affected.get(lang),
                )
            )
            + tag("span", words(t(f"vocab.figure_kind.{row.kind}")), class_="gd-sure")
            for row in data.figures_of(claim.id)
        ),
        class_="gd-lines",
    )
    status = tag("span", words(t(f"vocab.claim_status.{claim.status}")), class_=f"gd-sure gd-sure-{claim.status}")
    st.html(
        tag("p", words(claim.summary.get(lang)) + status)
        + (tag("p", words(claim.status_note.get(lang)), class_="gd-quiet") if claim.status_note else "")
        + tag("dl", facts, class_="gd-clocks")
        + _section(t("page.claim.figures"), figures)
        + _section(t("page.dossier.sources"), _sources(context, claim.source_ids)),
    )


def _actors(context: Context, ids: Sequence[str]) -> str:
    names = [
        context.t("vocab.holder.unknown") if one == UNKNOWN else context.data.actor(one).short.get(context.lang)
        for one in ids
    ]
    return context.t.list(names) if names else ""
