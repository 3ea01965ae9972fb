"""Who held towns, in a picture: a ring round the place, coloured by the holder, outlined by certainty.

The rings are those of geodata/maps/css/marks.css.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.domain.control import site_near
from geodata.domain.vocabulary import UNKNOWN, Certainty, Scope
from geodata.export.drawing import INK, PAPER, element
from geodata.maps.theme import HOLDERS

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Callable, Iterable

    from geodata.domain.model import Control, MissionData

RADIUS: Final = 11.0
"""Of the ring round a place of its own."""
ROUND_SITE: Final = 29.0
_ROUND_REGION: Final = 43.0
_WIDTH: Final = 4.0


def draw_rings(
    parent: ET.Element, rows: Iterable[Control], *, data: MissionData, at: Callable[[float, float], tuple[float, float]]
) -> None:
    """Draw the rings of rows of control; `at` projects latitude and longitude."""
    for row in rows:
        place = data.place(row.place_id)
        x, y = at(place.lat, place.lon)
        holder = row.holder_ids[0] if row.holder_ids else UNKNOWN
        ring_glyph(parent, x=x, y=y, radius=_radius(data, row), holder=holder, certainty=row.certainty,
                   whole=row.scope is not Scope.REGION, row=row.id)  # fmt: skip


def _radius(data: MissionData, row: Control) -> float:
    if row.scope is Scope.REGION:
        return _ROUND_REGION
    return ROUND_SITE if site_near(data, row) else RADIUS


def ring_glyph(
    parent: ET.Element,
    *,
    x: float,
    y: float,
    holder: str,
    certainty: Certainty = Certainty.CONFIRMED,
    radius: float = RADIUS,
    whole: bool = True,
    row: str = "",
) -> None:
    """Draw a ring; one that is not `whole`, round a region, is broken. `row` is the id that it bears."""
    bears = {"data_control": row} if row else {}
    group = element(parent, "g", fill="none", **bears)
    ink = HOLDERS.get(holder, HOLDERS[UNKNOWN]).fill

    def circle(r: float = radius, **style: object) -> None:
        element(group, "circle", cx=x, cy=y, r=r, **style)

    if not whole:
        circle(stroke=ink, stroke_width=_WIDTH - 0.5, stroke_dasharray="9 6")
        return
    match certainty:
        case Certainty.UNKNOWN:
            circle(stroke=ink, stroke_width=_WIDTH, stroke_dasharray=".2 6", stroke_linecap="round")
        case Certainty.PROBABLE:
            circle(radius + _WIDTH / 2 + 0.5, stroke=INK, stroke_width=1)
            circle(stroke=ink, stroke_width=_WIDTH, stroke_dasharray="6 4")
        case Certainty.CONTESTED:
            circle(stroke=INK, stroke_width=9)
            circle(stroke=ink, stroke_width=7)
            circle(stroke=PAPER, stroke_width=2)
        case _:
            circle(stroke=INK, stroke_width=_WIDTH + 2)
            circle(stroke=ink, stroke_width=_WIDTH)
