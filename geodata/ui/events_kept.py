"""What a session keeps of the reader's file, and nobody else sees: its events in memory, never the file on disk."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geodata.events.account import Question
from geodata.events.licence import single_events
from geodata.events.nearby import EventIndex
from geodata.events.packed import SECRET
from geodata.events.proximity import around_sites
from geodata.ui import belongings, cache, state
from geodata.ui.belongings import Belonging
from geodata.ui.citation import today
from geodata.ui.events_columns import Answers

if TYPE_CHECKING:
    from datetime import date

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from geodata.events.account import Account, Refusal
    from geodata.events.model import EventFile
    from geodata.ui.context import Context

NAMES = (
    Belonging.FILE,
    Belonging.ATTEMPT,
    Belonging.ANSWERS,
    Belonging.UPLOAD,
    Belonging.ACCOUNTS,
    Belonging.PACKED,
    Belonging.PARTIES,
    Belonging.EVENT,
)
"""All that is kept of a file, by the names under which the session keeps it."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Kept:
    """A file that was read: its events, their index, the day of reading, and a secret that names it to the map.

    `upload` is the file itself, of which the reader said what it is or may have to, `day_first` what was answered.
    """

    file: EventFile
    index: EventIndex
    read_on: date
    secret: bytes
    upload: UploadedFile | None = None
    day_first: bool | None = None

    @classmethod
    def of(cls, file: EventFile, *, upload: UploadedFile | None = None, day_first: bool | None = None) -> Kept:
        """Return what is to be kept of a file."""
        return cls(
            file=file,
            index=EventIndex.of(file),
            read_on=today(),
            secret=secrets.token_bytes(SECRET),
            upload=upload,
            day_first=day_first,
        )

    @property
    def single(self) -> bool:
        """Whether single events may be shown, by the file's licence and the operator's word."""
        return single_events(self.file.format)


def ask_for(**changes: object) -> None:
    """Change what is asked of the reader's events."""
    state.update(around=replace(state.current().around, **changes))  # type: ignore[arg-type]  # only its own fields


def remove() -> None:
    """Let go of the file and of all that was made of it."""
    belongings.forget(*NAMES)
    state.renew("w-file")


def choose_again(kept: Kept) -> None:
    """Go back to the questions about the file, with the answers by which it was read."""
    remove()
    belongings.keep(Belonging.UPLOAD, kept.upload)
    belongings.keep(Belonging.ANSWERS, Answers.again(kept.file, kept.day_first))


def question(context: Context) -> Question:
    """Return the question that the view asks of the file."""
    asked = context.view.around
    return Question(
        radius_km=asked.km, days=asked.days, clock=asked.clock, coarse=asked.coarse, allow_cut_off=asked.cut_off
    )


def accounts(context: Context, kept: Kept) -> tuple[Account | Refusal, ...]:
    """Return the accounts of all sites; counted anew only where something else is asked, not when the clock moves."""
    asked, country = question(context), cache.outline(context.data.mission.id)
    return belongings.made_for(
        Belonging.ACCOUNTS,
        (kept.secret, asked),
        lambda: around_sites(kept.index, context.data, question=asked, country=country),
    )


def chosen_words(context: Context) -> str:
    """Return what was chosen of the file, in words, for its citation."""
    t, asked = context.t, context.view.around
    chosen = t(
        "page.events.chosen",
        km=asked.km,
        days=asked.days,
        clock=t(f"events.clock.{asked.clock}"),
        places=t("page.events.places-all" if asked.coarse else "page.events.places-place"),
    )
    return t("page.events.chosen-cut-off", chosen=chosen) if asked.cut_off else chosen
