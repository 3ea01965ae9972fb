"""A mission and all that is recorded about it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from pandas import DataFrame

    from geodata.domain.claims import Actor, ActorName, Claim, ClaimFigure, Route
    from geodata.domain.records import (
        Control,
        Convoy,
        ConvoyIncident,
        Disagreement,
        Figure,
        Milestone,
        Place,
        Plan,
        Site,
        SiteEvent,
        Source,
        Text,
    )
    from geodata.domain.story import Step


@dataclass(frozen=True, slots=True)
class Span:
    """A run of days, both ends included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        """Tell whether the day is one of them."""
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Extent:
    """The box that a mission's map shows, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, *, lat: float, lon: float) -> bool:
        """Tell whether the point lies inside."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the outline of the mission's country is: a GeoJSON file of its folder, and the country's code there."""

    file: str
    iso_a3: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """What a mission is called, and the days and the box that its record covers."""

    id: str
    name: Text
    short: Text
    country: Text
    span: Span
    extent: Extent
    outline: Outline
    version: str
    # Where a correction is sent: an address that may hold {title} and {body}, or "" where there is none.
    corrections: str = ""
    presets: Mapping[str, Span] = field(default_factory=dict, hash=False)
    # The regions of the record that each outline of the base map holds, by the outline's code.
    areas: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def start(self) -> date:
        """The first day of the record."""
        return self.span.start

    @property
    def end(self) -> date:
        """The last day of the record."""
        return self.span.end


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


class _OfSite(Protocol):
    @property
    def site_id(self) -> str: ...


_Row = TypeVar("_Row", bound=_Identified)
_SiteRow = TypeVar("_SiteRow", bound=_OfSite)


def _by_id(rows: Iterable[_Row]) -> dict[str, _Row]:
    return {row.id: row for row in rows}


def _by_site(rows: Iterable[_SiteRow]) -> dict[str, tuple[_SiteRow, ...]]:
    groups: dict[str, list[_SiteRow]] = defaultdict(list)
    for row in rows:
        groups[row.site_id].append(row)
    return {site_id: tuple(group) for site_id, group in groups.items()}


@dataclass(frozen=True, eq=False, kw_only=True)
class MissionData:
    """Every row of a mission, as records and as frames.

    `frames` is keyed by table name with hyphens (`site-events`); those of sites, places, claims and convoy-incidents
    are GeoDataFrames in EPSG:4326. Two objects are equal only if they are the same one. Frames are not to be changed.
    """

    mission: Mission
    sites: tuple[Site, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[SiteEvent, ...] = ()
    control: tuple[Control, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    plans: tuple[Plan, ...] = ()
    convoys: tuple[Convoy, ...] = ()
    incidents: tuple[ConvoyIncident, ...] = ()
    figures: tuple[Figure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    actors: tuple[Actor, ...] = ()
    actor_names: tuple[ActorName, ...] = ()
    claims: tuple[Claim, ...] = ()
    routes: tuple[Route, ...] = ()
    claim_figures: tuple[ClaimFigure, ...] = ()
    sources: tuple[Source, ...] = ()
    story: tuple[Step, ...] = ()
    frames: Mapping[str, DataFrame] = field(default_factory=dict, repr=False)
    # What is computed once from these rows (intervals, changes) is kept with them, so that no cache outlives its data.
    memory: dict[tuple[object, ...], object] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def sites_in_order(self) -> tuple[Site, ...]:
        """The sites in the order in which they were to close."""
        return tuple(sorted(self.sites, key=lambda site: (site.closure_order, site.id)))

    @cached_property
    def _sites(self) -> dict[str, Site]:
        return _by_id(self.sites)

    @cached_property
    def _places(self) -> dict[str, Place]:
        return _by_id(self.places)

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return _by_id(self.sources)

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return _by_id(self.actors)

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return _by_id(self.claims)

    @cached_property
    def _routes(self) -> dict[str, Route]:
        return _by_id(self.routes)

    @cached_property
    def _events(self) -> dict[str, SiteEvent]:
        return _by_id(self.events)

    @cached_property
    def _controls(self) -> dict[str, Control]:
        return _by_id(self.control)

    @cached_property
    def _events_by_site(self) -> dict[str, tuple[SiteEvent, ...]]:
        return _by_site(sorted(self.events, key=lambda event: (event.when.earliest, event.when.latest)))

    @cached_property
    def _control_by_site(self) -> dict[str, tuple[Control, ...]]:
        return _by_site(self.control)

    @cached_property
    def _plans_by_site(self) -> dict[str, tuple[Plan, ...]]:
        return _by_site(self.plans)

    @cached_property
    def _disagreements_by_site(self) -> dict[str, tuple[Disagreement, ...]]:
        return _by_site(self.disagreements)

    @cached_property
    def _figures_by_claim(self) -> dict[str, tuple[ClaimFigure, ...]]:
        groups: dict[str, list[ClaimFigure]] = defaultdict(list)
        for row in sorted(self.claim_figures, key=lambda row: row.order):
            groups[row.claim_id].append(row)
        return {claim_id: tuple(group) for claim_id, group in groups.items()}

    def site(self, site_id: str) -> Site:
        """Return the site; raise KeyError where there is none."""
        return self._sites[site_id]

    def place(self, place_id: str) -> Place:
        """Return the place; raise KeyError where there is none."""
        return self._places[place_id]

    def source(self, source_id: str) -> Source:
        """Return the source; raise KeyError where there is none."""
        return self._sources[source_id]

    def actor(self, actor_id: str) -> Actor:
        """Return the actor; raise KeyError where there is none."""
        return self._actors[actor_id]

    def claim(self, claim_id: str) -> Claim:
        """Return the claim; raise KeyError where there is none."""
        return self._claims[claim_id]

    def route(self, route_id: str) -> Route:
        """Return the stretch of road; raise KeyError where there is none."""
        return self._routes[route_id]

    def event(self, event_id: str) -> SiteEvent:
        """Return the event of a site; raise KeyError where there is none."""
        return self._events[event_id]

    def control_row(self, control_id: str) -> Control:
        """Return the row of control; raise KeyError where there is none."""
        return self._controls[control_id]

    def events_of(self, site_id: str) -> tuple[SiteEvent, ...]:
        """Return the events of a site in time order, shown or not."""
        return self._events_by_site.get(site_id, ())

    def control_of(self, site_id: str) -> tuple[Control, ...]:
        """Return who held a site, in file order, shown or not."""
        return self._control_by_site.get(site_id, ())

    def plans_of(self, site_id: str) -> tuple[Plan, ...]:
        """Return what was announced for a site; "" asks for the mission as a whole."""
        return self._plans_by_site.get(site_id, ())

    def disagreements_of(self, site_id: str) -> tuple[Disagreement, ...]:
        """Return where sources differ about a site; "" asks for the mission as a whole."""
        return self._disagreements_by_site.get(site_id, ())

    def figures_of(self, claim_id: str) -> tuple[ClaimFigure, ...]:
        """Return the figures given for a claim, in their order."""
        return self._figures_by_claim.get(claim_id, ())

    @cached_property
    def _claims_by_site(self) -> dict[str, tuple[Claim, ...]]:
        groups: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            for site_id in claim.site_ids:
                groups[site_id].append(claim)
        return {site_id: tuple(group) for site_id, group in groups.items()}

    def claims_of(self, site_id: str) -> tuple[Claim, ...]:
        """Return the claims that concern a site, in file order."""
        return self._claims_by_site.get(site_id, ())
