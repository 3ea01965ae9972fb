"""A picture of the map on a day, for print: SVG with title, legend, scale, sources and note."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from geodata.data import registry
from geodata.data.terms import read_terms
from geodata.domain.sentences import holder_label
from geodata.domain.snapshot import SiteState, snapshot
from geodata.domain.vocabulary import UNKNOWN, Certainty, Transfer, UnPresence
from geodata.export.citation import dataset_sentence
from geodata.export.drawing import FONT, INK, QUIET, Names, Projection, base_map, element, site_glyph
from geodata.export.errors import EmptySelection
from geodata.maps.base import base_payload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.domain.model import MissionData
    from geodata.domain.snapshot import Snapshot
    from geodata.domain.view import View
    from geodata.i18n.catalog import Translator

WIDTH, HEIGHT = 1485, 1050
"""An A4 sheet on its side, five units a millimetre."""
_SVG: Final = "http://www.w3.org/2000/svg"
_MAP: Final = (40, 96, 1085, 826)
_LEGEND_X: Final = 1160
_SCALE_KM: Final = 200
_ROW, _LINE = 34, 17
_LONGER: Final = 8
_LETTERS_A_LINE: Final = 190
_CLOSED: Final = {Transfer.NONE: "pending", Transfer.WITHOUT_HANDOVER: "without"}


def picture_svg(data: MissionData, view: View, *, t: Translator) -> bytes:
    """Return the SVG of the sites on the view's day, as its filters show them. Raises EmptySelection, AssetError."""
    day = view.on or view.start
    snap = snapshot(data, on=day, filters=view.filters, known_on=day if view.known else None)
    states = [state for state in snap.states if state.site_id in snap.shown]
    if not states:
        raise EmptySelection
    ET.register_namespace("", _SVG)
    root = ET.Element("svg", {
        "xmlns": _SVG, "viewBox": f"0 0 {WIDTH} {HEIGHT}", "width": "297mm", "height": "210mm", "font-family": FONT,
        "role": "img", "lang": t.lang,
    })  # fmt: skip
    heading = f"{t('map.foot.heading')}, {t.date(day, 'full')}"
    element(root, "title", heading)
    element(root, "desc", ". ".join(_told(data, state, t) for state in states))
    element(root, "rect", width=WIDTH, height=HEIGHT, fill="#ffffff")
    element(root, "text", t("map.foot.heading"), x=40, y=46, font_size=26, font_weight=700, fill=INK)
    element(root, "text", t.date(day, "full"), x=40, y=78, font_size=20, fill=INK)
    element(root, "text", _counts(states, t), x=40 + _MAP[2], y=78, font_size=16, text_anchor="end", fill=INK)
    _map(root, data, states, t)
    _legend(root, data, snap, states, t)
    _notes(root, data, t)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _told(data: MissionData, state: SiteState, t: Translator) -> str:
    name = data.site(state.site_id).name.get(t.lang)
    holders = t.list(holder_label(holder, data=data, t=t) for holder in state.holders or (UNKNOWN,))
    said = (t(f"vocab.un_presence.{state.un_presence}"), t(f"vocab.transfer.{state.transfer}"), holders)
    return f"{name}: {', '.join(said)}"


def _counts(states: Iterable[SiteState], t: Translator) -> str:
    """Say how many sites are in each state, as the clock does."""
    counts = dict.fromkeys(("open", "closing", "handed", "pending", "without"), 0)
    for state in states:
        if state.un_presence is not UnPresence.CLOSED:
            counts[state.un_presence] += 1
        else:
            counts[_CLOSED.get(state.transfer, "handed")] += 1
    return " · ".join(
        f"{t.number(count)} {t(f'map.count.{name}', count=count)}"
        for name, count in counts.items()
        if count or name != "pending"
    )


def _map(root: ET.Element, data: MissionData, states: list[SiteState], t: Translator) -> None:
    left, up, width, height = _MAP
    clip = element(element(root, "defs"), "clipPath", id="map")
    element(clip, "rect", x=left, y=up, width=width, height=height, rx=6)
    frame = element(root, "g", clip_path="url(#map)")
    element(frame, "rect", x=left, y=up, width=width, height=height, fill="#d3dfe4")
    places = {state.site_id: data.place(data.site(state.site_id).place_id) for state in states}
    every = [data.place(site.place_id) for site in data.sites]
    projection = Projection.fitted(
        ((place.lat, place.lon) for place in every),
        left=left + 90, up=up + 60, width=width - 200, height=height - 120,
    )  # fmt: skip
    base = base_payload(registry.folder(data.mission.id) / "base")
    base_map(frame, base, projection)
    spots = {site_id: projection.at(place.lat, place.lon) for site_id, place in places.items()}
    for state in states:
        x, y = spots[state.site_id]
        place = places[state.site_id]
        if not place.verified:
            radius = place.accuracy_km * projection.kilometres(place.lat)
            element(frame, "circle", cx=x, cy=y, r=radius, fill=QUIET, fill_opacity=0.1, stroke=QUIET,
                    stroke_dasharray="4 4")  # fmt: skip
        site_glyph(frame, state, x=x, y=y, scale=1.2)
    lat = sum(place.lat for place in every) / len(every)
    bar = _SCALE_KM * projection.kilometres(lat)
    foot = up + height - 18
    corner = [(left + 20.0 + step, foot - 6.0) for step in range(0, int(bar) + 1, 30)]
    names = Names(frame, [*spots.values(), *corner], inside=(left, up, left + width, up + height))
    for site_id, place in places.items():
        site = data.site(site_id).name
        # As on the living map: the settlement's name, where the site's own is long.
        label = site if len(site.en) <= len(place.name.en) + _LONGER else place.name
        names.place(label.get(t.lang), x=spots[site_id][0], y=spots[site_id][1], site=True)
    for town in sorted(base["towns"], key=lambda town: town["rank"]):
        x, y = projection.at(*town["points"][0])
        if left < x < left + width and up < y < up + height:
            names.place(town["text"][t.lang], x=x, y=y, site=False)
    element(frame, "path", d=f"M{left + 20} {foot - 6}V{foot}h{bar:.1f}v-6", fill="none", stroke=INK, stroke_width=1.5)
    element(frame, "text", f"{_SCALE_KM} km", x=left + 20 + bar / 2, y=foot - 8, font_size=13, text_anchor="middle",
            fill=INK)  # fmt: skip


def _legend(root: ET.Element, data: MissionData, snap: Snapshot, states: list[SiteState], t: Translator) -> None:
    """Explain every sign with the very glyph that the map draws; of the holders only those in sight."""
    some = replace(snap.states[0], un_presence=UnPresence.CLOSED, transfer=Transfer.NONE, holders=("fama",),
                   certainty=Certainty.CONFIRMED)  # fmt: skip
    here = replace(some, un_presence=UnPresence.OPEN, holders=("minusma",))
    holders = dict.fromkeys(holder for state in states for holder in state.holders or (UNKNOWN,))
    sections: list[tuple[str, list[tuple[SiteState, str]]]] = [
        (
            "presence",
            [
                (here, t("vocab.un_presence.open")),
                (replace(here, un_presence=UnPresence.CLOSING), t("vocab.un_presence.closing")),
                (some, t("vocab.un_presence.closed")),
            ],
        ),
        (
            "transfer",
            [
                (replace(some, transfer=value), t(f"vocab.transfer.{value}"))
                for value in (Transfer.FORMAL, Transfer.PARTIAL, Transfer.WITHOUT_HANDOVER)
            ],
        ),
        (
            "holder",
            [
                (
                    replace(here if holder == "minusma" else some, holders=() if holder == UNKNOWN else (holder,)),
                    holder_label(holder, data=data, t=t),
                )
                for holder in holders
            ],
        ),
        (
            "certainty",
            [
                (
                    replace(some, certainty=value, holders=() if value is Certainty.UNKNOWN else some.holders),
                    t(f"vocab.certainty.{value}"),
                )
                for value in (Certainty.CONFIRMED, Certainty.PROBABLE, Certainty.CONTESTED, Certainty.UNKNOWN)
            ],
        ),
    ]
    y = 112.0
    for name, rows in sections:
        element(root, "text", t(f"map.legend.{name}"), x=_LEGEND_X, y=y, font_size=14, font_weight=650, fill=QUIET)
        y += 26
        for state, text in rows:
            site_glyph(root, state, x=_LEGEND_X + 16, y=y)
            element(root, "text", text, x=_LEGEND_X + 44, y=y + 5, font_size=15, fill=INK)
            y += _ROW
        y += 12


def _notes(root: ET.Element, data: MissionData, t: Translator) -> None:
    terms = read_terms(registry.folder(data.mission.id))
    texts = (
        dataset_sentence(terms=terms, t=t),
        t("map.text.attribution"),
        t("map.legend.boundaries"),
        t("export.independent"),
    )
    lines = [line for text in texts for line in wrap(text, _LETTERS_A_LINE)]
    for number, line in enumerate(lines):
        element(root, "text", line, x=40, y=float(946 + number * _LINE), font_size=12.5, fill=QUIET)
