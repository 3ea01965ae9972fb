"""Python and the living map: one state, told both ways, and a map that is never built anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from driver import Dashboard
from playwright.sync_api import BrowserContext, expect
from report import Report

from geodata.i18n.catalog import texts

if TYPE_CHECKING:
    from server import Server

Act = Callable[["Dashboard"], None]


def pan_and_zoom(dashboard: Dashboard) -> list[float]:
    """Move the map with the mouse and the zoom button; return where it looks then."""
    stage = dashboard.scope.locator(".leaflet-container")
    before = dashboard.look()
    box = stage.bounding_box()
    assert box
    # A spot in the empty west, clear of marks, labels and corners.
    x, y = box["x"] + box["width"] * 0.35, box["y"] + box["height"] * 0.55
    dashboard.page.mouse.move(x, y)
    dashboard.page.mouse.down()
    dashboard.page.mouse.move(x + 90, y - 40, steps=5)
    dashboard.page.mouse.up()
    dashboard.scope.get_by_role("button", name="Zoom in").click()
    dashboard.run("""() => new Promise((done) => {
        let last = '', calm = 0;
        const look = () => {
            const {lat, lng} = geodata.app.map.getCenter();
            const now = `${lat} ${lng} ${geodata.app.map.getZoom()}`;
            calm = now === last ? calm + 1 : 0;
            last = now;
            if (calm > 15) done(); else requestAnimationFrame(look);
        };
        look();
    })""")
    after = dashboard.look()
    assert after[:2] != before[:2]
    assert after[2] > before[2]
    return after


def drag(dashboard: Dashboard) -> None:
    day = dashboard.drag_to("2023-11-05")
    dashboard.tells(day)


def jump(dashboard: Dashboard) -> None:
    before = dashboard.day()
    dashboard.changes().last.click()
    expect(dashboard.root).not_to_have_attribute("data-day", before)
    dashboard.tells(dashboard.day())


def filtering(dashboard: Dashboard) -> None:
    dashboard.unfold("sites")
    dashboard.choose("regions", texts("en")["vocab.region.kidal"])
    expect(dashboard.site("gao")).to_be_hidden()
    expect(dashboard.site("kidal")).to_be_visible()


def language(dashboard: Dashboard) -> None:
    dashboard.choose_language("fr")
    dashboard.tells(dashboard.day(), "fr")


def theme(dashboard: Dashboard) -> None:
    dashboard.page.emulate_media(color_scheme="dark")
    expect(dashboard.root).to_have_attribute("data-theme", "dark")


def selection(dashboard: Dashboard) -> None:
    dashboard.site("tessalit").dispatch_event("click")
    expect(dashboard.dossier).to_contain_text("Tessalit")


ACTIONS: list[Act] = [drag, jump, selection, filtering, theme, language]


@pytest.fixture(scope="module")
def moved(desktop: BrowserContext, server: Server) -> Iterator[tuple[Dashboard, list[float]]]:
    """A dashboard whose map was moved and marked, for one action after the other, and where it looks."""
    page = desktop.new_page()
    watched = Report()
    watched.watch(page)
    dashboard = Dashboard(page, server.address).open()
    dashboard.mark()
    yield dashboard, pan_and_zoom(dashboard)
    page.close()
    watched.check()


@pytest.mark.parametrize("act", ACTIONS, ids=lambda act: act.__name__)
def test_the_map_survives_and_stays_where_it_looks(moved: tuple[Dashboard, list[float]], act: Act) -> None:
    dashboard, looked = moved
    act(dashboard)
    dashboard.still()
    assert dashboard.survives()
    assert dashboard.look() == pytest.approx(looked, abs=1e-6)


def test_the_day_stays_through_filter_language_and_theme(dashboard: Dashboard) -> None:
    dashboard.open()
    day = dashboard.drag_to("2023-11-05")
    dashboard.shows(day)
    filtering(dashboard)
    dashboard.shows(day)
    language(dashboard)
    dashboard.shows(day, "fr")
    theme(dashboard)
    dashboard.shows(day, "fr")
    dashboard.asks(region="kidal", lang="fr")


def test_the_theme_of_the_page_is_the_theme_of_the_map(dashboard: Dashboard) -> None:
    dashboard.open()
    expect(dashboard.root).to_have_attribute("data-theme", "light")
    for scheme in ("dark", "light"):
        dashboard.page.emulate_media(color_scheme=scheme)
        expect(dashboard.root).to_have_attribute("data-theme", scheme)


def test_a_jump_moves_map_panel_and_address(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-06-15")
    dashboard.changes().last.click()  # the next change: Ogossagou
    dashboard.shows("2023-08-03")
    dashboard.asks(site="ogossagou")
    expect(dashboard.site("ogossagou")).to_have_attribute("aria-pressed", "true")


def test_drags_after_a_jump_are_heard(dashboard: Dashboard) -> None:
    """The address that Python wrote for the jump must not pull the clock back when the map posts."""
    dashboard.open()
    dashboard.changes().last.click()
    dashboard.shows("2023-08-03")
    for wanted in ("2023-09-15", "2023-11-05", "2023-07-10"):
        day = dashboard.drag_to(wanted)
        dashboard.still()
        dashboard.shows(day)


def test_a_jump_after_a_drag_moves_the_map(dashboard: Dashboard) -> None:
    dashboard.open()
    for _ in range(2):
        dashboard.shows(dashboard.drag_to("2023-07-10"))
        dashboard.changes().last.click()
        dashboard.shows("2023-08-03")


def test_going_to_the_sources_and_back_keeps_map_and_panel_together(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-10-31&site=kidal")
    dashboard.sources_page()
    dashboard.map_page()
    dashboard.shows("2023-10-31")
    expect(dashboard.dossier).to_have_text("Kidal")
    expect(dashboard.site("kidal")).to_have_attribute("aria-pressed", "true")


def test_after_the_sources_the_first_release_is_heard(dashboard: Dashboard) -> None:
    dashboard.open()
    dashboard.shows(dashboard.drag_to("2023-08-15"))
    dashboard.sources_page()
    dashboard.map_page()
    day = dashboard.drag_to("2023-11-05")
    dashboard.still()
    dashboard.shows(day)


def test_one_back_from_the_sources_leads_to_the_map_on_its_day(dashboard: Dashboard) -> None:
    dashboard.open()
    day = dashboard.drag_to("2023-08-15")
    dashboard.shows(day)
    dashboard.sources_page()
    dashboard.page.wait_for_timeout(300)  # what the script asks of the address is done
    dashboard.page.go_back()
    dashboard.ready()
    dashboard.on(day)
    dashboard.tells(day)


def test_a_selection_and_a_release_in_one_moment_are_both_heard(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-10-01")
    dashboard.run("""() => {
        geodata.clock.go(geodata.dayOf('2023-10-31'), 'jump');
        document.querySelector('[data-site="kidal"]').click();
    }""")
    dashboard.shows("2023-10-31")
    expect(dashboard.dossier).to_have_text("Kidal")
    dashboard.asks(site="kidal")


def test_a_range_narrowed_and_widened_without_a_day_keeps_map_and_panel_together(dashboard: Dashboard) -> None:
    """No day was ever chosen: both stand on the first day of the range, whatever the range."""
    dashboard.open("?from=2023-08-01")
    dashboard.on("2023-08-01")
    dashboard.tells("2023-08-01")
    dashboard.choose_range("all")
    dashboard.asks(**{"from": None})
    dashboard.still()
    dashboard.tells(dashboard.day())


def test_a_shorter_range_takes_the_day_along(dashboard: Dashboard) -> None:
    dashboard.open("?on=2024-07-22&to=2024-12-31")
    dashboard.choose_range("withdrawal")
    dashboard.shows("2023-12-31")
