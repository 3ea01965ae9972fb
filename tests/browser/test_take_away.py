"""What a reader takes away from the page: files, pictures, a film, a brief to print."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from onefile import FileOpener, card
from PIL import Image
from playwright.sync_api import Browser, expect

from geodata.domain.view import View, Vocabulary
from geodata.export.brief import brief_html
from geodata.export.picture import PRINT_WIDTH
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    from pathlib import Path

    from driver import Dashboard
    from report import Report

    from geodata.domain.model import MissionData


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
