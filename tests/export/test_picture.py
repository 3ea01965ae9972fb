"""The picture of a day: for print, with all that a reader needs to trust it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from geodata.data import registry
from geodata.data.terms import read_terms
from geodata.export import drawing
from geodata.export.citation import dataset_sentence
from geodata.export.errors import EmptySelection
from geodata.export.picture import picture_svg
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


def test_it_loads_and_runs_nothing(shipped: MissionData, view_of: Callable[..., View]) -> None:
    bad = "<script>alert(1)</script>"
    kidal = shipped.site("kidal")
    renamed = replace(kidal, name=replace(kidal.name, en=bad, fr=bad))
    hostile = replace(shipped, sites=tuple(renamed if site is kidal else site for site in shipped.sites))
    root = ET.fromstring(picture_svg(hostile, view_of(on="2023-11-05"), t=Translator("en")))  # noqa: S314
    for node in root.iter():
        assert node.tag.removeprefix(SVG) not in {"script", "image", "a", "use", "foreignObject", "style"}
        assert not [name for name in node.attrib if name.startswith("on") or "href" in name]


def test_the_glyphs_are_those_of_the_living_map() -> None:
    told = resources.files("geodata.maps").joinpath("js", "marks.js").read_text("utf-8")
    for outline in (*drawing.SHAPES.values(), drawing.SECOND_HALF, *filter(None, drawing.BADGES.values())):
        assert f"'{outline}'" in told
    for holder, code in drawing.CODES.items():
        assert f"{holder}: '{code}'" in told or f"'{holder}': '{code}'" in told
