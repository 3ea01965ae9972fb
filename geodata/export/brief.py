"""A brief to print: the map of a day, the situation, what changed, what was claimed, and every source, on a few pages.

It is one HTML file without a script, made as a tree, so that no text of the record can become markup.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING, Final

from geodata.data import registry
from geodata.data.terms import read_terms
from geodata.domain.changes import changes, together
from geodata.domain.measures import departed
from geodata.domain.published import Knowledge
from geodata.domain.sentences import headline, holder_label
from geodata.domain.snapshot import snapshot, stages
from geodata.domain.vocabulary import UNKNOWN
from geodata.export.choice import choice_in_words
from geodata.export.citation import cite, permalink
from geodata.export.legend import draw_across, other_sections, site_sections
from geodata.export.picture import claim_in_words, control_in_words, scene_on
from geodata.export.sheet import MAP, Sheet, blank
from geodata.maps.details import dated
from geodata.maps.onefile import policy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geodata.domain.dates import Period
    from geodata.domain.model import Claim, MissionData
    from geodata.domain.snapshot import SiteState, Snapshot
    from geodata.domain.view import View
    from geodata.i18n.catalog import Translator

MOST: Final = 12
"""How many changes, and how many claims, are told in full: the latest."""
_LEGEND_HEIGHT: Final = 250


def brief_html(data: MissionData, view: View, *, today: date, t: Translator, address: str = "") -> str:
    """Return the brief of a view's day and filters. `address` is where the dashboard is published, if it is.

    Raises EmptySelection where no site passes the filters, and AssetError.
    """
    return _Brief(data, view, t).page(today, address)


class _Brief:
    """The brief while it is written; `cited` numbers the sources in the order in which they are named."""

    def __init__(self, data: MissionData, view: View, t: Translator) -> None:
        # A brief is of one day, whatever page it was asked for on.
        self.data, self.view, self.t = data, replace(view, to_day=None, step=None), t
        self.day = view.on or view.start
        self.known_on = self.day if view.known else None
        self.knowledge = Knowledge.of(data, self.known_on)
        self.scene = scene_on(data, view)
        self.states = self.scene.states
        self.cited: dict[str, int] = {}

    def page(self, today: date, address: str) -> str:
        t = self.t
        style = resources.files(__package__).joinpath("brief.css").read_text(encoding="utf-8")
        title = t("brief.title", day=self.day)
        html = ET.Element("html", {"lang": t.lang})
        head = _add(html, "head")
        _add(head, "meta", charset="utf-8")
        _add(head, "meta", http_equiv="Content-Security-Policy", content=policy((), (style,)))
        _add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
        _add(head, "meta", name="referrer", content="no-referrer")
        _add(head, "title", title)
        _add(head, "link", rel="icon", href="data:,")
        _add(head, "style", style)
        main = _add(_add(html, "body"), "main")
        self._top(main, title)
        self._situation(main)
        self._map(main)
        self._changes(main)
        self._sites(main)
        self._towns(main)
        self._claims(main)
        self._sources(main)
        self._foot(main, today, address)
        return "<!DOCTYPE html>\n" + ET.tostring(html, encoding="unicode", method="html") + "\n"

    def _top(self, main: ET.Element, title: str) -> None:
        t, view = self.t, self.view
        header = _add(main, "header")
        _add(header, "p", t("map.foot.heading"), class_="series")
        _add(header, "h1", title)
        lines = choice_in_words(view, data=self.data, t=t)
        one = view.start == self.day
        span = t("brief.day", day=self.day) if one else t("brief.span", start=view.start, end=self.day)
        _add(header, "p", " · ".join((span, *(lines or (t("brief.everything"),)))), class_="quiet")

    def _situation(self, main: ET.Element) -> None:
        t = self.t
        tiles = _add(main, "dl", class_="tiles")
        for name, count in stages(self.states).items():
            tile = _add(tiles, "div", class_=f"tile {name}")
            _add(tile, "dt", t(f"map.count.{name}", count=count))
            _add(tile, "dd", t.number(count))
        if len(self.states) < len(self.data.sites):
            _add(main, "p", t("map.filter.shown", n=len(self.states), total=len(self.data.sites)), class_="quiet")
        found = departed(self.data, on=self.day, known_on=self.known_on)
        if found is None or found.total is None or found.share is None:
            _add(main, "p", t("page.situation.no-departures"))
            return
        line = t(
            "page.situation.departed",
            value=t(f"vocab.qualifier.{found.qualifier}", value=t.number(found.value)),
            total=t.number(found.total),
            percent=t.number(round(100 * found.share)),
        )
        figure = _add(
            main, "p", f"{line[:1].upper()}{line[1:]}. {t('page.situation.figure-of', when=t.period(found.when))}"
        )
        self._cite(figure, found.source_ids)

    def _map(self, main: ET.Element) -> None:
        t = self.t
        figure = _add(main, "figure")
        sheet = Sheet.of(self.data, (self.scene,), t=t)
        drawing = blank(t, box=MAP)
        _add(drawing, "title", t("map.text.title"))
        sheet.ground(drawing)
        sheet.covers(drawing, self.scene)
        sheet.marks(drawing, self.scene, view=self.view)
        signs = blank(t, box=(0, 0, MAP[2], _LEGEND_HEIGHT))
        height = draw_across(signs, site_sections(self.data, (self.scene,), t=t), width=MAP[2])
        height += draw_across(signs, other_sections(self.data, (self.scene,), t=t), width=MAP[2], y=height)
        signs.set("viewBox", f"0 0 {MAP[2]} {height:g}")
        figure.extend((drawing, signs))
        _add(figure, "figcaption", f"{t('map.text.attribution')}. {t('map.legend.boundaries')}")

    def _changes(self, main: ET.Element) -> None:
        t = self.t
        section = _section(main, t("page.situation.changed"))
        shown = {state.site_id for state in self.states}
        every = changes(self.data, start=self.view.start, end=self.day, known_on=self.known_on)
        groups = [group for group in together(every) if group[0].site_id in shown]
        if not groups:
            _add(section, "p", t("brief.no-changes"))
            return
        rows = _add(section, "ul", class_="dated")
        for group in reversed(groups[-MOST:]):
            line = headline(group, data=self.data, t=t)
            self._line(rows, t.date(group[0].day), line, (one for change in group for one in change.source_ids))
        self._rest(section, "brief.more-changes", len(groups))

    def _sites(self, main: ET.Element) -> None:
        t = self.t
        section = _section(main, t("page.table.sites"))
        table = _add(section, "table")
        head = _add(_add(table, "thead"), "tr")
        for name in ("site", "presence", "transfer", "holder", "certainty", "source-list"):
            _add(head, "th", t(f"page.table.{name}"), scope="col")
        body = _add(table, "tbody")
        for state in self.states:
            row = _add(body, "tr", **({"class_": "chosen"} if state.site_id == self.view.site else {}))
            _add(row, "th", self.data.site(state.site_id).name.get(t.lang), scope="row")
            for text in self._said(state):
                _add(row, "td", text)
            self._cite(_add(row, "td"), state.source_ids)
        if any(state.changing for state in self.states):
            _add(section, "p", t("brief.changing"), class_="quiet")

    def _said(self, state: SiteState) -> tuple[str, ...]:
        t = self.t
        holders = t.list(holder_label(holder, data=self.data, t=t) for holder in state.holders or (UNKNOWN,))
        certainty = t(f"vocab.certainty.{state.certainty}") + (" *" if state.changing else "")
        return (t(f"vocab.un_presence.{state.un_presence}"), t(f"vocab.transfer.{state.transfer}"), holders, certainty)

    def _towns(self, main: ET.Element) -> None:
        if not self.scene.rings:
            return
        rows = _add(_section(main, self.t("page.layer.control")), "ul", class_="dated")
        for row in self.scene.rings:
            name, held = control_in_words(self.data, row, self.t)
            self._line(rows, name, held, row.source_ids)

    def _claims(self, main: ET.Element) -> None:
        t = self.t
        days = self.view.window
        snap: Snapshot = snapshot(
            self.data, on=self.day, filters=self.view.filters, known_on=self.known_on, claim_days=days
        )
        title = t("brief.claims-all") if days == 0 else t("brief.claims", count=days)
        section = _section(main, title)
        _add(section, "p", t("export.claims"), class_="quiet")
        found = sorted(snap.claims, key=_by_day)
        if not found:
            _add(section, "p", t("brief.no-claims"))
            return
        rows = _add(section, "ul", class_="dated")
        for claim in reversed(found[-MOST:]):
            self._line(rows, t.period(claim.when), claim_in_words(self.data, claim, t), claim.source_ids)
        self._rest(section, "brief.more-claims", len(found))

    def _sources(self, main: ET.Element) -> None:
        t = self.t
        section = _section(main, t("page.table.source-list"), class_="sources")
        rows = _add(section, "ol")
        for source in map(self.data.source, self.cited):
            item = _add(rows, "li")
            _add(item, "b", source.publisher).tail = ", "
            web = source.url.startswith(("https://", "http://"))
            title = _add(item, "a", source.title, href=source.url) if web else _add(item, "span", source.title)
            parts = [dated(source.published, t) or t("page.source.undated")]
            if source.relays:
                parts.append(t("page.source.relays", agency=source.relays.replace(";", ", ")))
            title.tail = f", {', '.join(parts)}. "
            if web:
                _add(item, "small", source.url)

    def _foot(self, main: ET.Element, today: date, address: str) -> None:
        t = self.t
        terms = read_terms(registry.folder(self.data.mission.id))
        sentence = cite(self.view, data=self.data, terms=terms, address=address, accessed=today, t=t).sentence
        foot = _add(main, "footer")
        link = permalink(self.view, "")
        # Where no address is known, what comes after its ? still leads to the same view of any copy.
        after = (t("brief.view", query=link.removeprefix("?")),) if link and not address else ()
        for text in (sentence, *after, t("export.independent"), t("export.points"), t("brief.made", day=today)):
            _add(foot, "p", text)

    def _line(self, rows: ET.Element, when: str, text: str, source_ids: Iterable[str]) -> None:
        item = _add(rows, "li")
        _add(item, "b", when)
        self._cite(_add(item, "span", text), source_ids)

    def _rest(self, section: ET.Element, key: str, total: int) -> None:
        if total > MOST:
            _add(section, "p", self.t(key, count=total - MOST), class_="quiet")

    def _cite(self, parent: ET.Element, source_ids: Iterable[str]) -> None:
        """Add the numbers of the sources; each number is that of its line in the list of sources."""
        public = (source_id for source_id in source_ids if self.knowledge.knows((source_id,)))
        numbers = sorted({self.cited.setdefault(source_id, len(self.cited) + 1) for source_id in public})
        if numbers:
            _add(parent, "sup", ", ".join(map(str, numbers)))


def _by_day(claim: Claim) -> tuple[Period, str]:
    return claim.when, claim.id


def _section(parent: ET.Element, title: str, **attributes: str) -> ET.Element:
    section = _add(parent, "section", **attributes)
    _add(section, "h2", title)
    return section


def _add(parent: ET.Element, tag: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    child = ET.SubElement(parent, tag, named)
    child.text = text
    return child
