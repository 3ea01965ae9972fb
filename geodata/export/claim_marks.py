"""The claims of a picture: a speech bubble each, by its place, where it hides no site, no name and no other bubble.

The glyphs are those of geodata/maps/js/marks.js; a test holds their outlines together.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.domain.vocabulary import ClaimKind, ClaimStatus
from geodata.export.drawing import INK, PAPER, QUIET, element, overlap
from geodata.maps.theme import HOLDERS, OBSERVER, Ink

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from geodata.domain.model import Claim

    Box = tuple[float, float, float, float]

BUBBLE: Final = (
    "M-5.5-7H5.5A2 2 0 0 1 7.5-5V1A2 2 0 0 1 5.5 3H1.8L0 6.5L-1.8 3H-5.5A2 2 0 0 1-7.5 1V-5A2 2 0 0 1-5.5-7Z"
)
STAR: Final = "M0-5.2L1-3.2L3.2-3.4L1.7-1.8L2.6.4L0-.7L-2.6.4L-1.7-1.8L-3.2-3.4L-1-3.2Z"
FLAG: Final = "M-2 1V-5H2.6L1.2-3.5L2.6-2H-2"
KINDS: Final[Mapping[str, str]] = {
    ClaimKind.ATTACK_CLAIMED: STAR,
    ClaimKind.ATTACK_ATTRIBUTED: STAR,
    ClaimKind.CONTROL_CLAIMED: FLAG,
    ClaimKind.CONTROL_TAKEN: FLAG,
    ClaimKind.CONTROL_LOST: FLAG,
    ClaimKind.CLASH: "M-2.3-4.4L2.3.4M2.3-4.4L-2.3.4",
    ClaimKind.STRIKE: "M0-5.2V.2M-2.2-1.9L0 .5L2.2-1.9",
    ClaimKind.BLOCKADE: "M-3-2H3M-3-3.8V-.2M3-3.8V-.2",
    ClaimKind.WITHDRAWAL: "M3-2H-2.4M-.5-4L-2.7-2L-.5 0",
    ClaimKind.STATEMENT: "M-3.2-3.6H3.2M-3.2-.8H1",
    ClaimKind.ABDUCTION: "M-1.6-2A1.6 1.6 0 1 1 1.6-2A1.6 1.6 0 1 1-1.6-2",
    ClaimKind.MOVEMENT_BLOCKED: "M-3-2H3",
    ClaimKind.ADMINISTRATION: "M-3.2-3.6H3.2M-3.2-.8H3.2",
}
"""What is claimed, small enough to stand in a bubble."""
SCALE: Final = 1.2

_HALF: Final = (11.0, 11.0)
"""Half the width and height that a bubble takes."""
_STEP: Final = 23.0
_RINGS: Final = 9
_NEAR: Final = _STEP * (_RINGS + 2)
_TURNS: Final = 24
_SOFT: Final = 1.4
"""How many steps farther a bubble goes rather than cover the name of a town."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """A claim, where its bubble stands, and the place that it speaks of."""

    claim: Claim
    x: float
    y: float
    place: tuple[float, float]


def ink_of(claimant: str) -> Ink:
    """Return the colours of whoever makes a claim; witnesses hold nothing and share one."""
    return HOLDERS.get(claimant, OBSERVER)


def bubble_glyph(
    parent: ET.Element,
    *,
    x: float,
    y: float,
    claimant: str = "",
    status: ClaimStatus = ClaimStatus.CONFIRMED,
    kind: str = "",
    near: bool = False,
    scale: float = SCALE,
    claim: str = "",
) -> None:
    """Draw a bubble: colour by claimant, outline by status, sign by kind; `claim` is the id that it bears."""
    bears = {"data_claim": claim} if claim else {}
    glyph = element(parent, "g", transform=f"translate({x:.1f} {y:.1f}) scale({scale:.2f})", **bears)
    ink = ink_of(claimant)
    line = {"fill": "none", "stroke": INK, "stroke_linejoin": "round"}
    element(glyph, "path", d=BUBBLE, fill=PAPER, stroke=PAPER, stroke_width=5, stroke_linejoin="round")
    element(glyph, "path", d=BUBBLE, fill=ink.fill)
    match status:
        case ClaimStatus.CLAIMED:
            element(glyph, "path", d=BUBBLE, transform="scale(1.17)", stroke_width=1.5, stroke_dasharray="2.6 2.2",
                    **line)  # fmt: skip
        case ClaimStatus.CONTESTED:
            element(glyph, "path", d=BUBBLE, transform="scale(1.16)", stroke_width=1.1, **line)
            element(glyph, "path", d=BUBBLE, transform="scale(0.8)", stroke_width=1.1, **line)
        case ClaimStatus.DENIED:
            element(glyph, "path", d=BUBBLE, stroke_width=1.5, stroke_dasharray=".2 2.4", stroke_linecap="round",
                    **line)  # fmt: skip
        case _:
            element(glyph, "path", d=BUBBLE, stroke_width=1.5, **line)
    if kind in KINDS:
        element(glyph, "path", d=KINDS[kind], fill="none", stroke=ink.text, stroke_width=1.3, stroke_linecap="round",
                stroke_linejoin="round")  # fmt: skip
    if near:
        element(glyph, "text", "≈", x=7.5, y=-4.5, font_size=8.5, font_weight=700, text_anchor="middle", fill=INK,
                stroke=PAPER, stroke_width=2, paint_order="stroke")  # fmt: skip


def claim_glyph(parent: ET.Element, claim: Claim, *, x: float, y: float) -> None:
    """Draw the bubble of a claim."""
    bubble_glyph(parent, x=x, y=y, claimant=claim.claimant_id, status=claim.status, kind=claim.kind,
                 near=claim.stands_near, claim=claim.id)  # fmt: skip


def placed(
    claims: Iterable[Claim],
    *,
    at: Callable[[float, float], tuple[float, float]],
    hard: Iterable[Box],
    soft: Iterable[Box],
    inside: Box,
) -> tuple[Bubble, ...]:
    """Return a bubble for every claim that has a point, the newest nearest to it.

    `at` projects latitude and longitude; bubbles keep off each other and the `hard` boxes, and off the `soft` ones
    where that costs little; all boxes are left, top, right, bottom.
    """
    fans: dict[tuple[float, float], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.lat is not None and claim.lon is not None:
            fans[at(claim.lat, claim.lon)].append(claim)
    # No bubble stands on the point that another speaks of.
    taken = [*hard, *((x - 2, y - 2, x + 2, y + 2) for x, y in fans)]
    found = []
    for (x, y), fan in fans.items():
        around = [box for box in taken if overlap(box, (x - _NEAR, y - _NEAR, x + _NEAR, y + _NEAR))]
        names = [box for box in soft if overlap(box, (x - _NEAR, y - _NEAR, x + _NEAR, y + _NEAR))]
        for claim in reversed(fan):
            spot = _spot(x, y, around, names, inside)
            box = _box(*spot)
            around.append(box)
            taken.append(box)
            found.append(Bubble(claim, *spot, place=(x, y)))
    return tuple(found)


def _spot(x: float, y: float, hard: Iterable[Box], soft: Iterable[Box], inside: Box) -> tuple[float, float]:
    """Return the free spot round a point that is nearest to it and highest; above it where none is free."""
    best, least = (x, y - 14), math.inf
    for left, up, cost in _SPOTS:
        if cost >= least:
            break
        box = _box(x + left, y + up)
        out = box[0] < inside[0] or box[1] < inside[1] or box[2] > inside[2] or box[3] > inside[3]
        if out or any(overlap(box, other) for other in hard):
            continue
        whole = cost + _SOFT * any(overlap(box, other) for other in soft)
        if whole < least:
            best, least = (x + left, y + up), whole
    return best


def _every_spot() -> Iterator[tuple[float, float, float]]:
    yield 0.0, -14.0, 0.0
    for half in range(2, 2 * _RINGS):
        radius = 6 + _STEP * half / 2
        for turn in range(_TURNS):
            angle = math.pi * 2 * turn / _TURNS
            # Downwards costs more: a bubble's point looks down, at what it speaks of.
            yield math.sin(angle) * radius, -math.cos(angle) * radius, half / 2 + 0.6 * (1 - math.cos(angle)) / 2


_SPOTS: Final = tuple(sorted(_every_spot(), key=lambda spot: (spot[2], spot[0])))
"""The ways from a point to the spots round it, with what each costs; the cheapest first."""


def _box(x: float, y: float) -> Box:
    return (x - _HALF[0], y - _HALF[1], x + _HALF[0], y + _HALF[1])


def draw_leaders(parent: ET.Element, bubbles: Iterable[Bubble]) -> None:
    """Draw the places of bubbles, and a fine line from each bubble that stands off; what comes later covers them."""
    found = tuple(bubbles)
    for x, y in dict.fromkeys(bubble.place for bubble in found):
        element(parent, "circle", cx=x, cy=y, r=2.2, fill=INK)
    for bubble in found:
        if math.dist((bubble.x, bubble.y), bubble.place) > 2 * _HALF[1]:
            element(parent, "path", d=f"M{bubble.x:.1f} {bubble.y:.1f}L{bubble.place[0]:.1f} {bubble.place[1]:.1f}",
                    stroke=QUIET, stroke_width=1, stroke_opacity=0.8)  # fmt: skip


def draw_bubbles(parent: ET.Element, bubbles: Iterable[Bubble], *, chosen: str | None = None) -> None:
    """Draw bubbles; the `chosen` claim in a ring."""
    for bubble in bubbles:
        if bubble.claim.id == chosen:
            element(parent, "circle", cx=bubble.x, cy=bubble.y, r=16, fill="none", stroke=INK, stroke_width=2.5)
        claim_glyph(parent, bubble.claim, x=bubble.x, y=bubble.y)
