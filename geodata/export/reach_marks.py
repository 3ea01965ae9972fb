"""How far from a UN-run site one is, in a picture: geodesic rings, each distance one see-through sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.domain.reach import RADII_KM, ring
from geodata.export.drawing import element
from geodata.maps.theme import ACCENTS

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Callable, Iterable

    from geodata.domain.model import Place

_INK: Final = ACCENTS["light"]["reach"]
_OPACITY: Final = 0.13


def draw_reach(
    parent: ET.Element, places: Iterable[Place], *, at: Callable[[float, float], tuple[float, float]]
) -> None:
    """Draw what lies within 200, 100 and 50 km of places; rings of one distance that overlap are not darker."""
    found = tuple(places)
    for km in reversed(RADII_KM):
        sheet = element(parent, "g", fill=_INK, opacity=f"{_OPACITY}")
        for place in found:
            points = (at(lat, lon) for lat, lon in ring(place.lat, place.lon, km=km))
            d = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
            element(sheet, "path", d=d, data_reach=f"{place.id} {km}")


def reach_sample(parent: ET.Element, *, x: float, y: float) -> None:
    """Draw the three shades for a legend."""
    for radius in (12.0, 8.0, 4.0):
        element(parent, "circle", cx=x, cy=y, r=radius, fill=_INK, fill_opacity=f"{_OPACITY}")
