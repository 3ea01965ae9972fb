"""The legend of a picture: every sign with the very glyph that the map draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from geodata.domain.sentences import holder_label
from geodata.domain.vocabulary import MISSION_HOLDER, UNKNOWN, Certainty, Transfer, UnPresence
from geodata.export.drawing import INK, QUIET, element, site_glyph

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterable, Sequence

    from geodata.domain.model import MissionData
    from geodata.domain.snapshot import SiteState
    from geodata.i18n.catalog import Translator

_ROW, _HEAD, _GAP = 34.0, 26.0, 12.0
_TOP = 16.0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the legend: its heading, and each sign with its words."""

    title: str
    rows: tuple[tuple[SiteState, str], ...]

    @property
    def height(self) -> float:
        """The height in units of the picture."""
        return _HEAD + _ROW * len(self.rows) + _GAP

    def draw(self, parent: ET.Element, *, x: float, y: float) -> None:
        """Draw the section with its heading's base line at `y`."""
        element(parent, "text", self.title, x=x, y=y, font_size=14, font_weight=600, fill=QUIET)
        for number, (state, text) in enumerate(self.rows):
            middle = y + _HEAD + _ROW * number
            site_glyph(parent, state, x=x + 16, y=middle)
            element(parent, "text", text, x=x + 44, y=middle + 5, font_size=15, fill=INK)


def sections(data: MissionData, holders: Iterable[str], *, some: SiteState, t: Translator) -> tuple[Section, ...]:
    """Return the legend; of the holders only those named. `some` is any state, to draw the signs from."""
    there: Final = replace(
        some, un_presence=UnPresence.CLOSED, transfer=Transfer.NONE, holders=("fama",), certainty=Certainty.CONFIRMED
    )
    here = replace(there, un_presence=UnPresence.OPEN, holders=(MISSION_HOLDER,))
    signs = {
        "presence": (
            (here, t("vocab.un_presence.open")),
            (replace(here, un_presence=UnPresence.CLOSING), t("vocab.un_presence.closing")),
            (there, t("vocab.un_presence.closed")),
        ),
        "transfer": tuple(
            (replace(there, transfer=value), t(f"vocab.transfer.{value}"))
            for value in (Transfer.FORMAL, Transfer.PARTIAL, Transfer.WITHOUT_HANDOVER)
        ),
        "holder": tuple(
            (
                replace(here if holder == MISSION_HOLDER else there, holders=() if holder == UNKNOWN else (holder,)),
                holder_label(holder, data=data, t=t),
            )
            for holder in holders
        ),
        "certainty": tuple(
            (
                replace(there, certainty=value, holders=() if value is Certainty.UNKNOWN else there.holders),
                t(f"vocab.certainty.{value}"),
            )
            for value in (Certainty.CONFIRMED, Certainty.PROBABLE, Certainty.CONTESTED, Certainty.UNKNOWN)
        ),
    }
    return tuple(Section(t(f"map.legend.{name}"), rows) for name, rows in signs.items())


def draw_down(parent: ET.Element, found: Iterable[Section], *, x: float, y: float) -> None:
    """Draw the sections one under the other."""
    for section in found:
        section.draw(parent, x=x, y=y)
        y += section.height


def draw_across(parent: ET.Element, found: Sequence[Section], *, width: float) -> float:
    """Draw the sections side by side over a width, and return the height that they take."""
    for number, section in enumerate(found):
        section.draw(parent, x=width * number / len(found), y=_TOP)
    return max(section.height for section in found) + _TOP - _GAP
