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
SECOND_HALF: Final = "M0-10H8A2 2 0 0 1 10-8V8A2 2 0 0 1 8 10H0Z"
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
FONT: Final = "'Source Sans 3', 'Noto Sans', 'DejaVu Sans', Helvetica, Arial, sans-serif"
_SITE_LETTER, _TOWN_LETTER = 8.8, 6.2
"""About how wide a letter of a site's and of a town's name is, in units of the picture."""


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


def base_map(parent: ET.Element, base: BasePayload, projection: Projection) -> None:
    """Draw land, water and borders."""

    def path(lines: Iterable[Line], *, closed: bool = False, **style: object) -> None:
        d = "".join(_path(line, base["scale"], projection) + ("Z" if closed else "") for line in lines)
        if d:
            element(parent, "path", d=d, **{"fill": "none", "stroke_linejoin": "round", **style})

    path(base["land"], closed=True, fill="#ebe6dc", fill_rule="evenodd")
    path(base["borders"], stroke="#c9c0af", stroke_width=1)
    path(base["disputed"], stroke="#c9c0af", stroke_width=1, stroke_dasharray="5 4")
    path(base["home"], closed=True, stroke="#d9d0be", stroke_width=8, stroke_opacity=0.6)
    path(base["home"], closed=True, fill="#fbf9f4", fill_rule="evenodd")
    path((lake["ring"] for lake in base["lakes"]), closed=True, fill="#b9d1dc")
    for kind, width in (("minor", 1.0), ("major", 2.0)):
        path((river["line"] for river in base["rivers"] if river["kind"] == kind), stroke="#93b9ca", stroke_width=width)
    path(base["regions"], stroke="#c3b9a4", stroke_width=1, stroke_dasharray="1 3.2", stroke_linecap="round")
    path(base["home"], closed=True, stroke="#9c8f78", stroke_width=1.2)


def _path(line: Line, scale: int, projection: Projection) -> str:
    lon = lat = 0
    parts = []
    for index in range(0, len(line), 2):
        lon += line[index]
        lat += line[index + 1]
        x, y = projection.at(lat / scale, lon / scale)
        parts.append(f"{x:.1f} {y:.1f}")
    return "M" + "L".join(parts)


def site_glyph(parent: ET.Element, state: SiteState, *, x: float, y: float, scale: float = 1.0) -> None:
    """Draw a site: shape by presence, colour and letters by holder, outline by certainty, badge by transfer."""
    glyph = element(parent, "g", transform=f"translate({x:.1f} {y:.1f}) scale({scale:.2f})")
    shape = SHAPES[state.un_presence]
    first = state.holder
    ink = HOLDERS.get(first, HOLDERS["unknown"])
    element(glyph, "path", d=shape, fill=PAPER, stroke=PAPER, stroke_width=5.5, stroke_linejoin="round")
    element(glyph, "path", d=shape, fill=ink.fill)
    if state.un_presence == "closed" and len(state.holders) > 1:
        element(glyph, "path", d=SECOND_HALF, fill=HOLDERS.get(state.holders[1], HOLDERS["unknown"]).fill)
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
    letters = CODES.get(first, first[:2].upper())
    element(glyph, "text", letters, y=3.4, text_anchor="middle", font_size=9.5, font_weight=700, fill=ink.text)
    if BADGES[state.transfer]:
        badge = element(glyph, "g", transform="translate(10 10)")
        colour = WARN if state.transfer == "without_handover" else INK
        element(badge, "circle", r=5.6, fill=PAPER, stroke=INK, stroke_width=1.4)
        element(badge, "path", d=BADGES[state.transfer], fill="none", stroke=colour, stroke_width=1.8,
                stroke_linecap="round")  # fmt: skip


class Names:
    """Names that keep clear of marks and of each other, inside a box: left, top, right, bottom."""

    def __init__(
        self, parent: ET.Element, obstacles: Iterable[tuple[float, float]], *, inside: tuple[float, ...]
    ) -> None:
        self._parent = parent
        self._inside = inside
        self._taken = [(x - 17, y - 17, x + 19, y + 19) for x, y in obstacles]

    def place(self, text: str, *, x: float, y: float, site: bool) -> None:
        """Put a site's name right, left, above or below its mark, a town's only where there is room beside its dot."""
        size, gap = (17, 21) if site else (12, 7)
        width = len(text) * (_SITE_LETTER if site else _TOWN_LETTER)
        spots = [("start", x + gap, y + size / 3), ("end", x - gap, y + size / 3)]
        if site:
            spots += [("middle", x, y - gap - 2), ("middle", x, y + gap + size)]
        for anchor, left, base in spots:
            first = left - {"start": 0, "middle": width / 2, "end": width}[anchor]
            box = (first, base - size, first + width, base + 4)
            if self._free(box):
                break
        else:
            if not site:
                return
            anchor, left, base = spots[0]
            box = (left, base - size, left + width, base + 4)
        self._taken.append(box)
        if not site:
            self._taken.append((x - 4, y - 4, x + 4, y + 4))
            element(self._parent, "circle", cx=x, cy=y, r=2, fill=PAPER, stroke=QUIET)
        element(self._parent, "text", text, x=left, y=base, text_anchor=anchor, font_size=size,
                font_weight=650 if site else 400, fill=INK if site else QUIET, stroke="#fbf9f4", stroke_width=3,
                paint_order="stroke", stroke_linejoin="round")  # fmt: skip

    def _free(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = self._inside
        within = left < box[0] and top < box[1] and box[2] < right and box[3] < bottom
        return within and not any(_overlap(box, other) for other in self._taken)


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
