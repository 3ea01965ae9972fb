"""Ask the reader what a file leaves open: which column is which, and what comes first in its dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from geodata.events.generic import ALIASES, suggested
from geodata.events.layout import REQUIRED, Field
from geodata.events.model import Format
from geodata.ui import belongings
from geodata.ui.belongings import Belonging
from geodata.ui.markup import table, tag, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.events.model import EventFile
    from geodata.events.peek import Peek
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
"""The fields whose columns the reader is asked for first."""

MORE: Final = tuple(field for field in ALIASES if field not in ASKED)
"""The fields whose columns are folded away: all others that a plain table may have."""


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Answers:
    """What the reader said of a file: which column is which field, and what comes first in its dates.

    Two are the same only if they are one object: whoever presses the button again wants the file read again. `open`
    is set where the reader has come back to choose before anything is read.
    """

    mapping: Mapping[str, str]
    day_first: bool | None = None
    open: bool = False

    @classmethod
    def again(cls, file: EventFile, day_first: bool | None) -> Answers:  # noqa: FBT001  None is a third answer
        """Return the answers by which a file was read, to be changed; a publisher's columns are not the reader's."""
        columns = file.report.columns
        mapping = {name.value: columns.get(name, "") for name in ALIASES} if file.format is Format.GENERIC else {}
        return cls(mapping=mapping, day_first=day_first, open=True)


def ask(context: Context, seen: Peek | None, answers: Answers, *, doubtful: bool, settled: bool) -> None:
    """Draw the questions, with the answers given so far.

    Parameters
    ----------
    context
        Of the page.
    seen
        The first rows, where there are columns to choose.
    answers
        What the reader has said already.
    doubtful
        Whether the dates do not tell what comes first in them.
    settled
        Whether the columns are found and only the dates are in question: then they are folded away.
    """
    t = context.t
    chosen, missing = dict(answers.mapping), False
    if seen is not None and seen.columns:
        if settled:
            with st.expander(t("page.events.columns")):
                chosen = _columns(context, seen, answers, folded=False)
        else:
            st.html(tag("h2", words(t("page.events.columns")), class_="gd-h2"))
            chosen = _columns(context, seen, answers, folded=True)
        missing = any(not chosen.get(name) for name in REQUIRED)
    day_first = answers.day_first
    if doubtful or day_first is not None:
        order = st.radio(
            t("page.events.dates"),
            ("day", "month"),
            index=0 if day_first is not False else 1,
            format_func=lambda first: t(f"page.events.{first}-first"),
            horizontal=True,
            key="w-date-order",
        )
        day_first = order == "day"
    said = Answers(mapping=chosen, day_first=day_first)
    st.button(
        t("page.events.read"),
        key="w-read",
        type="primary",
        disabled=missing,
        on_click=lambda: belongings.keep(Belonging.ANSWERS, said),
    )


def _columns(context: Context, seen: Peek, answers: Answers, *, folded: bool) -> dict[str, str]:
    """Ask which column is which; "" is the answer that there is none."""
    t = context.t
    known = {**suggested(seen.columns), **answers.mapping}
    chosen = _choices(context, seen, known, ASKED)
    if folded:
        with st.expander(t("page.events.more-columns")):
            chosen |= _choices(context, seen, known, MORE)
    else:
        chosen |= _choices(context, seen, known, MORE)
    shown = {name: column for name, column in chosen.items() if column}
    places = {column: number for number, column in enumerate(seen.columns)}
    if shown:
        heads = [t("join.named", name=t(f"page.events.field-{name}"), value=column) for name, column in shown.items()]
        rows = [[row[places[column]] for column in shown.values()] for row in seen.rows]
        st.html(table(heads, rows, caption=t("page.events.preview")))
    missing = [t(f"page.events.field-{name}") for name in REQUIRED if not chosen.get(name)]
    if missing:
        st.html(tag("p", words(t("page.events.missing", fields=t.list(missing))), class_="gd-quiet"))
    return chosen


def _choices(context: Context, seen: Peek, known: Mapping[str, str], fields: Sequence[Field]) -> dict[str, str]:
    t = context.t
    chosen: dict[str, str] = {}
    for place, name in zip(_grid(len(fields)), fields, strict=True):
        needed, guess = name in REQUIRED, known.get(name, "")
        # What need not be there can be taken back, whatever the header suggests.
        options = seen.columns if needed else ("", *seen.columns)
        column = place.selectbox(
            t(f"page.events.field-{name}") + ("" if needed else f" {t('page.events.optional')}"),
            options,
            index=options.index(guess) if guess in options else None,
            format_func=lambda column: column or t("page.events.no-column"),
            placeholder=t("page.events.no-column"),
            key=f"w-column-{name}",
        )
        chosen[name] = column or ""
    return chosen


def _grid(count: int, *, across: int = 4) -> list[Any]:
    """Return places in rows of columns, from left to right."""
    return [place for _ in range(0, count, across) for place in st.columns(across)][:count]
