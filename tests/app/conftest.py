"""Pages without a browser: there is no map to give a head start to."""

from __future__ import annotations

import pytest

from geodata.ui import map_page


@pytest.fixture(autouse=True)
def no_head_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_page, "HEAD_START", 0.0)
