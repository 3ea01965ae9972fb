"""The sidebar: language, range of dates, filters, and how much they leave on the map."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.domain.vocabulary import UNKNOWN, Certainty, UnPresence
from geodata.i18n.catalog import LANGUAGES, texts
from geodata.ui import state

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geodata.ui.context import Context

FREE: Final = "free"
"""The preset that stands for dates of the reader's own."""


_BOTH_ENDS = 2


def sidebar(context: Context, *, explores: bool) -> None:
    """Draw the sidebar; every change goes into the view. Dates and filters are for pages that `explore`."""
    t = context.t
    with st.sidebar:
        st.segmented_control(
            t("page.sidebar.language"),
            LANGUAGES,
            format_func=lambda lang: texts(lang)["language.name"],
            key=state.seed("w-lang", context.lang),
            on_change=_set_language,
            required=True,
        )
        if not explores:
            return
        _range(context)
        st.subheader(t("page.sidebar.filters"))
        for name, options, label in _filters(context):
            st.multiselect(
                t(f"page.sidebar.{name}"),
                options,
                format_func=label,
                key=state.seed(f"w-{name}", sorted(getattr(context.view.filters, name))),
                on_change=_set_filter,
                args=(name,),
                placeholder=t("page.sidebar.all"),
            )
        shown, total = len(context.snapshot.shown), len(context.data.sites)
        st.caption(t("page.sidebar.shown", n=shown, total=total))
        st.button(
            t("page.sidebar.reset"),
            key="w-reset",
            on_click=state.reset_filters,
            disabled=not context.view.filters,
            width="stretch",
        )


def _set_language() -> None:
    lang = state.read("w-lang")
    if lang in LANGUAGES:
        state.update(lang=lang)


def _range(context: Context) -> None:
    t, view = context.t, context.view
    presets = context.data.mission.presets
    chosen = next((name for name, span in presets.items() if (span.start, span.end) == (view.start, view.end)), FREE)
    st.selectbox(
        t("page.sidebar.range"),
        [*presets, FREE],
        format_func=lambda name: t(f"page.preset.{name}"),
        key=state.seed("w-preset", chosen),
        on_change=_set_preset,
        args=(context,),
    )
    st.date_input(
        t("page.sidebar.dates"),
        key=state.seed("w-dates", (view.start, view.end)),
        min_value=context.vocabulary.start,
        max_value=context.vocabulary.end,
        format="DD/MM/YYYY",
        on_change=_set_dates,
    )


def _set_preset(context: Context) -> None:
    span = context.data.mission.presets.get(state.read("w-preset"))
    if span is not None:
        _set_range(span.start, span.end)


def _set_dates() -> None:
    days = state.read("w-dates")
    # Between the two clicks of a reader who picks a range there is only its first day.
    if len(days) == _BOTH_ENDS:
        _set_range(*days)


def _set_range(start: object, end: object) -> None:
    view = replace(state.current(), start=start, end=end)  # type: ignore[arg-type]  # days, from a date input
    on = view.on and min(max(view.on, view.start), view.end)
    state.update(start=view.start, end=view.end, on=on)


def _set_filter(name: str) -> None:
    filters = replace(state.current().filters, **{name: frozenset(state.read(f"w-{name}"))})
    state.update(filters=filters)


def _filters(context: Context) -> Sequence[tuple[str, list[str], Callable[[str], str]]]:
    """Return each filter's name, its choices, and the function that labels one."""
    t, data = context.t, context.data
    vocabulary = context.vocabulary

    def actor(actor_id: str) -> str:
        return t("vocab.holder.unknown") if actor_id == UNKNOWN else data.actor(actor_id).short.get(t.lang)

    def region(region_id: str) -> str:
        return t(f"vocab.region.{region_id}")

    return (
        ("regions", sorted(vocabulary.regions, key=region), region),
        ("presences", list(UnPresence), lambda value: t(f"vocab.un_presence.{value}")),
        ("holders", sorted(vocabulary.holders, key=actor), actor),
        (
            "certainties",
            [value for value in Certainty if value is not Certainty.WEAK],
            lambda value: t(f"vocab.certainty.{value}"),
        ),
        ("claimants", sorted(vocabulary.claimants, key=actor), actor),
    )
