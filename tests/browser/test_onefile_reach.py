"""The map as one file by keyboard, on phones, in a frame of another page, and with a hostile text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from onefile import FileOpener, card
from playwright.sync_api import expect

from geodata.domain.view import View, Vocabulary
from geodata.export.onefile import map_html
from geodata.i18n.catalog import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.domain.model import MissionData


def test_it_can_be_used_by_keyboard_alone(open_file: FileOpener) -> None:
    chart = open_file("#on=2023-11-05")
    chart.site("kidal").focus()
    chart.page.keyboard.press("Enter")
    expect(card(chart).get_by_role("heading", level=2)).to_be_focused()
    chart.page.keyboard.press("Escape")
    expect(card(chart)).to_be_hidden()
    expect(chart.site("kidal")).to_be_focused()
    chart.focus_clock()
    chart.page.keyboard.press("n")
    chart.on("2023-11-14")
    find = chart.scope.get_by_role("combobox", name="Find a site")
    find.select_option("gao")
    expect(card(chart).get_by_role("heading", level=2)).to_contain_text("Gao")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phone_shows_map_card_and_clock_without_scrolling_sideways(open_file: FileOpener, lang: str) -> None:
    chart = open_file(f"#on=2023-10-31&site=kidal&lang={lang}", viewport={"width": 390, "height": 844}, has_touch=True)
    expect(card(chart)).to_be_in_viewport()
    expect(chart.clock).to_be_in_viewport()
    expect(chart.button("play", lang)).to_be_in_viewport()
    assert chart.run("() => document.documentElement.scrollWidth <= window.innerWidth")
    chart.page.wait_for_function("""() => {
        const mark = document.querySelector('[data-site=kidal]').getBoundingClientRect();
        return mark.bottom < document.querySelector('.gd-card').getBoundingClientRect().top;
    }""")


@pytest.mark.parametrize(("width", "height"), [(844, 390), (667, 375)])
def test_a_phone_held_sideways_keeps_its_map_and_scrolls_to_the_rest(
    open_file: FileOpener, width: int, height: int
) -> None:
    size = {"width": width, "height": height}
    chart = open_file("#on=2023-10-31&site=kidal&lang=fr", viewport=size, has_touch=True, is_mobile=True)
    expect(card(chart)).to_be_in_viewport()
    expect(chart.button("play", "fr")).to_be_in_viewport(ratio=1)
    expect(chart.clock).to_be_in_viewport()
    expect(chart.site("kidal")).to_be_in_viewport()
    boxes = chart.run("""() => Object.fromEntries(
        ['top', 'stage', 'fullscreen', 'corner'].map((name) => {
            const { top, bottom } = document.querySelector(`.gd-${name}`).getBoundingClientRect();
            return [name, { top, bottom }];
        }))""")
    assert boxes["stage"]["bottom"] - boxes["stage"]["top"] >= 200
    assert boxes["top"]["bottom"] <= 48, "one slim line"
    for inner in ("fullscreen", "corner"):
        assert boxes["stage"]["top"] <= boxes[inner]["top"] <= boxes[inner]["bottom"] <= boxes["stage"]["bottom"]
    assert chart.run("() => geodata.app.map.getZoom()") >= 4, "not the whole world"
    note = chart.scope.locator(".gd-foot-note")
    note.scroll_into_view_if_needed()
    expect(note).to_be_in_viewport(ratio=1)
    assert chart.run("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_the_search_stands_under_its_label_and_shows_what_it_is_for(open_file: FileOpener) -> None:
    chart = open_file("#lang=fr", viewport={"width": 390, "height": 844})
    chart.scope.locator(".gd-filters summary").click()
    found = chart.run("""() => {
        const input = document.querySelector('.gd-filter-search input');
        const style = getComputedStyle(input);
        const ruler = document.createElement('canvas').getContext('2d');
        ruler.font = style.font;
        return {
            room: input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
            hint: ruler.measureText(input.placeholder).width,
            gap: input.getBoundingClientRect().top
                - document.querySelector('.gd-filter-search span').getBoundingClientRect().bottom,
        };
    }""")
    assert found["hint"] < found["room"]
    assert found["gap"] > 0


def test_it_lives_in_a_frame_of_another_page(open_file: FileOpener, saved: Path, tmp_path: Path) -> None:
    host = tmp_path / "host.html"
    host.write_text(
        f'<!DOCTYPE html><title>host</title><iframe src="{saved.as_uri()}#on=2023-10-31&amp;site=kidal" title="map"'
        ' width="900" height="700" sandbox="allow-scripts allow-popups"></iframe>',
        encoding="utf-8",
    )
    page = open_file().page
    page.goto(host.as_uri())
    inside = page.frame_locator("iframe")
    expect(inside.locator("[data-day='2023-10-31']")).to_be_visible()
    expect(inside.locator(".gd-card-title")).to_have_text("Kidal")
    inside.get_by_role("button", name="Next change (N)").click()
    expect(inside.locator("[data-day='2023-11-14']")).to_be_visible()


def test_a_text_of_the_record_never_runs(open_file: FileOpener, shipped: MissionData, tmp_path: Path) -> None:
    bad = "<img src=x onerror=window.ran=1></script><script>window.ran=1</script>"
    view = View.from_query({}, vocabulary=Vocabulary.of(shipped, langs=LANGUAGES), default_lang="en")
    text = map_html(shipped, view)
    for words in (shipped.claim("agc-006").title.en, shipped.site("kidal").note.en, "allAfrica"):
        quoted = json.dumps(words, ensure_ascii=False)
        assert quoted in text
        text = text.replace(quoted, json.dumps(bad).replace("<", "\\u003c"))
    # The text of a script has changed: its hash with it, so the policy of this copy must go.
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    path = tmp_path / "hostile.html"
    path.write_text(text, encoding="utf-8")
    chart = open_file("#on=2023-10-31&site=kidal", path=path)
    expect(card(chart)).to_contain_text("onerror")
    chart.run("() => geodata.app.claims && geodata.clock.go(geodata.dayOf('2023-08-13'), 'outside')")
    chart.page.goto(path.as_uri() + "#on=2023-08-13&claim=agc-006")
    expect(card(chart).get_by_role("heading", level=2)).to_contain_text("onerror")
    assert chart.run("() => window.ran === undefined")
