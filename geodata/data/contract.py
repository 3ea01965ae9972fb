"""The tables that every mission must describe, and the record that a row of each becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.data.faults import Fault
from geodata.data.package import PACKAGE_FILE, Package
from geodata.data.rows import columns_of
from geodata.domain.model import (
    Actor,
    ActorName,
    Claim,
    ClaimFigure,
    Control,
    Convoy,
    ConvoyIncident,
    Disagreement,
    Figure,
    Milestone,
    Place,
    Plan,
    Route,
    Site,
    SiteEvent,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

RECORDS: Mapping[str, type] = {
    "sites": Site,
    "places": Place,
    "site-events": SiteEvent,
    "control": Control,
    "disagreements": Disagreement,
    "plan": Plan,
    "convoys": Convoy,
    "convoy-incidents": ConvoyIncident,
    "figures": Figure,
    "milestones": Milestone,
    "actors": Actor,
    "actor-names": ActorName,
    "routes": Route,
    "claims": Claim,
    "claim-figures": ClaimFigure,
    "sources": Source,
}


def contract_faults(package: Package) -> list[Fault]:
    """Return every table, and every column of a table, without which the records cannot be made."""
    described = {table.name: frozenset(table.column_names) for table in package.tables}
    faults = [
        Fault(PACKAGE_FILE, 0, name, "no resource describes this table") for name in RECORDS if name not in described
    ]
    return faults + [
        Fault(PACKAGE_FILE, 0, f"{name}.{column}", "the schema lacks this column")
        for name, record in RECORDS.items()
        for column in columns_of(record)
        if column not in described.get(name, frozenset({column}))
    ]
