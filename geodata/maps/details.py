"""What a map on its own tells beyond the marks: the dossier of each site, the details of each claim, every source.

In the app the page beside the map tells these; here they travel with it, in every language. A `pair` is a text as
`{"en": ..., "fr": ...}`. A dossier is a list of sections, a section a list of rows; a row may have a term, a lead, a
date, a text, a detail, a certainty (`sure`) and the ids of its sources.

Where only what was public counts, a row is left out, or says what it says `before`, while none of its sources is
`public`; a holding that has not `ended` is `open`; and what was written in `hindsight` is not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geodata.domain.dates import published_on
from geodata.domain.intervals import compile_intervals
from geodata.domain.known import known_from, known_intervals
from geodata.domain.ledger import search_words
from geodata.domain.sentences import holder_in_sentence
from geodata.domain.vocabulary import UNKNOWN, Certainty, Clock, EventKind, Transfer
from geodata.i18n.catalog import LANGUAGES, Translator, texts
from geodata.maps.payload import day_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geodata.data.terms import Terms
    from geodata.domain.model import Claim, Control, MissionData, Period, Site, SiteEvent, Text
    from geodata.domain.support import Sourced

Json = dict[str, Any]

_YEAR, _MONTH = 4, 7
_WORDS: Final = {
    "map.card.": "card.",
    "map.filter.": "filter.",
    "map.foot.": "foot.",
    "page.dossier.": "dossier.",
    "page.claim.": "claim.",
    "page.sidebar.": "sidebar.",
    "page.layer.": "layer.",
    "page.basis.": "basis.",
    "language.": "language.",
    "vocab.region.": "region.",
    "vocab.claim_kind.": "claim-kind.",
    "vocab.holder_in_sentence.": "holding.",
}
"""The texts that only a map on its own needs: their prefix in the catalogue, and in the browser."""
_EVERY: Final = tuple(Translator(lang) for lang in LANGUAGES)


def details_payload(data: MissionData, terms: Terms) -> Json:
    """Return what the cards, the filters and the foot of a map on its own need, ready for JSON."""
    return {
        "version": data.mission.version,
        "licence": terms.licence_url,
        "words": {t.lang: _words(data, t) for t in _EVERY},
        "sources": {source.id: _source(data, source.id) for source in data.sources},
        "sites": {site.id: _site(data, site) for site in data.sites},
        "claims": {claim.id: _claim(data, claim) for claim in data.claims},
    }


def dated(text: str, t: Translator) -> str:
    """Write a day, a month or a year as exactly as a partial ISO date gives it; "" stays empty."""
    day = published_on(text)
    if day is None:
        return ""
    if len(text) == _YEAR:
        return text
    return t.date(day, "month" if len(text) == _MONTH else "long")


def _words(data: MissionData, t: Translator) -> dict[str, str]:
    found = {
        short + key.removeprefix(head): text
        for key, text in texts(t.lang).items()
        for head, short in _WORDS.items()
        if key.startswith(head)
    }
    holders = (actor.id for actor in data.actors)
    return found | {f"holding.{holder}": holder_in_sentence(holder, data=data, t=t) for holder in (*holders, UNKNOWN)}


def _pair(say: Callable[[Translator], str]) -> Json:
    return {t.lang: say(t) for t in _EVERY}


def _both(text: Text) -> Json | None:
    return {"en": text.en, "fr": text.fr} if text else None


def _row(**parts: object) -> Json:
    """Return the parts of a row that say something."""
    return {name: part for name, part in parts.items() if part not in (None, "", (), [])}


def _section(title: str, rows: Iterable[Json], form: str = "lines") -> list[Json]:
    """Return a section in a list, or no section where it has no rows. `form` is terms, story or lines."""
    found = list(rows)
    return [{"title": title, "form": form, "rows": found}] if found else []


def _source(data: MissionData, source_id: str) -> Json:
    source, public = data.source(source_id), known_from(data, (source_id,))
    return _row(
        public=day_number(public) if public else None,
        publisher=source.publisher,
        title=source.title,
        url=source.url if source.url.startswith(("https://", "http://")) else "",
        date=_pair(lambda t: dated(source.published, t) or t("page.source.undated")),
        relays=_pair(lambda t: t("page.source.relays", agency=source.relays.replace(";", ", ")))
        if source.relays
        else None,
    )


def _site(data: MissionData, site: Site) -> Json:
    events = data.events_of(site.id)
    shown = [row for row in events if row.shown]
    place = data.place(site.place_id)
    sections = [
        *_section("dossier.clocks", _clocks(data, site, shown), "terms"),
        *_section("dossier.story", map(_told, shown), "story"),
        *_section("dossier.disagreements", _versions(data, site, events)),
        *_section("dossier.plan", _plans(data, site)),
        *_section("dossier.garrison", _garrison(site)),
    ]
    of_site = (data.control_of(site.id), data.plans_of(site.id), data.disagreements_of(site.id))
    rows: list[Sourced] = [*events, *(row for found in of_site for row in found), site, place]
    return {
        "about": _pair(
            lambda t: t(
                "page.dossier.site-kind",
                kind=t(f"vocab.site_kind.{site.kind}"),
                region=t(f"vocab.region.{site.region}"),
            ),
        ),
        "doubt": None if place.verified else _pair(lambda t: t("page.dossier.place-uncertain", km=place.accuracy_km)),
        # What each state rests on, in the order of the intervals that the map has.
        "now": [list(interval.source_ids) for interval in compile_intervals(data)[site.id]],
        "known": [list(interval.source_ids) for interval in known_intervals(data)[site.id]],
        "sections": sections,
        "claims": [claim.id for claim in sorted(data.claims_of(site.id), key=lambda claim: claim.when)],
        "sources": list(dict.fromkeys(source for row in rows for source in row.source_ids)),
    }


def _when(row: SiteEvent, t: Translator) -> str:
    when = t.period(row.when)
    return t("page.dossier.at-hour", when=when, hour=row.time) if row.time else when


def _clocks(data: MissionData, site: Site, shown: list[SiteEvent]) -> Iterable[Json]:
    out = next((row for row in shown if row.clock is Clock.PRESENCE and row.kind is EventKind.DEPARTED), None)
    not_yet = _pair(lambda t: t("page.dossier.not-yet"))
    if out is None:
        yield {"term": "dossier.clock-out", "text": not_yet}
    else:
        text = _pair(lambda t: _when(out, t))
        yield _row(term="dossier.clock-out", text=text, before=not_yet, sure=out.certainty, sources=out.source_ids)
    for row in shown:
        if row.clock is Clock.TRANSFER:
            yield _row(term="dossier.clock-transfer", text=_transfer(row), sure=row.certainty, sources=row.source_ids)
    for held in data.control_of(site.id):
        if held.shown:
            yield _row(
                term="dossier.clock-holder",
                text=_held(data, held, held.ended),
                open=_held(data, held, None) if held.ended else None,
                ended=day_number(held.ended.latest) if held.ended else None,
                sure=held.certainty,
                sources=held.source_ids,
            )


def _transfer(row: SiteEvent) -> Json:
    value = Transfer.PARTIAL if row.partial else Transfer.FORMAL
    if row.kind is EventKind.VACATED_WITHOUT_HANDOVER:
        value = Transfer.WITHOUT_HANDOVER
    return _pair(lambda t: f"{t(f'vocab.transfer.{value}')}, {_when(row, t)}")


def _held(data: MissionData, row: Control, ended: Period | None) -> Json:
    def say(t: Translator) -> str:
        names = [data.actor(holder).short.get(t.lang) for holder in row.holder_ids]
        who = t.list(names) if names else t("vocab.holder.unknown")
        began = t.period(row.began) if row.began else t("page.dossier.before")
        if ended:
            return t("page.dossier.held-until", who=who, began=began, ended=t.period(ended))
        return t("page.dossier.held-since", who=who, began=began)

    return _pair(say)


def _told(row: SiteEvent) -> Json:
    return _row(
        when=_pair(lambda t: _when(row, t)),
        day=row.when.earliest.isoformat(),
        text=_both(row.note),
        detail=_both(row.detail),
        sure=None if row.certainty is Certainty.CONFIRMED else row.certainty,
        sources=row.source_ids,
    )


def _versions(data: MissionData, site: Site, events: Iterable[SiteEvent]) -> Iterable[Json]:
    for note in data.disagreements_of(site.id):
        yield _row(lead=_both(note.topic), text=_both(note.note), sources=note.source_ids)
    for row in events:
        if not row.shown:
            yield _row(lead=_another(row), text=_both(row.note), sources=row.source_ids)


def _another(row: SiteEvent) -> Json:
    return _pair(lambda t: t("page.dossier.another-version", when=t.period(row.when)))


def _plans(data: MissionData, site: Site) -> Iterable[Json]:
    for row in data.plans_of(site.id):
        yield _row(
            text=_both(row.planned),
            announced=_announced(row.announced_on) if row.announced_on else None,
            # The note compares the window with what came of it.
            hindsight=_both(row.note),
            sources=row.source_ids,
        )


def _announced(text: str) -> Json:
    return _pair(lambda t: t("page.dossier.announced", when=dated(text, t)))


def _garrison(site: Site) -> Iterable[Json]:
    if site.contingents:
        who = site.contingents
        yield {"text": _pair(lambda t: t("page.dossier.contingents", who=t.list(t.country(code) for code in who)))}
    yield from ({"text": _both(text)} for text in (site.contingents_note, site.personnel_note) if text)
    if site.note:
        yield {"hindsight": _both(site.note)}  # it tells the site's story to its end
    if site.nominal_troops:
        troops = site.nominal_troops
        yield {"text": _pair(lambda t: t("page.dossier.nominal", troops=t.number(troops)))}
    if site.opened:
        key = "page.dossier.opened" if site.opened_verified else "page.dossier.opened-unverified"
        yield {"text": _pair(lambda t: t(key, when=dated(site.opened, t)))}
    if site.opened_note:
        yield {"text": _both(site.opened_note)}


def _claim(data: MissionData, claim: Claim) -> Json:
    place = data.place(claim.place_id) if claim.place_id else None

    def actors(ids: Iterable[str], t: Translator) -> str:
        names = [t("vocab.holder.unknown") if one == UNKNOWN else data.actor(one).short.get(t.lang) for one in ids]
        return t.list(names) if names else ""

    facts: list[tuple[str, Callable[[Translator], str]]] = [
        ("claimant", lambda t: claim.claimant.get(t.lang) or data.actor(claim.claimant_id).name.get(t.lang)),
        ("subject", lambda t: actors(claim.subject_ids, t)),
        ("against", lambda t: claim.target.get(t.lang) or actors(claim.against_ids, t)),
        ("kind", lambda t: t(f"vocab.claim_kind.{claim.kind}")),
        ("said", lambda t: dated(claim.said_on, t) or t("page.claim.said-unknown")),
    ]
    until, precision = claim.until, claim.place_precision
    if until is not None:
        facts.append(("until", lambda t: t.period(until)))
    if precision is not None and precision != "place":
        facts.append(("place", lambda t: t(f"vocab.place_precision.{precision}")))
    terms: list[Json] = [{"term": f"claim.{name}", "text": _pair(say)} for name, say in facts]
    figures = [
        _row(
            lead=_both(row.attributed),
            text=_both(row.figure),
            detail=_both(row.affected),
            kind=_pair(lambda t, row=row: t(f"vocab.figure_kind.{row.kind}")),  # type: ignore[misc]
            sources=row.source_ids,
        )
        for row in data.figures_of(claim.id)
    ]
    return {
        "about": _pair(
            lambda t: f"{t.period(claim.when)} · {place.name.get(t.lang) if place else t('page.claim.whole-region')}",
        ),
        # What the filters judge it by, beside what the map itself has of it.
        "against": list(claim.against_ids),
        "sites": list(claim.site_ids),
        "words": search_words(data)[claim.id],
        "summary": _both(claim.summary),
        "note": _both(claim.status_note),
        "sections": [
            *_section("", [row for row in terms if row["text"]["en"]], "terms"),
            *_section("claim.figures", figures),
        ],
        "sources": list(claim.source_ids),
    }
