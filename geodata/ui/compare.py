"""Two days side by side: two maps that move together, the counts of each day, and what changed in between."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.domain.comparison import between, compared, pairs
from geodata.domain.sentences import sentence
from geodata.domain.snapshot import snapshot, stages
from geodata.export.cells import harmless
from geodata.ui import state
from geodata.ui.map_frame import locked_map
from geodata.ui.markup import tag, words
from geodata.ui.notice import notices
from geodata.ui.sources import cite

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geodata.domain.changes import Change
    from geodata.domain.comparison import Pair
    from geodata.ui.context import Context

FREE: Final = "free"
_BYTE_ORDER_MARK: Final = "\ufeff"


def compare(context: Context) -> None:
    """Draw the page."""
    one, two = compared(context.view)
    notices(context)
    _chooser(context, one, two)
    left, right = st.columns(2, gap="small")
    for name, column, day in (("a", left, one), ("b", right, two)):
        with column:
            st.html(tag("h2", words(context.t.date(day, "full")), class_="gd-day") + _tiles(context, day))
            locked_map(context, name, day)
    _changed(context, one, two)


def _chooser(context: Context, one: date, two: date) -> None:
    t = context.t
    known = {f"{pair.kind}-{pair.id}": pair for pair in pairs(context.data)}
    chosen = next((name for name, pair in known.items() if (pair.before, pair.after) == (one, two)), FREE)
    preset, first, second, swap = st.columns([5, 3, 3, 2], vertical_alignment="bottom")
    preset.selectbox(
        t("page.compare.pair"),
        [FREE, *known],
        format_func=lambda name: t("page.preset.free") if name == FREE else _pair_label(context, known[name]),
        key=state.seed("w-pair", chosen),
        on_change=lambda: _set_pair(known.get(state.read("w-pair"))),
    )
    first.date_input(
        t("page.compare.first"),
        key=state.seed("w-day-a", one),
        on_change=lambda: state.compare(on=state.read("w-day-a"), to_day=two),
        min_value=context.vocabulary.start,
        max_value=context.vocabulary.end,
        format="DD/MM/YYYY",
    )
    second.date_input(
        t("page.compare.second"),
        key=state.seed("w-day-b", two),
        on_change=lambda: state.compare(on=one, to_day=state.read("w-day-b")),
        min_value=context.vocabulary.start,
        max_value=context.vocabulary.end,
        format="DD/MM/YYYY",
    )
    swap.button(
        t("page.compare.swap"),
        key="w-swap",
        icon=":material/swap_horiz:",
        on_click=state.compare,
        kwargs={"on": two, "to_day": one},
        width="stretch",
    )


def _pair_label(context: Context, pair: Pair) -> str:
    t = context.t
    if pair.kind == "preset":
        return t(f"page.preset.{pair.id}")
    if pair.kind == "phase":
        return t("page.compare.phase", phase=t(f"vocab.phase.{pair.id}"))
    return t("page.compare.around", site=context.data.site(pair.id).name.get(t.lang))


def _set_pair(pair: Pair | None) -> None:
    if pair is not None:
        state.compare(on=pair.before, to_day=pair.after)


def _tiles(context: Context, day: date) -> str:
    """Return the counts of a day as one line."""
    t = context.t
    found = snapshot(context.data, on=day, filters=context.view.filters, known_on=context.known_on)
    chips = "".join(
        tag("span", tag("b", words(t.number(count))) + " " + words(t(f"map.count.{name}", count=count)))
        for name, count in stages(one for one in found.states if one.site_id in found.shown).items()
    )
    return tag("p", chips, class_="gd-counts")


def _changed(context: Context, one: date, two: date) -> None:
    t = context.t
    first, last = min(one, two), max(one, two)
    found = between(context.data, one, two, known_on=context.known_on)
    found = tuple(change for change in found if change.site_id in context.snapshot.shown)
    st.html(
        tag("h2", words(t("page.compare.changed", count=len(found), start=first, end=last)), class_="gd-h2")
        + (_list(context, found) if found else tag("p", words(t("page.compare.nothing")), class_="gd-quiet")),
    )
    if found:
        _dossiers(context, found)
        st.download_button(
            t("page.compare.download"),
            data=changes_csv(context, found),
            file_name=f"changes_{first.isoformat()}_{last.isoformat()}_{t.lang}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


def _list(context: Context, found: Sequence[Change]) -> str:
    t = context.t
    items = "".join(
        tag(
            "li",
            tag("b", words(t.period(change.when)))
            + tag("span", words(t(f"vocab.certainty.{change.certainty}")), class_=f"gd-sure gd-sure-{change.certainty}")
            + tag("span", words(sentence(change, data=context.data, t=t)))
            + cite(context, change.source_ids),
        )
        for change in found
    )
    return tag("ol", items, class_="gd-story gd-changes")


def _dossiers(context: Context, found: Sequence[Change]) -> None:
    """Draw the ways to the dossiers of the sites that changed; the clock, which is one of the two days, stays."""
    st.html(tag("h3", words(context.t("page.compare.dossiers")), class_="gd-h3"))
    with st.container(horizontal=True, gap="small", key="dossiers"):
        for site_id in dict.fromkeys(change.site_id for change in found):
            st.button(
                context.data.site(site_id).name.get(context.lang),
                key=f"w-dossier-{site_id}",
                icon=":material/description:",
                on_click=state.go,
                args=(context.day,),
                kwargs={"site": site_id, "page": "dossier"},
            )


def changes_csv(context: Context, found: Sequence[Change]) -> bytes:
    """Return the changes as CSV that a spreadsheet opens as UTF-8 and in which no cell is run as a formula."""
    t, data = context.t, context.data
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    heads = ("day", "earliest", "latest", "site", "change", "certainty", "sources", "addresses")
    writer.writerow([t(f"page.compare.head-{head}") for head in heads])
    for change in found:
        sources = [data.source(source_id) for source_id in change.source_ids]
        cells = (
            change.day.isoformat(),
            change.when.earliest.isoformat(),
            change.when.latest.isoformat(),
            data.site(change.site_id).name.get(t.lang),
            sentence(change, data=data, t=t),
            t(f"vocab.certainty.{change.certainty}"),
            t("join.clauses").join(dict.fromkeys(source.publisher for source in sources)),
            " ".join(source.url for source in sources),
        )
        writer.writerow([harmless(cell) for cell in cells])
    return (_BYTE_ORDER_MARK + stream.getvalue()).encode()
