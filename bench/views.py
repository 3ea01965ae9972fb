"""Measure the pages beside the map: `python -m bench.views`, written to `bench/views.json`.

From the click on the menu to the frame in which the timeline's charts, and the two maps of the comparison, are drawn;
and from a click on a chart to the frame in which the page tells the day that it leads to. Each page was visited before.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chromium import ARGUMENTS, DESKTOP, MISSING, find_chromium
from driver import Dashboard
from playwright.sync_api import sync_playwright
from server import serving

from bench import ROOT
from bench.figures import summary
from bench.scripts import COUNT_FROM_CLICK, DRAWN
from geodata.charts.gantt import ROW
from geodata.i18n.catalog import texts

if TYPE_CHECKING:
    from playwright.sync_api import Page

RESULTS: Final = ROOT / "bench" / "views.json"
VISITS: Final = 6
CLICKS: Final = 12
SETTLE_MS: Final = 1500
TOP, LEFT, RIGHT = 6, 96, 64
"""Pixels round a chart's plot."""
PAGES: Final = {
    "timeline": "() => [...document.querySelectorAll('.stVegaLiteChart')]"
    ".filter((one) => one.querySelector('canvas, svg.marks')?.getBoundingClientRect().width > 100).length > 1",
    "compare": "() => [...document.querySelectorAll('iframe')]"
    ".filter((one) => one.contentDocument?.querySelector('[data-site]')?.getBoundingClientRect().width > 0).length > 1",
}
"""When a page is drawn."""
LIMITS: Final = {"timeline": 1000, "compare": 1500, "chart_to_clock": 400}
"""The most that each should take, in milliseconds."""


def main() -> int:
    """Measure, print a table, write the figures."""
    path = find_chromium()
    if path is None:
        print(MISSING, file=sys.stderr)
        return 1
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder) / "log.txt") as server,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_context(**DESKTOP).new_page()
        Dashboard(page, server.address).open("?on=2023-06-10")
        found = {**_pages(page), "chart_to_clock": _clicks(page)}
        browser.close()
    RESULTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    for name, times in found.items():
        verdict = "ok" if times["median"] <= LIMITS[name] else "MISSED"
        print(
            f"{name:16} median {times['median']:>7,.0f} ms  p95 {times['p95']:>7,.0f}  of {LIMITS[name]:,}  {verdict}"
        )
    print(f"\nwritten to {RESULTS.relative_to(ROOT)}")
    return 0


def _pages(page: Page) -> dict[str, dict[str, float]]:
    """Time the way to each page from the one before."""
    times: dict[str, list[float]] = {name: [] for name in PAGES}
    for _ in range(VISITS + 1):
        for name, drawn in PAGES.items():
            _turn(page, "sources")
            times[name].append(_turn(page, name, drawn))
    return {name: summary(found[1:], digits=0) for name, found in times.items()}  # the first visit is not warm


def _clicks(page: Page) -> dict[str, float]:
    """Time clicks on the bars of the Gantt, by turns on Kidal in two hands."""
    _turn(page, "timeline", PAGES["timeline"])
    chart = page.locator("[class*='st-key-w-chart-gantt-']")
    chart.scroll_into_view_if_needed()
    times = []
    for number in range(CLICKS):
        box = chart.bounding_box()
        if box is None:
            break
        part = (130 if number % 2 else 159) / 214
        told = page.locator(".st-key-clock .gd-day").inner_text()
        page.evaluate(COUNT_FROM_CLICK)
        page.mouse.click(box["x"] + LEFT + part * (box["width"] - LEFT - RIGHT), box["y"] + TOP + ROW * 7.5 - 4)
        times.append(
            _drawn(page, f"() => document.querySelector('.st-key-clock .gd-day')?.textContent !== {json.dumps(told)}")
        )
        page.wait_for_timeout(SETTLE_MS)
    return summary(times, digits=0)


def _turn(page: Page, name: str, drawn: str | None = None) -> float:
    """Go to a page by the menu and return the milliseconds until it is drawn, where that is asked."""
    link = page.get_by_test_id("stSidebarNav").get_by_role("link", name=texts("en")[f"page.{name}.title"], exact=True)
    page.evaluate(COUNT_FROM_CLICK)
    link.click()
    took = _drawn(page, drawn) if drawn else 0.0
    page.wait_for_timeout(SETTLE_MS)
    return took


def _drawn(page: Page, drawn: str) -> float:
    took: Any = page.evaluate(DRAWN.replace("DRAWN", f"({drawn})"))
    return float(took)


if __name__ == "__main__":
    sys.exit(main())
