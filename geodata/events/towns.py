"""Towns that had no UN site, to be counted beside those that had one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.domain.vocabulary import PlaceKind
from geodata.events.nearby import distance_km
from geodata.events.proximity import around_town

if TYPE_CHECKING:
    from geodata.domain.mission import MissionData
    from geodata.domain.records import Place
    from geodata.events.account import Account
    from geodata.events.nearby import EventIndex

MOST_TOWNS = 3
"""How many towns are compared unless told otherwise."""


def comparison_towns(data: MissionData, site_id: str, *, radius_km: float, most: int = MOST_TOWNS) -> tuple[Place, ...]:
    """Return the towns nearest to a site whose circles cut neither that of any site nor each other.

    Taken from the mission's gazetteer, verified towns of the country only. With wide circles there may be few or none:
    most of northern Mali lies within 150 km of a site.
    """
    home = data.place(data.site(site_id).place_id)
    apart = [data.place(site.place_id) for site in data.sites]
    towns = [
        place for place in data.places if place.kind is PlaceKind.TOWN and place.verified and not place.outside_mali_ok
    ]
    found: list[Place] = []
    for town in sorted(towns, key=lambda place: _km(home, place)):
        if len(found) == most:
            break
        if all(_km(town, other) >= 2 * radius_km for other in (*apart, *found)):
            found.append(town)
    return tuple(found)


def compared(index: EventIndex, data: MissionData, account: Account) -> tuple[Account, ...]:
    """Return what happened around the comparison towns of a site's account, on the same days and by the same rules."""
    towns = comparison_towns(data, account.place_id, radius_km=account.question.radius_km)
    return tuple(around_town(index, data, town, account.turning, question=account.question) for town in towns)


def _km(place: Place, other: Place) -> float:
    return distance_km(place.lat, place.lon, other.lat, other.lon)
