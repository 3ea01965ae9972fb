"""One server and one Chromium for all browser tests; each test has a page of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from chromium import ARGUMENTS, DESKTOP, MISSING, find_chromium
from driver import Chart, Dashboard
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from report import Report
from server import Server, ServerFailed, serving

from geodata.domain.view import View, Vocabulary
from geodata.export.onefile import map_html
from geodata.i18n.catalog import LANGUAGES

if TYPE_CHECKING:
    from onefile import FileOpener

    from geodata.domain.model import MissionData

HERE = Path(__file__).parent
Open = Callable[..., Dashboard]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    found = find_chromium()
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(MISSING, pytrace=False)
    pytest.skip(MISSING)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(chromium_path: str, playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def server(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a free port; nothing is started where no browser could look at it."""
    assert chromium_path
    try:
        with serving(tmp_path_factory.mktemp("server") / "log.txt") as started:
            yield started
    except ServerFailed as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def desktop(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that has been here before: its pages share what it has fetched."""
    context = chromium.new_context(**DESKTOP)
    yield context
    context.close()


@pytest.fixture
def report() -> Iterator[Report]:
    """What the pages of the test did wrong; at its end nothing may stand here."""
    watched = Report()
    yield watched
    watched.check()


@pytest.fixture
def quiet_server(server: Server) -> Iterator[Server]:
    """The server; at the end of the test it may not have written a traceback."""
    since = server.log.stat().st_size
    yield server
    written = server.written(since)
    assert "Traceback" not in written, written[-4000:]


@pytest.fixture
def page(desktop: BrowserContext, report: Report) -> Iterator[Page]:
    """A page of the desktop browser, watched."""
    opened = desktop.new_page()
    report.watch(opened)
    yield opened
    opened.close()


@pytest.fixture
def dashboard(page: Page, quiet_server: Server) -> Dashboard:
    """The dashboard in the desktop browser, not opened yet."""
    return Dashboard(page, quiet_server.address)


@pytest.fixture(scope="session")
def read_pages() -> dict[str, tuple[Dashboard, Report]]:
    return {}


@pytest.fixture
def reading(
    read_pages: dict[str, tuple[Dashboard, Report]],
    desktop: BrowserContext,
    quiet_server: Server,
) -> Iterator[Open]:
    """Return a function that opens an address once for all tests that only look and leave the page as it is."""
    used = []

    def opened(query: str = "") -> Dashboard:
        if query not in read_pages:
            page, watched = desktop.new_page(), Report()
            watched.watch(page)
            read_pages[query] = Dashboard(page, quiet_server.address).open(query), watched
        dashboard, watched = read_pages[query]
        dashboard.page.bring_to_front()
        used.append(watched)
        return dashboard

    yield opened
    for watched in used:
        watched.check()


@pytest.fixture
def open_in(chromium: Browser, report: Report, quiet_server: Server) -> Iterator[Open]:
    """Return a function that opens the dashboard in a fresh browser with these options."""
    contexts: list[BrowserContext] = []

    def opened(query: str = "", **options: Any) -> Dashboard:  # noqa: ANN401  the browser's own options
        context = chromium.new_context(**(DESKTOP | options))
        contexts.append(context)
        page = context.new_page()
        report.watch(page)
        return Dashboard(page, quiet_server.address).open(query)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def saved(shipped: MissionData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map as one file, with nothing chosen."""
    path = tmp_path_factory.mktemp("export") / "map.html"
    view = View.from_query({}, vocabulary=Vocabulary.of(shipped, langs=LANGUAGES), default_lang="en")
    path.write_text(map_html(shipped, view), encoding="utf-8")
    return path


@pytest.fixture
def open_file(chromium: Browser, saved: Path, report: Report) -> Iterator[FileOpener]:
    """Return a function that opens the file in a browser without a network, and waits until the map stands."""
    contexts = []

    def opened(hash_: str = "", path: Path = saved, **options: Any) -> Chart:  # noqa: ANN401
        usual = {"locale": "en-GB", "viewport": {"width": 1440, "height": 900}, "offline": True}
        context = chromium.new_context(**(usual | options))
        contexts.append(context)
        page = context.new_page()
        report.watch(page)
        page.goto(path.as_uri() + hash_)
        chart = Chart(page, page)
        expect(chart.root).to_be_visible()
        return chart

    yield opened
    for context in contexts:
        context.close()
