"""What rests on a source: the way back from a page of the press to every row of the record that cites it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geodata.domain.mission import MissionData
    from geodata.domain.records import Text


@dataclass(frozen=True, slots=True)
class Supported:
    """A row of the record: its table (as `frames` names it), its id, and its own words."""

    table: str
    row_id: str
    words: Text


_TABLES: Final = {
    "sites": ("sites_in_order", "name"),
    "places": ("places", "name"),
    "site-events": ("events", "note"),
    "control": ("control", "basis"),
    "disagreements": ("disagreements", "topic"),
    "plan": ("plans", "planned"),
    "convoys": ("convoys", "note"),
    "convoy-incidents": ("incidents", "note"),
    "figures": ("figures", "note"),
    "milestones": ("milestones", "title"),
    "actors": ("actors", "name"),
    "actor-names": ("actor_names", "name"),
    "claims": ("claims", "title"),
    "routes": ("routes", "name"),
    "claim-figures": ("claim_figures", "figure"),
}
"""Every table whose rows cite sources: where `MissionData` keeps them, and the field with their words."""


class Sourced(Protocol):
    """A row of the record, as far as its sources go."""

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources that the row rests on."""


def supported_by(data: MissionData, source_id: str) -> tuple[Supported, ...]:
    """Return every row that cites the source, table by table; empty for an unknown source."""
    key = ("supported",)
    if key not in data.memory:
        index: dict[str, list[Supported]] = defaultdict(list)
        for source_ids, row in _rows(data):
            for cited in dict.fromkeys(source_ids):
                index[cited].append(row)
        data.memory[key] = {cited: tuple(rows) for cited, rows in index.items()}
    return cast("Mapping[str, tuple[Supported, ...]]", data.memory[key]).get(source_id, ())


def _rows(data: MissionData) -> Iterable[tuple[tuple[str, ...], Supported]]:
    """Yield the sources and the words of every row that cites any."""
    for table, (rows, words) in _TABLES.items():
        for row in getattr(data, rows):
            yield row.source_ids, Supported(table, row.id, getattr(row, words))
