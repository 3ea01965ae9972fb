"""The parts of a site's dossier as markup, each line with who says so; the panel and the page are made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.domain.dates import published_on
from geodata.domain.sentences import holding as holding_words
from geodata.domain.vocabulary import Clock, EventKind, Transfer
from geodata.ui.markup import bullets, tag, words
from geodata.ui.sources import cite, source_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from geodata.domain.model import Control, Site, SiteEvent
    from geodata.domain.support import Sourced
    from geodata.ui.context import Context


def section(title: str, content: str) -> str:
    """Return a titled section; nothing where there is no content."""
    return tag("section", tag("h3", words(title)) + content, class_="gd-section") if content else ""


def present(context: Context, site: Site) -> str:
    """Say in one sentence what holds on the clock's day, how sure it is, and who says so."""
    t = context.t
    now = context.snapshot.state(site.id)
    sentence = t(
        "page.dossier.on-day",
        day=context.day,
        presence=t(f"vocab.un_presence.{now.un_presence}"),
        transfer=t(f"vocab.transfer.{now.transfer}"),
        holding=holding_words(now.holders, now.certainty, data=context.data, t=t),
    )
    changing = tag("p", words(t("page.dossier.changing")), class_="gd-doubt") if now.changing else ""
    return tag("div", tag("p", words(sentence)) + changing + cite(context, now.source_ids), class_="gd-now")


def dated(context: Context, row: SiteEvent) -> str:
    """Return when, with the hour where it is known."""
    when = context.t.period(row.when)
    return context.t("page.dossier.at-hour", when=when, hour=row.time) if row.time else when


def clock_list(context: Context, site: Site) -> str:
    """Return the three clocks: the last UN person out, the formal transfer, and who then held the camp."""
    t, data = context.t, context.data
    shown = [row for row in context.public(data.events_of(site.id)) if row.shown]
    out = next((row for row in shown if row.clock is Clock.PRESENCE and row.kind is EventKind.DEPARTED), None)
    transfers = [row for row in shown if row.clock is Clock.TRANSFER]
    rows = [
        _clock(context, t("page.dossier.clock-out"), dated(context, out), out.certainty, out.source_ids)
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
        text = f"{t(f'vocab.transfer.{value}')}, {dated(context, row)}"
        rows.append(_clock(context, t("page.dossier.clock-transfer"), text, row.certainty, row.source_ids))
    rows += [
        _clock(context, t("page.dossier.clock-holder"), holding(context, held), held.certainty, held.source_ids)
        for held in context.public(data.control_of(site.id))
        if held.shown
    ]
    return tag("dl", "".join(rows), class_="gd-clocks")


def holding(context: Context, row: Control) -> str:
    """Say who held a place, from when to when."""
    t = context.t
    names = [context.data.actor(holder).short.get(context.lang) for holder in row.holder_ids]
    who = t.list(names) if names else t("vocab.holding.unknown")
    began = t.period(row.began) if row.began else t("page.dossier.before")
    # On a day when only the past was public, nobody knew an end that was still to come.
    if row.ended and context.tells(row.ended):
        return t("page.dossier.held-until", who=who, began=began, ended=t.period(row.ended))
    return t("page.dossier.held-since", who=who, began=began)


def _clock(context: Context, label: str, text: str, certainty: object, source_ids: Sequence[str]) -> str:
    sure = ""
    if certainty is not None:
        sure = tag("span", words(context.t(f"vocab.certainty.{certainty}")), class_=f"gd-sure gd-sure-{certainty}")
    return tag("dt", words(label)) + tag("dd", words(text) + sure + cite(context, source_ids))


def story_list(context: Context, events: Iterable[SiteEvent]) -> str:
    """Return what happened, in time order, the same on every day; `to_come` sets back what had not happened yet."""
    lang = context.lang
    items = []
    for row in sorted(events, key=_begins):
        detail = tag("small", words(row.detail.get(lang))) if row.detail else ""
        certainty = ""
        if row.certainty != "confirmed":
            label = words(context.t(f"vocab.certainty.{row.certainty}"))
            certainty = tag("span", label, class_=f"gd-sure gd-sure-{row.certainty}")
        items.append(
            tag(
                "li",
                tag("b", words(dated(context, row)))
                + certainty
                + tag("span", words(row.note.get(lang)))
                + detail
                + cite(context, row.source_ids),
            ),
        )
    return tag("ol", "".join(items), class_="gd-story") if items else ""


def to_come(context: Context, events: Iterable[SiteEvent]) -> str:
    """Return the style that sets back the lines of the story that lie after the clock’s day.

    A style and not a class on each line: the list itself then stays the same from day to day.
    """
    past = sum(row.when.earliest <= context.day for row in events)
    line = f".gd-story:not(.gd-changes) > li:nth-child(n + {past + 1})"
    mark = f"{line}::before {{ background: none; border: 1.5px solid; box-sizing: border-box; }}"
    faint = f"{line} :is(small, .gd-cites) {{ opacity: .95; }}"
    return tag("style", f"{line} {{ opacity: .76; }} {faint} {mark}")


def _begins(row: SiteEvent) -> tuple[date, date]:
    return row.when.earliest, row.when.latest


def disagreement_list(context: Context, site: Site, events: Iterable[SiteEvent]) -> str:
    """Return where sources disagree, and the versions that are not shown."""
    lang = context.lang
    items = [
        tag("strong", words(row.topic.get(lang))) + " " + words(row.note.get(lang)) + cite(context, row.source_ids)
        for row in context.public(context.data.disagreements_of(site.id))
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


def plan_list(context: Context, site: Site) -> str:
    """Return every announced window, with when it was announced."""
    t, lang = context.t, context.lang
    items = []
    for row in context.public(context.data.plans_of(site.id)):
        announced = (
            t("page.dossier.announced", when=announced_on(context, row.announced_on)) if row.announced_on else ""
        )
        # The note compares the window with what came of it.
        note = tag("small", words(row.note.get(lang))) if row.note and context.known_on is None else ""
        items.append(
            words(row.planned.get(lang)) + tag("small", words(announced)) + note + cite(context, row.source_ids)
        )
    return bullets(items, class_="gd-lines")


def announced_on(context: Context, text: str) -> str:
    """Return the day or the month of an announcement in words."""
    day = published_on(text)
    if day is None:
        return text
    return context.t.date(day, "long" if text.count("-") > 1 else "month")


def garrison_list(context: Context, site: Site) -> str:
    """Return what is known of the site itself."""
    t, lang = context.t, context.lang
    lines = []
    if site.contingents:
        lines.append(words(t("page.dossier.contingents", who=t.list(t.country(code) for code in site.contingents))))
    lines += [words(text.get(lang)) for text in (site.contingents_note, site.personnel_note) if text]
    # The note tells the site's story to its end.
    if site.note and context.known_on is None:
        lines.append(words(site.note.get(lang)))
    if site.nominal_troops:
        lines.append(words(t("page.dossier.nominal", troops=t.number(site.nominal_troops))))
    if site.opened:
        key = "page.dossier.opened" if site.opened_verified else "page.dossier.opened-unverified"
        lines.append(words(t(key, when=_opened(context, site.opened))))
    if site.opened_note:
        lines.append(words(site.opened_note.get(lang)))
    return bullets(lines, class_="gd-lines")


def _opened(context: Context, text: str) -> str:
    return text if text.isdigit() else announced_on(context, text)


def cited_sources(context: Context, site: Site, events: Iterable[SiteEvent]) -> list[str]:
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


def source_bullets(context: Context, source_ids: Iterable[str]) -> str:
    """Return sources in full, a line each."""
    return bullets(
        (source_line(context, context.data.source(one)) for one in context.out(source_ids)), class_="gd-sources"
    )
