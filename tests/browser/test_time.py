"""The timeline answers every click, and two maps move as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from driver import FRAME, LIKELY_MS, in_sight
from playwright.sync_api import Locator, Page, expect

from geodata.charts.gantt import ROW
from geodata.i18n.catalog import texts

if TYPE_CHECKING:
    from driver import Dashboard

    from geodata.domain.model import MissionData

TOP = 6
"""The padding above a chart, in pixels."""

LEFT, RIGHT = 96, 64
KIDAL = 7


def turn_to(page: Page, name: str) -> None:
    """Go to a page by the menu."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=texts("en")[f"page.{name}.title"], exact=True).click()
    expect(page.locator("h1")).to_have_text(texts("en")[f"page.{name}.title"], timeout=LIKELY_MS)


def chart(page: Page, name: str) -> Locator:
    """Return a chart of the timeline once it is drawn."""
    found = page.locator(f"[class*='st-key-w-chart-{name}-']")
    found.locator("canvas, svg").first.wait_for(timeout=LIKELY_MS)
    found.scroll_into_view_if_needed()
    return found


def click_at(page: Page, found: Locator, *, part: float, below: float) -> None:
    """Click on a chart: how far along its axis, and how many pixels below its top."""
    box = found.bounding_box()
    assert box
    x = box["x"] + LEFT + part * (box["width"] - LEFT - RIGHT)
    page.mouse.click(x, box["y"] + TOP + below)


def kidal(page: Page) -> None:
    """Click on the days in which the coalition held Kidal: 31 October to 14 November, of June to December."""
    click_at(page, chart(page, "gantt"), part=(152 + 7) / 214, below=ROW * KIDAL + ROW / 2 - 4)


def test_a_click_on_a_bar_moves_the_clock_even_the_same_one_twice(dashboard: Dashboard) -> None:
    page = dashboard.open("?on=2023-06-10").page
    turn_to(page, "timeline")
    day = page.locator(".st-key-clock .gd-day")
    kidal(page)
    expect(day).to_have_text("Tuesday 31 October 2023", timeout=LIKELY_MS)
    page.get_by_role("button", name=texts("en")["page.timeline.next"]).click()
    expect(day).to_have_text("Tuesday 14 November 2023", timeout=LIKELY_MS)
    kidal(page)
    expect(day).to_have_text("Tuesday 31 October 2023", timeout=LIKELY_MS)
    assert "site=kidal" in page.url


def test_a_drag_over_the_strip_chooses_the_days_of_every_chart(dashboard: Dashboard) -> None:
    page = dashboard.open("?on=2023-10-31").page
    turn_to(page, "timeline")
    strip = chart(page, "overview")
    box = strip.bounding_box()
    assert box
    y = box["y"] + TOP + 20
    first, last = (box["x"] + LEFT + part * (box["width"] - LEFT - RIGHT) for part in (0.2, 0.4))
    page.mouse.move(first, y)
    page.mouse.down()
    page.mouse.move(last, y, steps=6)
    page.mouse.up()
    page.wait_for_url("**from=2023-0*", timeout=LIKELY_MS)
    assert "to=2024-0" in page.url


def test_where_one_map_is_moved_the_other_follows(dashboard: Dashboard, shipped: MissionData) -> None:
    page = dashboard.open("?on=2023-10-30").page
    turn_to(page, "compare")
    frames = page.locator(FRAME)
    expect(frames).to_have_count(2, timeout=LIKELY_MS)
    for number in range(2):
        page.frame_locator(FRAME).nth(number).locator("[data-site='kidal']").wait_for(timeout=LIKELY_MS)
    one, two = (handle.content_frame() for handle in frames.element_handles())
    assert one
    assert two
    page.wait_for_timeout(500)  # a map that drifts has drifted by then
    everywhere = {site.id for site in shipped.sites}
    assert [in_sight(frame) for frame in (one, two)] == [everywhere, everywhere]
    look = "() => [geodata.app.map.getZoom(), ...Object.values(geodata.app.map.getCenter())]"
    before = two.evaluate(look)
    page.frame_locator(FRAME).first.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(700)
    assert one.evaluate(look) == two.evaluate(look)
    assert two.evaluate(look) != before
    assert [frame.evaluate("() => geodata.isoOf(geodata.clock.day)") for frame in (one, two)] == [
        "2023-10-30",
        "2023-12-31",
    ]
