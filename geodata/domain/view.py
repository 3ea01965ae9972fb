"""What the reader chose, and its form in a web address.

A view that comes from an address is always valid: a value that is unknown, malformed or out of range is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from geodata.domain import around
from geodata.domain.around import Around
from geodata.domain.dates import parse_day
from geodata.domain.vocabulary import MISSION_HOLDER, UNKNOWN, Certainty, ClaimKind, ClaimStatus, UnPresence
from geodata.errors import BadDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from geodata.domain.mission import MissionData

_LIST_SEPARATOR = ","
_STRICT = "strict"
_ON = "1"
_NONE = "none"
_UNSAID_LANG = "en"

WINDOWS = (1, 7, 30, 90, 0)
"""The windows in days in which a claim may stay visible; 0 is everything so far."""

USUAL_WINDOW = 30

LAYERS = frozenset({"claims", "routes", "regions", "control", "convoys", "reach"})
"""What the map can show beside the sites."""

USUAL_LAYERS = frozenset({"claims", "routes", "regions", "convoys"})

LONGEST_TEXT = 80
"""How many characters of a search are kept."""


_LISTS = frozenset(
    {"region", "holder", "presence", "certainty", "claimant", "kind", "status", "against", "at", "layers"}
)
KEYS = (
    _LISTS
    | {"on", "from", "to", "lang", "site", "claim", "q", "by", "dates", "known", "window", "vs", "step"}
    | around.KEYS
)
"""What an address may ask for."""

# Values that say what is meant without them, so that no view's own address holds them.
_USUAL = {"by": ("happened",), "dates": ("lenient",), "known": ("0",), "window": (str(USUAL_WINDOW),)} | around.USUAL


class Basis(StrEnum):
    """By which of its two dates a claim is placed in time."""

    HAPPENED = "happened"
    SAID = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The values that an address may name: ids of the record, its languages, and its first and last day."""

    mission: str
    start: date
    end: date
    # The range that an address without dates means; the whole span where none is given.
    usual: tuple[date, date] | None = None
    langs: tuple[str, ...] = ("en", "fr")
    sites: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    presences: frozenset[str] = frozenset(UnPresence)
    certainties: frozenset[str] = frozenset(Certainty)
    claimants: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset(ClaimKind)
    statuses: frozenset[str] = frozenset(ClaimStatus)
    against: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()

    @classmethod
    def of(cls, data: MissionData, *, langs: tuple[str, ...] = ("en", "fr")) -> Self:
        """Return the values that occur in a mission's record."""
        held = {holder for row in data.control if row.shown for holder in row.holder_ids}
        regions = {site.region for site in data.sites} | {region for claim in data.claims for region in claim.regions}
        return cls(
            mission=data.mission.id,
            start=data.mission.start,
            end=data.mission.end,
            usual=_usual(data),
            langs=langs,
            sites=frozenset(site.id for site in data.sites),
            claims=frozenset(claim.id for claim in data.claims),
            regions=frozenset(regions),
            holders=frozenset(held | {MISSION_HOLDER, UNKNOWN}),
            claimants=frozenset(claim.claimant_id for claim in data.claims),
            kinds=frozenset(claim.kind for claim in data.claims),
            statuses=frozenset(claim.status for claim in data.claims),
            against=frozenset(actor for claim in data.claims for actor in claim.against_ids),
            steps=frozenset(step.id for step in data.story),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is to be shown; an empty set asks for everything. Filters hide, they never alter a state."""

    regions: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    presences: frozenset[str] = frozenset()
    certainties: frozenset[str] = frozenset()
    claimants: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    text: str = ""
    basis: Basis = Basis.HAPPENED
    strict: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything is asked for in particular."""
        return self != Filters()

    def having(self, name: str, values: Iterable[str]) -> Filters:
        """Return these filters with the set called `name` holding `values`. Raises TypeError for an unknown name."""
        return replace(self, **{name: frozenset(values)})  # type: ignore[arg-type]  # only names of sets are given


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What an address without a word means; such values are left out of the address."""

    lang: str
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The reader's choices: the whole state of the application. `on` is None until a day is chosen."""

    mission: str
    start: date
    end: date
    lang: str
    on: date | None = None
    site: str | None = None
    claim: str | None = None
    filters: Filters = field(default_factory=Filters)
    known: bool = False
    window: int = USUAL_WINDOW
    layers: frozenset[str] = USUAL_LAYERS
    # The day that `on` is compared with, and the step of the story.
    to_day: date | None = None
    step: str | None = None
    # What is asked of the reader's own events.
    around: Around = field(default_factory=Around)
    # Keys of the address whose value meant nothing; told to the reader, never part of what is asked for.
    dropped: tuple[str, ...] = field(default=(), compare=False)
    defaults: Defaults | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, str], *, vocabulary: Vocabulary, default_lang: str) -> Self:
        """Return the view that an address asks for, dropping whatever it cannot mean. Never raises."""
        usual = vocabulary.usual or (vocabulary.start, vocabulary.end)
        start = _day(query, "from", vocabulary) or usual[0]
        end = _day(query, "to", vocabulary) or usual[1]
        if end < start:
            start, end = usual
        on = _day(query, "on", vocabulary)
        if on is not None and not start <= on <= end:
            # A link to a day is a link to that day: the range gives way.
            start, end = vocabulary.start, vocabulary.end
        view = cls(
            mission=vocabulary.mission,
            start=start,
            end=end,
            lang=_one(query, "lang", vocabulary.langs) or default_lang,
            on=on,
            site=_one(query, "site", vocabulary.sites),
            claim=_one(query, "claim", vocabulary.claims),
            filters=Filters(
                regions=_some(query, "region", vocabulary.regions),
                holders=_some(query, "holder", vocabulary.holders),
                presences=_some(query, "presence", vocabulary.presences),
                certainties=_some(query, "certainty", vocabulary.certainties),
                claimants=_some(query, "claimant", vocabulary.claimants),
                kinds=_some(query, "kind", vocabulary.kinds),
                statuses=_some(query, "status", vocabulary.statuses),
                against=_some(query, "against", vocabulary.against),
                sites=_some(query, "at", vocabulary.sites),
                text=clean_text(_text(query, "q")),
                basis=Basis.SAID if _text(query, "by") == Basis.SAID else Basis.HAPPENED,
                strict=_text(query, "dates") == _STRICT,
            ),
            known=_text(query, "known") == _ON,
            window=_window(query),
            layers=_some(query, "layers", LAYERS) if "layers" in query else USUAL_LAYERS,
            to_day=_day(query, "vs", vocabulary),
            step=_one(query, "step", vocabulary.steps),
            around=Around.from_query(query),
            defaults=Defaults(lang=default_lang, start=usual[0], end=usual[1]),
        )
        return replace(view, dropped=tuple(key for key in query if not _meant(key, query, view)))

    def to_query(self) -> dict[str, str]:
        """Return the address that asks for this view; defaults are left out."""
        defaults = self.defaults
        values = {
            "on": self.on.isoformat() if self.on else "",
            "from": "" if defaults and self.start == defaults.start else self.start.isoformat(),
            "to": "" if defaults and self.end == defaults.end else self.end.isoformat(),
            "lang": self.lang,
            "site": self.site or "",
            "claim": self.claim or "",
            "region": _joined(self.filters.regions),
            "holder": _joined(self.filters.holders),
            "presence": _joined(self.filters.presences),
            "certainty": _joined(self.filters.certainties),
            "claimant": _joined(self.filters.claimants),
            "kind": _joined(self.filters.kinds),
            "status": _joined(self.filters.statuses),
            "against": _joined(self.filters.against),
            "at": _joined(self.filters.sites),
            "q": self.filters.text,
            "by": self.filters.basis if self.filters.basis is not Basis.HAPPENED else "",
            "dates": _STRICT if self.filters.strict else "",
            "known": _ON if self.known else "",
            "window": str(self.window) if self.window != USUAL_WINDOW else "",
            "vs": self.to_day.isoformat() if self.to_day else "",
            "step": self.step or "",
            "layers": "" if self.layers == USUAL_LAYERS else _joined(self.layers) or _NONE,
            **self.around.to_query(),
        }
        asked = {key: value for key, value in values.items() if value}
        # Whoever is given an address that asks for something may have a browser of another language, and must find it
        # in this one: only English goes unsaid there, and the browser's own language where nothing else is asked for.
        if defaults and self.lang == defaults.lang and (self.lang == _UNSAID_LANG or len(asked) == 1):
            del asked["lang"]
        return asked


def _usual(data: MissionData) -> tuple[date, date] | None:
    first = next(iter(data.mission.presets.values()), None)
    return (first.start, first.end) if first is not None else None


def _meant(key: str, query: Mapping[str, str], view: View) -> bool:
    """Tell whether all that an address says under a key found its way into the view."""
    # With nothing left out, the view's own address shows what it holds.
    held = replace(view, defaults=None).to_query().get(key, "")
    asked = _text(query, key)
    if key in _LISTS:
        return set(asked.split(_LIST_SEPARATOR)) - {""} <= set(held.split(_LIST_SEPARATOR))
    return asked == held or key not in KEYS or asked in _USUAL.get(key, ())


def clean_text(text: str) -> str:
    """Return a search without control characters and outer spaces, cut to a sensible length."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())[:LONGEST_TEXT].rstrip()


def _window(query: Mapping[str, str]) -> int:
    text = _text(query, "window")
    return next((days for days in WINDOWS if text == str(days)), USUAL_WINDOW)


def _joined(values: frozenset[str]) -> str:
    return _LIST_SEPARATOR.join(sorted(values))


def _text(query: Mapping[str, str], key: str) -> str:
    value: object = query.get(key, "")
    # A web framework may hand over a list where a key is repeated.
    return value if isinstance(value, str) else ""


def _one(query: Mapping[str, str], key: str, known: frozenset[str] | tuple[str, ...]) -> str | None:
    value = _text(query, key)
    return value if value in known else None


def _some(query: Mapping[str, str], key: str, known: frozenset[str]) -> frozenset[str]:
    return known.intersection(_text(query, key).split(_LIST_SEPARATOR))


def _day(query: Mapping[str, str], key: str, vocabulary: Vocabulary) -> date | None:
    try:
        day = parse_day(_text(query, key))
    except BadDate:
        return None
    return day if vocabulary.start <= day <= vocabulary.end else None
