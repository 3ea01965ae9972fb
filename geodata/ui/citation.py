"""Under every page: how to cite what it shows, and how to report an error in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from geodata.export.citation import cite, permalink, subject
from geodata.export.report import report_address, report_text
from geodata.ui import cache, state
from geodata.ui.markup import tag, words

if TYPE_CHECKING:
    from datetime import date

    from geodata.ui.context import Context

FORMS = ("sentence", "apa", "bibtex", "csl")


def citation(context: Context) -> None:
    """Draw the two, closed and not computed until asked for."""
    t = context.t
    folded = st.expander(t("cite.title"), icon=":material/format_quote:", key="w-fold-cite", on_change="rerun")
    if folded.open:
        with folded:
            _forms(context)
    folded = st.expander(t("cite.report"), icon=":material/flag:", key="w-fold-report", on_change="rerun")
    if folded.open:
        with folded:
            _report(context)


def _forms(context: Context) -> None:
    t, data = context.t, context.data
    address = str(st.context.url or "")
    terms = cache.terms(data.mission.id)
    found = cite(state.shown(), data=data, terms=terms, address=address, accessed=today(), t=t)
    for form in FORMS:
        st.html(tag("h3", words(t(f"cite.form_{form}"))))
        st.code(getattr(found, form), language="json" if form == "csl" else None, wrap_lines=True)


def _report(context: Context) -> None:
    t, data, view = context.t, context.data, state.shown()
    address = str(st.context.url or "")
    text = report_text(view, data=data, link=permalink(view, address) if address else "", t=t)
    title = t("cite.report_title", subject=subject(view, data=data, t=t))
    sent = report_address(data.mission.corrections, title=title, body=text)
    if sent:
        st.link_button(t("cite.report_send"), sent)
    st.html(tag("p", words(t("cite.report_copy" if sent else "cite.report_alone")), class_="gd-quiet"))
    st.code(text, language=None, wrap_lines=True)


def today() -> date:
    """Return the day on which the reader looks: that of the server, in UTC."""
    return datetime.now(tz=UTC).date()
