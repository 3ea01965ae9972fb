"""The legend of a picture: every sign that is drawn, with the very glyph, and no other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from geodata.domain.sentences import holder_label
from geodata.domain.vocabulary import MISSION_HOLDER, UNKNOWN, Certainty, ClaimKind, ClaimStatus, Transfer, UnPresence
from geodata.export.claim_marks import KINDS, bubble_glyph
from geodata.export.convoy_marks import burst_glyph, convoy_sample
from geodata.export.drawing import INK, QUIET, element, site_glyph

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
_SITE_ROW, _ROW = 31.0, 25.0
_TOP = 16.0
_INDENT, _LETTER = 40.0, 7.0
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
        return max(_LETTER * len(self.title), *(_INDENT + _LETTER * len(text) for _, text in self.rows)) + _LETTER

    def height(self, width: float) -> float:
        """Return the height in units of the picture."""
        return _HEAD + self.line * len(self._lines(width)) + _GAP

    def draw(self, parent: ET.Element, *, x: float, y: float, width: float) -> None:
        """Draw the section with its heading's base line at `y`."""
        element(parent, "text", self.title, x=x, y=y, font_size=14, font_weight=600, fill=QUIET)
        for number, line in enumerate(self._lines(width)):
            middle = y + _HEAD + self.line * number
            for column, (sign, text) in enumerate(line):
                left = x + column * width / 2
                sign(parent, left + 16, middle)
                element(parent, "text", text, x=left + _INDENT, y=middle + 5, font_size=15, fill=INK)

    def _lines(self, width: float) -> list[tuple[Row, ...]]:
        most = (width / 2 - _INDENT) / _LETTER if self.pair else 0
        short = [row for row in self.rows if len(row[1]) <= most]
        pairs = [tuple(short[first : first + 2]) for first in range(0, len(short), 2)]
        return [*pairs, *((row,) for row in self.rows if len(row[1]) > most)]


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
    """Return the legend of the claims, convoys and doubtful places in scenes; nothing where there are none."""
    claims = list(dict.fromkeys(chain.from_iterable(scene.claims for scene in scenes)))
    kinds = {KINDS[claim.kind]: claim.kind for claim in sorted(claims, key=lambda claim: claim.kind)}
    other: list[Row] = []
    if any(scene.convoys for scene in scenes):
        other.append((lambda parent, x, y: convoy_sample(parent, x=x, y=y), t("map.legend.convoy")))
    if any(scene.incidents for scene in scenes):
        other.append((lambda parent, x, y: burst_glyph(parent, x=x, y=y), t("map.legend.incident")))
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
            *([(_bubble(near=True), t("export.legend.near"))] if any(claim.stands_near for claim in claims) else []),
        ],
        t("export.legend.claimant"): [
            (_bubble(claimant=claimant), data.actor(claimant).short.get(t.lang))
            for claimant in dict.fromkeys(claim.claimant_id for claim in claims)
        ],
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
