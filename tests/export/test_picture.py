"""The picture of a day: for print, with all that a reader needs to trust it."""

from __future__ import annotations

import html
import io
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date
from importlib import resources
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from geodata.data import registry
from geodata.data.terms import read_terms
from geodata.domain.areas import area_of
from geodata.domain.control import held_on
from geodata.domain.reach import RADII_KM, un_run
from geodata.domain.snapshot import snapshot
from geodata.export import claim_marks, convoy_marks, drawing
from geodata.export.citation import dataset_sentence
from geodata.export.claim_marks import placed
from geodata.export.drawing import overlap, site_box
from geodata.export.errors import EmptySelection, UnknownFormat
from geodata.export.picture import PRINT_WIDTH, picture, picture_png, picture_svg
from geodata.export.raster import image
from geodata.export.scene import Scene
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
    assert any(text.endswith("3 of 13 sites shown · Only what was public on the day") for text in told)
    assert t("page.sidebar.known") not in " ".join(words(picture_svg(shipped, view_of(on="2023-11-05"), t=t)))


def test_no_name_covers_another(shipped: MissionData, t: Translator) -> None:
    sheet = Sheet.of(shipped, (), t=t)
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


def borne(content: bytes, name: str) -> list[str]:
    root = ET.fromstring(content)  # noqa: S314  our own output
    return [node.attrib[name] for node in root.iter() if name in node.attrib]


@pytest.mark.parametrize(
    "query",
    [
        {"on": "2023-10-31"},
        {"on": "2023-11-14", "window": "7"},
        {"on": "2023-08-13", "claimant": "jnim,csp"},
        {"on": "2023-11-01", "known": "1"},
        {"on": "2023-12-15", "window": "0", "kind": "attack_claimed", "dates": "strict"},
    ],
)
def test_it_draws_each_claim_of_the_day_once(
    shipped: MissionData, view_of: Callable[..., View], query: dict[str, str]
) -> None:
    view = view_of(**query)
    assert view.on is not None
    known_on = view.on if view.known else None
    found = snapshot(shipped, on=view.on, filters=view.filters, known_on=known_on, claim_days=view.window).claims
    assert found
    content = picture_svg(shipped, view, t=Translator("en"))
    assert sorted(borne(content, "data-claim")) == sorted(claim.id for claim in found)
    told = " ".join(words(content))
    assert f": {len(found)}" in told
    (desc,) = ET.fromstring(content).iter(f"{SVG}desc")  # noqa: S314
    assert all(claim.title.en in str(desc.text) for claim in found)


def test_the_claims_of_a_day_counted_by_hand(shipped: MissionData, view_of: Callable[..., View]) -> None:
    content = picture_svg(shipped, view_of(on="2023-08-13", window="1"), t=Translator("en"))
    assert set(borne(content, "data-claim")) == {"agc-008", "agc-009", "agc-010", "agc-011"}


def test_layers_that_are_off_are_not_drawn(shipped: MissionData, view_of: Callable[..., View]) -> None:
    t = Translator("en")
    on, off = (
        picture_svg(shipped, view_of(on="2023-10-31", layers=layers), t=t) for layers in ("claims,convoys", "none")
    )
    assert borne(on, "data-convoy")
    assert t("map.legend.convoy") in words(on)
    assert t("export.legend.status") in words(on)
    assert not [*borne(off, "data-claim"), *borne(off, "data-convoy")]
    legend = {t("map.legend.convoy"), t("export.legend.status"), t("export.legend.claimant"), t("map.legend.other")}
    assert not legend & set(words(off))


@pytest.mark.parametrize("known", ["0", "1"])
@pytest.mark.parametrize("on", ["2023-08-20", "2023-10-07", "2023-11-05"])
def test_it_draws_what_the_layers_of_the_view_hold(
    shipped: MissionData, view_of: Callable[..., View], on: str, known: str
) -> None:
    t, day = Translator("en"), date.fromisoformat(on)
    known_on = day if known == "1" else None
    every = view_of(on=on, known=known, layers="claims,routes,regions,control,convoys,reach")
    content = picture_svg(shipped, every, t=t)
    claims = snapshot(shipped, on=day, known_on=known_on, claim_days=every.window).claims
    assert Counter(borne(content, "data-route")) == Counter(road for claim in claims for road in claim.route_ids)
    assert len(borne(content, "data-area")) == sum(bool(area_of(shipped, claim)) for claim in claims)
    assert set(borne(content, "data-control")) == {row.id for row in held_on(shipped, on=day, known_on=known_on)}
    running = [shipped.site(site_id).place_id for site_id in un_run(shipped, on=day, known_on=known_on)]
    assert Counter(borne(content, "data-reach")) == Counter(f"{place} {km}" for place in running for km in RADII_KM)
    legend = " ".join(words(content))
    for key, drawn in {
        "map.legend.control": borne(content, "data-control"),
        "map.legend.road": borne(content, "data-route"),
        "map.legend.area": borne(content, "data-area"),
        "map.legend.reach": running,
    }.items():
        assert (t(key) in legend) == bool(drawn), key
    bare = picture_svg(shipped, view_of(on=on, known=known, layers="none"), t=t)
    assert not [
        mark for name in ("data-route", "data-area", "data-control", "data-reach") for mark in borne(bare, name)
    ]


def test_every_town_with_a_ring_bears_its_name(shipped: MissionData, view_of: Callable[..., View]) -> None:
    view = view_of(on="2023-10-05", layers="control")
    told = words(picture_svg(shipped, view, t=Translator("en")))
    names = {shipped.place(row.place_id).name.en for row in held_on(shipped, on=date(2023, 10, 5))}
    assert names <= set(told)


def test_no_cover_lies_on_the_sheet_round_the_map(shipped: MissionData, view_of: Callable[..., View]) -> None:
    root = ET.fromstring(picture_svg(shipped, view_of(on="2023-10-05", layers="reach,regions"), t=Translator("en")))  # noqa: S314
    nodes = list(root.iter())
    covers = [n for n, node in enumerate(nodes) if {"data-reach", "data-area"} & set(node.attrib)]
    (mat,) = (n for n, node in enumerate(nodes) if node.get("fill") == "#ffffff" and node.get("fill-rule"))
    assert max(covers) < mat, "the sheet covers what reaches beyond the map"


def test_no_bubble_hides_a_site_or_another_bubble(shipped: MissionData, view_of: Callable[..., View]) -> None:
    sheet, view = Sheet.of(shipped, (), t=Translator("en")), view_of(on="2023-12-31", window="0")
    claims = Scene.of(shipped, view, date(2023, 12, 31)).claims
    sites = [site_box(*sheet.projection.at(place.lat, place.lon)) for place in sheet.places.values()]
    _, _, right, down = inside = (40, 96, 1125, 922)
    found = placed(claims, at=sheet.projection.at, hard=sites, soft=[], inside=inside)
    on_map = [
        claim
        for claim in claims
        if claim.lat is not None
        and claim.lon is not None
        and sheet.projection.at(claim.lat, claim.lon)[0] < right
        and sheet.projection.at(claim.lat, claim.lon)[1] < down
    ]
    assert len(on_map) > 60
    boxes = [(bubble.x - 10, bubble.y - 10, bubble.x + 10, bubble.y + 10) for bubble in found if bubble.claim in on_map]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    assert not [box for box in boxes for site in sites if overlap(box, site)]


def test_a_format_that_is_not_there_is_refused(shipped: MissionData, view_of: Callable[..., View]) -> None:
    with pytest.raises(UnknownFormat, match="known: png, svg"):
        picture(shipped, view_of(on="2023-11-05"), "jpg", t=Translator("en"))


def test_the_glyphs_are_those_of_the_living_map() -> None:
    told = resources.files("geodata.maps").joinpath("js", "marks.js").read_text("utf-8")
    told = told.replace("'\n    + '", "")
    for outline in (
        claim_marks.BUBBLE, claim_marks.STAR, claim_marks.FLAG, *claim_marks.KINDS.values(), convoy_marks.BURST
    ):  # fmt: skip
        assert f"'{outline}'" in told
    outlines = (*drawing.SHAPES.values(), drawing.BOTH, drawing.SECOND_HALF, *drawing.BADGES.values())
    for outline in filter(None, outlines):
        assert f"'{outline}'" in told
    for holder, code in drawing.CODES.items():
        assert f"{holder}: '{code}'" in told or f"'{holder}': '{code}'" in told
