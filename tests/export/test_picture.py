"""The picture of a day: for print, with all that a reader needs to trust it."""

from __future__ import annotations

import html
import io
import xml.etree.ElementTree as ET
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from geodata.data import registry
from geodata.data.terms import read_terms
from geodata.export import drawing
from geodata.export.citation import dataset_sentence
from geodata.export.errors import EmptySelection, UnknownFormat
from geodata.export.picture import PRINT_WIDTH, picture, picture_png, picture_svg
from geodata.export.raster import image
from geodata.export.sheet import Sheet
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.domain.model import MissionData
    from geodata.domain.view import View

SVG = "{http://www.w3.org/2000/svg}"


def words(content: bytes) -> list[str]:
    root = ET.fromstring(content)  # noqa: S314  our own output
    return [str(node.text) for node in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_names_day_sites_scale_sources_and_note(
    shipped: MissionData, view_of: Callable[..., View], lang: str
) -> None:
    t = Translator(lang)
    told = words(picture_svg(shipped, view_of(on="2023-11-05"), t=t))
    for text in ("200 km", t("map.text.attribution"), t("export.independent"), t("map.foot.heading")):
        assert text in told
    assert dataset_sentence(terms=read_terms(registry.folder("minusma")), t=t) in told
    assert {"Kidal", "Gao", "Tombouctou" if lang == "fr" else "Timbuktu", "CS"} <= set(told)


def test_the_same_day_is_the_same_picture(shipped: MissionData, view_of: Callable[..., View]) -> None:
    view, t = view_of(on="2023-11-05"), Translator("en")
    assert picture_svg(shipped, view, t=t) == picture_svg(shipped, view, t=t)
    assert picture_svg(shipped, view_of(on="2023-11-15"), t=t) != picture_svg(shipped, view, t=t)


def test_filters_hide_and_nothing_left_is_refused(shipped: MissionData, view_of: Callable[..., View]) -> None:
    told = words(picture_svg(shipped, view_of(on="2023-11-05", region="kidal"), t=Translator("en")))
    assert "Kidal" in told
    assert "Mopti-Sévaré" not in told
    with pytest.raises(EmptySelection):
        picture_svg(shipped, view_of(on="2023-11-05", region="sikasso"), t=Translator("en"))


def test_it_loads_and_runs_nothing(hostile: MissionData, view_of: Callable[..., View]) -> None:
    root = ET.fromstring(picture_svg(hostile, view_of(on="2023-11-05"), t=Translator("en")))  # noqa: S314
    for node in root.iter():
        assert node.tag.removeprefix(SVG) not in {"script", "img", "image", "a", "use", "foreignObject", "style"}
        assert not [name for name in node.attrib if name.startswith("on") or "href" in name]


def test_it_says_what_it_leaves_out(shipped: MissionData, view_of: Callable[..., View]) -> None:
    t = Translator("en")
    told = words(picture_svg(shipped, view_of(on="2023-11-05", region="kidal", known="1"), t=t))
    assert "3 of 13 sites shown · Only what was public on the day" in told
    assert t("page.sidebar.known") not in " ".join(words(picture_svg(shipped, view_of(on="2023-11-05"), t=t)))


def test_no_name_covers_another(shipped: MissionData, t: Translator) -> None:
    sheet = Sheet.of(shipped, t=t)
    named = [*sheet.labels.values(), *sheet.towns]
    assert len({(label.text, label.x, label.y) for label in named}) == len(named)
    dots = [label.dot for label in sheet.towns if label.dot]
    for label in sheet.towns:
        left = label.x if label.anchor == "start" else label.x - 6 * len(label.text)
        inside = [
            dot for dot in dots if left < dot[0] < left + 6 * len(label.text) and label.y - 10 < dot[1] < label.y
        ]  # fmt: skip
        assert not inside, label


def test_the_png_is_an_a4_sheet_at_300_dots_an_inch(
    shipped: MissionData, view_of: Callable[..., View], t: Translator
) -> None:
    with Image.open(io.BytesIO(picture_png(shipped, view_of(on="2023-11-05"), t=t))) as image:
        image.load()
    assert (image.format, image.mode, image.width) == ("PNG", "RGB", PRINT_WIDTH)
    assert abs(image.width / image.height - 297 / 210) < 0.001
    assert [round(value) for value in image.info["dpi"]] == [300, 300]
    # CSP held Kidal: its orange is on the map; the heading is written; the margin is white.
    colours = image.resize((702, 496), Image.Resampling.NEAREST).getcolors(1 << 20)
    assert colours is not None
    assert "#e69f00" in {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in colours}
    assert image.crop((90, 60, 1400, 110)).getextrema() != ((255, 255),) * 3
    assert image.crop((0, 0, 3508, 30)).getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize("pair", ["eé", "EÉ", "cç", "oœ", "aà", "'’", '"«', "-–", ".·"])
def test_the_font_has_the_letters_of_both_languages(pair: str) -> None:
    def drawn(letter: str) -> bytes:
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">'
            f'<text x="2" y="15">{html.escape(letter)}</text></svg>'
        )
        return image(svg.encode(), width=40).tobytes()

    empty, first, last = drawn(" "), drawn(pair[0]), drawn(pair[-1])
    assert len({empty, first, last, drawn("\u4e2d")}) == 4, "each letter has a shape of its own"


def test_a_format_that_is_not_there_is_refused(shipped: MissionData, view_of: Callable[..., View]) -> None:
    with pytest.raises(UnknownFormat, match="known: png, svg"):
        picture(shipped, view_of(on="2023-11-05"), "jpg", t=Translator("en"))


def test_the_glyphs_are_those_of_the_living_map() -> None:
    told = resources.files("geodata.maps").joinpath("js", "marks.js").read_text("utf-8")
    for outline in (*drawing.SHAPES.values(), drawing.SECOND_HALF, *filter(None, drawing.BADGES.values())):
        assert f"'{outline}'" in told
    for holder, code in drawing.CODES.items():
        assert f"{holder}: '{code}'" in told or f"'{holder}': '{code}'" in told
