"""The page: marks, dossiers, and the answer to the question that people come with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from driver import Dashboard, in_sight
from playwright.sync_api import BrowserContext, expect
from report import Report

from geodata.domain.dates import parse_day
from geodata.domain.snapshot import snapshot
from geodata.i18n.catalog import Translator

if TYPE_CHECKING:
    from conftest import Open
    from server import Server

    from geodata.domain.model import MissionData


def test_a_request_to_another_host_is_blocked_and_recorded(desktop: BrowserContext, server: Server) -> None:
    """The watch itself: were this to pass unseen, the tests would prove nothing."""
    page = desktop.new_page()
    watched = Report()
    watched.watch(page)
    page.goto(f"{server.address}/_stcore/health")
    for address in ("https://example.org/tile.png", "http://192.0.2.7/"):
        came = page.evaluate("(address) => fetch(address, {mode: 'no-cors'}).then(() => true, () => false)", address)
        assert not came
    page.close()
    assert watched.elsewhere == ["https://example.org/tile.png", "http://192.0.2.7/"]


def test_the_whole_visit_asks_no_other_host(dashboard: Dashboard) -> None:
    """Open, drag, choose, change language and theme, read the other pages: the fixture says who was asked."""
    dashboard.open()
    dashboard.shows(dashboard.drag_to("2023-10-31"))
    dashboard.site("kidal").dispatch_event("click")
    expect(dashboard.dossier).to_be_visible()
    dashboard.page.emulate_media(color_scheme="dark")
    dashboard.choose_language("fr")
    dashboard.sources_page()
    dashboard.page.get_by_test_id("stSidebarNav").get_by_role("link").last.click()
    expect(dashboard.page.locator("h1")).to_be_visible()
    dashboard.map_page()


def test_a_dossier_prints_its_record_and_nothing_that_only_a_screen_needs(
    desktop: BrowserContext, server: Server
) -> None:
    page = desktop.new_page()
    page.goto(f"{server.address}/dossier?site=kidal")
    strip, source = page.locator(".gd-paper-strip"), page.locator(".gd-sources a").first
    expect(source).to_be_visible()
    expect(strip).to_be_hidden()
    page.emulate_media(media="print")
    expect(strip).to_be_visible()
    for only_on_screen in ("stSidebar", "stHeader", "stVegaLiteChart", "stButtonGroup", "stSelectbox"):
        expect(page.get_by_test_id(only_on_screen).first).to_be_hidden()
    assert source.get_attribute("href") in source.evaluate("(node) => getComputedStyle(node, '::after').content")
    page.close()


def test_thirteen_sites_carry_their_state(reading: Open, shipped: MissionData) -> None:
    dashboard = reading("?on=2023-11-05&site=kidal&lang=en")
    marks = dashboard.scope.locator("[data-site]")
    expect(marks).to_have_count(13)
    for state in snapshot(shipped, on=parse_day("2023-11-05")).states:
        mark = dashboard.site(state.site_id)
        expect(mark).to_have_attribute("data-un-presence", state.un_presence)
        expect(mark).to_have_attribute("data-holder", state.holder)
        expect(mark).to_have_attribute("data-certainty", state.certainty)


def test_the_first_view_comes_back_however_the_frame_has_changed(dashboard: Dashboard, shipped: MissionData) -> None:
    look = "() => [geodata.app.map.getZoom(), geodata.app.map.getBounds().toBBoxString()]"
    resize = """(height) => {
        document.querySelector('.gd-app').style.height = `${height}px`;
        window.dispatchEvent(new Event('resize'));
    }"""
    before = dashboard.open("?on=2023-11-05").run(look)
    height = dashboard.run("() => parseInt(document.querySelector('.gd-app').style.height, 10)")
    for tall in (450, 1000, 420, height):
        dashboard.run(resize, tall)
        dashboard.page.wait_for_timeout(500)  # a map that drifts has drifted by then
        assert in_sight(dashboard.scope) == {site.id for site in shipped.sites}, tall
    assert dashboard.run(look) == before


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_site_is_a_button_with_a_name(reading: Open, shipped: MissionData, lang: str) -> None:
    dashboard = reading(f"?on=2023-11-05&site=kidal&lang={lang}")
    for site in shipped.sites:
        mark = dashboard.scope.get_by_role("button", name=re.compile(f"^{re.escape(site.name.get(lang))}"))
        expect(mark.and_(dashboard.site(site.id))).to_be_visible()


def test_every_site_can_be_clicked_at_the_first_view(reading: Open, shipped: MissionData) -> None:
    """No mark and no corner lies over the middle of a site."""
    dashboard = reading("?on=2023-11-05&site=kidal&lang=en")
    hidden = [site.id for site in shipped.sites if not at_its_middle(dashboard, site.id)]
    assert hidden == []


def at_its_middle(dashboard: Dashboard, site_id: str) -> bool:
    found = dashboard.site(site_id).evaluate("""(mark) => {
        const box = mark.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return mark.contains(top);
    }""")
    return found is True


def test_a_name_with_a_choice_leaves_the_claims_uncovered(reading: Open) -> None:
    """Gao's usual place, to its right, lies over a claim on this day."""
    dashboard = reading("?on=2023-10-31")
    covered = """() => {
        const over = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        const names = [...document.querySelectorAll('.gd-label-site')].filter((one) => one.textContent === 'Gao');
        const bubbles = [...document.querySelectorAll('.gd-fan > [data-claim]')];
        return names.flatMap(({firstChild}) => bubbles.filter((one) => (
            over(one.getBoundingClientRect(), firstChild.getBoundingClientRect())))).length;
    }"""
    dashboard.page.wait_for_timeout(500)  # names move once the clock rests
    assert dashboard.run("() => document.querySelectorAll('.gd-fan > [data-claim]').length") > 0
    assert dashboard.run(covered) == 0


@pytest.mark.parametrize("how", ["click", "keyboard"])
def test_choosing_a_site_opens_its_dossier(dashboard: Dashboard, how: str) -> None:
    dashboard.open("?on=2023-06-15")
    mark = dashboard.site("kidal")
    if how == "click":
        mark.click()
    else:
        mark.focus()
        dashboard.page.keyboard.press("Enter")
    expect(dashboard.dossier).to_have_text("Kidal")
    expect(mark).to_have_attribute("aria-pressed", "true")
    dashboard.asks(site="kidal")


def test_a_second_click_closes_the_dossier(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-06-15&site=kidal")
    dashboard.site("kidal").click()
    expect(dashboard.dossier).to_have_count(0)
    expect(dashboard.site("kidal")).to_have_attribute("aria-pressed", "false")
    dashboard.asks(site=None)


def test_closing_the_dossier_lets_the_mark_go(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-06-15&site=kidal")
    dashboard.page.locator(".st-key-w-close").get_by_role("button", name="✕").click()
    expect(dashboard.dossier).to_have_count(0)
    expect(dashboard.site("kidal")).to_have_attribute("aria-pressed", "false")
    dashboard.asks(site=None)


def test_the_situation_of_the_day_stays_beside_the_map_whatever_the_dossier(dashboard: Dashboard) -> None:
    """A dossier scrolls by itself, and the next one begins at its top."""
    dashboard.open("?on=2023-11-05&site=kidal")
    day, shown = dashboard.page.locator(".gd-day"), dashboard.page.locator("[class*='st-key-dossier-']")
    expect(shown.locator(".gd-title")).to_have_text("Kidal")
    expect(day).to_be_in_viewport()
    shown.evaluate("(node) => node.scrollTo(0, 2000)")
    expect(shown.locator(".gd-title")).to_be_in_viewport()
    dashboard.site("gao").dispatch_event("click")
    expect(shown.locator(".gd-title")).to_have_text("Gao")
    assert shown.evaluate("(node) => node.scrollTop") == 0


def test_a_site_chosen_from_the_list_is_marked_on_the_map(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-06-15")
    box = dashboard.page.locator(".st-key-w-site input")
    box.click()
    box.fill("Sevare")
    dashboard.page.get_by_role("option").first.click()
    expect(dashboard.dossier).to_have_text("Mopti-Sévaré")
    expect(dashboard.site("mopti")).to_have_attribute("aria-pressed", "true")
    dashboard.asks(site="mopti")


@pytest.mark.parametrize("how", ["click", "keyboard"])
def test_choosing_a_claim_opens_its_dossier(dashboard: Dashboard, shipped: MissionData, how: str) -> None:
    dashboard.open("?on=2023-11-05")
    chosen = next(
        claim_id for claim_id in dashboard.run("() => geodata.app.claims.shown()") if drawn(dashboard, claim_id)
    )
    mark = dashboard.claim(chosen)
    if how == "click":
        mark.click()
    else:
        mark.focus()
        dashboard.page.keyboard.press("Enter")
    expect(dashboard.dossier).to_have_text(shipped.claim(chosen).title.en)
    expect(mark).to_have_attribute("aria-pressed", "true")
    dashboard.asks(claim=chosen)


def drawn(dashboard: Dashboard, claim_id: str) -> bool:
    """Tell whether a claim's mark is drawn, and not stacked behind a count."""
    return bool(dashboard.claim(claim_id).count())


def test_a_stack_of_claims_opens(dashboard: Dashboard) -> None:
    """Every claim that is counted can be reached: behind each count the rest comes out."""
    dashboard.open("?on=2023-11-05")
    counts = dashboard.scope.locator(".gd-more:visible", has_text="+")
    assert counts.count()
    while counts.count():
        counts.first.dispatch_event("click")
    shown = dashboard.run("() => geodata.app.claims.shown()")
    drawn = dashboard.scope.locator("[data-claim]:visible").evaluate_all("all => all.map((mark) => mark.dataset.claim)")
    assert sorted(drawn) == sorted(shown)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_who_held_kidal_according_to_whom_and_how_sure(dashboard: Dashboard, shipped: MissionData, lang: str) -> None:
    """From a cold start two clicks: Kidal, then the source."""
    dashboard.open(f"?on=2023-11-05&lang={lang}")
    dashboard.site("kidal").click()
    answer = dashboard.panel.locator(".gd-now")
    t = Translator(lang)
    state = snapshot(shipped, on=parse_day("2023-11-05")).state("kidal")
    expect(answer).to_contain_text("CSP")
    expect(answer).to_contain_text(t("vocab.certainty.confirmed"))
    sources = answer.get_by_role("link")
    addresses = sources.evaluate_all("links => links.map((link) => link.href)")
    assert addresses
    assert set(addresses) <= {shipped.source(source_id).url for source_id in state.source_ids}
    expect(sources.first).to_have_attribute("target", "_blank")
    sources.first.click(trial=True)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_text_is_missing(reading: Open, lang: str) -> None:
    """A key of the catalogue never shows itself."""
    dashboard = reading(f"?on=2023-11-05&site=kidal&lang={lang}")
    keys = re.compile(r"\b(?:text|clock|count|legend|page|map|vocab|holder|presence|transfer|certainty|status)\.[a-z]")
    for text in (dashboard.root.inner_text(), dashboard.page.locator("body").inner_text()):
        assert not keys.search(text)
    names = dashboard.root.locator("[aria-label]").evaluate_all("nodes => nodes.map((node) => node.ariaLabel)")
    assert not [name for name in names if keys.search(name)]


def test_the_same_is_in_a_table(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-11-05")
    dashboard.page.get_by_text("The same as a table").click()
    expect(dashboard.page.get_by_test_id("stDataFrame").first).to_be_visible()
