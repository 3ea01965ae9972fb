"""The map as one file, opened from the disk with the network off."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from driver import Chart, Dashboard, Report
from playwright.sync_api import Browser, Page, expect

from geodata.domain.view import View, Vocabulary
from geodata.export.onefile import map_html
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.domain.model import MissionData

FileOpener = Callable[..., Chart]


@pytest.fixture(scope="session")
def saved(shipped: MissionData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "map.html"
    view = View.from_query({}, vocabulary=Vocabulary.of(shipped, langs=LANGUAGES), default_lang="en")
    path.write_text(map_html(shipped, view), encoding="utf-8")
    return path


@pytest.fixture
def open_file(chromium: Browser, saved: Path, report: Report) -> Iterator[FileOpener]:
    """Return a function that opens the file in a browser without a network, and waits until the map stands."""
    contexts = []

    def opened(hash_: str = "", path: Path = saved, **options: Any) -> Chart:  # noqa: ANN401
        usual = {"locale": "en-GB", "viewport": {"width": 1440, "height": 900}, "offline": True}
        context = chromium.new_context(**(usual | options))
        contexts.append(context)
        page = context.new_page()
        report.watch(page)
        page.goto(path.as_uri() + hash_)
        chart = Chart(page, page)
        expect(chart.root).to_be_visible()
        return chart

    yield opened
    for context in contexts:
        context.close()


def hash_of(page: Page) -> str:
    return str(page.evaluate("() => window.location.hash"))


def card(chart: Chart) -> Any:  # noqa: ANN401
    return chart.scope.locator(".gd-card")


def test_it_opens_and_asks_for_nothing(open_file: FileOpener) -> None:
    chart = open_file()
    assert chart.day() == "2023-06-01"
    assert chart.run("() => performance.getEntriesByType('resource').filter((one) => /^http/.test(one.name))") == []


def test_the_policy_stops_what_is_not_ours(open_file: FileOpener, report: Report) -> None:
    chart = open_file()
    found = chart.run("""() => new Promise((done) => {
        document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
    })""")
    assert found.startswith("script-src")
    assert chart.run("() => window.ran === undefined")
    blocked = chart.run("() => fetch('https://example.org/').then(() => 'sent', () => 'stopped')")
    assert blocked == "stopped"
    report.errors.clear()  # the browser says on the console what it stopped
    report.elsewhere.clear()


def test_a_drag_moves_the_map_and_the_address(open_file: FileOpener) -> None:
    chart = open_file()
    day = chart.drag_to("2023-10-31")
    expect(chart.page).to_have_url(re.compile(rf"#on={day}$"))
    chart.page.reload()
    chart.on(day)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_permalink_opens_day_site_and_language(open_file: FileOpener, shipped: MissionData, lang: str) -> None:
    chart = open_file(f"#on=2023-10-31&site=timbuktu&lang={lang}")
    chart.on("2023-10-31")
    expect(card(chart)).to_be_visible()
    expect(card(chart).get_by_role("heading", level=2)).to_have_text(shipped.site("timbuktu").name.get(lang))
    assert chart.run("() => document.documentElement.lang") == lang
    expect(chart.site("timbuktu")).to_have_attribute("aria-pressed", "true")


def test_the_browser_language_is_the_first_one(open_file: FileOpener) -> None:
    assert open_file(locale="fr-FR").run("() => document.documentElement.lang") == "fr"
    assert open_file(locale="de-DE").run("() => document.documentElement.lang") == "en"


@pytest.mark.parametrize(
    "hash_",
    [
        "#on=2023-02-31&site=nowhere&lang=xx&from=2024-01-01&to=2023-01-01&region=atlantis",
        "#site=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "#%E0%A4%A",
        "#on",
    ],
)
def test_an_address_that_means_nothing_falls_back(open_file: FileOpener, hash_: str) -> None:
    chart = open_file(hash_)
    assert chart.day() == "2023-06-01"
    expect(card(chart)).to_be_hidden()


def test_the_language_switches_everything_and_keeps_the_day(open_file: FileOpener) -> None:
    chart = open_file("#on=2023-10-31&site=kidal")
    chart.scope.get_by_role("button", name="Français").click()
    chart.on("2023-10-31")
    expect(chart.button("play", "fr")).to_be_visible()
    expect(card(chart)).to_contain_text(Translator("fr")("page.dossier.clocks"))
    expect(chart.scope.locator(".gd-heading")).to_have_text(Translator("fr")("map.foot.heading"))
    assert "lang=fr" in hash_of(chart.page)
    assert "site=kidal" in hash_of(chart.page)


def test_the_card_tells_state_clocks_story_and_sources(open_file: FileOpener, shipped: MissionData) -> None:
    chart = open_file("#on=2023-10-01")
    chart.site("kidal").click()
    told = card(chart)
    expect(told.locator(".gd-card-now")).to_contain_text("UN present")
    chart.run("() => geodata.clock.go(geodata.dayOf('2023-11-05'), 'outside')")
    expect(told.locator(".gd-card-now")).to_contain_text("UN gone, left without a hand-over; held by the CSP-PSD")
    expect(told.locator(".gd-terms dt").first).to_have_text("Last UN person out")
    shown = [row for row in shipped.events_of("kidal") if row.shown]
    expect(told.locator(".gd-story li")).to_have_count(len(shown))
    for link in told.locator("a").all():
        assert str(link.get_attribute("href")).startswith("http")
        assert "noopener" in str(link.get_attribute("rel"))
        assert link.get_attribute("target") == "_blank"


def test_a_claim_tells_who_says_so_and_leads_to_its_day(open_file: FileOpener, shipped: MissionData) -> None:
    claim = shipped.claim("agc-006")
    chart = open_file("#claim=agc-006")
    expect(card(chart).get_by_role("heading", level=2)).to_have_text(claim.title.en)
    expect(card(chart)).to_contain_text(claim.summary.en)
    card(chart).get_by_role("button", name="Show this day on the map").click()
    chart.on(claim.when.latest.isoformat())
    expect(chart.claim("agc-006")).to_be_attached()


def test_back_undoes_a_jump(open_file: FileOpener) -> None:
    chart = open_file("#on=2023-10-25")
    chart.button("next").click()
    chart.on("2023-10-31")
    chart.page.go_back()
    chart.on("2023-10-25")


def test_filters_hide_and_say_how_much(open_file: FileOpener) -> None:
    chart = open_file("#on=2023-11-05")
    chart.scope.locator(".gd-filters summary").click()
    panel = chart.scope.locator(".gd-filter-panel")
    panel.get_by_label("Kidal", exact=True).check()
    expect(panel.get_by_role("status")).to_have_text("3 of 13 sites shown")
    expect(chart.site("gao")).to_be_hidden()
    expect(chart.site("kidal")).to_be_visible()
    assert hash_of(chart.page) == "#on=2023-11-05&region=kidal"
    chart.page.reload()
    expect(chart.site("gao")).to_be_hidden()
    chart.scope.locator(".gd-filters summary").click()
    panel.get_by_role("button", name="Show everything").click()
    expect(chart.site("gao")).to_be_visible()
    assert hash_of(chart.page) == "#on=2023-11-05"


def test_layers_and_what_was_public_are_switched_in_the_file(open_file: FileOpener) -> None:
    chart = open_file("#on=2023-11-05")
    chart.scope.locator(".gd-filters summary").click()
    panel, t = chart.scope.locator(".gd-filter-panel"), Translator("en")
    panel.get_by_label(t("page.layer.claims"), exact=True).uncheck()
    panel.get_by_label(t("page.layer.control"), exact=True).check()
    panel.get_by_label(t("page.sidebar.known"), exact=True).check()
    expect(chart.root).to_have_attribute("data-known", "true")
    assert chart.run("() => geodata.app.claims.shown()") == []
    assert hash_of(chart.page) == "#on=2023-11-05&layers=control,convoys&known=1"
    chart.page.reload()
    expect(chart.root).to_have_attribute("data-known", "true")
    expect(panel.get_by_label(t("page.layer.control"), exact=True)).to_be_checked()


def test_claims_are_filtered_by_kind_and_status(open_file: FileOpener, shipped: MissionData) -> None:
    chart = open_file("#on=2023-12-31&window=0&kind=abduction,strike&status=claimed")
    wanted = {
        claim.id
        for claim in shipped.claims
        if claim.kind in {"abduction", "strike"} and claim.status == "claimed" and claim.when.earliest.year < 2024
    }
    assert wanted
    assert set(chart.run("() => geodata.app.claims.shown()")) == wanted


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


def test_the_data_page_hands_over_the_map_and_the_data(
    dashboard: Dashboard, open_file: FileOpener, tmp_path: Path
) -> None:
    page, t = dashboard.open("?on=2023-10-31&site=kidal&lang=fr").page, Translator("fr")
    page.get_by_role("link", name=t("page.data.title")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=t("page.data.map-button")).click(timeout=30_000)
    assert download.value.suggested_filename == "minusma-2023-10-31.html"
    path = tmp_path / "map.html"
    download.value.save_as(path)
    chart = open_file(path=path)
    chart.on("2023-10-31")
    expect(card(chart).get_by_role("heading", level=2)).to_have_text("Kidal")
    assert chart.run("() => document.documentElement.lang") == "fr"
    with page.expect_download() as download:
        page.locator(".st-key-w-get-csv button").first.click()
    download.value.save_as(tmp_path / "data.zip")
    with zipfile.ZipFile(tmp_path / "data.zip") as archive:
        assert {"datapackage.json", "about.json", "sites.csv"} <= set(archive.namelist())
