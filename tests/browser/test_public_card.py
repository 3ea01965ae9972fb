"""The card of the map as one file where only what was public counts: the sources that it cites are those of the day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from driver import Chart
from playwright.sync_api import expect
from report import Report

from geodata.domain.published import Knowledge, public_record
from geodata.domain.view import View, Vocabulary
from geodata.export.onefile import map_html
from geodata.i18n.catalog import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from geodata.domain.model import MissionData
    from geodata.domain.support import Sourced

SITE_DAYS = (
    ("kidal", "2023-10-31"),
    ("kidal", "2023-11-01"),
    ("kidal", "2023-11-20"),
    ("ber", "2023-08-14"),
    ("menaka", "2023-08-26"),
)


@pytest.fixture(scope="module")
def chart(chromium: Browser, shipped: MissionData, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chart]:
    """The file, opened once without a network; each test goes on from where the last one left it."""
    path = tmp_path_factory.mktemp("card") / "map.html"
    view = View.from_query({}, vocabulary=Vocabulary.of(shipped, langs=LANGUAGES), default_lang="en")
    path.write_text(map_html(shipped, view), encoding="utf-8")
    context = chromium.new_context(locale="en-GB", viewport={"width": 1440, "height": 900}, offline=True)
    page, report = context.new_page(), Report()
    report.watch(page)
    page.goto(path.as_uri())
    opened = Chart(page, page)
    expect(opened.root).to_be_visible()
    yield opened
    context.close()
    report.check()


def look(chart: Chart, query: str) -> None:
    chart.run("(hash) => { location.hash = hash; }", query)
    chart.on(query.split("&", maxsplit=1)[0].removeprefix("on="))
    chart.page.wait_for_function("(known) => geodata.app.state.known === known", arg="known=1" in query)


def cited(chart: Chart) -> set[str]:
    found: list[str] = chart.run(
        "() => [...document.querySelectorAll('.gd-card [data-source]')].map((node) => node.dataset.source)"
    )
    return set(found)


def sources_of(data: MissionData, site_id: str) -> set[str]:
    site = data.site(site_id)
    rows: list[Sourced] = [
        *data.events_of(site_id), *data.control_of(site_id), *data.plans_of(site_id), *data.disagreements_of(site_id),
        site, data.place(site.place_id),
    ]  # fmt: skip
    return {source for row in rows for source in row.source_ids}


@pytest.mark.parametrize(("site", "day"), SITE_DAYS)
def test_it_cites_what_was_public_and_tells_nothing_else(
    chart: Chart, shipped: MissionData, site: str, day: str
) -> None:
    look(chart, f"on={day}&site={site}&known=1")
    on = date.fromisoformat(day)
    record = public_record(shipped, on)
    public = set(Knowledge.of(shipped, on).out(sources_of(record, site)))
    assert public < sources_of(shipped, site)
    assert cited(chart) == public
    shown = [row for row in record.events_of(site) if row.shown]
    expect(chart.scope.locator(".gd-card .gd-story li")).to_have_count(len(shown))
    expect(chart.scope.locator(".gd-card .gd-claims li")).to_have_count(len(record.claims_of(site)))


def test_it_follows_the_clock_and_the_switch(chart: Chart, shipped: MissionData) -> None:
    look(chart, "on=2023-11-01&site=kidal&known=1")
    held = chart.scope.locator(".gd-card .gd-terms dd")
    assert not [text for text in held.all_inner_texts() if "14 November" in text]
    assert [text for text in held.all_inner_texts() if text.startswith("CSP, from 31 October 2023")]
    early = cited(chart)
    chart.run("() => geodata.clock.go(geodata.dayOf('2023-12-01'), 'outside')")
    chart.on("2023-12-01")
    assert early < cited(chart)
    assert [text for text in held.all_inner_texts() if text.startswith("CSP, from 31 October 2023 to 14 November 2023")]
    chart.run("() => geodata.clock.go(geodata.dayOf('2023-11-01'), 'outside')")
    chart.on("2023-11-01")
    assert cited(chart) == early
    look(chart, "on=2023-11-01&site=kidal")
    assert cited(chart) == sources_of(shipped, "kidal")


def test_a_claim_that_was_not_public_says_so(chart: Chart, shipped: MissionData) -> None:
    claim = shipped.claim("agc-006")
    look(chart, "on=2023-06-01&claim=agc-006&known=1")
    expect(chart.scope.locator(".gd-card")).to_contain_text("Nothing about this had been published by this day.")
    assert cited(chart) == set()
    assert claim.summary.en not in chart.scope.locator(".gd-card").inner_text()
    chart.run("() => geodata.clock.go(geodata.dayOf('2023-12-31'), 'outside')")
    expect(chart.scope.locator(".gd-card")).to_contain_text(claim.summary.en)
    assert cited(chart) == set(Knowledge.of(shipped, date(2023, 12, 31)).out(claim.source_ids))
