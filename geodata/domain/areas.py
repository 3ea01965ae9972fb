"""The areas on which claims about whole regions are drawn.

The outlines of the base map are older than some regions: one outline may hold several. A claim is drawn on outlines
only where it names every region that they hold, and they hold every region that it names; else it has no area.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from geodata.domain.vocabulary import PlacePrecision

if TYPE_CHECKING:
    from geodata.domain.claims import Claim
    from geodata.domain.mission import MissionData

CODE: Final = "iso_3166_2"
"""The property by which a layer of the base map names an outline."""

Area: TypeAlias = tuple[str, ...]
"""The codes of outlines that are one area together, in alphabetical order."""


def area_of(data: MissionData, claim: Claim) -> Area:
    """Return the outlines that are together what the claim is about; none where it is not about whole regions."""
    if claim.place_precision is not PlacePrecision.REGION:
        return ()
    named = frozenset(claim.regions)
    area = tuple(sorted(code for code, held in data.mission.areas.items() if named.issuperset(held)))
    drawn = {region for code in area for region in data.mission.areas[code]}
    return area if drawn == named else ()


def area_key(area: Area) -> str:
    """Return one word for an area."""
    return "+".join(area)


def areas_of(data: MissionData) -> tuple[Area, ...]:
    """Return every area on which some claim is drawn, each once, in alphabetical order."""
    return tuple(sorted({area for claim in data.claims if (area := area_of(data, claim))}))
