"""The filters, layers and search of the map as one file, against the dashboard’s own judgement."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest
from onefile import FileOpener, hash_of
from playwright.sync_api import expect

from geodata.domain.snapshot import snapshot
from geodata.domain.view import View, Vocabulary
from geodata.export.onefile import map_html
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.domain.model import MissionData


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
