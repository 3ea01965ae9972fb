"""A film in the making: a thread of its own, which the page watches and may stop.

Streamlit interrupts no fragment, so that a run which made the film itself could not be stopped.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.errors import GeodataError
from geodata.export.animation import Film, days_of, gif
from geodata.export.video import mp4

if TYPE_CHECKING:
    from geodata.domain.model import MissionData
    from geodata.domain.view import View
    from geodata.i18n.catalog import Translator

_MAKERS: Final = {"gif": gif, "mp4": mp4}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which film: another view, step or format is another one."""

    view: View
    step: int
    form: str


class _StopAskedError(Exception):
    """The reader wants it no more."""


class Work:
    """Make a film: `done` of `total` frames so far; once `ended`, its `content`, or an `error`, or none if stopped."""

    def __init__(self, data: MissionData, asked: Asked, t: Translator) -> None:
        self.asked = asked
        self.done = 0
        self.total = len(days_of(asked.view.start, asked.view.end, asked.step))
        self.content: bytes | None = None
        self.error: GeodataError | None = None
        self._data, self._t = data, t
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._make, name="film", daemon=True)

    @property
    def ended(self) -> bool:
        """Whether it is made, refused or stopped."""
        return self._stopped.is_set() or not self._thread.is_alive()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Stop at the next frame; nothing of it is kept."""
        self._stopped.set()

    def _make(self) -> None:
        try:
            film = Film.of(self._data, self.asked.view, step=self.asked.step, t=self._t)
            content = _MAKERS[self.asked.form](film, self._heard)
        except _StopAskedError:
            return
        except GeodataError as error:
            self.error = error
            return
        if not self._stopped.is_set():
            self.content = content

    def _heard(self, done: int, _total: int) -> None:
        if self._stopped.is_set():
            raise _StopAskedError
        self.done = done
