"""What claims of a picture cover beyond a point: roads as schematic lines, whole regions as hatched outlines.

The strokes are those of geodata/maps/css/marks.css, the stripes those of geodata/maps/js/regions.js.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geodata.domain.areas import area_key, area_of
from geodata.domain.routes import route_line
from geodata.domain.vocabulary import ClaimStatus
from geodata.export.claim_marks import ink_of
from geodata.export.drawing import INK, PAPER, QUIET, element

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geodata.domain.model import Claim, MissionData

    Point = tuple[float, float]

_APART: Final = 7.0
"""Between the lines of two claims about one road."""
_STRIPE: Final = 13
"""From one claimant's stripe to the next, from west to east."""
_ROAD: Final = {"halo": 9.0, "edge": 6.5, "fill": 4.0, "core": 0.0}
_AREA: Final = {"halo": 0.0, "edge": 3.0, "fill": 1.8, "core": 0.0}
_WIDER: Final = {"road": {"edge": 8.4, "fill": 6.4, "core": 2.0}, "area": {"edge": 4.5, "fill": 3.2, "core": 1.2}}
"""The outline of what is contested is double."""
_DASHES: Final[Mapping[str, Mapping[str, str]]] = {
    ClaimStatus.CLAIMED: {"stroke_dasharray": "8 6"},
    ClaimStatus.DENIED: {"stroke_dasharray": "1.5 7", "stroke_linecap": "round"},
}


def draw_roads(
    parent: ET.Element, claims: Iterable[Claim], *, data: MissionData, at: Callable[[float, float], Point]
) -> None:
    """Draw the roads that claims concern, those of one road side by side; `at` projects latitude and longitude."""
    for claim in claims:
        for route in (data.route(route_id) for route_id in claim.route_ids):
            points = [at(lat, lon) for lat, lon in route_line(data, route)]
            about = sorted(
                (other for other in data.claims if route.id in other.route_ids),
                key=lambda other: (other.when.earliest, other.when.latest, other.id),
            )
            shift = (about.index(claim) - (len(about) - 1) / 2) * _APART
            (x, y), (to_x, to_y) = points[0], points[-1]
            length = math.dist(points[0], points[-1])
            left, down = (y - to_y) / length * shift, (to_x - x) / length * shift
            d = "M" + "L".join(f"{x + left:.1f} {y + down:.1f}" for x, y in points)
            group = element(parent, "g", data_route=route.id, data_of=claim.id)
            _stroke(group, d, claim.claimant_id, claim.status, widths=_ROAD, wider=_WIDER["road"])


def draw_areas(parent: ET.Element, claims: Sequence[Claim], *, data: MissionData, outlines: Mapping[str, str]) -> None:
    """Draw the regions that claims are about as a whole; `outlines` holds the path of each area by its key."""
    claimants = sorted({claim.claimant_id for claim in data.claims if area_of(data, claim)})
    drawn = {claim.claimant_id for claim in claims}
    for number, claimant in enumerate(claimants):
        if claimant in drawn:
            _hatch(parent, claimant, ink=ink_of(claimant).fill, number=number, of=len(claimants))
    for claim in claims:
        if area := area_of(data, claim):
            d = outlines[area_key(area)]
            group = element(parent, "g", data_area=area_key(area), data_of=claim.id)
            element(group, "path", d=d, fill=f"url(#hatch-{claim.claimant_id})", fill_rule="evenodd")
            _stroke(group, d, claim.claimant_id, claim.status, widths=_AREA, wider=_WIDER["area"])


def road_sample(parent: ET.Element, *, x: float, y: float) -> None:
    """Draw a piece of a road for a legend."""
    d = f"M{x - 16:.1f} {y:.1f}h32"
    _stroke(parent, d, "", ClaimStatus.CONFIRMED, widths=_ROAD, wider=_WIDER["road"])


def area_sample(parent: ET.Element, *, x: float, y: float) -> None:
    """Draw a small hatched outline for a legend."""
    left, up = x - 15, y - 9
    d = f"M{left:.1f} {up:.1f}h30v18h-30Z"
    _hatch(parent, "sample", ink=QUIET)
    element(parent, "path", d=d, fill="url(#hatch-sample)")
    _stroke(parent, d, "", ClaimStatus.CONFIRMED, widths=_AREA, wider=_WIDER["area"])


def _stroke(
    parent: ET.Element,
    d: str,
    claimant: str,
    status: ClaimStatus,
    *,
    widths: Mapping[str, float],
    wider: Mapping[str, float],
) -> None:
    """Draw a line: colour by claimant, broken or double by status."""
    found = {**widths, **wider} if status is ClaimStatus.CONTESTED else widths
    inks = {"halo": PAPER, "edge": INK, "fill": ink_of(claimant).fill, "core": PAPER}
    for part, width in found.items():
        if width:
            dashes = _DASHES.get(status, {}) if part in {"edge", "fill"} else {}
            quiet = {"stroke_opacity": 0.7} if part == "halo" else {}
            element(parent, "path", d=d, fill="none", stroke=inks[part], stroke_width=width, stroke_linejoin="round",
                    **quiet, **dashes)  # fmt: skip


def _hatch(parent: ET.Element, name: str, *, ink: str, number: int = 0, of: int = 1) -> None:
    """Add the stripes called `name`, which have a place of their own among those of others."""
    size = max(2, of) * _STRIPE
    pattern = element(
        element(parent, "defs"), "pattern", id=f"hatch-{name}", width=size, height=size, patternUnits="userSpaceOnUse"
    )
    first = (number + 0.5) * _STRIPE
    d = "".join(
        f"M{total + _STRIPE} {-_STRIPE}L{total - size - _STRIPE} {size + _STRIPE}" for total in (first, first + size)
    )
    element(pattern, "path", d=d, stroke=INK, stroke_width=2.2, stroke_opacity="0.08")
    element(pattern, "path", d=d, stroke=ink, stroke_width=1.2, stroke_opacity="0.6")
