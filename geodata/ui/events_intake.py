"""Take in a file of events: read it with its progress shown, and ask the reader where the file leaves doubt."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from geodata.events.aliases import aliased
from geodata.events.errors import (
    AmbiguousDates,
    BadMapping,
    EventFileError,
    MixedDates,
    UnknownColumns,
)
from geodata.events.model import Format
from geodata.events.peek import Peek, peek
from geodata.events.read import read_events
from geodata.ui import belongings, state
from geodata.ui.belongings import Belonging
from geodata.ui.events_columns import Answers, ask
from geodata.ui.events_kept import Kept, remove
from geodata.ui.events_rejects import rejects
from geodata.ui.markup import bullets, tag, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from geodata.events.model import EventFile
    from geodata.i18n.catalog import Translator
    from geodata.ui.context import Context

_FORMATS: Final = ("ucdp", "acled", "plain", "containers")
_NOTHING: Final = Answers(mapping={})


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Attempt:
    """How reading a file went, so that it is not read again until the reader says something else."""

    upload: str
    answers: Answers
    file: EventFile | None = None
    error: EventFileError | None = None
    peek: Peek | None = None


def intake(context: Context) -> None:
    """Draw what takes in a file; where one was read, the page begins anew with it."""
    t = context.t
    st.html(
        tag("p", words(t("page.events.intro")), class_="gd-list")
        + bullets((words(t(f"page.events.format-{name}")) for name in _FORMATS), class_="gd-lines")
        + tag("p", words(t("page.events.private")), class_="gd-private")
        + _own_words(t)
    )
    given = st.file_uploader(t("page.events.upload"), key=state.fresh("w-file"), help=t("page.events.upload-help"))
    if given is not None:
        belongings.forget(Belonging.UPLOAD)
    else:
        # A file that was read already, to be read otherwise.
        given = belongings.kept(Belonging.UPLOAD)
    if given is None:
        belongings.forget(Belonging.ATTEMPT, Belonging.ANSWERS)
        return
    attempt = _attempted(context, given)
    file, day_first = attempt.file, attempt.answers.day_first
    if file is None or not file.report.accepted:
        _unread(context, given, attempt)
        return
    belongings.forget(Belonging.ATTEMPT, Belonging.ANSWERS, Belonging.UPLOAD)
    # The uploader lets go of the bytes: from here on only the events are kept, unless the reader may want to come back
    # and say otherwise what the file is.
    state.renew("w-file")
    upload = given if file.format is Format.GENERIC or day_first is not None else None
    belongings.keep(Belonging.FILE, Kept.of(aliased(file, context.data), upload=upload, day_first=day_first))
    st.rerun()


def _attempted(context: Context, given: UploadedFile) -> Attempt:
    """Return how reading the file went; it is read anew only where it is another, or the reader has said something."""
    last: Attempt | None = belongings.kept(Belonging.ATTEMPT)
    if last is not None and last.upload != given.file_id:
        belongings.forget(Belonging.ANSWERS)
        last = None
    answers = belongings.kept(Belonging.ANSWERS) or _NOTHING
    if last is not None and last.answers is answers:
        return last
    attempt = _attempt(context, given, answers, last.peek if last is not None else None)
    belongings.keep(Belonging.ATTEMPT, attempt)
    return attempt


def _unread(context: Context, given: UploadedFile, attempt: Attempt) -> None:
    """Say why there are no events yet, and ask what the reader can tell."""
    t, file = context.t, attempt.file
    again = given is belongings.kept(Belonging.UPLOAD)
    if again:
        # The uploader has let go of it and shows no name.
        st.html(tag("p", tag("strong", words(given.name))))
    if attempt.error is not None:
        _refused(context, attempt.error)
    elif file is not None:
        _complain(t("events.none", name=file.report.name, rows=t("events.rows", count=file.report.rows)))
    doubtful = isinstance(attempt.error, AmbiguousDates | MixedDates)
    if doubtful or attempt.peek is not None or attempt.answers.day_first is not None:
        ask(context, attempt.peek, attempt.answers, doubtful=doubtful, settled=doubtful)
    if again:
        st.button(t("page.events.remove"), key="w-remove", icon=":material/delete:", on_click=remove)
    if file is not None:
        rejects(context, file)


def _own_words(t: Translator) -> str:
    """Return the style that puts the reader's language where Streamlit's uploader knows English only; see page.css."""
    most = t("page.events.upload-most", size=t.number(st.get_option("server.maxUploadSize")))
    told = {"choose": t("page.events.upload-button"), "most": most}
    # A string of JSON is one of CSS, too.
    rules = "".join(f"--gd-{name}: {json.dumps(text, ensure_ascii=False)};" for name, text in told.items())
    return tag("style", f":root {{{rules}}}")


def _attempt(context: Context, given: UploadedFile, answers: Answers, known: Peek | None) -> Attempt:
    """Read a file, its progress shown; what cannot be read says why in one line."""
    t = context.t
    bar = st.progress(0.0, text=t("page.events.reading"))

    def progress(part: float) -> None:
        bar.progress(min(part, 1.0), text=t("page.events.reading"))

    try:
        return _read(given, answers, known, progress)
    finally:
        bar.empty()


def _read(given: UploadedFile, answers: Answers, known: Peek | None, progress: Callable[[float], None]) -> Attempt:
    content = given.getvalue()
    common: dict[str, Any] = {"upload": given.file_id, "answers": answers}
    if answers.open:
        return Attempt(**common, peek=known or _peeked(content, given.name))
    try:
        file = read_events(
            content,
            name=given.name,
            mapping=dict(answers.mapping) or None,
            day_first=answers.day_first,
            progress=progress,
        )
    except (UnknownColumns, BadMapping, AmbiguousDates, MixedDates) as error:
        return Attempt(**common, error=error, peek=known or _peeked(content, given.name))
    except EventFileError as error:
        return Attempt(**common, error=error)
    if file.report.accepted:
        return Attempt(**common, file=file)
    return Attempt(**common, file=file, peek=known or _peeked(content, given.name))


def _peeked(content: bytes, name: str) -> Peek | None:
    """Return the first rows of a file whose columns the reader may choose."""
    try:
        return peek(content, name=name)
    except EventFileError:
        return None


def _complain(text: str) -> None:
    # Not `st.error`: it reads its text as Markdown, and names in the reader's file could be links and pictures.
    st.html(tag("p", words(text), class_="gd-error", role="alert"))


def _refused(context: Context, error: EventFileError) -> None:
    """Say in one line why the file was not read."""
    values = {name: str(value) for name, value in error.values.items()}
    if isinstance(error, UnknownColumns):
        values["missing"] = ", ".join(context.t(f"page.events.field-{name}") for name in values["missing"].split(", "))
    _complain(context.t(f"error.{error.code}", **values))
