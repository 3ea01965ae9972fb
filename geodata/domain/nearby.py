"""What is near a site: claims within a distance, and the convoys that left it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.domain.reach import distance_km
from geodata.domain.vocabulary import PlacePrecision, Scope

if TYPE_CHECKING:
    from geodata.domain.claims import Claim
    from geodata.domain.mission import MissionData
    from geodata.domain.records import Control, Convoy, ConvoyIncident

RADII_KM: Final = (25, 50, 100)
"""The distances that a reader may choose."""


@dataclass(frozen=True, slots=True)
class NearClaim:
    """A claim and how far its place lies from a site, between the points of two settlements."""

    claim: Claim
    km: float


def claims_near(data: MissionData, site_id: str, *, km: float) -> tuple[NearClaim, ...]:
    """Return the claims within a distance of a site that are not about the site itself, the nearest first.

    Claims about a whole region have no place, and are left out.
    """
    point = data.place(data.site(site_id).place_id)
    own = {claim.id for claim in data.claims_of(site_id)}
    found = [
        NearClaim(claim, distance_km(lat=point.lat, lon=point.lon, to_lat=claim.lat, to_lon=claim.lon))
        for claim in data.claims
        if claim.id not in own
        and claim.lat is not None
        and claim.lon is not None
        and claim.place_precision is not PlacePrecision.REGION
    ]
    return tuple(sorted((one for one in found if one.km <= km), key=lambda one: (round(one.km), one.claim.when)))


def convoys_of(data: MissionData, site_id: str) -> tuple[tuple[Convoy, tuple[ConvoyIncident, ...]], ...]:
    """Return the convoys that left a site, each with what hit it, in time order."""
    found = [convoy for convoy in data.convoys if convoy.origin_site_id == site_id]
    found.sort(key=lambda row: row.departure.earliest.isoformat() if row.departure else "")
    return tuple(
        (convoy, tuple(sorted((row for row in data.incidents if row.convoy_id == convoy.id), key=lambda row: row.when)))
        for convoy in found
    )


def town_control(data: MissionData, site_id: str) -> tuple[Control, ...]:
    """Return who held the town round a site, which need not be whoever held the camp."""
    place_id = data.site(site_id).place_id
    return tuple(row for row in data.control if row.place_id == place_id and row.scope is Scope.TOWN and row.shown)
