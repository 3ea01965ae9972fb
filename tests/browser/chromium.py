"""Which Chromium the tests drive, and how it is started."""

from __future__ import annotations

import os
import shutil
from typing import Any, Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
MISSING: Final = "no Chromium: install it with `apt-get install chromium`, or name its program in $CHROMIUM"
ARGUMENTS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No name and no address but this machine's leads anywhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
DESKTOP: Final[dict[str, Any]] = {"locale": "en-GB", "viewport": {"width": 1440, "height": 1000}}


def find_chromium() -> str | None:
    """Return the program's path: the one that $CHROMIUM names, or the first that is installed."""
    named = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else NAMES)), None)
