"""A picture of the map on a day, for print: SVG or PNG with title, legend, scale, sources and note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.domain.sentences import holder_label
from geodata.domain.snapshot import SiteState, snapshot
from geodata.domain.vocabulary import UNKNOWN
from geodata.export.drawing import element
from geodata.export.errors import EmptySelection, UnknownFormat
from geodata.export.raster import png
from geodata.export.sheet import Sheet, blank, holders_of, written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geodata.domain.model import MissionData
    from geodata.domain.view import View
    from geodata.i18n.catalog import Translator

PRINT_WIDTH: Final = 3508
"""Pixels across an A4 sheet on its side at 300 dots an inch."""


def picture_svg(data: MissionData, view: View, *, t: Translator) -> bytes:
    """Return the SVG of the sites on the view's day, as its filters show them. Raises EmptySelection, AssetError."""
    states = states_on(data, view)
    day = view.on or view.start
    root = blank(t)
    root.attrib |= {"width": "297mm", "height": "210mm"}
    element(root, "title", f"{t('map.foot.heading')}, {t.date(day, 'full')}")
    element(root, "desc", ". ".join(_told(data, state, t) for state in states))
    sheet = Sheet.of(data, t=t)
    sheet.ground(root)
    sheet.surroundings(root, holders_of(states), some=states[0])
    sheet.marks(root, states, chosen=view.site)
    sheet.heading(root, day, states, known=view.known)
    return written(root)


def picture_png(data: MissionData, view: View, *, t: Translator) -> bytes:
    """Return the same picture as PNG, 3508 pixels wide at 300 an inch. Raises EmptySelection, AssetError."""
    return png(picture_svg(data, view, t=t), width=PRINT_WIDTH, dots_an_inch=300)


PICTURES: Final[Mapping[str, Callable[..., bytes]]] = {"png": picture_png, "svg": picture_svg}
"""What makes a picture, by the ending of its file."""


def picture(data: MissionData, view: View, form: str, *, t: Translator) -> bytes:
    """Return the picture in a format. Raises UnknownFormat, EmptySelection, AssetError."""
    if form not in PICTURES:
        raise UnknownFormat(form=form, known=", ".join(PICTURES))
    return PICTURES[form](data, view, t=t)


def states_on(data: MissionData, view: View) -> list[SiteState]:
    """Return the sites that a view shows on its day. Raises EmptySelection where there are none."""
    day = view.on or view.start
    snap = snapshot(data, on=day, filters=view.filters, known_on=day if view.known else None)
    states = [state for state in snap.states if state.site_id in snap.shown]
    if not states:
        raise EmptySelection
    return states


def _told(data: MissionData, state: SiteState, t: Translator) -> str:
    name = data.site(state.site_id).name.get(t.lang)
    holders = t.list(holder_label(holder, data=data, t=t) for holder in state.holders or (UNKNOWN,))
    said = (t(f"vocab.un_presence.{state.un_presence}"), t(f"vocab.transfer.{state.transfer}"), holders)
    return f"{name}: {', '.join(said)}"
