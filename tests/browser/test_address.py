"""The address: everything is in it, a pasted one restores it, and Back undoes a jump."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from geodata.i18n.catalog import texts

if TYPE_CHECKING:
    from conftest import Open
    from driver import Dashboard


def test_a_release_writes_the_day_and_adds_no_entry(dashboard: Dashboard) -> None:
    dashboard.open()
    entries = dashboard.entries()
    for wanted in ("2023-10-31", "2023-11-20", "2023-07-05"):
        dashboard.shows(dashboard.drag_to(wanted))
        dashboard.still()
    assert dashboard.entries() == entries


@pytest.mark.parametrize("query", ["?lang=fr&site=kidal", "?region=kidal%2Cgao"])
def test_drags_add_no_entry_whatever_the_address_holds(dashboard: Dashboard, query: str) -> None:
    dashboard.open(query)
    lang = dashboard.query.get("lang", "en")
    entries = dashboard.entries()
    for wanted in ("2023-10-31", "2023-08-20"):
        dashboard.shows(dashboard.drag_to(wanted), lang)
        dashboard.still()
    assert dashboard.entries() == entries


def test_steps_write_the_day_and_add_no_entry(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-10-25")
    entries = dashboard.entries()
    dashboard.focus_clock()
    dashboard.page.keyboard.press("ArrowRight")
    dashboard.shows("2023-10-26")
    dashboard.still()
    assert dashboard.entries() == entries


def test_back_undoes_a_jump_from_the_panel(dashboard: Dashboard) -> None:
    dashboard.open()
    day = dashboard.drag_to("2023-07-10")
    dashboard.shows(day)
    dashboard.still()
    entries = dashboard.entries()
    dashboard.changes().last.click()
    dashboard.shows("2023-08-03")
    dashboard.still()
    assert dashboard.entries() == entries + 1
    dashboard.page.go_back()
    dashboard.shows(day)
    dashboard.asks(site=None)
    dashboard.page.go_forward()
    dashboard.shows("2023-08-03")


def test_back_undoes_a_jump_on_the_clock(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-10-25")
    entries = dashboard.entries()
    dashboard.button("next").click()
    dashboard.shows("2023-10-31")
    dashboard.still()
    assert dashboard.entries() == entries + 1
    dashboard.page.go_back()
    dashboard.shows("2023-10-25")


def test_back_after_a_jump_and_a_drag_undoes_both(dashboard: Dashboard) -> None:
    """A drag replaces the jump's entry, so one Back leads to where the jump began."""
    dashboard.open("?on=2023-07-10")
    dashboard.changes().last.click()
    dashboard.shows("2023-08-03")
    dashboard.shows(dashboard.drag_to("2023-11-05"))
    dashboard.still()
    dashboard.page.go_back()
    dashboard.shows("2023-07-10")


def test_a_pasted_address_restores_day_site_language_and_filter(dashboard: Dashboard, open_in: Open) -> None:
    dashboard.open()
    dashboard.choose_language("fr")
    dashboard.tells("2023-06-01", "fr")
    day = dashboard.drag_to("2023-10-31")
    dashboard.shows(day, "fr")
    dashboard.site("kidal").dispatch_event("click")
    expect(dashboard.dossier).to_have_text("Kidal")
    dashboard.still()
    assert dashboard.query == {"on": day, "lang": "fr", "site": "kidal"}
    pasted = open_in("?" + urlsplit(dashboard.page.url).query)
    pasted.shows(day, "fr")
    expect(pasted.dossier).to_have_text("Kidal")
    expect(pasted.site("kidal")).to_have_attribute("aria-pressed", "true")
    expect(pasted.root).to_have_attribute("lang", "fr")


def test_a_pasted_claim_opens_its_dossier(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-11-05&claim=agc-060")
    expect(dashboard.claim("agc-060")).to_have_attribute("aria-pressed", "true")
    expect(dashboard.dossier).to_be_visible()


def test_defaults_are_left_out_of_the_address(dashboard: Dashboard) -> None:
    dashboard.open()
    assert dashboard.query == {}
    dashboard.choose_language("fr")
    dashboard.asks(lang="fr")
    dashboard.choose_language("en")
    dashboard.asks(lang=None)


@pytest.mark.parametrize(
    "query",
    [
        "?on=2023-13-01&site=<script>&lang=xx&claimant=zzz",
        "?on=1999-01-01&site=KIDAL&claim=%00&from=2024-01-01&to=2023-01-01&region=;,,&holder='%22&presence=%F0%9F%98%80",
    ],
)
def test_a_hostile_address_means_the_defaults(dashboard: Dashboard, query: str) -> None:
    dashboard.open(query)
    dashboard.on("2023-06-01")
    dashboard.tells("2023-06-01")
    expect(dashboard.root).to_have_attribute("lang", "en")
    expect(dashboard.dossier).to_have_count(0)
    expect(dashboard.page.get_by_test_id("stException")).to_have_count(0)
    assert len(dashboard.run("() => geodata.app.sites.states().filter((site) => site.shown)")) == 13


@pytest.mark.parametrize("day", ["2024-07-22", "2024-11-15"])
def test_a_day_beyond_the_usual_range_is_shown(dashboard: Dashboard, day: str) -> None:
    dashboard.open(f"?on={day}")
    dashboard.shows(day)


def test_the_first_visit_follows_the_browsers_language(open_in: Open) -> None:
    dashboard = open_in(locale="fr-FR")
    dashboard.tells("2023-06-01", "fr")
    expect(dashboard.root).to_have_attribute("lang", "fr")
    expect(dashboard.button("play", "fr")).to_be_visible()
    assert dashboard.query == {}


def test_a_language_that_we_do_not_speak_is_english(open_in: Open) -> None:
    open_in(locale="de-DE").tells("2023-06-01", "en")


def test_a_filter_is_in_the_address_and_reset_takes_it_out(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-11-05&holder=csp")
    expect(dashboard.site("kidal")).to_be_visible()
    expect(dashboard.site("gao")).to_be_hidden()
    dashboard.page.get_by_role("button", name=texts("en")["page.sidebar.reset"]).click()
    expect(dashboard.site("gao")).to_be_visible()
    dashboard.asks(holder=None, on="2023-11-05")
