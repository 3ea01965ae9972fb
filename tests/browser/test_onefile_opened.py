"""The map as one file, opened from the disk with the network off: its day, its address, its language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from onefile import FileOpener, card, hash_of
from playwright.sync_api import expect

from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    from report import Report

    from geodata.domain.model import MissionData


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
