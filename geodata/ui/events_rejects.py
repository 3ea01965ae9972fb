"""The rows of a reader's file that are no events: the first of them on the page, all of them to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.events.licence import rows_may_leave
from geodata.events.sieve import rejects_csv
from geodata.ui.markup import table, tag, words

if TYPE_CHECKING:
    import pandas as pd

    from geodata.events.model import EventFile
    from geodata.ui.context import Context

SHOWN: Final = 50
"""How many rejected rows the page lists."""

_MARK: Final = "\ufeff"


def rejects(context: Context, file: EventFile) -> None:
    """List the rejected rows; of an ACLED file line and reason only, for its cells may not be handed on."""
    t, found = context.t, file.rejects
    if found.empty:
        st.html(tag("p", words(t("page.events.none-rejected")), class_="gd-quiet"))
        return
    cells = rows_may_leave(file.format)
    heads = ["line", "reason", *(("column", "value") if cells else ())]
    # What a line number counts depends on the kind of file.
    titles = [t(f"events.counted.{file.report.counted_in}"), *(t(f"page.events.reject-{head}") for head in heads[1:])]
    rows = [
        (t.number(int(str(row.line))), t(f"events.reason.{row.reason}"), *((row.column, row.value) if cells else ()))
        for row in found.head(SHOWN).itertuples()
    ]
    st.html(table(titles, rows))
    if len(found) > SHOWN:
        st.html(tag("p", words(t("page.events.more-rejected", count=len(found) - SHOWN)), class_="gd-quiet"))
    st.download_button(
        t("page.events.get-rejects"),
        # Written when it is asked for: there may be a million.
        lambda: _csv(found, cells=cells),
        file_name="rejected.csv",
        mime="text/csv",
        key="w-get-rejects",
        icon=":material/download:",
        on_click="ignore",
    )


def _csv(found: pd.DataFrame, *, cells: bool) -> bytes:
    kept = found if cells else found.assign(column="", value="")
    return (_MARK + rejects_csv(kept)).encode()
