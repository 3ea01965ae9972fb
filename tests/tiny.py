"""A mission small enough to hold in the head, written in code: three sites, four weeks, four sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import geopandas as gpd

from geodata.domain.model import (
    Actor,
    ActorKind,
    Certainty,
    Claim,
    ClaimKind,
    ClaimStatus,
    Clock,
    Control,
    EventKind,
    Extent,
    Figure,
    Mission,
    MissionData,
    Outline,
    Period,
    Place,
    Plan,
    Precision,
    Qualifier,
    Scope,
    Site,
    SiteEvent,
    SiteKind,
    Source,
    SourceKind,
    Span,
    Text,
    Unit,
)

START, END = date(2023, 6, 1), date(2023, 12, 31)


def day(text: str) -> Period:
    """Return the period that is one day, "10-31" or "2023-10-31"."""
    return Period.on(_date(text))


def between(first: str, last: str, precision: Precision = Precision.RANGE) -> Period:
    """Return the period from one day to another."""
    return Period(_date(first), _date(last), precision)


def _date(text: str) -> date:
    return date.fromisoformat(text if len(text) == len("2023-10-31") else f"2023-{text}")


def source(source_id: str, published: str) -> Source:
    return Source(
        id=source_id,
        publisher="A paper",
        title="A title",
        published=published,
        lang="fr",
        kind=SourceKind.NEWS,
        url=f"https://example.org/{source_id}",
        accessed="2026-11-23",
    )


def site(site_id: str, region: str, order: int) -> Site:
    name = site_id.capitalize()
    return Site(
        id=site_id,
        name=Text(name, f"{name} (fr)"),
        place_id=site_id,
        region=region,
        kind=SiteKind.BASE,
        phase="1",
        closure_order=order,
        source_ids=("early",),
    )


def event(
    event_id: str,
    site_id: str,
    kind: EventKind,
    when: Period,
    *,
    clock: Clock | None = None,
    partial: bool = False,
    shown: bool = True,
    sources: tuple[str, ...] = ("early",),
) -> SiteEvent:
    return SiteEvent(
        id=event_id,
        site_id=site_id,
        kind=kind,
        when=when,
        clock=clock,
        partial=partial,
        shown=shown,
        note=Text("It happened.", "C’est arrivé."),
        source_ids=sources,
    )


def departed(site_id: str, when: Period, **options: object) -> SiteEvent:
    made = event(f"{site_id}-departed", site_id, EventKind.DEPARTED, when, clock=Clock.PRESENCE)
    return replace(made, **options)  # type: ignore[arg-type]


def closing(site_id: str, when: Period, **options: object) -> SiteEvent:
    made = event(f"{site_id}-closing", site_id, EventKind.WITHDRAWAL_STARTED, when, clock=Clock.PRESENCE)
    return replace(made, **options)  # type: ignore[arg-type]


def handed_over(site_id: str, when: Period, **options: object) -> SiteEvent:
    made = event(f"{site_id}-handed-over", site_id, EventKind.HANDED_OVER, when, clock=Clock.TRANSFER)
    return replace(made, **options)  # type: ignore[arg-type]


def held(
    control_id: str,
    site_id: str,
    holders: tuple[str, ...],
    began: Period | None,
    ended: Period | None = None,
    *,
    certainty: Certainty = Certainty.CONFIRMED,
    shown: bool = True,
    sources: tuple[str, ...] = ("early",),
) -> Control:
    return Control(
        id=control_id,
        site_id=site_id,
        place_id=site_id,
        scope=Scope.CAMP,
        holder_ids=holders,
        began=began,
        ended=ended,
        certainty=certainty,
        shown=shown,
        basis=Text("A report.", "Un rapport."),
        source_ids=sources,
    )


def claim(claim_id: str, when: Period, *, claimant: str = "army", region: str = "north") -> Claim:
    return Claim(
        id=claim_id,
        kind=ClaimKind.CONTROL_CLAIMED,
        when=when,
        claimant_id=claimant,
        status=ClaimStatus.CLAIMED,
        regions=(region,),
        site_ids=("alpha",),
        title=Text("A claim", "Une affirmation"),
        summary=Text("The army said so.", "L’armée l’a dit."),
        source_ids=("early",),
    )


def actor(actor_id: str) -> Actor:
    name = Text(actor_id.capitalize(), f"{actor_id.capitalize()} (fr)")
    return Actor(id=actor_id, name=name, short=name, kind=ActorKind.OTHER, source_ids=("early",))


def figure(figure_id: str, metric: str, when: Period, value: float | None, *, shown: bool = True) -> Figure:
    return Figure(
        id=figure_id,
        metric=metric,
        when=when,
        value=value,
        qualifier=Qualifier.ABOUT,
        unit=Unit.PERSONS,
        shown=shown,
        source_ids=("early",),
    )


def mission(**tables: object) -> MissionData:
    """Return the tiny mission with some of its tables replaced."""
    sites = (site("alpha", "north", 1), site("bravo", "north", 2), site("charlie", "south", 3))
    places = tuple(
        Place(id=one.id, name=one.name, lat=16.0 + one.closure_order, lon=-1.0, accuracy_km=2.0) for one in sites
    )
    defaults: dict[str, object] = {
        "mission": Mission(
            id="tiny",
            name=Text("Tiny mission", "Toute petite mission"),
            short=Text("Tiny", "Petite"),
            country=Text("Mali", "Mali"),
            span=Span(START, END),
            extent=Extent(-13, 9.5, 5.5, 26),
            outline=Outline("base/countries_10m.geojson", "MLI"),
            version="1",
            presets={"all": Span(START, END)},
        ),
        # Not in the order of closing: nothing may depend on the order of the file.
        "sites": tuple(reversed(sites)),
        "places": places,
        "actors": tuple(map(actor, ("minusma", "army", "rebels"))),
        "events": (
            closing("alpha", day("10-10")),
            departed("alpha", day("10-31")),
            event(
                "alpha-vacated",
                "alpha",
                EventKind.VACATED_WITHOUT_HANDOVER,
                day("10-31"),
                clock=Clock.TRANSFER,
                sources=("late",),
            ),
            departed("bravo", day("08-13")),
            handed_over("bravo", between("08-13", "08-17")),
        ),
        "control": (
            held("alpha-1", "alpha", ("rebels",), day("10-31"), day("11-14")),
            held("alpha-2", "alpha", ("army", "rebels"), day("11-14"), sources=("late",)),
            held("bravo-1", "bravo", ("army",), between("08-13", "08-15"), certainty=Certainty.PROBABLE),
        ),
        "plans": (
            Plan(id="p1", site_id="alpha", when=between("11-15", "11-30"), planned=Text("Mid-November", "Mi-novembre")),
            Plan(id="p2", site_id="alpha", when=day("12-31"), planned=Text("December", "Décembre"), shown=False),
        ),
        "claims": (
            claim("c1", day("10-15")),
            claim("c2", between("10-01", "10-31", Precision.MONTH), claimant="rebels", region="south"),
            claim("c3", day("11-20")),
        ),
        "figures": (
            figure("f1", "departed-total", day("08-28"), 1096),
            figure("f2", "departed-total", day("10-31"), 6000),
            figure("f3", "departed-total", day("10-31"), 9999, shown=False),
            figure("f4", "departed-total", day("11-01"), None),
            figure("f5", "total-to-depart", day("08-28"), 13871),
        ),
        "sources": (
            source("early", "2023-06-02"),
            source("month", "2023-11"),
            source("late", "2023-12-01"),
            source("undated", ""),
        ),
    }
    tables = {**defaults, **tables}
    tables.setdefault("frames", {"sites": _sites_frame(sites, places)})
    return MissionData(**tables)  # type: ignore[arg-type]


def _sites_frame(sites: tuple[Site, ...], places: tuple[Place, ...]) -> gpd.GeoDataFrame:
    columns = {
        "id": [one.id for one in sites],
        "name_en": [one.name.en for one in sites],
        "name_fr": [one.name.fr for one in sites],
    }
    points = gpd.points_from_xy([place.lon for place in places], [place.lat for place in places])
    return gpd.GeoDataFrame(columns, geometry=points, crs="EPSG:4326")
