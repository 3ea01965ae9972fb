"""On a phone: one finger scrolls the page, the clock can be hit, nothing sticks out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from chromium import DESKTOP
from driver import Dashboard, in_sight
from playwright.sync_api import Browser, CDPSession, Locator, expect
from report import Report

from geodata.i18n.catalog import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Open
    from server import Server

    from geodata.domain.model import MissionData

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
TARGET = 44  # pixels


@pytest.fixture
def phone(open_in: Open) -> Dashboard:
    return open_in("?on=2023-10-25", **PHONE)


@pytest.fixture(scope="module")
def phone_at_rest(chromium: Browser, server: Server) -> Iterator[Dashboard]:
    """A phone that is only looked at."""
    context = chromium.new_context(**(DESKTOP | PHONE))
    watched = Report()
    page = context.new_page()
    watched.watch(page)
    yield Dashboard(page, server.address).open("?on=2023-10-25")
    context.close()
    watched.check()


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})


def slide(dashboard: Dashboard, fingers: int, dx: float, dy: float) -> None:
    """Slide fingers over the middle of the map."""
    stage = dashboard.scope.locator(".leaflet-container")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = dashboard.page.context.new_cdp_session(dashboard.page)
    apart = [40 * number for number in range(fingers)]
    touch(session, "touchStart", *((x + gap, y) for gap in apart))
    for step in range(1, 9):
        touch(session, "touchMove", *((x + gap + dx * step / 8, y + dy * step / 8) for gap in apart))
    touch(session, "touchEnd")
    session.detach()


def scrolled(dashboard: Dashboard) -> float:
    found: float = dashboard.page.evaluate("""() => Math.max(
        ...[document.scrollingElement, ...document.querySelectorAll('section, main, [data-testid="stMain"]')]
            .map((node) => node.scrollTop))""")
    return found


def controls(dashboard: Dashboard) -> Locator:
    return dashboard.scope.locator(".gd-clock").locator("button:visible, select:visible, input:visible")


def test_the_frame_keeps_its_height_when_the_page_answers(phone: Dashboard) -> None:
    """streamlit-folium sets the height that it was given once more whenever it is told something."""
    fits = "() => Math.abs(innerHeight - document.querySelector('#gd-app').getBoundingClientRect().height) < 3"
    phone.frame.wait_for_function(fits)
    before = phone.day()
    phone.button("next").click()
    expect(phone.root).not_to_have_attribute("data-day", before)
    phone.tells(phone.day())
    phone.still()
    phone.page.wait_for_timeout(300)
    assert phone.run(fits)


def test_everything_on_the_clock_is_large_enough_to_touch(phone_at_rest: Dashboard) -> None:
    small = {}
    for control in controls(phone_at_rest).all():
        box = control.bounding_box()
        assert box
        if min(box["width"], box["height"]) < TARGET:
            small[str(control.evaluate("node => node.ariaLabel || node.id"))] = (box["width"], box["height"])
    assert small == {}


def test_everything_on_the_page_is_large_enough_to_touch(phone_at_rest: Dashboard) -> None:
    found = phone_at_rest.page.locator(".stMain").locator("summary:visible, .stButton button:visible")
    sizes = found.evaluate_all("(nodes) => nodes.map((node) => [node.offsetWidth, node.offsetHeight])")
    assert sizes
    assert min(min(size) for size in sizes) >= TARGET


def test_the_buttons_work_by_touch(phone: Dashboard) -> None:
    phone.button("forward").tap()
    phone.shows("2023-10-26")
    phone.button("next").tap()
    phone.shows("2023-10-31")


def test_weeks_and_the_speed_are_there_for_a_finger(phone: Dashboard) -> None:
    phone.button("forward-week").tap()
    phone.shows("2023-11-01")
    phone.button("back-week").tap()
    phone.button("back-week").tap()
    phone.shows("2023-10-18")
    expect(phone.choices("speed")).to_be_visible()
    phone.choices("speed").select_option("30")
    assert phone.run("() => geodata.clock.speed") == 30


def test_a_finger_drags_the_clock(phone: Dashboard) -> None:
    phone.clock.scroll_into_view_if_needed()
    session = phone.page.context.new_cdp_session(phone.page)
    start, end = phone.x_of("2023-10-25"), phone.x_of("2023-07-15")
    touch(session, "touchStart", start)
    for step in range(1, 9):
        touch(session, "touchMove", (start[0] + (end[0] - start[0]) * step / 8, start[1]))
    expect(phone.root).not_to_have_attribute("data-day", "2023-10-25")
    touch(session, "touchEnd")
    day = phone.day()
    assert "2023-07-01" <= day <= "2023-08-01"
    phone.shows(day)


def test_one_finger_scrolls_the_page_and_is_told_about_two(phone: Dashboard) -> None:
    looked = phone.look()
    top = scrolled(phone)
    hint = phone.scope.get_by_text(texts("en")["map.text.two-fingers"])
    slide(phone, fingers=1, dx=0, dy=-250)
    expect(hint).to_have_css("opacity", "1")
    phone.page.wait_for_function(
        """(top) => [document.scrollingElement, ...document.querySelectorAll('section, main, [data-testid="stMain"]')]
            .some((node) => node.scrollTop > top + 50)""",
        arg=top,
    )
    assert phone.look() == pytest.approx(looked, abs=1e-6)
    expect(hint).to_have_css("opacity", "0")


def test_two_fingers_move_the_map(phone: Dashboard) -> None:
    looked = phone.look()
    slide(phone, fingers=2, dx=60, dy=-60)
    phone.page.wait_for_timeout(100)
    assert phone.look() != pytest.approx(looked, abs=1e-3)


def test_nothing_sticks_out_sideways(phone_at_rest: Dashboard) -> None:
    wide = phone_at_rest.page.evaluate("""() => [document.documentElement, document.body,
        ...document.querySelectorAll('[data-testid="stMain"], [data-testid="stAppViewContainer"]')]
        .map((node) => node.scrollWidth - node.clientWidth)""")
    assert max(wide) <= 0
    assert phone_at_rest.run("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_map_and_clock_are_seen_together(phone_at_rest: Dashboard) -> None:
    phone_at_rest.clock.scroll_into_view_if_needed()
    box = phone_at_rest.root.bounding_box()
    assert box
    assert box["width"] <= 390
    assert box["height"] <= 844
    expect(phone_at_rest.clock).to_be_in_viewport()


def test_a_touched_site_opens_its_dossier(phone: Dashboard) -> None:
    phone.site("kidal").tap()
    expect(phone.site("kidal")).to_have_attribute("aria-pressed", "true")
    expect(phone.dossier).to_have_text("Kidal")


def test_every_site_is_in_sight_at_first(open_in: Open, shipped: MissionData) -> None:
    phone = open_in("?on=2023-10-31&lang=fr", **PHONE)
    phone.page.wait_for_timeout(500)  # a map that drifts has drifted by then
    assert in_sight(phone.scope) == {site.id for site in shipped.sites}
