"""What was already published on a given day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar, cast

from geodata.domain.dates import published_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from geodata.domain.mission import MissionData
    from geodata.domain.records import Control
    from geodata.domain.support import Sourced

SourcedRow = TypeVar("SourcedRow", bound="Sourced")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Tells which rows were known on a day, by the days on which their sources came out.

    `known_on` None stands for all that is known now. `published` gives the day of each dated source.
    """

    known_on: date | None
    published: Mapping[str, date]

    @classmethod
    def of(cls, data: MissionData, known_on: date | None) -> Knowledge:
        """Return what was known on a day."""
        key = ("published",)
        days = data.memory.get(key)
        if not isinstance(days, dict):
            days = {source.id: day for source in data.sources if (day := published_on(source.published)) is not None}
            data.memory[key] = days
        return cls(known_on, days)

    def knows(self, source_ids: tuple[str, ...]) -> bool:
        """Tell whether at least one of the sources was out by that day."""
        if self.known_on is None:
            return True
        return any(self.published[source] <= self.known_on for source in source_ids if source in self.published)

    def out(self, source_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the sources that were out by that day, in their order; an undated one never was."""
        if self.known_on is None:
            return tuple(source_ids)
        return tuple(one for one in source_ids if one in self.published and self.published[one] <= self.known_on)

    def control(self, rows: Iterable[Control]) -> tuple[Control, ...]:
        """Return the rows that were known, each without its end where that was still to come: nobody knew it then."""
        known = _known(rows, self)
        if self.known_on is None:
            return known
        return tuple(
            replace(row, ended=None) if row.ended is not None and row.ended.latest > self.known_on else row
            for row in known
        )

    def undated(self, source_ids: tuple[str, ...]) -> bool:
        """Tell whether no source bears a date, so that nobody can say when the row became known."""
        return not any(source in self.published for source in source_ids)


def days_of_news(data: MissionData) -> tuple[date, ...]:
    """Return the days from which something more was known than on the day before, in time order.

    On each a source came out, or an end was reached of which nobody could have known.
    """
    key = ("days-of-news",)
    if key not in data.memory:
        ends = {row.ended.latest for row in data.control if row.ended is not None}
        data.memory[key] = tuple(sorted(ends.union(Knowledge.of(data, None).published.values())))
    return cast("tuple[date, ...]", data.memory[key])


def public_record(data: MissionData, known_on: date | None) -> MissionData:
    """Return the record as a reader of that day could have written it; the record itself where `known_on` is None.

    Every dated row is left out that rests on nothing published by then, and the end of every holding that was still to
    come. Sites, places, actors and sources stay, since rows refer to them; the frames stay as they are. Two days
    between which nothing more was known share one record.
    """
    if known_on is None:
        return data
    key = ("public-record", bisect_right(days_of_news(data), known_on))
    if key not in data.memory:
        knowledge = Knowledge.of(data, known_on)
        claims, convoys = _known(data.claims, knowledge), _known(data.convoys, knowledge)
        of_claims, of_convoys = {row.id for row in claims}, {row.id for row in convoys}
        data.memory[key] = replace(
            data,
            events=_known(data.events, knowledge),
            control=knowledge.control(data.control),
            disagreements=_known(data.disagreements, knowledge),
            plans=_known(data.plans, knowledge),
            figures=_known(data.figures, knowledge),
            milestones=_known(data.milestones, knowledge),
            convoys=convoys,
            incidents=tuple(row for row in _known(data.incidents, knowledge) if row.convoy_id in of_convoys),
            claims=claims,
            claim_figures=tuple(row for row in _known(data.claim_figures, knowledge) if row.claim_id in of_claims),
        )
    return cast("MissionData", data.memory[key])


def _known(rows: Iterable[SourcedRow], knowledge: Knowledge) -> tuple[SourcedRow, ...]:
    return tuple(row for row in rows if knowledge.knows(row.source_ids))
