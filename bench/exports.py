"""Measure what can be taken away: `python -m bench.exports [RUNS]`, written to `bench/exports.json`.

Each export is the command of a reader, in a process of its own, imports and the reading of the data included; the
processor time is given beside the clock's, for a machine that is not idle. Then the one-file map is opened from disk in
Chromium: the time to its first site, and the days of its clock.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chromium import ARGUMENTS, DESKTOP, MISSING, find_chromium
from driver import Chart
from playwright.sync_api import sync_playwright

from bench import ROOT
from bench.figures import summary
from bench.measures import first_paints
from bench.scripts import SHOW

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RESULTS: Final = ROOT / "bench" / "exports.json"
RUNS: Final = 3
FILMED: Final = ("--from", "2023-06-16", "--to", "2023-12-12")
"""180 days."""
EXPORTS: Final[dict[str, tuple[str, float, tuple[str, ...]]]] = {
    "map": ("map.html", 3, ("map", "--on", "2023-10-31")),
    "gpkg": ("data.gpkg", 3, ("data", "--format", "gpkg")),
    "png": ("day.png", 0, ("picture", "--on", "2023-10-31")),
    "svg": ("day.svg", 0, ("picture", "--on", "2023-10-31")),
    "gif": ("days.gif", 60, ("animation", *FILMED)),
    "brief": ("brief.html", 0, ("brief", "--on", "2023-10-31")),
}
"""The name of the file, the most seconds that it may take (0: no target), and the command."""
PAINT_MS: Final = 1000
PASSES: Final = 3
_AS_INSTALLED: Final = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""A reader's Python keeps what it has compiled; the first run compiles, the middle one of several does not."""


def main() -> int:
    """Measure, print a table, write the figures."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    path = find_chromium()
    if path is None:
        print(MISSING, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found: dict[str, Any] = {kind: _export(kind, folder, runs) for kind in EXPORTS}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            try:
                found["one_file"] = _one_file(browser, folder / EXPORTS["map"][0])
            finally:
                browser.close()
    found["load_per_core"] = round(os.getloadavg()[0] / (os.cpu_count() or 1), 2)
    RESULTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(f"\nwritten to {RESULTS.relative_to(ROOT)}")
    return 0


def _export(kind: str, folder: Path, runs: int) -> dict[str, Any]:
    name, most, command = EXPORTS[kind]
    path = folder / name
    clock, cpu = [], []
    for _ in range(runs):
        began, used = time.perf_counter(), os.times()
        arguments = [sys.executable, "-m", "geodata", "export", *command, "--out", str(path), "--force"]
        subprocess.run(arguments, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env=_AS_INSTALLED)
        after = os.times()
        clock.append(time.perf_counter() - began)
        cpu.append(after.children_user + after.children_system - used.children_user - used.children_system)
    told = {"seconds": summary(clock, digits=2), "cpu_seconds": summary(cpu, digits=2), "bytes": path.stat().st_size}
    mark = f"most {most:g} s" if most else ""
    print(f"{kind:8}{told['seconds']['median']:>8.2f} s{told['cpu_seconds']['median']:>8.2f} s of processor"
          f"{told['bytes']:>12,} bytes  {mark}".rstrip(), flush=True)  # fmt: skip
    return told


def _one_file(browser: Browser, path: Path) -> dict[str, Any]:
    context = browser.new_context(**DESKTOP, offline=True)
    paint = first_paints(context, {"[data-site]": path.as_uri()})["[data-site]"]
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_function("() => window.geodata?.app")
    days = summary(Chart(page, page).run(SHOW, [PASSES, 30, False]), digits=3)
    context.close()
    print(f"one file: first site after {paint['median']:.0f} ms (most {PAINT_MS}), "
          f"a day of its clock {days['median']:.2f} ms, p95 {days['p95']:.2f} ms", flush=True)  # fmt: skip
    return {"first_paint_ms": paint, "show_ms": days}


if __name__ == "__main__":
    sys.exit(main())
