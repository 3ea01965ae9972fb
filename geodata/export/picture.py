"""A picture of the map on a day, for print: SVG or PNG with title, legend, scale, sources and note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.domain.convoys import stops
from geodata.domain.sentences import holder_label, holding
from geodata.domain.vocabulary import UNKNOWN, ConvoyKind
from geodata.export.drawing import element
from geodata.export.errors import EmptySelection, UnknownFormat
from geodata.export.raster import png
from geodata.export.scene import Scene
from geodata.export.sheet import Sheet, blank, claims_in_words, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geodata.domain.model import Claim, Control, Convoy, MissionData
    from geodata.domain.snapshot import SiteState
    from geodata.domain.view import View
    from geodata.i18n.catalog import Translator

PRINT_WIDTH: Final = 3508
"""Pixels across an A4 sheet on its side at 300 dots an inch."""


def picture_svg(data: MissionData, view: View, *, t: Translator) -> bytes:
    """Return the SVG of what a view shows on its day. Raises EmptySelection where it shows no site, and AssetError."""
    scene = scene_on(data, view)
    root = blank(t)
    root.attrib |= {"width": "297mm", "height": "210mm"}
    element(root, "title", f"{t('map.foot.heading')}, {t.date(scene.day, 'full')}")
    element(root, "desc", ". ".join(_told(data, scene, t)))
    sheet = Sheet.of(data, (scene,), t=t)
    sheet.ground(root)
    sheet.covers(root, scene)
    sheet.surroundings(root, (scene,))
    sheet.marks(root, scene, view=view)
    sheet.heading(root, scene)
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


def scene_on(data: MissionData, view: View) -> Scene:
    """Return what a view shows on its day. Raises EmptySelection where it shows no site."""
    scene = Scene.of(data, view, view.on or view.start)
    if not scene.states:
        raise EmptySelection
    return scene


def claim_in_words(data: MissionData, claim: Claim, t: Translator) -> str:
    """Say what is claimed, by whom, and how others see it."""
    who = claim.claimant.get(t.lang) or holder_label(claim.claimant_id, data=data, t=t)
    status = t(f"vocab.claim_status.{claim.status}")
    return t("brief.claim", title=claim.title.get(t.lang), who=who, status=status)


def convoy_in_words(data: MissionData, convoy: Convoy, t: Translator) -> str:
    """Say which convoy is on the road."""
    key = "map.text.convoy" if convoy.kind is ConvoyKind.WITHDRAWAL else "map.text.convoy-logistics"
    first, *_, last = stops(data, convoy)
    return t(key, origin=first.name.get(t.lang), destination=last.name.get(t.lang))


def control_in_words(data: MissionData, row: Control, t: Translator) -> tuple[str, str]:
    """Say of which town, camp or region a row of control tells, and who held it."""
    name = f"{data.place(row.place_id).name.get(t.lang)} ({t(f'map.scope.{row.scope}')})"
    return name, holding(row.holder_ids, row.certainty, data=data, t=t)


def reach_in_words(data: MissionData, scene: Scene, t: Translator) -> str:
    """Say which sites the distances of a scene are drawn round; nothing where there are none."""
    names = t.list(data.site(site_id).name.get(t.lang) for site_id in scene.reach)
    return t("join.named", name=t("map.legend.reach"), value=names) if names else ""


def _told(data: MissionData, scene: Scene, t: Translator) -> Iterator[str]:
    for state in scene.states:
        yield _site_told(data, state, t)
    yield from (convoy_in_words(data, convoy, t) for convoy in scene.convoys)
    for row in scene.rings:
        name, held = control_in_words(data, row, t)
        yield t("join.named", name=name, value=held)
    yield from filter(None, [reach_in_words(data, scene, t)])
    yield from claims_in_words(scene, t)
    for claim in dict.fromkeys((*scene.claims, *scene.roads, *scene.areas)):
        yield t("join.named", name=t.period(claim.when), value=claim_in_words(data, claim, t))


def _site_told(data: MissionData, state: SiteState, t: Translator) -> str:
    name = data.site(state.site_id).name.get(t.lang)
    holders = t.list(holder_label(holder, data=data, t=t) for holder in state.holders or (UNKNOWN,))
    said = (t(f"vocab.un_presence.{state.un_presence}"), t(f"vocab.transfer.{state.transfer}"), holders)
    return t("join.named", name=name, value=", ".join(said))
