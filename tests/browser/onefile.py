"""The map as one file, as a reader's browser opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from driver import Chart

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

FileOpener = Callable[..., Chart]


def hash_of(page: Page) -> str:
    return str(page.evaluate("() => window.location.hash"))


def card(chart: Chart) -> Locator:
    return chart.scope.locator(".gd-card")
