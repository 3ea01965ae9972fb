"""Drawings as pixels: resvg draws them, in the one font that is installed with the project."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Final

import font_source_sans_pro
import resvg_py
from PIL import Image

_FAMILY: Final = "Source Sans Pro"
_WEIGHTS: Final = ("Regular", "Semibold", "Bold")
_CSS_DOTS_AN_INCH: Final = 96


def png(svg: bytes, *, width: int, dots_an_inch: int | None = None) -> bytes:
    """Return a drawing as PNG, `width` pixels wide; `dots_an_inch` tells a printer how large it is."""
    drawn = bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg.decode(),
            width=width,
            dpi=_CSS_DOTS_AN_INCH,
            skip_system_fonts=True,
            font_files=_fonts(),
            font_family=_FAMILY,
            sans_serif_family=_FAMILY,
        )
    )
    if dots_an_inch is None:
        return drawn
    out = io.BytesIO()
    with Image.open(io.BytesIO(drawn)) as image:
        image.convert("RGB").save(out, "PNG", dpi=(dots_an_inch, dots_an_inch), optimize=False)
    return out.getvalue()


def image(svg: bytes, *, width: int) -> Image.Image:
    """Return a drawing as an image with transparency."""
    return Image.open(io.BytesIO(png(svg, width=width))).convert("RGBA")


@cache
def _fonts() -> list[str]:
    # The same on every machine, and there even where none is installed.
    folder = Path(font_source_sans_pro.font_directory)
    return [str(folder / f"SourceSansPro-{weight}.ttf") for weight in _WEIGHTS]
