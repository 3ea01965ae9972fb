"""The colours of the map, by holder and theme.

The hues are those of Okabe and Ito (2008), "Color Universal Design", chosen to stay apart under the common colour
deficiencies; greens and blues are deepened where white letters stand on them. Colour is never the only sign: every
mark carries two letters and a shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Ink:
    """A fill and the letters that are legible on it, as CSS hex colours."""

    fill: str
    text: str


HOLDERS: Final[dict[str, Ink]] = {
    "minusma": Ink("#0072b2", "#ffffff"),
    "un": Ink("#0072b2", "#ffffff"),
    "mali-state": Ink("#8fd0ae", "#10231a"),
    "fama": Ink("#005c46", "#ffffff"),
    "wagner": Ink("#4a2a68", "#ffffff"),
    "africa-corps": Ink("#4a2a68", "#ffffff"),
    "csp": Ink("#e69f00", "#1f1600"),
    "fla": Ink("#f0d442", "#1f1600"),
    "jnim": Ink("#1f1f1f", "#ffffff"),
    "issp": Ink("#a8395f", "#ffffff"),
    "gatia": Ink("#c79a6b", "#1f1600"),
    "platform": Ink("#c79a6b", "#1f1600"),
    "armed-groups": Ink("#7b6656", "#ffffff"),
    "unknown": Ink("#a9b1ba", "#16191d"),
}
"""Fill and letters for every party that can hold a site or make a claim; whoever is not listed is drawn as unknown."""

OBSERVER: Final = Ink("#dfe4ea", "#16191d")
"""Residents, press and other witnesses: they report and hold nothing."""

ACCENTS: Final[dict[ThemeName, dict[str, str]]] = {
    "light": {"warn": "#c1301c", "convoy": "#0b57a4", "reach": "#0072b2"},
    "dark": {"warn": "#ff8a70", "convoy": "#7db8f5", "reach": "#4aa8e0"},
}

EVENTS: Final = ("#d55e00", "#56b4e9", "#cc79a7", "#f0e442", "#009e73", "#e69f00", "#0072b2")
"""The colours of groups of the reader's events: the hues of Okabe and Ito, in the order in which they are given out."""

OTHER_EVENTS: Final = "#8a939c"

SHADES: Final[dict[ThemeName, tuple[str, ...]]] = {
    "light": ("#fbe3cfcc", "#f5b888d9", "#e88442e0", "#bf5310e6", "#7a2f00ee"),
    "dark": ("#4a2a14cc", "#7a3f15d9", "#b65c17e0", "#ec8a3ae6", "#ffd0a3ee"),
}
"""The shades of squares that count events, from few to many: one hue, the more the farther from the paper."""


def style_sheet(observers: tuple[str, ...] = ()) -> str:
    """Return the CSS that gives each holder and observer its colours, and each theme its accents."""
    rules = []
    for holder, ink in [*HOLDERS.items(), *((name, OBSERVER) for name in observers)]:
        rules.append(f'.gd-app [data-holder="{holder}"]{{--gd-holder:{ink.fill};--gd-holder-text:{ink.text}}}')
    rules.append(f".gd-app{{--gd-holder-unknown:{HOLDERS['unknown'].fill}}}")
    for theme, accents in ACCENTS.items():
        scope = ".gd-app" if theme == "light" else f'.gd-app[data-theme="{theme}"]'
        rules.append(f"{scope}{{{';'.join(f'--gd-{name}:{colour}' for name, colour in accents.items())}}}")
    return "\n".join(rules)


def event_style_sheet() -> str:
    """Return the CSS that gives the reader's events their colours, as custom properties that a canvas can read."""
    groups = [*((f"event-{number}", colour) for number, colour in enumerate(EVENTS)), ("event-other", OTHER_EVENTS)]
    rules = [f".gd-app{{{';'.join(f'--gd-{name}:{colour}' for name, colour in groups)}}}"]
    for theme, shades in SHADES.items():
        scope = ".gd-app" if theme == "light" else f'.gd-app[data-theme="{theme}"]'
        rules.append(f"{scope}{{{';'.join(f'--gd-shade-{number}:{colour}' for number, colour in enumerate(shades))}}}")
    return "\n".join(rules)
