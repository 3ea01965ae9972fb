"""What is measured of the naive way, on the same machine in the same run."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.figures import between, cpu_ms, summary
from bench.scripts import NAIVE_STEPPED
from bench.traffic import Traffic
from geodata.maps.assets import leaflet

if TYPE_CHECKING:
    from playwright.sync_api import Page

OPTIONS: Final = (
    "--server.enableStaticServing",
    "true",
    "--server.fileWatcherType",
    "none",
    "--browser.gatherUsageStats",
    "false",
)
STEPS = 30


def prepare(folder: Path) -> Path:
    """Put the naive app and its Leaflet into a folder, and return the app's path."""
    static = folder / "static"
    static.mkdir(parents=True)
    for name in ("leaflet.js", "leaflet.css"):
        (static / name).write_text(leaflet(name), encoding="utf-8")
    return Path(shutil.copy(Path(__file__).parent / "naive.py", folder / "naive.py"))


def steps(page: Page, address: str, pid: int) -> dict[str, Any]:
    """Time single steps of the slider by the keyboard, from the key to the frame in which the map shows the day."""
    page.goto(address)
    page.frame_locator("iframe").locator("[data-day]").wait_for()
    page.wait_for_timeout(1000)
    page.get_by_role("slider").focus()
    traffic = Traffic(page)
    page.evaluate(NAIVE_STEPPED)
    used = cpu_ms(pid)
    for number in range(1, STEPS + 1):
        page.keyboard.press("ArrowRight")
        page.wait_for_function("(n) => window.stepped.length >= n", arg=number)
        page.wait_for_timeout(150)
    return {
        "map_shows_ms": summary(page.evaluate("() => window.stepped")),
        "bytes_per_step": round((traffic.received + traffic.sent + sum(traffic.files.values())) / STEPS),
        "server_cpu_ms": between(used, cpu_ms(pid), count=STEPS),
    }
