"""The map as one file: no server, no network, the same clock; and hostile names that stay words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from chromium import DESKTOP
from driver import Chart
from playwright.sync_api import Browser, expect

from geodata.data import registry
from geodata.domain.areas import areas_of
from geodata.domain.model import MissionData, Text
from geodata.i18n.catalog import Translator
from geodata.maps.assets import scripts
from geodata.maps.base import base_payload
from geodata.maps.element import standalone_map
from geodata.maps.payload import mission_payload, words_payload

if TYPE_CHECKING:
    from pathlib import Path

    from report import Report

BASE = registry.folder("minusma") / "base"
HOSTILE = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>"
    "</script><svg onload='window.hacked = 3'>\u2028</title>"
)

Save = Callable[..., Chart]


@pytest.fixture
def saved(chromium: Browser, report: Report, tmp_path: Path) -> Iterator[Save]:
    """Return a function that saves a mission's map to a file and opens it with the network off."""
    context = chromium.new_context(**DESKTOP)
    context.set_offline(offline=True)

    def save(data: MissionData, *, lang: str = "en", day: str = "2023-10-25") -> Chart:
        basemap = base_payload(BASE, areas=areas_of(data))
        files = scripts(mission=mission_payload(data), basemap=basemap, words=words_payload(data))
        state: dict[str, object] = {
            "lang": lang,
            "day": day,
            "start": "2023-06-01",
            "end": "2023-12-31",
            "site": None,
            "claim": None,
            "filters": {},
        }
        path = tmp_path / "map.html"
        standalone_map(files, state=state).save(str(path))
        page = context.new_page()
        report.watch(page)
        page.goto(path.as_uri())
        chart = Chart(page, page)
        chart.on(day)
        return chart

    yield save
    context.close()


def hostile(data: MissionData) -> MissionData:
    """Return the mission with a name, a claim and an actor that try to be markup."""
    sites = tuple(replace(site, name=Text(HOSTILE, HOSTILE)) if site.id == "kidal" else site for site in data.sites)
    claims = tuple(replace(claim, title=Text(HOSTILE, HOSTILE)) for claim in data.claims)
    return replace(data, sites=sites, claims=claims)


def test_the_file_needs_nothing_else(saved: Save, shipped: MissionData) -> None:
    chart = saved(shipped)
    expect(chart.scope.locator("[data-site]:visible")).to_have_count(13)
    expect(chart.scope.locator(".leaflet-container svg path").first).to_be_attached()


def test_its_clock_drags(saved: Save, shipped: MissionData) -> None:
    chart = saved(shipped)
    expect(chart.site("kidal")).to_have_attribute("data-un-presence", "closing")
    with chart.dragging():
        chart.move_to("2023-11-05")
        assert abs(date.fromisoformat(chart.day()) - date(2023, 11, 5)).days <= 1
    expect(chart.site("kidal")).to_have_attribute("data-un-presence", "closed")
    expect(chart.site("kidal")).to_have_attribute("data-holder", "csp")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_it_shows_the_day_in_words(saved: Save, shipped: MissionData, lang: str) -> None:
    chart = saved(shipped, lang=lang, day="2023-11-01")
    words = Translator(lang).date(date(2023, 11, 1), "full")
    expect(chart.clock).to_have_attribute("aria-valuetext", words)
    expect(chart.scope.locator("output")).to_have_text(words)


def test_it_plays_and_answers_keys(saved: Save, shipped: MissionData) -> None:
    chart = saved(shipped)
    chart.focus_clock()
    chart.page.keyboard.press("n")
    chart.on("2023-10-31")
    chart.page.keyboard.press(" ")
    expect(chart.button("pause")).to_be_visible()
    chart.page.keyboard.press(" ")
    expect(chart.button("play")).to_be_visible()


def test_a_hostile_name_stays_words(saved: Save, shipped: MissionData) -> None:
    chart = saved(hostile(shipped), day="2023-11-05")
    mark = chart.site("kidal")
    mark.hover()
    expect(chart.scope.get_by_text("<script>window.hacked").first).to_be_attached()
    mark.focus()
    chart.focus_clock()
    chart.page.keyboard.press("n")
    chart.scope.locator("[data-claim]").first.dispatch_event("focus")
    assert chart.run("() => window.hacked") is None
    assert chart.scope.locator("img[src='x'], svg[onload]").count() == 0
