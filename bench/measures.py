"""What is measured of the dashboard itself."""

from __future__ import annotations

import json
import logging
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from driver import FRAME, Dashboard
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from bench import ROOT
from bench.figures import between, cpu_ms, summary
from bench.scripts import FILTERED, FIRST_MARK, FOLLOWED, FRAMES, SHOW, STEPPED
from bench.traffic import Traffic
from geodata.domain.view import LAYERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

PASSES = 20
PAINTS = 9
WARMING = 2  # visits: the first fills the store of files, the second that of compiled scripts
DRAGS = 3
DRAG_SECONDS = 3.0
DRAG_MOVES = 91
STEPS = 30
RELEASES = 24
RERUNS = 30
FILTERS = 20
SETTLE_MS = 1500
FIRST, LAST = date(2023, 6, 10), date(2023, 12, 20)


def first_load(page: Page, address: str) -> dict[str, Any]:
    """Count the bytes of a first visit, nothing cached."""
    traffic = Traffic(page)
    Dashboard(page, address).open()
    page.wait_for_timeout(SETTLE_MS)
    return {
        "beyond_streamlit_bytes": traffic.files["app"] + traffic.files["component"] + traffic.received,
        "map_files_bytes": traffic.files["app"],
        "component_bytes": traffic.files["component"],
        "messages_bytes": traffic.received,
        "streamlit_bytes": traffic.files["streamlit"],
    }


def first_paints(context: BrowserContext, addresses: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Time warm visits, from the start of the navigation to the frame that shows the first mark of the map.

    The addresses, by the selector of their mark, are visited in turn, so that a machine whose speed varies treats
    them alike.
    """
    found: dict[str, list[float]] = {mark: [] for mark in addresses}
    for _ in range(PAINTS + WARMING):
        for mark, address in addresses.items():
            page = context.new_page()
            page.add_init_script(f"window.markOfPaint = {json.dumps(mark)};")
            page.add_init_script(FIRST_MARK)
            page.goto(address)
            page.wait_for_function("() => window.painted !== undefined")
            found[mark].append(float(page.evaluate("() => window.painted")))
            page.wait_for_timeout(SETTLE_MS)  # what a visit leaves to do, here and on the server, is not the next one's
            page.close()
    return {mark: summary(times[WARMING:], digits=0) for mark, times in found.items()}


EVERY_LAYER = "?layers=" + ",".join(sorted(LAYERS))
"""The address of a map with all that it can show: roads, regions and who held towns beside the usual layers."""


def show(dashboard: Dashboard) -> dict[str, Any]:
    """Time `show(day)` on every day of the record, with the usual window of claims and with all claims so far."""
    found: dict[str, Any] = {}
    for name, window, layout in (
        ("usual_window", 30, False),
        ("all_claims_so_far", 0, False),
        ("all_claims_so_far_with_layout", 0, True),
    ):
        times = dashboard.run(SHOW, [PASSES, window, layout])
        found[name] = summary(times, digits=3)
    dashboard.run("() => { geodata.app.claims.setWindow(30); geodata.show(geodata.clock.day); }")
    return found


def frames(dashboard: Dashboard) -> dict[str, Any]:
    """Drag the clock across the year several times, and time the frames of each; return the middle drag.

    Of one drag alone a pause of the machine could not be told from one of the map.
    """
    drags = [_drag(dashboard) for _ in range(DRAGS)]
    middle = sorted(drags, key=lambda drag: (drag["frame_ms"]["p95"], drag["frame_ms"]["max"]))[DRAGS // 2]
    return {**middle, "p95_of_all": [drag["frame_ms"]["p95"] for drag in drags]}


def _drag(dashboard: Dashboard) -> dict[str, Any]:
    dashboard.drag_to(FIRST.isoformat())
    dashboard.page.wait_for_timeout(SETTLE_MS)  # the answer to that release is no part of this drag
    dashboard.run(FRAMES)
    with dashboard.dragging():
        start, end = dashboard.x_of(FIRST.isoformat()), dashboard.x_of(LAST.isoformat())
        begun = time.monotonic()
        for move in range(1, DRAG_MOVES + 1):
            dashboard.page.mouse.move(start[0] + (end[0] - start[0]) * move / DRAG_MOVES, start[1])
            time.sleep(max(0.0, begun + DRAG_SECONDS * move / DRAG_MOVES - time.monotonic()))
        found = dashboard.run("() => window.frames_seen()")
    dashboard.still()
    return {"frame_ms": summary(found["deltas"]), "days_shown": found["days"], "moves": DRAG_MOVES}


def step(dashboard: Dashboard, pid: int) -> dict[str, Any]:
    """Time single steps of the keyboard, from the key to the frame that shows the day."""
    dashboard.focus_clock()
    traffic = Traffic(dashboard.page)
    dashboard.run(STEPPED)
    runs, used = dashboard.runs, cpu_ms(pid)
    for number in range(1, STEPS + 1):
        dashboard.page.keyboard.press("ArrowLeft")
        dashboard.frame.wait_for_function("(n) => window.stepped.length >= n", arg=number)
        dashboard.tells(dashboard.day())
        dashboard.still()
    return {
        "map_shows_ms": summary(dashboard.run("() => window.stepped")),
        "bytes_per_step": round((traffic.received + traffic.sent) / STEPS),
        "server_cpu_ms": between(used, cpu_ms(pid), count=dashboard.runs - runs),
    }


def releases(dashboard: Dashboard, pid: int, times: Path) -> dict[str, Any]:
    """Release the clock many times with the dossier of Kidal open; time until dossier and panel tell the day."""
    dashboard.site("kidal").dispatch_event("click")
    expect(dashboard.dossier).to_have_text("Kidal")
    dashboard.still()
    traffic = Traffic(dashboard.page)
    dashboard.page.evaluate(FOLLOWED, FRAME)
    runs, used, timed = dashboard.runs, cpu_ms(pid), len(run_times(times))
    span = (LAST - FIRST).days
    for number in range(RELEASES):
        # To and fro, never the same day twice.
        day = FIRST + timedelta(days=round(span * ((number * 7) % RELEASES) / RELEASES))
        dashboard.drag_to(day.isoformat(), steps=3)
        dashboard.page.wait_for_function("(n) => window.followed.length >= n", arg=number + 1)
        dashboard.still()
    count = dashboard.runs - runs
    return {
        "panel_follows_ms": summary(dashboard.page.evaluate("() => window.followed"), digits=0),
        "reruns": count,
        "script_cpu_ms": summary(run_times(times)[timed:]),
        "server_cpu_ms": between(used, cpu_ms(pid), count=count),
        "bytes_per_rerun": round((traffic.received + traffic.sent + sum(traffic.files.values())) / max(1, count)),
        "bytes_received_per_rerun": round(traffic.received / max(1, count)),
    }


def filters(dashboard: Dashboard) -> dict[str, Any]:
    """Turn a filter of claims on and off; time from the click to the map that shows it, and say if the map lived on."""
    dashboard.open("?on=2023-10-05")
    dashboard.page.get_by_test_id("stSidebar").get_by_test_id("stExpander").nth(1).locator("summary").click()
    strict = dashboard.page.locator(".st-key-w-strict label").first
    strict.scroll_into_view_if_needed()
    dashboard.still()
    dashboard.mark()
    seen = dashboard.look()
    dashboard.page.evaluate(FILTERED, FRAME)
    for number in range(FILTERS):
        strict.click()
        dashboard.page.wait_for_function("(n) => window.filtered.length >= n", arg=number + 1)
        dashboard.still()
    kept = dashboard.survives() and dashboard.look() == seen and dashboard.day() == "2023-10-05"
    return {"map_shows_ms": summary(dashboard.page.evaluate("() => window.filtered"), digits=0), "map_kept": kept}


def run_times(path: Path) -> list[float]:
    """Return the processor time of every run of a script so far, in milliseconds; `bench.timed` writes them."""
    return [float(line) for line in path.read_text("utf-8").split()]


def script_cpu() -> dict[str, float]:
    """Time the processor for reruns of the whole script with the dossier of Kidal open, each on another day."""
    logging.disable(logging.WARNING)  # Streamlit misses a server, which is the point here
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    test.query_params["site"] = "kidal"
    test.run()
    found = []
    for number in range(RERUNS):
        test.query_params["on"] = (FIRST + timedelta(days=6 * number)).isoformat()
        used = time.process_time()
        test.run()
        found.append(1000 * (time.process_time() - used))
    logging.disable(logging.NOTSET)
    if test.exception:
        message = f"the page failed: {test.exception[0].message}"
        raise RuntimeError(message)
    return summary(found)
