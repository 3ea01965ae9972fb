"""How many bytes go between the server and the browser, as the browser's own instruments count them."""

from __future__ import annotations

import base64
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page

_BINARY = 2


class Traffic:
    """The bytes of one page: files by origin, as transferred; messages of the WebSocket, before its compression."""

    def __init__(self, page: Page) -> None:
        self.files: Counter[str] = Counter()
        self.received = 0
        self.sent = 0
        self._origin: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._loaded)
        session.on("Network.webSocketFrameReceived", self._told)
        session.on("Network.webSocketFrameSent", self._said)
        session.send("Network.enable")

    def clear(self) -> None:
        """Begin to count anew."""
        self.files.clear()
        self.received = self.sent = 0

    def _asked(self, event: dict[str, Any]) -> None:
        path = urlsplit(event["request"]["url"]).path
        origin = "app" if "/app/static/" in path else "component" if path.startswith("/component/") else "streamlit"
        self._origin[event["requestId"]] = origin

    def _loaded(self, event: dict[str, Any]) -> None:
        self.files[self._origin.get(event["requestId"], "streamlit")] += int(event["encodedDataLength"])

    def _told(self, event: dict[str, Any]) -> None:
        self.received += _length(event)

    def _said(self, event: dict[str, Any]) -> None:
        self.sent += _length(event)


def _length(event: dict[str, Any]) -> int:
    frame = event["response"]
    payload: str = frame["payloadData"]
    return len(base64.b64decode(payload)) if frame["opcode"] == _BINARY else len(payload.encode())
