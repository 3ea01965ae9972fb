"""What a page under test did that no page of ours may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page, Request, WebSocket

OWN_HOSTS = {"127.0.0.1", "localhost"}
LOCAL_SCHEMES = {"data", "blob", "about", "file", "chrome-error", "javascript"}


@dataclass
class Report:
    """What a page did that it should not: requests to other hosts, errors on the console, errors in scripts."""

    elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Listen to a page and to everything inside it."""
        page.on("request", self._request)
        page.on("websocket", self._socket)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))

    def check(self) -> None:
        """Fail where the page did any of it."""
        assert self.elsewhere == [], "the page asked another host"
        assert self.errors == []

    def _request(self, request: Request) -> None:
        self._address(request.url)

    def _socket(self, socket: WebSocket) -> None:
        self._address(socket.url)

    def _address(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in LOCAL_SCHEMES and parts.hostname not in OWN_HOSTS:
            self.elsewhere.append(address)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"console: {message.text}")
