"""Measure everything, print a table, write `bench/results.json`."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chromium import ARGUMENTS, DESKTOP, MISSING, find_chromium
from driver import Dashboard
from playwright.sync_api import sync_playwright
from server import ServerFailed, serving

from bench import ROOT, measures, rival, timed
from bench.figures import pace_ms
from bench.report import table

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RESULTS = ROOT / "bench" / "results.json"
QUIET_LOAD = 0.5  # runnable programs a core: above it the figures say more of the neighbours than of us


def main() -> int:
    """Run the bench and return the exit code."""
    path = find_chromium()
    if path is None:
        print(MISSING, file=sys.stderr)
        return 1
    machine = _machine()
    if machine["load_per_core"] > QUIET_LOAD:
        print(f"the machine is busy (load per core {machine['load_per_core']}): expect worse figures", file=sys.stderr)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        machine["chromium"] = browser.version
        try:
            found = {measure: value for part in PARTS for measure, value in part(browser, Path(folder)).items()}
        except ServerFailed as error:
            print(error, file=sys.stderr)
            return 1
        finally:
            browser.close()
    machine |= {"load_per_core_at_end": _load(), "pace_ms_at_end": pace_ms()}
    RESULTS.write_text(json.dumps({"machine": machine, "measures": found}, indent=2) + "\n", encoding="utf-8")
    print(table(found))
    print(f"\na fixed loop took {machine['pace_ms']:g} ms before and {machine['pace_ms_at_end']:g} ms after")
    print(f"written to {RESULTS.relative_to(ROOT)}")
    return 0


def _ours(browser: Browser, folder: Path) -> dict[str, Any]:
    times = folder / "times.txt"
    os.environ[timed.TIMES] = str(times)
    with serving(folder / "ours.txt", module=timed.__name__) as server:
        fresh = browser.new_context(**DESKTOP)
        page = fresh.new_page()
        _say("first load: bytes")
        found: dict[str, Any] = {"first_load": measures.first_load(page, server.address)}
        fresh.close()

        warm = browser.new_context(**DESKTOP)
        page = warm.new_page()
        dashboard = Dashboard(page, server.address).open()
        _say("show(day)")
        found["show_ms"] = measures.show(dashboard)
        _say("show(day) with every layer")
        found["show_every_layer_ms"] = measures.show(dashboard.open(measures.EVERY_LAYER))
        _say("frames while dragging")
        found["drag"] = measures.frames(dashboard)
        _say("a step of the keyboard")
        found["step"] = measures.step(dashboard, server.pid)
        _say("release to panel, bytes and processor time of a rerun")
        found["release"] = measures.releases(dashboard, server.pid, times)
        _say("a filter")
        found["filter"] = measures.filters(dashboard)
        warm.close()
    _say("the whole page without a browser")
    found["script_cpu_ms"] = measures.script_cpu()
    return found


def _rival(browser: Browser, folder: Path) -> dict[str, Any]:
    app = rival.prepare(folder / "naive")
    with serving(folder / "naive.txt", app=app, options=rival.OPTIONS) as server:
        context = browser.new_context(**DESKTOP)
        _say("the naive way")
        found = {"naive": rival.steps(context.new_page(), server.address, server.pid)}
        context.close()
    return found


def _paints(browser: Browser, folder: Path) -> dict[str, Any]:
    """Time the first paint of both ways, in turn, as a reader's own browser does it.

    That is a browser with a profile: it keeps scripts compiled. A private window, which is what a context of Playwright
    is, compiles Streamlit's megabytes anew at every visit, and is measured apart.
    """
    app = rival.prepare(folder / "beside")
    with (
        serving(folder / "first.txt") as ours,
        serving(folder / "beside.txt", app=app, options=rival.OPTIONS) as naive,
    ):
        both = {"[data-site]": ours.address, "[data-day]": naive.address}
        _say("first paint, both ways")
        with browser.browser_type.launch_persistent_context(
            folder / "profile", executable_path=find_chromium(), args=ARGUMENTS, **DESKTOP
        ) as profile:
            our_way, naive_way = measures.first_paints(profile, both).values()
        _say("first paint, private windows")
        with browser.new_context(**DESKTOP) as private:
            our_private, naive_private = measures.first_paints(private, both).values()
    return {
        "first_paint_ms": our_way,
        "naive_first_paint_ms": naive_way,
        "first_paint_ratio": round(our_way["median"] / naive_way["median"], 2),
        "private_first_paint_ms": our_private,
        "naive_private_first_paint_ms": naive_private,
    }


PARTS: Final = (_paints, _ours, _rival)


def _say(what: str) -> None:
    print(f"... {what}", file=sys.stderr, flush=True)


def _load() -> float:
    return round(os.getloadavg()[0] / (os.cpu_count() or 1), 2)


def _machine() -> dict[str, Any]:
    return {
        "when": datetime.now(UTC).isoformat(timespec="minutes"),
        "system": platform.platform(terse=True),
        "cores": os.cpu_count(),
        "load_per_core": _load(),
        "pace_ms": pace_ms(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("streamlit", "streamlit-folium", "folium", "playwright")},
    }


if __name__ == "__main__":
    sys.exit(main())
