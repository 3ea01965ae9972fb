"""The drawn map of a picture: projection, base layers, glyphs and names, as SVG elements.

The glyphs are those of geodata/maps/js/marks.js; a test holds their outlines together.
"""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.maps.theme import HOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.domain.snapshot import SiteState
    from geodata.maps.base import BasePayload, Line

SHAPES: Final = {
    "open": "M0-11A11 11 0 1 1 0 11A11 11 0 1 1 0-11Z",
    "closing": "M0-13.5L13.5 0L0 13.5L-13.5 0Z",
    "closed": "M-8-10H8A2 2 0 0 1 10-8V8A2 2 0 0 1 8 10H-8A2 2 0 0 1-10 8V-8A2 2 0 0 1-8-10Z",
}
BOTH: Final = "M-13-10H13A2 2 0 0 1 15-8V8A2 2 0 0 1 13 10H-13A2 2 0 0 1-15 8V-8A2 2 0 0 1-13-10Z"
"""A site that two hold: as wide as the letters of both."""
SECOND_HALF: Final = "M0-10H13A2 2 0 0 1 15-8V8A2 2 0 0 1 13 10H0Z"
BADGES: Final = {
    "none": "",
    "partial": "M-2.6 .2L-.6 2.2L.6 1",
    "formal": "M-3 .2L-.9 2.4L3.2-2.2",
    "without_handover": "M-2.3-2.3L2.3 2.3M2.3-2.3L-2.3 2.3",
}
CODES: Final = {
    "minusma": "UN", "mali-state": "ML", "fama": "FA", "wagner": "WG", "csp": "CS", "jnim": "JN",
    "issp": "IS", "gatia": "GA", "fla": "FL", "armed-groups": "AG", "unknown": "?",
}  # fmt: skip
"""Two letters for each holder, so that colour is never alone."""

INK, PAPER, WARN, QUIET = "#1f2328", "#ffffff", "#c1301c", "#59636e"
SEA, LAND, HOME, WATER = "#d3dfe4", "#ebe6dc", "#fbf9f4", "#b9d1dc"
GROUND: Final = (SEA, LAND, HOME, WATER)
"""The large areas of the map."""
FONT: Final = "'Source Sans 3', 'Source Sans Pro', 'Noto Sans', 'DejaVu Sans', Helvetica, Arial, sans-serif"
_SITE_LETTER, _TOWN_LETTER = 8.8, 6.2
"""About how wide a letter of a site's and of a town's name is, in units of the picture."""
_SITE_SIZE, _TOWN_SIZE, _TOWN_GAP = 17, 12, 7
SITE_GAP: Final = 21
"""From the middle of a site's mark to its name."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Web Mercator, fitted into a box: where a point of the earth lies in the picture."""

    west: float
    top: float
    scale: float
    left: float
    up: float

    @classmethod
    def fitted(
        cls, points: Iterable[tuple[float, float]], *, left: float, up: float, width: float, height: float
    ) -> Projection:
        """Return the projection that shows all points, latitude and longitude, in the middle of a box."""
        xs, ys = zip(*((lon, _mercator(lat)) for lat, lon in points), strict=True)
        scale = min(width / (max(xs) - min(xs)), height / (max(ys) - min(ys)))
        west = (max(xs) + min(xs)) / 2 - width / scale / 2
        top = (max(ys) + min(ys)) / 2 + height / scale / 2
        return cls(west, top, scale, left, up)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Return where a point lies."""
        return self.left + (lon - self.west) * self.scale, self.up + (self.top - _mercator(lat)) * self.scale

    def kilometres(self, lat: float) -> float:
        """Return the units of the picture that a kilometre takes at a latitude."""
        return self.scale / (111.32 * math.cos(math.radians(lat)))


def _mercator(lat: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


def element(parent: ET.Element, tag: str, text: str | None = None, /, **attributes: object) -> ET.Element:
    """Add an element; a `_` in a name stands for `-`, and one at its end for nothing."""
    named = {name.rstrip("_").replace("_", "-"): _number(value) for name, value in attributes.items()}
    child = ET.SubElement(parent, tag, named)
    child.text = text
    return child


def _number(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def base_map(parent: ET.Element, base: BasePayload, projection: Projection, *, inside: tuple[float, ...]) -> None:
    """Draw land, water and borders, as far as they touch a box: left, top, right, bottom."""

    def path(lines: Iterable[Line], *, closed: bool = False, **style: object) -> None:
        paths = (line_path(line, base["scale"], projection, inside) for line in lines)
        d = "".join(path + ("Z" if closed else "") for path in paths if path)
        if d:
            element(parent, "path", d=d, **{"fill": "none", "stroke_linejoin": "round", **style})

    path(base["land"], closed=True, fill=LAND, fill_rule="evenodd")
    path(base["borders"], stroke="#c9c0af", stroke_width=1)
    path(base["disputed"], stroke="#c9c0af", stroke_width=1, stroke_dasharray="5 4")
    path(base["home"], closed=True, stroke="#d9d0be", stroke_width=8, stroke_opacity=0.6)
    path(base["home"], closed=True, fill=HOME, fill_rule="evenodd")
    path((lake["ring"] for lake in base["lakes"]), closed=True, fill=WATER)
    for kind, width in (("minor", 1.0), ("major", 2.0)):
        path((river["line"] for river in base["rivers"] if river["kind"] == kind), stroke="#93b9ca", stroke_width=width)
    path(base["regions"], stroke="#c3b9a4", stroke_width=1, stroke_dasharray="1 3.2", stroke_linecap="round")
    path(base["home"], closed=True, stroke="#9c8f78", stroke_width=1.2)


def line_path(line: Line, scale: int, projection: Projection, inside: tuple[float, ...]) -> str:
    """Return a line as path data, or nothing where all of it lies on one side of the box."""
    lon = lat = 0
    points = []
    for index in range(0, len(line), 2):
        lon += line[index]
        lat += line[index + 1]
        points.append(projection.at(lat / scale, lon / scale))
    xs, ys = zip(*points, strict=True)
    left, top, right, bottom = inside
    if max(xs) < left or min(xs) > right or max(ys) < top or min(ys) > bottom:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def site_glyph(parent: ET.Element, state: SiteState, *, x: float, y: float, scale: float = 1.0) -> None:
    """Draw a site: shape by presence, colour and letters by holder, outline by certainty, badge by transfer."""
    glyph = element(parent, "g", transform=f"translate({x:.1f} {y:.1f}) scale({scale:.2f})")
    both = state.un_presence == "closed" and len(state.holders) > 1
    shape = BOTH if both else SHAPES[state.un_presence]
    holders = state.holders[:2] if both else (state.holder,)
    inks = [HOLDERS.get(holder, HOLDERS["unknown"]) for holder in holders]
    element(glyph, "path", d=shape, fill=PAPER, stroke=PAPER, stroke_width=5.5, stroke_linejoin="round")
    element(glyph, "path", d=shape, fill=inks[0].fill)
    if both:
        element(glyph, "path", d=SECOND_HALF, fill=inks[1].fill)
    line = {"fill": "none", "stroke": INK, "stroke_linejoin": "round"}
    match state.certainty:
        case "contested":
            element(
                glyph, "path", d=shape, transform="scale(1.2)", stroke_width=1.6, stroke_dasharray="2.2 1.8", **line
            )
            element(glyph, "path", d=shape, stroke_width=1.6, **line)
        case "unknown":
            dots = {"stroke_dasharray": ".2 3.4", "stroke_linecap": "round"}
            element(glyph, "path", d=shape, stroke_width=2.4, **dots, **line)
        case "probable":
            element(glyph, "path", d=shape, stroke_width=2, stroke_dasharray="6 2.6", **line)
        case _:
            element(glyph, "path", d=shape, stroke_width=2, **line)
    size, base, *middles = (8.6, 3.1, -7.3, 7.3) if both else (9.5, 3.4, 0)
    for holder, ink, middle in zip(holders, inks, middles, strict=True):
        letters = CODES.get(holder, holder[:2].upper())
        element(glyph, "text", letters, x=middle, y=base, text_anchor="middle", font_size=size, font_weight=700,
                fill=ink.text)  # fmt: skip
    if BADGES[state.transfer]:
        badge = element(glyph, "g", transform="translate(10 10)")
        colour = WARN if state.transfer == "without_handover" else INK
        element(badge, "circle", r=5.6, fill=PAPER, stroke=INK, stroke_width=1.4)
        element(badge, "path", d=BADGES[state.transfer], fill="none", stroke=colour, stroke_width=1.8,
                stroke_linecap="round")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A name where it stands; `dot` is the point that a town's name belongs to."""

    text: str
    x: float
    y: float
    anchor: str
    site: bool
    dot: tuple[float, float] | None = None

    @property
    def box(self) -> tuple[float, float, float, float]:
        """About where the name stands: left, top, right, bottom."""
        letter, size = (_SITE_LETTER, _SITE_SIZE) if self.site else (_TOWN_LETTER, _TOWN_SIZE)
        return _box(self.text, self.anchor, self.x, self.y, letter=letter, size=size)

    def draw(self, parent: ET.Element) -> None:
        """Draw the name, with the town's dot."""
        if self.dot is not None:
            element(parent, "circle", cx=self.dot[0], cy=self.dot[1], r=2, fill=PAPER, stroke=QUIET)
        element(parent, "text", self.text, x=self.x, y=self.y, text_anchor=self.anchor,
                font_size=_SITE_SIZE if self.site else _TOWN_SIZE, font_weight=600 if self.site else 400,
                fill=INK if self.site else QUIET, stroke=HOME, stroke_width=3, paint_order="stroke",
                stroke_linejoin="round")  # fmt: skip


class Names:
    """Names that keep clear of marks and of each other, inside a box: left, top, right, bottom."""

    def __init__(self, taken: Iterable[tuple[float, float, float, float]], *, inside: tuple[float, ...]) -> None:
        self._inside = inside
        self._taken = list(taken)

    def of_site(self, text: str, *, x: float, y: float, gap: float = SITE_GAP) -> Label:
        """Return a site's name right, left, above or below its mark: where there is room, else at its right.

        `gap` is from the middle of the mark to the name.
        """
        beside, below = _SITE_SIZE / 3, gap + _SITE_SIZE
        spots = (
            ("start", x + gap, y + beside),
            ("end", x - gap, y + beside),
            ("middle", x, y - gap - 2),
            ("middle", x, y + below),
        )
        boxes = [_box(text, *spot, letter=_SITE_LETTER, size=_SITE_SIZE) for spot in spots]
        best = next((number for number, box in enumerate(boxes) if self._free(box)), 0)
        self._taken.append(boxes[best])
        anchor, left, base = spots[best]
        return Label(text, left, base, anchor, site=True)

    def of_town(self, text: str, *, x: float, y: float, gap: float = _TOWN_GAP) -> Label | None:
        """Return a town's name right or left of its dot, or None where there is room for neither.

        `gap` is from the dot to the name, wider where a ring goes round the dot.
        """
        half = max(4.0, gap - 5)
        dot = (x - half, y - half, x + half, y + half)
        if not self._free(dot):
            return None
        for anchor, left in (("start", x + gap), ("end", x - gap)):
            base = y + _TOWN_SIZE / 3
            box = _box(text, anchor, left, base, letter=_TOWN_LETTER, size=_TOWN_SIZE)
            if self._free(box):
                self._taken += [box, dot]
                return Label(text, left, base, anchor, site=False, dot=(x, y))
        return None

    def _free(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = self._inside
        within = left < box[0] and top < box[1] and box[2] < right and box[3] < bottom
        return within and not any(overlap(box, other) for other in self._taken)


def site_box(x: float, y: float) -> tuple[float, float, float, float]:
    """Return the box that a site's mark takes, its badge included: left, top, right, bottom."""
    return (x - 17, y - 17, x + 19, y + 19)


def _box(
    text: str, anchor: str, left: float, base: float, *, letter: float, size: float
) -> tuple[float, float, float, float]:
    width = len(text) * letter
    first = left - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return (first, base - size, first + width, base + 4)


def overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether two boxes share an area: left, top, right, bottom."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
