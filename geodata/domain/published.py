"""What was already published on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.domain.dates import published_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from geodata.domain.mission import MissionData


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

    def undated(self, source_ids: tuple[str, ...]) -> bool:
        """Tell whether no source bears a date, so that nobody can say when the row became known."""
        return not any(source in self.published for source in source_ids)
