"""The reader's own events on the living map: counted as Python counts them, told on a click, sent once, seen by one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import event_files as ef
import numpy as np
import pytest
from driver import LIKELY_MS, Dashboard
from playwright.sync_api import expect

from geodata.i18n.catalog import texts

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Open
    from server import Server

WORDS = texts("en")
EVENTS = 2_000
_MARK = """() => {
    const box = geodata.app.map.getContainer().getBoundingClientRect();
    const clear = (mark) => mark.event !== null
        && document.elementFromPoint(box.left + mark.x, box.top + mark.y)?.closest('button') === null;
    const mark = geodata.app.events.paint.marks().map((one) => geodata.app.events.paint.under(one)).find(clear);
    return [box.left + mark.x, box.top + mark.y, mark.count];
}"""


def synthetic() -> tuple[bytes, list[date]]:
    """Return a plain table of events round Kidal, and their days."""
    chance = np.random.default_rng(2)
    days = [date(2023, 4, 1) + timedelta(days=int(step)) for step in chance.integers(0, 300, EVENTS)]
    lats, lons = chance.normal(18.0, 0.6, EVENTS).round(1), chance.normal(0.5, 0.6, EVENTS).round(1)
    rows = [
        {"id": f"e{number}", "date": day.isoformat(), "lat": str(lat), "lon": str(lon), "type": f"kind {number % 3}"}
        for number, (day, lat, lon) in enumerate(zip(days, lats, lons, strict=True))
    ]
    return ef.delimited(("id", "date", "lat", "lon", "type"), rows).encode(), days


@pytest.fixture
def events_page(dashboard: Dashboard) -> Dashboard:
    dashboard.open("?on=2023-10-15&from=2023-06-01&to=2023-12-31&layers=none")
    dashboard.page.get_by_test_id("stSidebarNav").get_by_role("link", name=WORDS["page.events.title"]).click()
    expect(dashboard.page.locator('input[type="file"]')).to_be_attached()
    return dashboard


def _upload(dashboard: Dashboard, file: Path) -> None:
    dashboard.page.locator('input[type="file"]').set_input_files(file)
    expect(dashboard.scope.locator("[data-events]")).to_be_attached(timeout=2 * LIKELY_MS)
    dashboard.still()


def test_events_are_counted_under_the_clock_told_on_a_click_and_seen_by_nobody_else(
    events_page: Dashboard, tmp_path: Path, open_in: Open, quiet_server: Server
) -> None:
    content, days = synthetic()
    file = tmp_path / "my-events.csv"
    file.write_bytes(content)
    fetched: list[str] = []
    events_page.page.on("request", lambda request: fetched.append(request.url))
    _upload(events_page, file)
    root = events_page.root

    def counted(window: int) -> int:
        last = date.fromisoformat(events_page.day())
        return sum(last - timedelta(days=window) < day <= last for day in days)

    expect(root).to_have_attribute("data-events", str(counted(30)))
    events_page.drag_to("2023-08-20")
    expect(root).to_have_attribute("data-events", str(counted(30)))
    events_page.choices("window").select_option("90")
    expect(root).to_have_attribute("data-events", str(counted(90)))
    expect(events_page.scope.locator(".gd-events-count")).to_contain_text(f"{counted(90)} events")
    events_page.still()

    # From near, single marks; a click on one is answered beside the map.
    events_page.run("""() => {
        document.querySelector('.gd-stage').dispatchEvent(new Event('pointerdown')); // as a reader's hand would
        geodata.app.map.setView([18, 0.5], 9, { animate: false });
    }""")
    expect(root).to_have_attribute("data-events-mode", "marks")
    x, y, count = events_page.run(_MARK)
    frame = events_page.page.locator('iframe[title^="streamlit_folium"]').bounding_box()
    assert frame
    events_page.page.mouse.click(frame["x"] + x, frame["y"] + y)
    expect(events_page.panel.locator(".gd-event")).to_have_count(min(count, 12))
    events_page.still()

    # All those reruns have sent the events once.
    assert len([address for address in fetched if urlsplit(address).path.startswith("/media/")]) == 1

    # Where its operator lets nobody see single events, the key does not promise them to whoever zooms in.
    address = next(urlsplit(one).path for one in fetched if urlsplit(one).path.startswith("/media/"))
    told = {"url": address, "names": [], "others": False, "coarse": False, "circle": None, "chosen": None}
    key = events_page.scope.locator(".gd-events-key")
    expect(key).not_to_contain_text(WORDS["map.events.blurred"])
    events_page.run("(told) => geodata.app.events.set(told)", told | {"blurred": True})
    expect(root).to_have_attribute("data-events-mode", "squares")
    expect(key).to_contain_text(WORDS["map.events.blurred"])
    expect(key).not_to_contain_text(WORDS["map.events.squares"])

    # Other colours are other bytes, on the same living map.
    events_page.mark()
    events_page.page.locator(".st-key-w-colour").get_by_text(WORDS["page.events.colour-party"], exact=True).click()
    events_page.asks(colour="party")
    events_page.still()
    assert events_page.survives()

    # A reader beside this one has nothing of them.
    other = open_in()
    other.page.get_by_test_id("stSidebarNav").get_by_role("link", name=WORDS["page.events.title"]).click()
    expect(other.page.locator('input[type="file"]')).to_be_attached()
    expect(other.page.get_by_text("my-events.csv")).to_have_count(0)
    assert "my-events" not in quiet_server.written()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_uploader_speaks_the_language_of_the_page(dashboard: Dashboard, lang: str) -> None:
    told = texts(lang)
    dashboard.open(f"?lang={lang}")
    dashboard.page.get_by_test_id("stSidebarNav").get_by_role("link", name=told["page.events.title"]).click()
    given = dashboard.page.get_by_test_id("stFileUploaderDropzone")
    expect(given.get_by_role("button", name=told["page.events.upload-button"])).to_be_visible()
    expect(given.get_by_text("Upload", exact=True)).to_be_hidden()
    expect(given.get_by_text("per file")).to_be_hidden()
    shown = given.locator("[data-testid='stFileUploaderDropzoneInstructions'] > div")
    content = shown.evaluate("(node) => getComputedStyle(node, '::after').content")
    assert content.strip('"') == told["page.events.upload-most"].format(size="400")


def test_on_a_narrow_page_tabs_stand_side_by_side_and_words_stay_whole(dashboard: Dashboard, tmp_path: Path) -> None:
    file = tmp_path / "acled.csv"
    file.write_bytes(ef.acled())
    told, page = texts("fr"), dashboard.page
    dashboard.open("?lang=fr&site=menaka&on=2023-08-26&cut=1")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=told["page.events.title"]).click()
    _upload(dashboard, file)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_text(told["page.events.about"]).click()
    tabs = page.get_by_test_id("stTab")
    expect(tabs).to_have_count(3)
    expect(tabs.first).to_be_visible()
    boxes = [tab.evaluate("(tab) => [tab.getBoundingClientRect().left, tab.scrollWidth]") for tab in tabs.all()]
    ends = [left + width for left, width in boxes]
    assert all(end <= box[0] for end, box in zip(ends, boxes[1:], strict=False))
    assert ends[-1] <= 390
    name = page.locator(".gd-table tbody th").filter(has_text="Développements stratégiques").first
    lines = name.evaluate("""(cell) => {
        const range = document.createRange();
        range.setStart(cell.firstChild, 0);
        range.setEnd(cell.firstChild, 'Développements'.length);
        return range.getClientRects().length;
    }""")
    assert lines == 1
