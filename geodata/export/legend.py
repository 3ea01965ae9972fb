"""The legend of a picture: every sign that is drawn, with the very glyph, and no other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from geodata.domain.sentences import holder_label
from geodata.domain.vocabulary import MISSION_HOLDER, UNKNOWN, Certainty, ClaimKind, ClaimStatus, Transfer, UnPresence
from geodata.export.claim_marks import KINDS, bubble_glyph
from geodata.export.control_marks import ring_glyph
from geodata.export.convoy_marks import burst_glyph, convoy_sample
from geodata.export.drawing import INK, QUIET, element, site_glyph
from geodata.export.extent_marks import area_sample, road_sample
from geodata.export.reach_marks import reach_sample

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geodata.domain.model import MissionData
    from geodata.domain.snapshot import SiteState
    from geodata.export.scene import Scene
    from geodata.i18n.catalog import Translator

    Sign = Callable[[ET.Element, float, float], None]
    Row = tuple[Sign, str]

_HEAD, _GAP = 25.0, 11.0
_SITE_ROW, _ROW, _NEXT_LINE = 31.0, 25.0, 17.0
_TOP = 16.0
_INDENT, _LETTER = 40.0, 7.0
_LONGEST: Final = 46
"""How many letters stand on a line before the rest of the words goes to the next."""
_HIDDEN_KM: Final = 20
"""A circle round a site that is known as well as this lies under its mark."""
_COMMON: Final = {
    ClaimKind.ATTACK_CLAIMED: "attack", ClaimKind.ATTACK_ATTRIBUTED: "attack", ClaimKind.CONTROL_CLAIMED: "control",
    ClaimKind.CONTROL_TAKEN: "control", ClaimKind.CONTROL_LOST: "control", ClaimKind.CLASH: "clash",
    ClaimKind.STRIKE: "strike", ClaimKind.BLOCKADE: "blockade", ClaimKind.WITHDRAWAL: "withdrawal",
    ClaimKind.STATEMENT: "statement",
}  # fmt: skip
"""The names of signs in the legend of the living map, by the kinds of claims that bear them."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the legend: its heading, and each sign with its words; short rows share a line where they `pair`."""

    title: str
    rows: tuple[Row, ...]
    line: float = _ROW
    pair: bool = True

    @property
    def width(self) -> float:
        """About the least width that its longest line needs."""
        longest = max(min(len(text), _LONGEST) for _, text in self.rows)
        return max(_LETTER * len(self.title), _INDENT + _LETTER * longest) + _LETTER

    def height(self, width: float) -> float:
        """Return the height in units of the picture."""
        return _HEAD + sum(self._height(line, width) for line in self._lines(width)) + _GAP

    def draw(self, parent: ET.Element, *, x: float, y: float, width: float) -> None:
        """Draw the section with its heading's base line at `y`."""
        element(parent, "text", self.title, x=x, y=y, font_size=14, font_weight=600, fill=QUIET)
        middle = y + _HEAD
        for line in self._lines(width):
            for column, (sign, text) in enumerate(line):
                left = x + column * width / 2
                sign(parent, left + 16, middle)
                for number, words in enumerate(_wrapped(text, width)):
                    down = middle + 5 + _NEXT_LINE * number
                    element(parent, "text", words, x=left + _INDENT, y=down, font_size=15, fill=INK)
            middle += self._height(line, width)

    def _height(self, line: tuple[Row, ...], width: float) -> float:
        return self.line + _NEXT_LINE * (max(len(_wrapped(text, width)) for _, text in line) - 1)

    def _lines(self, width: float) -> list[tuple[Row, ...]]:
        most = (width / 2 - _INDENT) / _LETTER if self.pair else 0
        short = [row for row in self.rows if len(row[1]) <= most]
        pairs = [tuple(short[first : first + 2]) for first in range(0, len(short), 2)]
        return [*pairs, *((row,) for row in self.rows if len(row[1]) > most)]


def _wrapped(text: str, width: float) -> list[str]:
    # A word that does not fit is not broken: words of a legend are shorter than its lines.
    return wrap(text, max(1, int((width - _INDENT) / _LETTER)), break_long_words=False, break_on_hyphens=False)


def site_sections(data: MissionData, scenes: Sequence[Scene], *, t: Translator) -> tuple[Section, ...]:
    """Return the legend of the sites in scenes, at least one of which shows a site."""
    states = [state for scene in scenes for state in scene.states]
    there = replace(
        states[0], un_presence=UnPresence.CLOSED, transfer=Transfer.NONE, holders=("fama",),
        certainty=Certainty.CONFIRMED,
    )  # fmt: skip
    here = replace(there, un_presence=UnPresence.OPEN, holders=(MISSION_HOLDER,))
    holders = dict.fromkeys(holder for state in states for holder in state.holders or (UNKNOWN,))
    signs = {
        "presence": [
            (
                replace(here if value is not UnPresence.CLOSED else there, un_presence=value),
                t(f"vocab.un_presence.{value}"),
            )
            for value in UnPresence
            if value in {state.un_presence for state in states}
        ],
        "transfer": [
            (replace(there, transfer=value), t(f"vocab.transfer.{value}"))
            for value in (Transfer.FORMAL, Transfer.PARTIAL, Transfer.WITHOUT_HANDOVER)
            if value in {state.transfer for state in states}
        ],
        "holder": [
            (
                replace(here if holder == MISSION_HOLDER else there, holders=() if holder == UNKNOWN else (holder,)),
                holder_label(holder, data=data, t=t),
            )
            for holder in holders
        ],
        "certainty": [
            (
                replace(there, certainty=value, holders=() if value is Certainty.UNKNOWN else there.holders),
                t(f"vocab.certainty.{value}"),
            )
            for value in (Certainty.CONFIRMED, Certainty.PROBABLE, Certainty.CONTESTED, Certainty.UNKNOWN)
            if value in {state.certainty for state in states}
        ],
    }
    return tuple(
        Section(t(f"map.legend.{name}"), tuple((_site(state), text) for state, text in rows), _SITE_ROW, pair=False)
        for name, rows in signs.items()
        if rows
    )


def other_sections(data: MissionData, scenes: Sequence[Scene], *, t: Translator) -> tuple[Section, ...]:
    """Return the legend of the claims with what they cover, and of all other layers; nothing where there are none."""
    marks = dict.fromkeys(chain.from_iterable(scene.claims for scene in scenes))
    roads = list(dict.fromkeys(chain.from_iterable(scene.roads for scene in scenes)))
    areas = list(dict.fromkeys(chain.from_iterable(scene.areas for scene in scenes)))
    claims = list(marks | dict.fromkeys((*roads, *areas)))
    kinds = {KINDS[claim.kind]: claim.kind for claim in sorted(marks, key=lambda claim: claim.kind)}
    rings = dict.fromkeys(
        holder for scene in scenes for row in scene.rings for holder in row.holder_ids[:1] or (UNKNOWN,)
    )
    other: list[Row] = []
    if roads:
        other.append((lambda parent, x, y: road_sample(parent, x=x, y=y), t("map.legend.road")))
    if areas:
        other.append((lambda parent, x, y: area_sample(parent, x=x, y=y), t("map.legend.area")))
    if any(scene.convoys for scene in scenes):
        other.append((lambda parent, x, y: convoy_sample(parent, x=x, y=y), t("map.legend.convoy")))
    if any(scene.incidents for scene in scenes):
        other.append((lambda parent, x, y: burst_glyph(parent, x=x, y=y), t("map.legend.incident")))
    if any(scene.reach for scene in scenes):
        other.append((lambda parent, x, y: reach_sample(parent, x=x, y=y), t("map.legend.reach")))
    if any(_doubtful(data, scene) for scene in scenes):
        other.append((_doubt, t("map.legend.radius")))
    rows = {
        t("export.legend.status"): [
            (_bubble(status=status), t(f"vocab.claim_status.{status}"))
            for status in ClaimStatus
            if status in {claim.status for claim in claims}
        ],
        t("export.legend.kind"): [
            *((_bubble(kind=kind), _kind(kind, t)) for kind in kinds.values()),
            *([(_bubble(near=True), t("export.legend.near"))] if any(claim.stands_near for claim in marks) else []),
        ],
        t("export.legend.claimant"): [
            (_bubble(claimant=claimant), data.actor(claimant).short.get(t.lang))
            for claimant in dict.fromkeys(claim.claimant_id for claim in claims)
        ],
        t("map.legend.control"): [(_ring(holder), holder_label(holder, data=data, t=t)) for holder in rings],
        t("map.legend.other"): other,
    }
    return tuple(Section(title, tuple(found)) for title, found in rows.items() if found)


def _doubtful(data: MissionData, scene: Scene) -> bool:
    """Tell whether a circle that is seen is drawn round a place that is known only roughly."""
    sites = (data.place(data.site(state.site_id).place_id) for state in scene.states)
    claims = (claim.doubt_km(data.place(claim.place_id) if claim.place_id else None) for claim in scene.claims)
    wide = any(not place.verified and place.accuracy_km > _HIDDEN_KM for place in sites)
    return wide or any(km is not None for km in claims)


def _doubt(parent: ET.Element, x: float, y: float) -> None:
    element(parent, "circle", cx=x, cy=y, r=10, fill=QUIET, fill_opacity=0.1, stroke=QUIET, stroke_dasharray="4 4")


def _kind(kind: ClaimKind, t: Translator) -> str:
    return t(f"map.kind.{_COMMON[kind]}") if kind in _COMMON else t(f"vocab.claim_kind.{kind}")


def _site(state: SiteState) -> Sign:
    return lambda parent, x, y: site_glyph(parent, state, x=x, y=y)


def _ring(holder: str) -> Sign:
    return lambda parent, x, y: ring_glyph(parent, x=x, y=y, radius=8, holder=holder)


def _bubble(
    *, claimant: str = "", status: ClaimStatus = ClaimStatus.CONFIRMED, kind: str = "", near: bool = False
) -> Sign:
    return lambda parent, x, y: bubble_glyph(parent, x=x, y=y, claimant=claimant, status=status, kind=kind, near=near)


def draw_down(parent: ET.Element, found: Iterable[Section], *, x: float, y: float, width: float, height: float) -> None:
    """Draw the sections one under the other, smaller where they would not fit."""
    every = tuple(found)
    scale = min(1.0, height / sum(section.height(width) for section in every))
    group = element(parent, "g", transform=f"translate({x} {y}) scale({scale:.3f})")
    for section, down in zip(every, _downs(every, width), strict=True):
        section.draw(group, x=0, y=down, width=width)


def _downs(found: Iterable[Section], width: float) -> Iterator[float]:
    down = 0.0
    for section in found:
        yield down
        down += section.height(width)


def draw_across(parent: ET.Element, found: Sequence[Section], *, width: float, y: float = 0.0) -> float:
    """Draw the sections side by side over a width, and return the height that they take."""
    if not found:
        return 0.0
    need = [section.width for section in found]
    columns = [width * part / sum(need) for part in need]
    for number, (section, column) in enumerate(zip(found, columns, strict=True)):
        section.draw(parent, x=sum(columns[:number]), y=y + _TOP, width=column)
    return max(section.height(column) for section, column in zip(found, columns, strict=True)) + _TOP - _GAP
