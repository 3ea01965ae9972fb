"""Measure the map of the reader's own events in a browser: `python -m bench.event_map [EVENTS]`.

An upload of so many synthetic events (100,000 unless told), all of them on the days of the clock: the time from the
upload to the first count on the map, what a rerun sends, and the frames while dragging with the window of 90 days, from
afar (squares) and from near (single marks), and with all events so far.

`--inline` sends the events inside the message instead of through the store, for comparison.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from chromium import ARGUMENTS, DESKTOP, MISSING, find_chromium
from driver import Dashboard
from playwright.sync_api import expect, sync_playwright
from server import ROOT, serving

from bench.measures import frames
from bench.traffic import Traffic

if TYPE_CHECKING:
    from playwright.sync_api import Page

EVENTS = 100_000
KIDAL = (18.44, 1.41)
RERUNS = 6
_SETTLE_MS = 2000
_LOOK = """([lat, lon, zoom, days]) => {
    document.querySelector('.gd-stage').dispatchEvent(new Event('pointerdown'));
    geodata.app.map.setView([lat, lon], zoom, { animate: false });
    const window = document.querySelector('.gd-count-claims select');
    window.value = String(days);
    window.dispatchEvent(new Event('change'));
    return document.querySelector('[data-events]').dataset.eventsMode;
}"""
_INLINE = """
import base64
from geodata.ui import events_map
events_map._address = lambda content: "data:application/octet-stream;base64," + base64.b64encode(content).decode()
"""


def synthetic(rows: int) -> bytes:
    """Return a plain table of events round thirteen towns, each at a place of its own."""
    chance = np.random.default_rng(6)
    towns = np.vstack([KIDAL, chance.uniform((13.5, -6), (20, 2.5), (12, 2))])
    at = towns[chance.integers(0, 13, rows)] + chance.normal(0, 0.4, (rows, 2))
    days = np.datetime64("2023-06-01") + chance.integers(0, 580, rows)
    kinds = chance.integers(0, 6, rows)
    dead = chance.integers(0, 20, rows)
    lines = (
        f"e{number},{day},{lat:.5f},{lon:.5f},kind {kind},{deaths}"
        for number, (day, (lat, lon), kind, deaths) in enumerate(zip(days, at, kinds, dead, strict=True))
    )
    return "\n".join(("id,date,lat,lon,type,deaths", *lines)).encode()


def measure(page: Page, address: str, file: Path) -> None:
    """Print what one upload costs and how the clock moves with it."""
    dashboard = Dashboard(page, address)
    page.goto(f"{address}/events?on=2023-09-15&site=kidal")
    chooser = page.locator('input[type="file"]')
    expect(chooser).to_be_attached(timeout=60_000)
    traffic = Traffic(page)
    begun = time.monotonic()
    chooser.set_input_files(file)
    expect(dashboard.scope.locator("[data-events]")).to_be_attached(timeout=120_000)
    print(f"upload to count: {time.monotonic() - begun:.1f} s, messages {traffic.received / 1e6:.2f} MB")
    page.wait_for_timeout(_SETTLE_MS)
    traffic.clear()
    begun = time.monotonic()
    for number in range(RERUNS):
        page.locator(".st-key-w-cut-off label").first.click()
        page.wait_for_timeout(_SETTLE_MS if number else _SETTLE_MS // 2)
    print(
        f"a rerun: {traffic.received / RERUNS / 1e6:.2f} MB of messages, {sum(traffic.files.values())} bytes of files"
    )
    for label, view in (
        ("90 days, from afar", (17.0, -2.0, 6, 90)),
        ("90 days, from near", (*KIDAL, 11, 90)),
        ("all so far, from afar", (17.0, -2.0, 6, 0)),
    ):
        mode = dashboard.run(_LOOK, list(view))
        dashboard.page.wait_for_timeout(_SETTLE_MS)
        drag = frames(dashboard)
        print(f"{label:<24}{mode:<9}{drag['frame_ms']}, {drag['days_shown']} days, of all drags {drag['p95_of_all']}")


def main() -> int:
    """Run and return the exit code."""
    path = find_chromium()
    if path is None:
        print(MISSING, file=sys.stderr)
        return 1
    numbers = [int(text) for text in sys.argv[1:] if text.isdecimal()]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        file, app = Path(folder) / "events.csv", ROOT / "app.py"
        file.write_bytes(synthetic(numbers[0] if numbers else EVENTS))
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        if "--inline" in sys.argv:
            # Streamlit finds the pages beside the script that it runs.
            app = ROOT / "app_inline.py"
            app.write_text(_INLINE + (ROOT / "app.py").read_text("utf-8"), encoding="utf-8")
        try:
            with serving(Path(folder) / "log.txt", app=app) as server:
                measure(browser.new_context(**DESKTOP).new_page(), server.address, file)
        finally:
            browser.close()
            if app.name != "app.py":
                app.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
