"""The map as one file, opened from the disk with the network off."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import pytest
from driver import Chart, Dashboard, Report
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from geodata.domain.snapshot import snapshot
from geodata.domain.view import View, Vocabulary
from geodata.export.brief import brief_html
from geodata.export.onefile import map_html
from geodata.export.picture import PRINT_WIDTH
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
        "#on=2023-13-45",
        "#from=2023-99-01&to=2023-00-00",
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
    chart.run("() => { window.location.hash = '#on=2023-10-31'; }")
    chart.on("2023-10-31")
    chart.run("() => { window.location.hash = '#on=2023-99-99&lang=fr'; }")
    expect(chart.button("play", "fr")).to_be_visible()
    chart.on("2023-06-01")


def test_the_language_switches_everything_and_keeps_the_day(open_file: FileOpener) -> None:
    chart = open_file("#on=2023-10-31&site=kidal")
    chart.scope.get_by_role("button", name="Français").click()
    chart.on("2023-10-31")
    expect(chart.button("play", "fr")).to_be_visible()
    expect(card(chart)).to_contain_text(Translator("fr")("page.dossier.clocks"))
    expect(chart.scope.locator(".gd-heading")).to_have_text(Translator("fr")("map.foot.heading"))
    for name in ("zoom-in", "zoom-out"):
        text = Translator("fr")(f"map.text.{name}")
        expect(chart.scope.get_by_role("button", name=text, exact=True)).to_have_attribute("title", text)
    assert "lang=fr" in hash_of(chart.page)
    assert "site=kidal" in hash_of(chart.page)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "Aguelhok\u00a0: ONU partie, quitté sans rétrocession, détenteur inconnu"),
        ("en", "Aguelhok: UN gone, left without a hand-over, holder unknown"),
    ],
)
def test_a_holder_whom_no_source_names_is_said_to_be_unknown(open_file: FileOpener, lang: str, said: str) -> None:
    chart = open_file(f"#on=2023-10-23&lang={lang}")
    expect(chart.site("aguelhok")).to_have_attribute("aria-label", re.compile(re.escape(said)))


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
    panel.get_by_role("group", name="Region", exact=True).get_by_label("Kidal").check()
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
    assert hash_of(chart.page) == "#on=2023-11-05&layers=routes,regions,control,convoys&known=1"
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


@pytest.mark.parametrize(
    "query",
    [
        "against=minusma&window=0",
        "at=kidal,tessalit&window=90&dates=strict",
        "q=Ménaka%20ATTAQUE&window=0",
        "by=said&window=30",
        "by=said&dates=strict&against=fama&window=0",
    ],
)
def test_claims_are_judged_as_in_the_dashboard(open_file: FileOpener, shipped: MissionData, query: str) -> None:
    asked = dict(parse_qsl(f"on=2023-12-15&{query}"))
    view = View.from_query(asked, vocabulary=Vocabulary.of(shipped, langs=LANGUAGES), default_lang="en")
    found = snapshot(shipped, on=date(2023, 12, 15), filters=view.filters, claim_days=view.window).claims
    assert found
    chart = open_file(f"#on=2023-12-15&{query}")
    assert set(chart.run("() => geodata.app.claims.shown()")) == {claim.id for claim in found}


def test_the_panel_searches_and_its_permalink_keeps_it(open_file: FileOpener, shipped: MissionData) -> None:
    chart, t = open_file("#on=2023-12-15&window=0"), Translator("en")
    every = set(chart.run("() => geodata.app.claims.shown()"))
    chart.scope.locator(".gd-filters summary").click()
    panel = chart.scope.locator(".gd-filter-panel")
    panel.get_by_label(t("page.sidebar.text")).fill("  KIDAL  ")
    expect(chart.page).to_have_url(re.compile(r"&q=KIDAL$"))
    searched = set(chart.run("() => geodata.app.claims.shown()"))
    assert searched < every
    panel.get_by_role("group", name=t("page.sidebar.against")).get_by_label("MINUSMA", exact=True).check()
    panel.get_by_role("group", name=t("page.sidebar.sites")).get_by_label("Kidal", exact=True).check()
    panel.get_by_label(t("page.basis.said"), exact=True).check()
    told = set(chart.run("() => geodata.app.claims.shown()"))
    assert told < searched
    query = dict(parse_qsl(hash_of(chart.page).removeprefix("#")))
    assert query == {
        "on": "2023-12-15", "window": "0", "q": "KIDAL", "against": "minusma", "at": "kidal", "by": "said",
    }  # fmt: skip
    # The part after the # says the same to the dashboard.
    view = View.from_query(query, vocabulary=Vocabulary.of(shipped, langs=LANGUAGES), default_lang="en")
    found = snapshot(shipped, on=date(2023, 12, 15), filters=view.filters, claim_days=0).claims
    assert told == {claim.id for claim in found}
    chart.page.reload()
    expect(panel.get_by_label(t("page.sidebar.text"))).to_have_value("KIDAL")
    assert set(chart.run("() => geodata.app.claims.shown()")) == told
    chart.scope.locator(".gd-filters summary").click()
    panel.get_by_role("button", name=t("map.filter.undo")).click()
    assert hash_of(chart.page) == "#on=2023-12-15&window=0&by=said"


def test_what_a_file_was_saved_with_can_be_undone_for_good(
    open_file: FileOpener, shipped: MissionData, tmp_path: Path
) -> None:
    asked = {"on": "2023-12-15", "region": "kidal", "q": "jnim", "by": "said", "known": "1"}
    view = View.from_query(asked, vocabulary=Vocabulary.of(shipped, langs=LANGUAGES), default_lang="en")
    path = tmp_path / "saved.html"
    path.write_text(map_html(shipped, view), encoding="utf-8")
    chart, t = open_file("#on=2023-12-15", path=path), Translator("en")
    expect(chart.site("gao")).to_be_hidden()
    chart.scope.locator(".gd-filters summary").click()
    panel = chart.scope.locator(".gd-filter-panel")
    expect(panel.get_by_label(t("page.sidebar.text"))).to_have_value("jnim")
    expect(panel.get_by_label(t("page.basis.said"), exact=True)).to_be_checked()
    panel.get_by_role("button", name=t("map.filter.undo")).click()
    panel.get_by_label(t("page.basis.happened"), exact=True).check()
    panel.get_by_label(t("page.sidebar.known"), exact=True).uncheck()
    chart.page.reload()
    expect(chart.site("gao")).to_be_visible()
    expect(chart.root).to_have_attribute("data-known", "false")
    expect(panel.get_by_label(t("page.sidebar.text"))).to_have_value("")
    expect(panel.get_by_label(t("page.basis.happened"), exact=True)).to_be_checked()


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
        page.get_by_role("button", name=t("page.data.png-button")).click()
    download.value.save_as(tmp_path / "day.png")
    with Image.open(tmp_path / "day.png") as image:
        assert image.width == PRINT_WIDTH
    page.locator(".st-key-w-film-make button").click()
    # Streamlit draws the button anew when the first frames are there.
    page.locator(".st-key-w-film-stop button").click()
    expect(page.get_by_text(t("page.data.film-stopped"))).to_be_visible(timeout=30_000)
    expect(page.locator(".st-key-w-film-make button")).to_be_visible()
    assert page.locator(".st-key-w-film button").count() == 0
    with page.expect_download() as download:
        page.locator(".st-key-w-get-csv button").first.click()
    download.value.save_as(tmp_path / "data.zip")
    with zipfile.ZipFile(tmp_path / "data.zip") as archive:
        assert {"datapackage.json", "about.json", "sites.csv"} <= set(archive.namelist())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_brief_prints_on_a4_and_nothing_in_it_runs(
    chromium: Browser, report: Report, shipped: MissionData, tmp_path: Path, lang: str
) -> None:
    bad = "</style></title><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
    hostile = replace(
        shipped,
        claims=tuple(
            replace(claim, title=replace(claim.title, en=bad, fr=bad)) if claim.id == "agc-006" else claim
            for claim in shipped.claims
        ),
    )
    view = View.from_query({"on": "2023-08-13"}, vocabulary=Vocabulary.of(shipped, langs=LANGUAGES), default_lang=lang)
    path = tmp_path / "brief.html"
    path.write_text(brief_html(hostile, view, today=date(2026, 11, 23), t=Translator(lang)), encoding="utf-8")
    context = chromium.new_context(offline=True, viewport={"width": 390, "height": 844})
    try:
        page = context.new_page()
        report.watch(page)
        page.goto(path.as_uri())
        expect(page.get_by_role("heading", level=1)).to_have_text(
            Translator(lang)("brief.title", day=date(2023, 8, 13))
        )
        expect(page.get_by_text("window.ran = 1").first).to_be_visible()
        assert page.evaluate("() => window.ran === undefined && document.scripts.length === 0")
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), "no scrolling sideways"
        pdf = page.pdf(prefer_css_page_size=True)
    finally:
        context.close()
    # A4 in points, and a few pages.
    assert re.search(rb"/MediaBox \[0 0 59[45][.0-9]* 84[12]", pdf)
    assert 2 <= len(re.findall(rb"/Type /Page\b(?!s)", pdf)) <= 8
