"""Which convoys are on the road on a day, and what hits them there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geodata.domain.mission import MissionData
    from geodata.domain.records import Convoy, ConvoyIncident, Place

_UNKNOWN_ARRIVAL: Final = timedelta(days=1)
"""How long a convoy whose arrival no source dates stays on the road after the day it left."""


def days_on_road(convoy: Convoy) -> tuple[date, date] | None:
    """Return the first and the last day on which a convoy may be on the road; None where no source dates its start."""
    if convoy.departure is None:
        return None
    last = convoy.arrival.latest if convoy.arrival is not None else convoy.departure.latest + _UNKNOWN_ARRIVAL
    return convoy.departure.earliest, last


def stops(data: MissionData, convoy: Convoy) -> tuple[Place, ...]:
    """Return the places between which a convoy's schematic line is drawn, in order."""
    places = (convoy.origin_place_id, *convoy.via_place_ids, convoy.destination_place_id)
    return tuple(map(data.place, places))


def on_road(data: MissionData, on: date) -> tuple[Convoy, ...]:
    """Return the convoys that may be on the road on a day."""
    found = ((convoy, days_on_road(convoy)) for convoy in data.convoys)
    return tuple(convoy for convoy, days in found if days and days[0] <= on <= days[1])


def incidents_on(data: MissionData, on: date) -> tuple[ConvoyIncident, ...]:
    """Return what has a place on the map and hit a convoy by a day, while the convoy is on the road or was hit."""
    return tuple(row for row in data.incidents if row.lat is not None and _stands(data, row, on))


def _stands(data: MissionData, row: ConvoyIncident, on: date) -> bool:
    days = next((days_on_road(convoy) for convoy in data.convoys if convoy.id == row.convoy_id), None)
    return days is not None and row.when.earliest <= on <= max(row.when.latest, days[1])
