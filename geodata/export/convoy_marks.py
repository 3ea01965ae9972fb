"""The convoys of a picture: a schematic line each, and a burst where one was hit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.domain.convoys import stops
from geodata.export.drawing import PAPER, WARN, element
from geodata.maps.theme import ACCENTS

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Callable, Iterable

    from geodata.domain.model import Convoy, ConvoyIncident, MissionData

    Point = tuple[float, float]

BURST: Final = "M0-8L2-3L7-5.5L4.5-.8L8.5 2L3.5 3L4 8L0 5L-4 8L-3.5 3L-8.5 2L-4.5-.8L-7-5.5L-2-3Z"
_LINE: Final = {"fill": "none", "stroke": ACCENTS["light"]["convoy"], "stroke_width": 3, "stroke_dasharray": "7 5"}


def draw_convoys(
    parent: ET.Element, convoys: Iterable[Convoy], *, data: MissionData, at: Callable[[float, float], Point]
) -> None:
    """Draw the lines of convoys from settlement to settlement; `at` projects latitude and longitude."""
    for convoy in convoys:
        points = [at(place.lat, place.lon) for place in stops(data, convoy)]
        d = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        element(parent, "path", d=d, data_convoy=convoy.id, **_LINE)


def draw_incidents(
    parent: ET.Element, incidents: Iterable[ConvoyIncident], *, at: Callable[[float, float], Point]
) -> None:
    """Draw a burst where a convoy was hit; `at` projects latitude and longitude."""
    for row in incidents:
        if row.lat is not None and row.lon is not None:
            x, y = at(row.lat, row.lon)
            burst_glyph(parent, x=x, y=y, incident=row.id)


def burst_glyph(parent: ET.Element, *, x: float, y: float, incident: str = "") -> None:
    """Draw a burst; `incident` is the id that it bears."""
    bears = {"data_incident": incident} if incident else {}
    element(parent, "path", d=BURST, transform=f"translate({x:.1f} {y:.1f})", fill=WARN, stroke=PAPER,
            stroke_width=1.2, stroke_linejoin="round", **bears)  # fmt: skip


def convoy_sample(parent: ET.Element, *, x: float, y: float) -> None:
    """Draw a piece of a convoy's line for a legend."""
    element(parent, "path", d=f"M{x - 16:.1f} {y:.1f}h32", **_LINE)
