"""Who acts, who says so, and on which roads: actors, claims and routes, in the same form as the other records."""

from dataclasses import dataclass, field

from geodata.domain.dates import Period
from geodata.domain.records import NO_TEXT, Place, Text
from geodata.domain.vocabulary import ActorKind, ClaimKind, ClaimStatus, FigureKind, PlacePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party to the story, with the party it belonged to or became."""

    id: str
    name: Text
    short: Text
    kind: ActorKind
    parent_id: str = ""
    successor_id: str = ""
    note: Text = NO_TEXT
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """A name that an actor bore, and when."""

    id: str
    actor_id: str
    name: Text
    short: str = ""
    since: str = field(default="", metadata={"column": "from"})
    until: str = field(default="", metadata={"column": "to"})
    note: Text = NO_TEXT
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who said what happened, where and when, against whom; `said_on` only where the day of saying is known.

    `until` is when something announced ended, only where it lasted and a source dates its end.
    """

    id: str
    kind: ClaimKind
    when: Period
    until: Period | None = field(default=None, metadata={"prefix": "until_"})
    said_on: str = ""
    claimant_id: str
    claimant: Text = NO_TEXT
    subject_ids: tuple[str, ...] = ()
    against_ids: tuple[str, ...] = ()
    target: Text = NO_TEXT
    status: ClaimStatus
    place_id: str = ""
    place_precision: PlacePrecision | None = None
    lat: float | None = None
    lon: float | None = None
    accuracy_km: float | None = None
    regions: tuple[str, ...] = ()
    site_ids: tuple[str, ...] = ()
    route_ids: tuple[str, ...] = ()
    title: Text
    summary: Text
    status_note: Text = NO_TEXT
    core_area: bool = True
    verified: bool = True
    happening_id: str = ""
    source_ids: tuple[str, ...] = ()

    @property
    def stands_near(self) -> bool:
        """Whether its point is the nearest known place, or one worked out, and not its own."""
        return self.place_precision in {PlacePrecision.PROXY, PlacePrecision.COMPUTED}

    def doubt_km(self, place: Place | None) -> float | None:
        """Return the radius within which it lies, where its point is worked out or its `place` is not verified."""
        doubtful = self.place_precision is PlacePrecision.COMPUTED or (place is not None and not place.verified)
        return self.accuracy_km if doubtful else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A stretch of road that claims concern: the settlements that it joins, in order; its line is schematic."""

    id: str
    name: Text
    place_ids: tuple[str, ...]
    note: Text = NO_TEXT
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFigure:
    """A number that someone gives for a claim, never merged with another's."""

    id: str
    claim_id: str
    order: int
    figure: Text
    affected: Text = NO_TEXT
    attributed: Text = NO_TEXT
    attributed_id: str = ""
    kind: FigureKind
    source_ids: tuple[str, ...] = ()
