"""The ledger of claims: who said what of one happening, who passes the filters, and how many voices there are.

A claim is placed in time by when it is said to have happened, or by when it was said. A date that is not known to the
day counts leniently (it may fall in the window) or strictly (it certainly does). What lasted until a dated end, as a
blockade may, counts on all the days between.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from geodata.domain.dates import Period, Precision, published_on
from geodata.domain.view import Basis, Filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geodata.domain.claims import Claim
    from geodata.domain.mission import MissionData

_FULL_DAY = len("2023-10-31")

DIMENSIONS = ("claimants", "against", "kinds", "statuses", "regions", "sites")
"""The filters of claims that are sets of values, by their name in `Filters`."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Everything that is said of one happening: its versions, in the order of their dates."""

    id: str
    claims: tuple[Claim, ...]

    @property
    def first(self) -> date:
        """The first day on which any version puts it."""
        return min(claim.when.earliest for claim in self.claims)

    @property
    def disputed(self) -> bool:
        """Whether more than one party speaks of it."""
        return len({claim.claimant_id for claim in self.claims}) > 1


def said_period(claim: Claim) -> Period | None:
    """Return when the claim was made, as exactly as it is known, or None."""
    latest = published_on(claim.said_on)
    if latest is None:
        return None
    if len(claim.said_on) == _FULL_DAY:
        return Period.on(latest)
    first_month = latest.month if claim.said_on.count("-") else 1
    return Period(date(latest.year, first_month, 1), latest, Precision.MONTH)


def period_of(claim: Claim, basis: Basis) -> Period | None:
    """Return the period by which the claim is placed in time, or None where no source gives it."""
    return claim.when if basis is Basis.HAPPENED else said_period(claim)


def within(claim: Claim, *, first: date, last: date, filters: Filters) -> bool:
    """Tell whether the claim falls between two days, both included, by the basis and the care that the filters ask."""
    if claim.until is not None and filters.basis is Basis.HAPPENED:
        start, end = (
            (claim.when.latest, claim.until.earliest) if filters.strict else (claim.when.earliest, claim.until.latest)
        )
        return start <= last and first <= end
    period = period_of(claim, filters.basis)
    if period is None:
        return False
    if filters.strict:
        return first <= period.earliest and period.latest <= last
    return period.overlaps(first, last)


def passes(claim: Claim, filters: Filters, *, words: Mapping[str, str] | None = None) -> bool:
    """Tell whether a claim passes the filters that do not concern time.

    `words` gives each claim's searchable text, as `search_words` returns it; it is needed where a text is asked for.
    """
    values = _values(claim)
    if any((chosen := getattr(filters, name)) and chosen.isdisjoint(values[name]) for name in DIMENSIONS):
        return False
    if not filters.text:
        return True
    haystack = (words or {}).get(claim.id, "")
    return all(word in haystack for word in plain(filters.text).split())


def selected(data: MissionData, filters: Filters) -> tuple[Claim, ...]:
    """Return the claims that pass the filters, whatever their date, in file order."""
    if not filters.text and not any(getattr(filters, name) for name in DIMENSIONS):
        return data.claims
    words = search_words(data)
    return tuple(claim for claim in data.claims if passes(claim, filters, words=words))


def counts(data: MissionData, filters: Filters, *, first: date, last: date) -> dict[str, Counter[str]]:
    """Return for every dimension how many claims each of its values would show, the other filters being as they are."""
    words = search_words(data)
    dated = [claim for claim in data.claims if within(claim, first=first, last=last, filters=filters)]
    result: dict[str, Counter[str]] = {}
    for name in DIMENSIONS:
        others = filters.having(name, ())
        rows = (claim for claim in dated if passes(claim, others, words=words))
        result[name] = Counter(value for claim in rows for value in _values(claim)[name])
    return result


def lenience_adds(data: MissionData, filters: Filters, *, first: date, last: date) -> int:
    """Return how many claims are within the days only if their uncertain dates are read leniently."""
    found = selected(data, filters)
    lenient, strict = replace(filters, strict=False), replace(filters, strict=True)
    return sum(
        within(claim, first=first, last=last, filters=lenient)
        and not within(claim, first=first, last=last, filters=strict)
        for claim in found
    )


def unsaid(data: MissionData, filters: Filters) -> int:
    """Return how many claims pass the filters, whatever their date, but no source gives the day of saying."""
    return sum(said_period(claim) is None for claim in selected(data, filters))


def happening_of(data: MissionData, claim: Claim) -> Happening:
    """Return the happening that a claim speaks of, with every version in the record."""
    (found,) = happenings(row for row in data.claims if _happening_id(row) == _happening_id(claim))
    return found


def happenings(claims: Iterable[Claim]) -> tuple[Happening, ...]:
    """Return the claims as happenings in time order, each with its versions."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[_happening_id(claim)].append(claim)
    found = (
        Happening(name, tuple(sorted(group, key=lambda claim: (claim.when.earliest, claim.id))))
        for name, group in groups.items()
    )
    return tuple(sorted(found, key=lambda happening: (happening.first, happening.id)))


def origins(data: MissionData, source_ids: Iterable[str]) -> frozenset[str]:
    """Return the independent voices behind sources: an agency that several pages repeat is one voice."""
    voices: set[str] = set()
    for source_id in source_ids:
        source = data.source(source_id)
        voices.update(part.strip() for part in source.relays.split(";") if part.strip())
        if not source.relays:
            voices.add(source.publisher)
    return frozenset(voices)


def search_words(data: MissionData) -> Mapping[str, str]:
    """Return each claim's words in every language, without accents or case, for a search."""
    key = ("search-words",)
    kept = data.memory.get(key)
    if isinstance(kept, dict):
        return kept
    found = {}
    for claim in data.claims:
        texts = [claim.title, claim.summary, claim.status_note, claim.target, claim.claimant]
        names = [data.place(claim.place_id).name] if claim.place_id else []
        actors = [data.actor(actor).short for actor in {claim.claimant_id, *claim.subject_ids, *claim.against_ids}]
        parts = [f"{text.en} {text.fr}" for text in [*texts, *names, *actors]]
        found[claim.id] = plain(" ".join([claim.id, *parts]))
    data.memory[key] = found
    return found


def plain(text: str) -> str:
    """Return text without accents or case, and with the apostrophe of the keyboard."""
    parts = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _happening_id(claim: Claim) -> str:
    return claim.happening_id or claim.id


def _values(claim: Claim) -> dict[str, tuple[str, ...]]:
    return {
        "claimants": (claim.claimant_id,),
        "against": claim.against_ids,
        "kinds": (claim.kind,),
        "statuses": (claim.status,),
        "regions": claim.regions,
        "sites": claim.site_ids,
    }
