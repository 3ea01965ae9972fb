"""The clock: one day, moved by hand, by key and by itself."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from driver import Dashboard
from playwright.sync_api import BrowserContext, expect

from geodata.domain.changes import changes
from geodata.i18n.catalog import Translator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Open
    from server import Server

    from geodata.domain.model import MissionData

REST_MS = 180  # keys that follow each other faster are one step

# Writes down on every frame of the map which day it shows.
RECORD_DAYS = """() => {
    const root = document.querySelector('[data-day]');
    window.seen = [];
    const look = (now) => { seen.push([root.dataset.day, now]); requestAnimationFrame(look); };
    requestAnimationFrame(look);
}"""


def days_of_change(data: MissionData) -> list[str]:
    found = changes(data, start=data.mission.start, end=data.mission.end)
    return sorted({change.day.isoformat() for change in found})


def test_the_day_follows_every_move_of_a_drag(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-06-15")
    runs = dashboard.runs
    with dashboard.dragging():
        for month in range(7, 13):
            wanted = date(2023, month, 15)
            dashboard.move_to(wanted.isoformat())
            dashboard.page.wait_for_function("() => new Promise((done) => requestAnimationFrame(() => done(true)))")
            shown = date.fromisoformat(dashboard.day())
            assert abs(shown - wanted) <= timedelta(days=1)
        assert dashboard.runs == runs, "the page ran during the drag"


def test_a_release_posts_once_and_the_panel_follows(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-06-15")
    dashboard.count_posts()
    runs = dashboard.runs
    day = dashboard.drag_to("2023-10-31")
    dashboard.shows(day)
    dashboard.still()
    assert [post["day"] for post in dashboard.posts()] == [day]
    assert dashboard.runs == runs + 1


def test_the_panel_fades_until_it_follows(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-06-15")
    told = dashboard.page.locator("html[data-clock='moving']")
    with dashboard.dragging():
        dashboard.move_to("2023-10-31")
        expect(told).to_be_attached()
    dashboard.tells(dashboard.day())
    expect(told).not_to_be_attached()


def test_drags_in_close_order_are_not_pulled_back(dashboard: Dashboard) -> None:
    """The answer to the first release comes while the second drag is under way, and must not move the clock."""
    dashboard.open("?on=2023-06-15")
    first = dashboard.drag_to("2023-08-15")
    with dashboard.dragging():
        dashboard.move_to("2023-11-15")
        held = dashboard.day()
        dashboard.tells(first)
        dashboard.still()
        assert dashboard.day() == held != first
    dashboard.shows(held)


@pytest.mark.parametrize(("lang", "day"), [("en", "2023-10-31"), ("fr", "2023-10-31"), ("fr", "2023-11-01")])
def test_the_day_is_spoken_in_words(reading: Open, lang: str, day: str) -> None:
    dashboard = reading(f"?on=2023-11-05&site=kidal&lang={lang}")
    dashboard.run("(day) => geodata.show(geodata.dayOf(day))", day)
    words = Translator(lang).date(date.fromisoformat(day), "full")
    expect(dashboard.clock).to_have_attribute("aria-valuetext", words)


@pytest.fixture(scope="module")
def keyboard_page(desktop: BrowserContext, server: Server) -> Iterator[Dashboard]:
    page = desktop.new_page()
    yield Dashboard(page, server.address).open("?on=2023-10-25")
    page.close()


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("ArrowRight", "2023-10-26"),
        ("ArrowLeft", "2023-10-24"),
        ("ArrowUp", "2023-10-26"),
        ("ArrowDown", "2023-10-24"),
        ("PageUp", "2023-11-01"),
        ("PageDown", "2023-10-18"),
        ("Home", "2023-06-01"),
        ("End", "2023-12-31"),
        ("n", "2023-10-31"),
        ("p", "2023-10-23"),
    ],
)
def test_a_key_moves_the_clock(keyboard_page: Dashboard, key: str, day: str) -> None:
    keyboard_page.run("() => geodata.clock.go(geodata.dayOf('2023-10-25'), 'outside')")
    keyboard_page.focus_clock()
    keyboard_page.page.keyboard.press(key)
    assert keyboard_page.day() == day
    expect(keyboard_page.clock).to_be_focused()
    keyboard_page.shows(day)


def test_n_visits_every_change(dashboard: Dashboard, shipped: MissionData) -> None:
    wanted = days_of_change(shipped)
    dashboard.open("?from=2023-06-01&to=2024-12-31")
    dashboard.focus_clock()
    for day in wanted:
        dashboard.page.keyboard.press("n")
        assert dashboard.day() == day
    for day in reversed(wanted[:-1]):
        dashboard.page.keyboard.press("p")
        assert dashboard.day() == day
    dashboard.shows(wanted[0])


def test_thirty_fast_steps_are_one_rerun_and_keep_the_focus(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-06-01")
    dashboard.focus_clock()
    dashboard.count_posts()
    dashboard.run("""() => {
        window.pressed = [];
        document.querySelector('#clock').addEventListener('keydown', () => pressed.push(performance.now()));
    }""")
    runs = dashboard.runs
    for _ in range(30):
        dashboard.page.keyboard.down("ArrowRight")
    dashboard.page.keyboard.up("ArrowRight")
    dashboard.shows("2023-07-01")
    dashboard.still()
    times: list[float] = dashboard.run("() => pressed")
    slow = sum(after - before >= REST_MS for before, after in pairwise(times))
    assert len(times) == 30
    # A machine that stalls between two keys makes two runs of steps of one.
    assert len(dashboard.posts()) <= 1 + slow
    assert dashboard.runs - runs <= 1 + slow
    expect(dashboard.clock).to_be_focused()


def test_the_focus_stays_on_the_clock_through_reruns(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-10-28")
    dashboard.focus_clock()
    for day in ("2023-10-29", "2023-10-30", "2023-10-31"):
        dashboard.page.keyboard.press("ArrowRight")
        dashboard.shows(day)
        expect(dashboard.clock).to_be_focused()


def test_the_buttons_step_and_jump(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-10-25")
    for name, day in (
        ("forward", "2023-10-26"),
        ("back", "2023-10-25"),
        ("next", "2023-10-31"),
        ("previous", "2023-10-23"),
    ):
        dashboard.button(name).click()
        dashboard.on(day)
    dashboard.shows("2023-10-23")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_space_plays_and_pauses_and_the_panel_follows_the_pause(dashboard: Dashboard, lang: str) -> None:
    dashboard.open(f"?on=2023-06-05&lang={lang}")
    runs = dashboard.runs
    dashboard.focus_clock()
    dashboard.page.keyboard.press(" ")
    expect(dashboard.button("pause", lang)).to_be_visible()
    expect(dashboard.root).not_to_have_attribute("data-day", "2023-06-05")
    assert dashboard.runs == runs
    dashboard.page.keyboard.press(" ")
    expect(dashboard.button("play", lang)).to_be_visible()
    day = dashboard.day()
    dashboard.shows(day, lang)
    assert dashboard.runs == runs + 1


def test_play_lingers_on_every_change(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-10-18")
    dashboard.choices("speed").select_option("30")
    dashboard.run(RECORD_DAYS)
    dashboard.button("play").click()
    dashboard.run("""() => new Promise((done) => {
        const look = () => (document.querySelector('[data-day]').dataset.day > '2023-11-01'
            ? done() : requestAnimationFrame(look));
        look();
    })""")
    dashboard.button("pause").click()
    seen: list[tuple[str, float]] = dashboard.run("() => seen")
    for day in ("2023-10-21", "2023-10-23", "2023-10-31"):
        times = [at for shown, at in seen if shown == day]
        assert times, f"{day} was never shown"
        assert times[-1] - times[0] > 400, f"{day} was passed over"


def test_play_stops_at_the_end_and_begins_again(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-12-29")
    dashboard.button("play").click()
    dashboard.on("2023-12-31")
    expect(dashboard.button("play")).to_be_visible()
    dashboard.shows("2023-12-31")
    dashboard.button("play").click()
    expect(dashboard.button("pause")).to_be_visible()
    assert dashboard.day() < "2023-12-31"
    dashboard.button("pause").click()


def test_the_first_page_opens_on_the_first_day_with_play_in_sight(dashboard: Dashboard) -> None:
    dashboard.open()
    assert dashboard.day() == "2023-06-01"
    expect(dashboard.button("play")).to_be_in_viewport()
    assert "on" not in dashboard.query


def test_the_counts_and_the_last_change_follow_the_drag(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-06-15")
    clock = dashboard.scope.locator(".gd-clock")
    t = Translator("en")
    with dashboard.dragging():
        dashboard.move_to("2023-11-03")
        expect(clock.locator(".gd-last")).to_contain_text("Kidal")
        for name, count in (("open", 5), ("closing", 0), ("handed", 6), ("without", 2)):
            expect(clock).to_contain_text(f"{count} {t(f'map.count.{name}', count=count)}")


@pytest.mark.parametrize(("size", "lang"), [(None, "fr"), ({"width": 390, "height": 844}, "en")], ids=["wide", "phone"])
def test_the_last_change_is_told_in_full_and_the_clock_keeps_its_height(
    open_in: Open, size: dict[str, int] | None, lang: str
) -> None:
    clock = open_in(f"?on=2023-10-31&lang={lang}", **({"viewport": size} if size else {}))
    last = clock.scope.locator(".gd-last")
    expect(last).to_contain_text("CSP-PSD")
    expect(last).to_have_attribute("title", str(last.text_content()))
    assert last.evaluate("(node) => node.scrollHeight <= node.clientHeight && node.scrollWidth <= node.clientWidth")
    tall = clock.scope.locator(".gd-clock").bounding_box()
    clock.run("() => geodata.clock.go(geodata.dayOf('2023-06-02'), 'outside')")
    expect(last).not_to_contain_text("CSP-PSD")
    assert clock.scope.locator(".gd-clock").bounding_box() == tall
