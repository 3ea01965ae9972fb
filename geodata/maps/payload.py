"""What the browser gets of a mission, once: intervals, claims, convoys and the words to tell them.

Every state is decided in `geodata.domain.intervals`; here it only changes its form. Days are whole days since
1970-01-01, points are WGS84 degrees, texts are `{"en": ..., "fr": ...}`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geodata.domain.areas import area_key, area_of
from geodata.domain.changes import Change, changes, together
from geodata.domain.control import days_held, site_near, towns_held
from geodata.domain.convoys import days_on_road, stops
from geodata.domain.intervals import compile_intervals
from geodata.domain.known import known_from, known_intervals
from geodata.domain.ledger import said_period
from geodata.domain.reach import RADII_KM, ring
from geodata.domain.routes import route_line
from geodata.domain.sentences import headline
from geodata.domain.vocabulary import ChangeKind, ConvoyKind, Transfer
from geodata.i18n.catalog import LANGUAGES, Translator, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.domain.areas import Area
    from geodata.domain.intervals import SiteInterval
    from geodata.domain.model import Claim, Control, Convoy, ConvoyIncident, MissionData, Period, Route, Site, Text

Json = dict[str, Any]

_EPOCH = date(1970, 1, 1)

_EVERY = tuple(Translator(lang) for lang in LANGUAGES)

_ALONE = ("map.card.", "map.filter.", "map.foot.")
"""Texts of a map on its own; they travel with its details."""


def day_number(day: date) -> int:
    """Return the days from 1970-01-01 to `day`."""
    return (day - _EPOCH).days


def mission_payload(data: MissionData) -> Json:
    """Return what the map needs of a mission, ready for JSON.

    Keys: `id`, `version`, `span`, `view` (the box of all sites, [[south, west], [north, east]]), `sites`, `claims`
    (sorted by their first day), `routes` (the roads that they concern), `towns` (who held what else), `changes` (a
    site's changes of one day together, in time order, with a line in each language), `radii` (the distances in km of
    each site's `reach`), `convoys` and `incidents`.
    """
    intervals, known = compile_intervals(data), known_intervals(data)
    lats = [data.place(site.place_id).lat for site in data.sites]
    lons = [data.place(site.place_id).lon for site in data.sites]
    claims = sorted(data.claims, key=lambda claim: (claim.when.earliest, claim.when.latest, claim.id))
    moves = {convoy.id: _convoy(data, convoy) for convoy in data.convoys if convoy.departure is not None}
    return {
        "id": data.mission.id,
        "version": data.mission.version,
        "span": [day_number(data.mission.start), day_number(data.mission.end)],
        "view": [[min(lats), min(lons)], [max(lats), max(lons)]],
        "sites": [_site(data, site, intervals[site.id], known[site.id]) for site in data.sites_in_order],
        "claims": [_claim(data, claim) for claim in claims],
        "routes": [_route(data, route) for route in data.routes],
        "changes": _changes(data),
        "towns": [_town(data, row) for row in towns_held(data)],
        "radii": list(RADII_KM),
        "convoys": list(moves.values()),
        "incidents": [
            _incident(row, moves[row.convoy_id], data)
            for row in data.incidents
            if row.lat is not None and row.convoy_id in moves
        ],
    }


def words_payload(data: MissionData) -> Json:
    """Return the catalogue of the map in every language: the `map` texts, the vocabularies, and the actors' names."""
    observers = {claim.claimant_id for claim in data.claims}
    catalogues = {}
    for lang in LANGUAGES:
        t = Translator(lang)
        words = {
            key.removeprefix("map."): text
            for key, text in texts(lang).items()
            if key.startswith("map.") and not key.startswith(_ALONE)
        }
        for prefix, vocabulary in (
            ("presence", "un_presence"),
            ("transfer", "transfer"),
            ("certainty", "certainty"),
            ("status", "claim_status"),
        ):
            head = f"vocab.{vocabulary}."
            words |= {f"{prefix}.{key.removeprefix(head)}": t(key) for key in texts(lang) if key.startswith(head)}
        words |= {f"holder.{actor.id}": actor.short.get(lang) for actor in data.actors}
        words |= {f"claimant.{actor.id}": actor.short.get(lang) for actor in data.actors if actor.id in observers}
        words["holder.unknown"] = t("vocab.holder.unknown")
        catalogues[lang] = words
    return catalogues


def _text(text: Text) -> Json:
    return {"en": text.en, "fr": text.fr}


def _days(when: Period) -> Json:
    return {
        "from": day_number(when.earliest),
        "to": day_number(when.latest),
        "precision": str(when.precision),
    }


def _site(
    data: MissionData,
    site: Site,
    intervals: tuple[SiteInterval, ...],
    known: tuple[SiteInterval, ...],
) -> Json:
    place = data.place(site.place_id)
    return {
        "id": site.id,
        "name": _text(site.name),
        # The name on the map is the settlement's, short; the full name is spoken and shown in the card.
        "label": _text(site.name) if len(site.name.en) <= len(place.name.en) + 8 else _text(place.name),
        "lat": place.lat,
        "lon": place.lon,
        "accuracy": place.accuracy_km,
        "verified": place.verified,
        "region": site.region,
        "troops": site.nominal_troops or 0,
        "reach": {
            km: [[round(lat, 3), round(lon, 3)] for lat, lon in ring(place.lat, place.lon, km=km)] for km in RADII_KM
        },
        "intervals": [_interval(interval) for interval in intervals],
        "known": [_interval(interval) for interval in known],
    }


def _interval(interval: SiteInterval) -> Json:
    return {
        "from": day_number(interval.start),
        "presence": str(interval.un_presence),
        "transfer": str(interval.transfer),
        "holders": list(interval.holders),
        "certainty": str(interval.certainty),
        "changing": interval.changing,
    }


def _claim(data: MissionData, claim: Claim) -> Json:
    said, known = said_period(claim), known_from(data, claim.source_ids)
    place = data.place(claim.place_id) if claim.place_id else None
    return {
        "id": claim.id,
        **_days(claim.when),
        "lat": claim.lat,
        "lon": claim.lon,
        "kind": str(claim.kind),
        "said": [day_number(said.earliest), day_number(said.latest)] if said else None,
        "known": day_number(known) if known else None,
        "claimant": claim.claimant_id,
        "who": _text(claim.claimant),
        "status": str(claim.status),
        "title": _text(claim.title),
        "regions": list(claim.regions),
        "near": str(claim.place_precision) if claim.stands_near else None,
        "radius": claim.doubt_km(place),
        "place": _text(place.name) if place else None,
        "until": _days(claim.until) if claim.until else None,
        "routes": list(claim.route_ids),
        "area": _area(claim, area) if (area := area_of(data, claim)) else None,
    }


def _area(claim: Claim, area: Area) -> Json:
    """Return the area that a claim is about, and its regions in words."""
    names = {t.lang: t.list([t(f"vocab.region.{region}") for region in claim.regions]) for t in _EVERY}
    return {"key": area_key(area), "name": names}


def _route(data: MissionData, route: Route) -> Json:
    return {"id": route.id, "name": _text(route.name), "path": [list(point) for point in route_line(data, route)]}


def _town(data: MissionData, row: Control) -> Json:
    """Return who held a town, a camp of the army or a region, from the first day that is settled to the last."""
    place = data.place(row.place_id)
    start, end = days_held(data, row)
    known = known_from(data, row.source_ids)
    return {
        "id": row.id,
        "from": day_number(start) if start else None,
        "to": day_number(end) if end else None,
        "lat": place.lat,
        "lon": place.lon,
        "place": _text(place.name),
        "at": row.place_id,
        "scope": str(row.scope),
        "site": site_near(data, row),
        "holders": list(row.holder_ids),
        "certainty": str(row.certainty),
        "basis": _text(row.basis),
        "known": day_number(known) if known else None,
    }


def _mark(group: Iterable[Change]) -> str | None:
    """Name the strip's mark for what was handed over, or was not; other changes have none."""
    marks = {Transfer.FORMAL: "formal", Transfer.PARTIAL: "partial", Transfer.WITHOUT_HANDOVER: "without"}
    moved = (marks.get(Transfer(change.after)) for change in group if change.kind is ChangeKind.TRANSFER)
    return next(moved, None)


def _latest_known(data: MissionData, group: Iterable[Change]) -> int | None:
    """Return the day by which all of a group was public; None where part of it rests on undated sources only."""
    days = [known_from(data, change.source_ids) for change in group]
    return None if None in days else max(day_number(day) for day in days if day)


def _changes(data: MissionData) -> list[Json]:
    translators = {lang: Translator(lang) for lang in LANGUAGES}
    every = changes(data, start=data.mission.start, end=data.mission.end)
    return [
        {
            "day": day_number(group[0].day),
            "site": group[0].site_id,
            "mark": _mark(group),
            "known": _latest_known(data, group),
            "text": {lang: headline(group, data=data, t=t) for lang, t in translators.items()},
        }
        for group in together(every)
    ]


def _convoy(data: MissionData, convoy: Convoy) -> Json:
    days, known = days_on_road(convoy), known_from(data, convoy.source_ids)
    if days is None:
        message = f"{convoy.id} has no departure and cannot be put on a day"
        raise ValueError(message)
    places = stops(data, convoy)
    key = "map.text.convoy" if convoy.kind is ConvoyKind.WITHDRAWAL else "map.text.convoy-logistics"
    return {
        "id": convoy.id,
        "from": day_number(days[0]),
        "to": day_number(days[1]),
        "known": day_number(known) if known else None,
        "site": convoy.origin_site_id or None,
        "path": [[place.lat, place.lon] for place in places],
        "name": {
            lang: Translator(lang)(key, origin=places[0].name.get(lang), destination=places[-1].name.get(lang))
            for lang in LANGUAGES
        },
    }


def _incident(row: ConvoyIncident, convoy: Json, data: MissionData) -> Json:
    days, known = _days(row.when), known_from(data, row.source_ids)
    # What hit a convoy cannot be told before the convoy.
    both = (day_number(known), convoy["known"]) if known and convoy["known"] else ()
    return {
        "id": row.id,
        **days,
        "known": max(both, default=None),
        "until": max(days["to"], convoy["to"]),
        "site": convoy["site"],
        "lat": row.lat,
        "lon": row.lon,
        "place": _text(data.place(row.place_id).name) if row.place_id else None,
        "note": _text(row.note),
    }
