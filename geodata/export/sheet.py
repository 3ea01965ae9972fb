"""A printed sheet with the map: the ground, which stays, and the marks and the heading, which go with the day."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from geodata.data import registry
from geodata.data.terms import read_terms
from geodata.domain.areas import area_key, areas_of
from geodata.domain.control import site_near
from geodata.domain.snapshot import stages
from geodata.domain.vocabulary import Scope
from geodata.export.citation import dataset_sentence
from geodata.export.claim_marks import claim_glyph, draw_bubbles, draw_leaders, placed
from geodata.export.control_marks import RADIUS, ROUND_SITE, draw_rings
from geodata.export.convoy_marks import draw_convoys, draw_incidents
from geodata.export.drawing import (
    FONT,
    INK,
    PAPER,
    QUIET,
    SEA,
    SITE_GAP,
    Label,
    Names,
    Projection,
    base_map,
    element,
    line_path,
    site_box,
    site_glyph,
)
from geodata.export.extent_marks import draw_areas, draw_roads
from geodata.export.legend import draw_down, other_sections, site_sections
from geodata.export.reach_marks import draw_reach
from geodata.maps.base import base_payload

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.domain.model import Claim, Control, MissionData, Place
    from geodata.domain.snapshot import SiteState
    from geodata.domain.view import View
    from geodata.export.scene import Scene
    from geodata.i18n.catalog import Translator
    from geodata.maps.base import BasePayload, Line

WIDTH, HEIGHT = 1485, 1050
"""An A4 sheet on its side, five units a millimetre."""
MAP: Final = (40, 96, 1085, 826)
"""Where the map lies on the sheet: left, top, width, height."""
HEADING: Final = (0, 0, WIDTH, 92)
"""Where the heading lies."""
SVG: Final = "http://www.w3.org/2000/svg"
_LEFT, _TOP, _ACROSS, _DOWN = MAP
_INSIDE: Final = (_LEFT, _TOP, _LEFT + _ACROSS, _TOP + _DOWN)
_CORNER = 6
_LEGEND: Final = (1150, 112, 320, 918)
"""Where the legend lies: left, base line of its first heading, width, height."""
_PLACELESS: Final = (_LEFT + 12, _TOP + 12)
_BUBBLE: Final = 25
_SMALL_LETTER: Final = 6.4
_RING_GAP: Final = 6.0
_SCALE_KM: Final = 200
_LINE: Final = 17
_LONGER: Final = 8
_LETTERS_A_LINE: Final = 190


def blank(t: Translator, *, box: tuple[float, ...] = (0, 0, WIDTH, HEIGHT)) -> ET.Element:
    """Return an empty drawing that shows a box of the sheet: left, top, width, height."""
    ET.register_namespace("", SVG)
    root = ET.Element("svg", {"xmlns": SVG, "font-family": FONT, "role": "img", "lang": t.lang})
    root.set("viewBox", " ".join(f"{value:g}" for value in box))
    return root


def written(root: ET.Element) -> bytes:
    """Return a drawing as a file."""
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Where everything lies on the sheet of a mission; `labels` names each site, at the same place on every day."""

    data: MissionData
    t: Translator
    projection: Projection
    base: BasePayload
    places: Mapping[str, Place]
    labels: Mapping[str, Label]
    towns: tuple[Label, ...]
    outlines: Mapping[str, str]
    scale: tuple[float, float, float]

    @classmethod
    def of(cls, data: MissionData, scenes: Iterable[Scene], *, t: Translator) -> Sheet:
        """Lay out the sheet of a mission for what scenes show. Raises AssetError."""
        places = {site.id: data.place(site.place_id) for site in data.sites}
        projection = Projection.fitted(
            ((place.lat, place.lon) for place in places.values()),
            left=_LEFT + 90, up=_TOP + 60, width=_ACROSS - 200, height=_DOWN - 120,
        )  # fmt: skip
        base = base_payload(registry.folder(data.mission.id) / "base", areas=areas_of(data))
        middle = sum(place.lat for place in places.values()) / len(places)
        scale = (_LEFT + 20.0, _TOP + _DOWN - 18.0, _SCALE_KM * projection.kilometres(middle))
        spots = {site_id: projection.at(place.lat, place.lon) for site_id, place in places.items()}
        corner = (scale[0] - 17, scale[1] - 23, scale[0] + scale[2] + 19, scale[1] + 13)
        # Where a ring tells who held a town, its name comes first and stands clear of the ring.
        held = dict.fromkeys(row for scene in scenes for row in scene.rings)
        ringed, round_places = _ringed(data, held, t), {row.place_id for row in held}
        rings = {site_id for site_id, place in places.items() if place.id in round_places}
        taken = [_round(*spot, ROUND_SITE) if site_id in rings else site_box(*spot) for site_id, spot in spots.items()]
        names = Names([*taken, corner], inside=_INSIDE)
        labels = {
            site_id: names.of_site(
                _short(data, site_id, t), x=x, y=y, gap=ROUND_SITE + _RING_GAP if site_id in rings else SITE_GAP
            )
            for site_id, (x, y) in spots.items()
        }
        towns = [
            names.of_town(name, x=x, y=y, gap=RADIUS + _RING_GAP)
            for name, (x, y) in ((name, projection.at(*point)) for name, point in ringed.items())
        ]
        for town in sorted(base["towns"], key=lambda town: town["rank"]):
            x, y = projection.at(*town["points"][0])
            if town["text"][t.lang] not in ringed:
                towns.append(names.of_town(town["text"][t.lang], x=x, y=y))
        outlines = {
            area_key(area): _outline(base["areas"][area_key(area)]["rings"], base["scale"], projection)
            for area in areas_of(data)
        }
        return cls(data=data, t=t, projection=projection, base=base, places=places, labels=labels,
                   towns=tuple(filter(None, towns)), outlines=outlines, scale=scale)  # fmt: skip

    def ground(self, root: ET.Element) -> None:
        """Draw land, water, borders and the scale."""
        element(root, "rect", x=_LEFT, y=_TOP, width=_ACROSS, height=_DOWN, fill=SEA)
        base_map(root, self.base, self.projection, inside=_INSIDE)
        x, y, bar = self.scale
        element(root, "path", d=f"M{x} {y - 6}V{y}h{bar:.1f}v-6", fill="none", stroke=INK, stroke_width=1.5)
        element(root, "text", f"{_SCALE_KM} km", x=x + bar / 2, y=y - 8, font_size=13, text_anchor="middle", fill=INK)

    def surroundings(self, root: ET.Element, scenes: Sequence[Scene]) -> None:
        """Draw the white sheet round the map, the legend of what the scenes show, the sources and the notes."""
        # A mat with a window, since a clip path makes some programs draw all that lies beyond it first.
        window = (
            f"M{_LEFT + _CORNER} {_TOP}H{_INSIDE[2] - _CORNER}Q{_INSIDE[2]} {_TOP} {_INSIDE[2]} {_TOP + _CORNER}"
            f"V{_INSIDE[3] - _CORNER}Q{_INSIDE[2]} {_INSIDE[3]} {_INSIDE[2] - _CORNER} {_INSIDE[3]}"
            f"H{_LEFT + _CORNER}Q{_LEFT} {_INSIDE[3]} {_LEFT} {_INSIDE[3] - _CORNER}"
            f"V{_TOP + _CORNER}Q{_LEFT} {_TOP} {_LEFT + _CORNER} {_TOP}Z"
        )
        far = 20 * WIDTH
        sheet = f"M{-far} {-far}H{far}V{far}H{-far}Z"
        element(root, "path", d=sheet + window, fill="#ffffff", fill_rule="evenodd")
        x, y, width, height = _LEGEND
        legend = (*site_sections(self.data, scenes, t=self.t), *other_sections(self.data, scenes, t=self.t))
        draw_down(root, legend, x=x, y=y, width=width, height=height)
        for number, line in enumerate(
            line for text in notes(self.data, self.t) for line in wrap(text, _LETTERS_A_LINE)
        ):
            element(root, "text", line, x=_LEFT, y=float(946 + number * _LINE), font_size=12.5, fill=QUIET)

    def covers(self, root: ET.Element, scene: Scene) -> None:
        """Draw what lies on the ground and may reach beyond the map: distances, whole regions, roads; then towns."""
        at, data = self.projection.at, self.data
        draw_reach(root, (self.places[site_id] for site_id in scene.reach), at=at)
        draw_areas(root, scene.areas, data=data, outlines=self.outlines)
        draw_roads(root, scene.roads, data=data, at=at)
        for town in self.towns:
            town.draw(root)

    def marks(self, root: ET.Element, scene: Scene, *, view: View) -> None:
        """Draw the marks of a scene: a doubtful place in a circle, what the view chose in a ring."""
        at, data = self.projection.at, self.data
        draw_convoys(root, scene.convoys, data=data, at=at)
        for claim in scene.claims:
            radius = claim.doubt_km(data.place(claim.place_id) if claim.place_id else None)
            if radius is not None and claim.lat is not None and claim.lon is not None:
                self._doubt(root, claim.lat, claim.lon, radius)
        labels = [self.labels[state.site_id] for state in scene.states]
        sites = [site_box(*at(place.lat, place.lon)) for place in (self.places[one.site_id] for one in scene.states)]
        draw_rings(root, scene.rings, data=data, at=at)
        rings = [_round(*at(place.lat, place.lon)) for place in (data.place(row.place_id) for row in scene.rings)]
        left, base, bar = self.scale
        bubbles = placed(
            scene.claims,
            at=at,
            hard=[*sites, *rings, *(label.box for label in labels), (left - 4, base - 26, left + bar + 4, base + 4)],
            soft=[label.box for label in self.towns],
            inside=_INSIDE,
        )
        draw_leaders(root, bubbles)
        for state in scene.states:
            place = self.places[state.site_id]
            x, y = at(place.lat, place.lon)
            if state.site_id == view.site:
                element(root, "circle", cx=x, cy=y, r=25, fill="none", stroke=INK, stroke_width=2.5)
            if not place.verified:
                self._doubt(root, place.lat, place.lon, place.accuracy_km)
            site_glyph(root, state, x=x, y=y, scale=1.2)
        draw_bubbles(root, bubbles, chosen=view.claim)
        draw_incidents(root, scene.incidents, at=at)
        for label in labels:
            label.draw(root)
        self._placeless(root, [claim for claim in scene.claims if claim.lat is None])

    def _doubt(self, root: ET.Element, lat: float, lon: float, km: float) -> None:
        """Draw the circle within which a doubtful place lies."""
        x, y = self.projection.at(lat, lon)
        element(root, "circle", cx=x, cy=y, r=km * self.projection.kilometres(lat), fill=QUIET, fill_opacity=0.1,
                stroke=QUIET, stroke_dasharray="4 4")  # fmt: skip

    def _placeless(self, root: ET.Element, claims: Sequence[Claim]) -> None:
        """Draw the claims about whole regions in a corner of the map, since no point of it is theirs."""
        if not claims:
            return
        text = self.t("map.text.regional-claims")
        wide = len(text) * _SMALL_LETTER
        x, y = _PLACELESS
        element(root, "rect", x=x, y=y, width=wide + 18 + _BUBBLE * len(claims), height=32, rx=5, fill=PAPER,
                stroke=QUIET, stroke_width=0.8)  # fmt: skip
        element(root, "text", text, x=x + 10, y=y + 21, font_size=13, fill=QUIET)
        for number, claim in enumerate(claims):
            claim_glyph(root, claim, x=x + wide + 24 + _BUBBLE * number, y=y + 17)

    def heading(self, root: ET.Element, scene: Scene) -> None:
        """Draw the title, the day, the counts, and what limits them."""
        t, right = self.t, _INSIDE[2]
        element(root, "text", t("map.foot.heading"), x=_LEFT, y=46, font_size=26, font_weight=700, fill=INK)
        element(root, "text", t.date(scene.day, "full"), x=_LEFT, y=78, font_size=20, fill=INK)
        element(root, "text", counted(scene.states, t), x=right, y=78, font_size=16, text_anchor="end", fill=INK)
        said = (*claims_in_words(scene, t), *limits_in_words(scene, total=len(self.places), t=t))
        element(root, "text", " · ".join(said), x=right, y=46, font_size=14, text_anchor="end", fill=QUIET)


def claims_in_words(scene: Scene, t: Translator) -> tuple[str, ...]:
    """Say how many claims are shown, and of which days; nothing where the view shows none."""
    if scene.window is None:
        return ()
    count = len(scene.claims)
    if scene.window == 0:
        return (t("export.shown.claims-all", n=count),)
    return (t("export.shown.claims", count=scene.window, n=count),)


def limits_in_words(scene: Scene, *, total: int, t: Translator) -> tuple[str, ...]:
    """Say whether some sites are left out, and whether only what was public counts; nothing where neither is so."""
    shown = len(scene.states)
    hidden = (t("map.filter.shown", n=shown, total=total),) if shown < total else ()
    return (*hidden, *((t("page.sidebar.known"),) if scene.known else ()))


def counted(states: Iterable[SiteState], t: Translator) -> str:
    """Say how many sites are in each state, as the clock does."""
    return " · ".join(
        f"{t.number(count)} {t(f'map.count.{name}', count=count)}" for name, count in stages(states).items()
    )


def notes(data: MissionData, t: Translator) -> tuple[str, ...]:
    """Return what stands under every picture: citation, sources of the map, boundaries, independence."""
    terms = read_terms(registry.folder(data.mission.id))
    return (
        dataset_sentence(terms=terms, t=t),
        t("map.text.attribution"),
        t("map.legend.boundaries"),
        t("export.independent"),
    )


def _ringed(data: MissionData, held: Iterable[Control], t: Translator) -> dict[str, tuple[float, float]]:
    """Return the places, by their names, round which rings may be drawn and at which no site stands."""
    rows = (row for row in held if row.scope is not Scope.REGION and not site_near(data, row))
    places = (data.place(row.place_id) for row in rows)
    return {place.name.get(t.lang): (place.lat, place.lon) for place in places}


def _round(x: float, y: float, radius: float = RADIUS) -> tuple[float, float, float, float]:
    return (x - radius, y - radius, x + radius, y + radius)


def _outline(rings: Iterable[Line], scale: int, projection: Projection) -> str:
    return "".join(path + "Z" for ring in rings if (path := line_path(ring, scale, projection, inside=_INSIDE)))


def _short(data: MissionData, site_id: str, t: Translator) -> str:
    """Name a site as on the living map: by its settlement, where its own name is long."""
    site, place = data.site(site_id).name, data.place(data.site(site_id).place_id).name
    return (site if len(site.en) <= len(place.en) + _LONGER else place).get(t.lang)
