"""The dashboard as a reader's hands and eyes meet it: found by role, id and data attribute, never by layout."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Frame, FrameLocator, Locator, Page, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from geodata.i18n.catalog import Translator, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

FRAME = 'iframe[title^="streamlit_folium"]'
THUMB = 22  # pixels of the range's thumb: its middle is on the first day half of this from the left
LIKELY_MS = 15_000
POLL_MS = 25
TRIES = 3
expect.set_options(timeout=LIKELY_MS)  # patience costs nothing where the page is quick


def in_sight(scope: Page | Frame | FrameLocator) -> set[str]:
    """Return the sites whose marks lie wholly on the map that they stand on."""
    found: list[str] = scope.locator("[data-site]").evaluate_all("""(marks) => {
        const inside = (mark) => {
            const [box, stage] = [mark, mark.closest('.leaflet-container')].map((node) => node.getBoundingClientRect());
            return box.width > 0 && box.left >= stage.left && box.right <= stage.right
                && box.top >= stage.top && box.bottom <= stage.bottom;
        };
        return marks.filter(inside).map((mark) => mark.dataset.site);
    }""")
    return set(found)


class Chart:
    """The living map and its clock, in the dashboard or in a file of its own."""

    def __init__(self, page: Page, scope: Page | FrameLocator) -> None:
        self.page = page
        self.scope = scope

    @property
    def frame(self) -> Frame:
        """The frame whose scripts the map runs."""
        return self.page.main_frame

    @property
    def root(self) -> Locator:
        """The element that carries the day."""
        return self.scope.locator("[data-day]")

    @property
    def clock(self) -> Locator:
        """The range input."""
        return self.scope.locator("#clock")

    def site(self, site_id: str) -> Locator:
        """The mark of a site."""
        return self.scope.locator(f'[data-site="{site_id}"]')

    def claim(self, claim_id: str) -> Locator:
        """The mark of a claim."""
        return self.scope.locator(f'[data-claim="{claim_id}"]')

    def button(self, name: str, lang: str = "en") -> Locator:
        """A button of the clock by its name in the code: play, pause, back, forward, previous, next."""
        return self.scope.get_by_role("button", name=texts(lang)[f"map.clock.{name}"], exact=True)

    def choices(self, name: str, lang: str = "en") -> Locator:
        """A list of choices of the clock by its name in the code: speed, window."""
        return self.scope.get_by_role("combobox", name=texts(lang)[f"map.clock.{name}"], exact=True)

    def run(self, script: str, argument: object = None) -> Any:  # noqa: ANN401  whatever the script returns
        """Run a script where the map lives."""
        return self.frame.evaluate(script, argument)

    def day(self) -> str:
        """The day on the map."""
        return str(self.root.get_attribute("data-day"))

    def on(self, day: str) -> None:
        """Wait until the map shows a day."""
        expect(self.root).to_have_attribute("data-day", day)

    def x_of(self, day: str) -> tuple[float, float]:
        """Where on the page the middle of the thumb is on a day."""
        box = self.clock.bounding_box()
        assert box
        first, last = (int(str(self.clock.get_attribute(name))) for name in ("min", "max"))
        part = ((date.fromisoformat(day) - date(1970, 1, 1)).days - first) / (last - first)
        return box["x"] + THUMB / 2 + part * (box["width"] - THUMB), box["y"] + box["height"] / 2

    @contextmanager
    def dragging(self) -> Iterator[None]:
        """Hold the thumb with the mouse; released when the block ends."""
        self.clock.scroll_into_view_if_needed()
        self.page.mouse.move(*self.x_of(self.day()))
        self.page.mouse.down()
        yield
        self.page.mouse.up()

    def move_to(self, day: str) -> None:
        """Move the mouse to where a day is."""
        self.page.mouse.move(*self.x_of(day))

    def drag_to(self, day: str, steps: int = 6) -> str:
        """Drag the thumb to a day and let it go; return the day it fell on, a pixel being more than a day."""
        self.clock.scroll_into_view_if_needed()
        with self.dragging():
            self.page.mouse.move(*self.x_of(day), steps=steps)
        return self.day()

    def focus_clock(self) -> None:
        """Put the keyboard on the clock."""
        self.clock.focus()
        expect(self.clock).to_be_focused()

    def mark(self) -> None:
        """Mark the living map, so that a new one can be told from it."""
        self.run("() => { geodata.app.map.witness = 'alive'; }")

    def survives(self) -> bool:
        """Tell whether the map is the one that was marked."""
        return self.run("() => window.geodata?.app?.map.witness === 'alive'") is True

    def look(self) -> list[float]:
        """Return what lies in the map's upper left corner, and how near the map looks."""
        found: list[float] = self.run("""() => {
            const {lat, lng} = geodata.app.map.containerPointToLatLng([0, 0]);
            return [lat, lng, geodata.app.map.getZoom()];
        }""")
        return found


class Dashboard(Chart):
    """The page in a browser."""

    def __init__(self, page: Page, address: str) -> None:
        super().__init__(page, page.frame_locator(FRAME))
        self.address = address
        self.runs = 0  # how often the page's script has started, and how often it has ended
        self.ends = 0
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._received)

    def _received(self, payload: bytes | str) -> None:
        kind = ForwardMsg.FromString(payload).WhichOneof("type") if isinstance(payload, bytes) else None
        self.runs += kind == "new_session"
        self.ends += kind == "script_finished"

    @property
    def frame(self) -> Frame:
        """The frame whose scripts the map runs."""
        handle = self.page.locator(FRAME).element_handle()
        frame = handle.content_frame()
        assert frame
        return frame

    @property
    def panel(self) -> Locator:
        """The panel beside the map."""
        return self.page.locator(".st-key-panel")

    @property
    def panel_day(self) -> Locator:
        """The day that the panel tells, in words."""
        return self.panel.locator(".gd-day")

    @property
    def dossier(self) -> Locator:
        """The title of the dossier that is open."""
        return self.panel.locator(".gd-title")

    def open(self, query: str = "") -> Dashboard:
        """Go to the page and wait until the map and the panel stand."""
        self.page.goto(f"{self.address}/{query}")
        return self.ready()

    def ready(self) -> Dashboard:
        """Wait until the map and the panel stand."""
        expect(self.root).to_be_visible(timeout=3 * LIKELY_MS)
        expect(self.panel_day).to_be_visible(timeout=LIKELY_MS)
        self.still()
        return self

    def tells(self, day: str, lang: str = "en") -> None:
        """Wait until the panel tells a day."""
        words = Translator(lang).date(date.fromisoformat(day), "full")
        expect(self.panel_day).to_have_text(words)

    def shows(self, day: str, lang: str = "en") -> None:
        """Wait until the map, the panel and the address are on one day."""
        self.on(day)
        self.tells(day, lang)
        self.asks(on=day)

    def still(self) -> None:
        """Wait until the page's script rests and its answer is drawn."""
        expect(self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_attached(
            timeout=LIKELY_MS,
        )

    def ended(self, ends: int) -> None:
        """Wait until the page's script has ended once more than so often, and its answer is drawn."""
        while self.ends == ends:
            self.page.wait_for_timeout(POLL_MS)
        self.still()

    @property
    def query(self) -> dict[str, str]:
        """What the address asks for."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def asks(self, **wanted: str | None) -> None:
        """Wait until the address asks for these values; None: it does not name the key."""
        for name, value in wanted.items():
            given = "undefined" if value is None else value
            self.page.wait_for_function(
                "([name, value]) => (new URL(location.href).searchParams.get(name) ?? 'undefined') === value",
                arg=[name, given],
                timeout=LIKELY_MS,
            )

    def entries(self) -> int:
        """Return how many entries the history has."""
        return int(self.page.evaluate("() => history.length"))

    def count_posts(self) -> None:
        """Write down from now on what the map posts to Streamlit."""
        self.run("""() => {
            window.posted = [];
            const send = Streamlit.setComponentValue.bind(Streamlit);
            Streamlit.setComponentValue = (value) => { posted.push(value); send(value); };
        }""")

    def posts(self) -> list[dict[str, Any]]:
        """Return what the map has posted since."""
        found: list[dict[str, Any]] = self.run("() => window.posted")
        return found

    def choose_language(self, lang: str) -> None:
        """Choose a language in the sidebar."""
        self.page.locator(".st-key-w-lang").get_by_text(texts(lang)["language.name"], exact=True).click()
        expect(self.root).to_have_attribute("lang", lang)

    def choose_range(self, preset: str) -> None:
        """Choose one of the ranges of the clock in the sidebar."""
        words = texts(self.root.get_attribute("lang") or "en")[f"page.preset.{preset}"]
        self.page.locator(".st-key-w-preset").get_by_text(words, exact=True).click()

    def unfold(self, name: str) -> None:
        """Open what is folded on the page or in its sidebar, by its name in the code."""
        fold = self.page.locator(f".st-key-w-fold-{name}")
        if fold.locator("details[open]").count() == 0:
            ends = self.ends
            fold.locator("summary").click()
            self.ended(ends)  # what is drawn anew would close a list that is opened meanwhile

    def choose(self, name: str, option: str) -> None:
        """Choose an option of a list of the page, by the list's name in the code and the option's words.

        By keyboard: a list that has only just been unfolded still moves under a pointer. A list that is drawn anew
        while it is open closes; like a reader, this then opens it again.
        """
        field = self.page.locator(f".st-key-w-{name}")
        counted = re.compile(rf"^{re.escape(option)}( \(\d+\))?$")
        chosen = field.get_by_text(counted)
        for _ in range(TRIES):
            field.locator("input").first.focus()
            self.page.keyboard.press("ArrowDown")
            field.locator("input").first.fill(option)
            expect(self.page.get_by_role("option", name=counted)).to_be_visible()
            self.page.keyboard.press("ArrowDown")
            self.page.keyboard.press("Enter")
            self.page.keyboard.press("Escape")
            self.still()
            if chosen.count():
                break
        expect(chosen).to_be_visible()

    def changes(self) -> Locator:
        """The buttons of the panel that move the clock."""
        return self.panel.locator('[class*="st-key-w-change-"] button')

    def sources_page(self) -> None:
        """Go to the page of sources by its link, and wait until its script has run to the end."""
        ends = self.ends
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Sources").click()
        expect(self.page.locator(".st-key-w-source-search")).to_be_visible()
        self.ended(ends)

    def map_page(self) -> None:
        """Come back to the map by its link."""
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=re.compile("Map|Carte")).click()
        self.ready()
