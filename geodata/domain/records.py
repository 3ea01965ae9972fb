"""One frozen class for each table; a field is a column, a list column a tuple, `_en` and `_fr` columns one Text.

A column of another name is given as `column` in the field's metadata; a Period stands for three columns, with the
`prefix` of its metadata. Empty cells are None for numbers, points, days and single values, "" for free text and ids.
"""

from dataclasses import dataclass, field

from geodata.domain.dates import Period
from geodata.domain.vocabulary import (
    Affected,
    Certainty,
    Clock,
    ConvoyKind,
    EventKind,
    IncidentKind,
    MilestoneKind,
    PlaceKind,
    Qualifier,
    Scope,
    SiteKind,
    SourceKind,
    TitleBasis,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in each language; false where there are none."""

    en: str = ""
    fr: str = ""

    def get(self, lang: str) -> str:
        """Return the words in `lang`, or in the other language where `lang` has none."""
        return (self.fr or self.en) if lang == "fr" else (self.en or self.fr)

    def __bool__(self) -> bool:
        """Tell whether there are words in any language."""
        return bool(self.en or self.fr)


NO_TEXT = Text()
"""What an empty pair of cells is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point of the gazetteer; `accuracy_km` is the radius of the doubt."""

    id: str
    name: Text
    lat: float
    lon: float
    accuracy_km: float
    origin: Text = NO_TEXT
    verified: bool = True
    kind: PlaceKind = PlaceKind.TOWN
    region: str = ""
    outside_mali_ok: bool = False
    note: Text = NO_TEXT
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A UN site; `closure_order` is the UN's own count, `nominal_troops` a relative size only."""

    id: str
    name: Text
    alt_names: tuple[str, ...] = ()
    place_id: str
    region: str
    kind: SiteKind
    sector: Text = NO_TEXT
    sector_verified: bool = True
    contingents: tuple[str, ...] = ()
    contingents_note: Text = NO_TEXT
    opened: str = ""
    opened_verified: bool = True
    opened_note: Text = NO_TEXT
    nominal_troops: int | None = None
    personnel_note: Text = NO_TEXT
    area_ha: float | None = None
    phase: str
    closure_order: int
    note: Text = NO_TEXT
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEvent:
    """A dated thing that happened to a site; `clock` says which of the site's clocks it moves, if any."""

    id: str
    site_id: str
    kind: EventKind
    when: Period
    time: str = ""
    actor_ids: tuple[str, ...] = ()
    certainty: Certainty = Certainty.CONFIRMED
    clock: Clock | None = None
    partial: bool = False
    shown: bool = True
    alternative_to: str = ""
    note: Text = NO_TEXT
    detail: Text = NO_TEXT
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who held a place; no `began` means since before the span, no `ended` that it still lasts."""

    id: str
    site_id: str = ""
    place_id: str
    scope: Scope
    holder_ids: tuple[str, ...] = ()
    began: Period | None = field(default=None, metadata={"prefix": "from_"})
    ended: Period | None = field(default=None, metadata={"prefix": "to_"})
    certainty: Certainty = Certainty.CONFIRMED
    shown: bool = True
    alternative_to: str = ""
    basis: Text = NO_TEXT
    verified: bool = True
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Where sources differ: both versions, which one is shown, and why."""

    id: str
    site_id: str = ""
    event_ids: tuple[str, ...] = ()
    topic: Text
    note: Text
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A closing window that was announced for a site, or for the mission where `site_id` is empty."""

    id: str
    site_id: str = ""
    phase: str = ""
    announced_on: str = ""
    when: Period
    planned: Text
    shown: bool = True
    note: Text = NO_TEXT
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Convoy:
    """A movement between two places; its line on a map is schematic."""

    id: str
    origin_place_id: str
    origin_site_id: str = ""
    destination_place_id: str
    via_place_ids: tuple[str, ...] = ()
    kind: ConvoyKind
    departure: Period | None = field(default=None, metadata={"prefix": "dep_"})
    arrival: Period | None = field(default=None, metadata={"prefix": "arr_"})
    personnel: int | None = None
    vehicles: int | None = None
    distance_km: float | None = None
    contingents: tuple[str, ...] = ()
    certainty: Certainty = Certainty.CONFIRMED
    note: Text = NO_TEXT
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvoyIncident:
    """What hit a convoy, where and with what harm; None where no source says."""

    id: str
    convoy_id: str
    when: Period
    place_id: str = ""
    lat: float | None = None
    lon: float | None = None
    accuracy_km: float | None = None
    kind: IncidentKind
    devices: int | None = None
    killed: int | None = None
    wounded: int | None = None
    affected: Affected | None = None
    claimed_by_ids: tuple[str, ...] = ()
    note: Text = NO_TEXT
    certainty: Certainty = Certainty.CONFIRMED
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A dated number of the mission, with who gives it."""

    id: str
    metric: str
    when: Period
    value: float | None = None
    qualifier: Qualifier = Qualifier.EXACT
    unit: Unit | None = None
    value_text: Text = NO_TEXT
    attributed: Text = NO_TEXT
    certainty: Certainty = Certainty.CONFIRMED
    shown: bool = True
    note: Text = NO_TEXT
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A date of the political frame."""

    id: str
    kind: MilestoneKind
    when: Period
    major: bool = False
    title: Text
    note: Text = NO_TEXT
    certainty: Certainty = Certainty.CONFIRMED
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A published page; `published` may be a year or a month, `relays` names the agency that it repeats."""

    id: str
    publisher: str
    title: str
    title_basis: TitleBasis | None = None
    published: str = ""
    lang: str
    kind: SourceKind
    relays: str = ""
    url: str
    accessed: str
    note: Text = NO_TEXT
