"""The palette: letters stay legible, and every party is told apart by more than colour."""

from __future__ import annotations

import math
import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from geodata.maps import theme
from geodata.maps.theme import HOLDERS, OBSERVER, Ink, style_sheet

ROOT = Path(__file__).parents[2]
LEGIBLE = 4.5  # WCAG 2.2 AA for small text


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2 for a hex colour."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ink", [*HOLDERS.values(), OBSERVER], ids=lambda ink: ink.fill)
def test_letters_are_legible_on_their_fill(ink: Ink) -> None:
    assert contrast(ink.fill, ink.text) >= LEGIBLE


# Full dichromacy and greyscale, on linear RGB: Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model
# for Simulation of Color Vision Deficiency", table 1, severity 1.0; greyscale is the luminance of WCAG.
SIGHTS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
HELD = ("minusma", "mali-state", "fama", "wagner", "csp", "unknown")
"""Those that the marks of sites are filled with."""


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """Return a colour as CIELAB (D65) under a kind of sight."""
    raw = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in raw]
    rows = SIGHTS[sight]
    red, green, blue = (min(1, max(0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in rows)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: str, other: str, sight: str) -> float:
    """Return the colour difference of CIE 1976; about 2.3 is just noticeable."""
    return math.dist(seen(one, sight), seen(other, sight))


@pytest.mark.parametrize("sight", [sight for sight in SIGHTS if sight != "grey"])
def test_holders_stay_apart_whatever_the_sight(sight: str) -> None:
    fills = {HOLDERS[holder].fill for holder in HELD}
    near = [pair for pair in combinations(sorted(fills), 2) if difference(*pair, sight) < 15]
    assert not near


def test_claimants_stay_apart_whatever_the_sight() -> None:
    fills = {HOLDERS[one].fill for one in ("minusma", "fama", "csp", "jnim", "issp", "gatia", "mali-state")}
    near = [
        (sight, pair)
        for sight in SIGHTS
        if sight != "grey"
        for pair in combinations(sorted({*fills, OBSERVER.fill}), 2)
        if difference(*pair, sight) < 8
    ]
    assert not near


def test_the_main_parties_stay_apart_in_print() -> None:
    fills = sorted(HOLDERS[one].fill for one in ("minusma", "mali-state", "fama", "csp", "jnim"))
    assert min(difference(*pair, "grey") for pair in combinations(fills, 2)) >= 6


def test_every_holder_has_letters_of_its_own() -> None:
    script = (Path(theme.__file__).parent / "js" / "marks.js").read_text("utf-8")
    block = script[script.index("const CODES") : script.index("};", script.index("const CODES"))]
    codes = dict(re.findall(r"'?([a-z-]+)'?: '([^']+)'", block))
    assert set(HELD) <= set(codes)
    assert len(set(codes.values())) == len(codes)


def test_the_style_sheet_names_every_holder() -> None:
    css = style_sheet(("press",))
    assert all(f'[data-holder="{holder}"]' in css for holder in (*HOLDERS, "press"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_letters_are_legible_on_the_buttons_that_lead_on(theme: str) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    page = (ROOT / "geodata" / "ui" / "page.css").read_text("utf-8")
    [rule] = re.findall(r'button\[kind="primary"\][^{}]*\{ color: light-dark\((#\w{6}), (#\w{6})\)', page)
    letters = dict(zip(("light", "dark"), rule, strict=True))
    assert contrast(config["theme"][theme]["primaryColor"], letters[theme]) >= LEGIBLE
