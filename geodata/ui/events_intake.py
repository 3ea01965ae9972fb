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
from geodata.events.generic import suggested
from geodata.events.layout import REQUIRED, Field
from geodata.events.peek import Peek, peek
from geodata.events.read import read_events
from geodata.ui import belongings, state
from geodata.ui.belongings import Belonging
from geodata.ui.events_kept import Kept
from geodata.ui.events_rejects import rejects
from geodata.ui.markup import bullets, table, tag, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from geodata.events.model import EventFile
    from geodata.i18n.catalog import Translator
    from geodata.ui.context import Context

ASKED: Final = (
    Field.DATE_START,
    Field.LAT,
    Field.LON,
    Field.TYPE,
    Field.ACTOR_A,
    Field.FATALITIES,
    Field.GEO_PRECISION,
    Field.ID,
)
"""The fields whose columns the reader is asked for; the others are taken by their usual names."""

_FORMATS: Final = ("ucdp", "acled", "plain", "containers")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the reader said of a file: which column is which field, and what comes first in its dates."""

    mapping: tuple[tuple[str, str], ...] = ()
    day_first: bool | None = None


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
    if given is None:
        belongings.forget(Belonging.ATTEMPT, Belonging.ANSWERS)
        return
    attempt: Attempt | None = belongings.kept(Belonging.ATTEMPT)
    answers = belongings.kept(Belonging.ANSWERS) or Answers()
    if attempt is None or (attempt.upload, attempt.answers) != (given.file_id, answers):
        if attempt is not None and attempt.upload != given.file_id:
            answers = Answers()
            belongings.forget(Belonging.ANSWERS)
        attempt = _attempt(context, given, answers)
        belongings.keep(Belonging.ATTEMPT, attempt)
    file = attempt.file
    if file is not None and file.report.accepted:
        belongings.forget(Belonging.ATTEMPT, Belonging.ANSWERS)
        # The uploader lets go of the bytes: from here on only the events are kept.
        state.renew("w-file")
        belongings.keep(Belonging.FILE, Kept.of(aliased(file, context.data)))
        st.rerun()
    if file is not None:
        _complain(t("events.none", name=file.report.name, rows=t("events.rows", count=file.report.rows)))
        rejects(context, file)
    if attempt.error is not None:
        _refused(context, attempt)


def _own_words(t: Translator) -> str:
    """Return the style that puts the reader's language where Streamlit's uploader knows English only; see page.css."""
    most = t("page.events.upload-most", size=t.number(st.get_option("server.maxUploadSize")))
    told = {"choose": t("page.events.upload-button"), "most": most}
    # A string of JSON is one of CSS, too.
    rules = "".join(f"--gd-{name}: {json.dumps(text, ensure_ascii=False)};" for name, text in told.items())
    return tag("style", f":root {{{rules}}}")


def _attempt(context: Context, given: UploadedFile, answers: Answers) -> Attempt:
    """Read a file, its progress shown; what cannot be read says why in one line."""
    t = context.t
    bar = st.progress(0.0, text=t("page.events.reading"))

    def progress(part: float) -> None:
        bar.progress(min(part, 1.0), text=t("page.events.reading"))

    try:
        return _read(given, answers, progress)
    finally:
        bar.empty()


def _read(given: UploadedFile, answers: Answers, progress: Callable[[float], None]) -> Attempt:
    content = given.getvalue()
    common: dict[str, Any] = {"upload": given.file_id, "answers": answers}
    try:
        file = read_events(
            content,
            name=given.name,
            mapping=dict(answers.mapping) or None,
            day_first=answers.day_first,
            progress=progress,
        )
    except (UnknownColumns, BadMapping) as error:
        try:
            return Attempt(**common, error=error, peek=peek(content, name=given.name))
        except EventFileError as other:
            return Attempt(**common, error=other)
    except EventFileError as error:
        return Attempt(**common, error=error)
    return Attempt(**common, file=file)


def _complain(text: str) -> None:
    # Not `st.error`: it reads its text as Markdown, and names in the reader's file could be links and pictures.
    st.html(tag("p", words(text), class_="gd-error", role="alert"))


def _refused(context: Context, attempt: Attempt) -> None:
    """Say in one line why the file was not read; where the reader can help, ask."""
    error = attempt.error
    if error is None:
        return
    values = {name: str(value) for name, value in error.values.items()}
    if isinstance(error, UnknownColumns):
        values["missing"] = ", ".join(context.t(f"page.events.field-{name}") for name in values["missing"].split(", "))
    _complain(context.t(f"error.{error.code}", **values))
    if attempt.peek is not None:
        _ask_columns(context, attempt.peek, attempt.answers)
    elif isinstance(error, AmbiguousDates | MixedDates):
        _ask_order(context, attempt.answers)


def _ask_order(context: Context, answers: Answers) -> None:
    t = context.t
    order = st.radio(
        t("page.events.dates"),
        ("day", "month"),
        format_func=lambda first: t(f"page.events.{first}-first"),
        horizontal=True,
        key="w-date-order",
    )
    st.button(
        t("page.events.read"),
        key="w-read",
        type="primary",
        on_click=lambda: belongings.keep(Belonging.ANSWERS, Answers(answers.mapping, order == "day")),
    )


def _ask_columns(context: Context, seen: Peek, answers: Answers) -> None:
    """Ask which column is which, and show the first rows as they would be read."""
    t = context.t
    known: Mapping[str, str] = {**suggested(seen.columns), **dict(answers.mapping)}
    st.html(tag("h2", words(t("page.events.columns")), class_="gd-h2"))
    chosen: dict[str, str] = {}
    for place, name in zip(_grid(len(ASKED)), ASKED, strict=True):
        guess = known.get(name)
        column = place.selectbox(
            t(f"page.events.field-{name}") + ("" if name in REQUIRED else f" {t('page.events.optional')}"),
            seen.columns,
            index=seen.columns.index(guess) if guess in seen.columns else None,
            placeholder=t("page.events.no-column"),
            key=f"w-column-{name}",
        )
        if column is not None:
            chosen[name] = column
    places = {column: number for number, column in enumerate(seen.columns)}
    heads = [f"{t(f'page.events.field-{name}')}: {column}" for name, column in chosen.items()]
    rows = [[row[places[column]] for column in chosen.values()] for row in seen.rows]
    if chosen:
        st.html(table(heads, rows, caption=t("page.events.preview")))
    missing = [t(f"page.events.field-{name}") for name in REQUIRED if name not in chosen]
    if missing:
        st.html(tag("p", words(t("page.events.missing", fields=t.list(missing))), class_="gd-quiet"))
    st.button(
        t("page.events.read"),
        key="w-read",
        type="primary",
        disabled=bool(missing),
        on_click=lambda: belongings.keep(Belonging.ANSWERS, Answers(tuple(chosen.items()), answers.day_first)),
    )


def _grid(count: int, *, across: int = 4) -> list[Any]:
    """Return places in rows of columns, from left to right."""
    return [place for _ in range(0, count, across) for place in st.columns(across)][:count]
