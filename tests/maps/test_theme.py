"""The palette: letters stay legible, and every party is told apart by more than colour."""

from __future__ import annotations

import pytest

from geodata.maps.theme import HOLDERS, OBSERVER, Ink, style_sheet

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


def test_the_style_sheet_names_every_holder() -> None:
    css = style_sheet(("press",))
    assert all(f'[data-holder="{holder}"]' in css for holder in (*HOLDERS, "press"))
