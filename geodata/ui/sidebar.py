"""The sidebar: language, range of dates, layers, filters, and how much they leave on the map."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.domain.ledger import counts, lenience_adds, plain
from geodata.domain.snapshot import site_counts
from geodata.domain.view import LAYERS, Basis, clean_text
from geodata.domain.vocabulary import UNKNOWN, Certainty, UnPresence
from geodata.i18n.catalog import LANGUAGES, texts
from geodata.ui import state
from geodata.ui.belongings import Belonging, keep, kept
from geodata.ui.notice import unsaid_notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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
        st.toggle(
            t("page.sidebar.known"),
            key=state.seed("w-known", context.view.known),
            help=t("page.sidebar.known-help"),
            on_change=_set_known,
        )
        st.pills(
            t("page.sidebar.layers"),
            sorted(LAYERS),
            selection_mode="multi",
            default=None,
            format_func=lambda layer: t(f"page.layer.{layer}"),
            key=state.seed("w-layers", sorted(context.view.layers)),
            on_change=_set_layers,
        )
        _filters(context)


def _set_known() -> None:
    state.update(known=bool(state.read("w-known")))


def _set_layers() -> None:
    state.update(layers=LAYERS.intersection(state.read("w-layers")))


def _set_language() -> None:
    lang = state.read("w-lang")
    if lang in LANGUAGES:
        state.update(lang=lang)


def _range(context: Context) -> None:
    t, view = context.t, context.view
    presets = context.data.mission.presets
    chosen = next((name for name, span in presets.items() if (span.start, span.end) == (view.start, view.end)), FREE)
    if kept(Belonging.FREE_RANGE):
        chosen = FREE
    st.radio(
        t("page.sidebar.range"),
        [*presets, FREE],
        format_func=lambda name: t(f"page.preset.{name}"),
        key=state.seed("w-preset", chosen),
        on_change=_set_preset,
        args=(context,),
    )
    if chosen == FREE:
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
    keep(Belonging.FREE_RANGE, span is None)
    if span is not None:
        state.narrow(span.start, span.end)


def _set_dates() -> None:
    days = state.read("w-dates")
    # Between the two clicks of a reader who picks a range there is only its first day.
    if len(days) == _BOTH_ENDS:
        state.narrow(*days)


def _filters(context: Context) -> None:
    """Draw the filters, folded and not computed until asked for, and say how much they leave."""
    t, view = context.t, context.view
    sites = st.expander(t("page.sidebar.filter-sites"), key="w-fold-sites", on_change="rerun")
    if sites.open:
        with sites:
            _site_filters(context)
    claims = st.expander(t("page.sidebar.filter-claims"), key="w-fold-claims", on_change="rerun")
    if claims.open:
        with claims:
            _claim_filters(context)
    st.caption(
        t(
            "page.sidebar.shown",
            sites=len(context.snapshot.shown),
            all_sites=len(context.data.sites),
            claims=len(context.in_range),
            all_claims=len(context.data.claims),
        ),
    )
    st.button(
        t("page.sidebar.reset"),
        key="w-reset",
        on_click=state.reset_filters,
        disabled=not (view.filters or view.known),
        width="stretch",
    )


def _site_filters(context: Context) -> None:
    vocabulary = context.vocabulary
    found = site_counts(context.data, context.snapshot.states, context.view.filters)
    for name, options, label, sort in (
        ("regions", vocabulary.regions, _named(context, "region"), True),
        ("presences", UnPresence, _named(context, "un_presence"), False),
        ("holders", vocabulary.holders, _actor(context), True),
        ("certainties", (one for one in Certainty if one is not Certainty.WEAK), _named(context, "certainty"), False),
    ):
        _choice(context, name, options, label, counted=found[name], sort=sort)


def _claim_filters(context: Context) -> None:
    t, view, vocabulary = context.t, context.view, context.vocabulary
    data = context.as_known().data
    found = counts(data, view.filters, first=view.start, last=view.end)
    st.text_input(
        t("page.sidebar.text"),
        key=state.seed("w-text", view.filters.text),
        placeholder=t("page.sidebar.text-hint"),
        on_change=_set_text,
    )
    _choice(context, "regions", vocabulary.regions, _named(context, "region"), counted=found["regions"], of="claims")
    for name, options, label in (
        ("claimants", vocabulary.claimants, _actor(context)),
        ("against", vocabulary.against, _actor(context)),
        ("kinds", vocabulary.kinds, _named(context, "claim_kind")),
        ("statuses", vocabulary.statuses, _named(context, "claim_status")),
        ("sites", vocabulary.sites, lambda site: context.data.site(site).name.get(t.lang)),
    ):
        _choice(context, name, options, label, counted=found[name])
    st.radio(
        t("page.sidebar.basis"),
        list(Basis),
        format_func=lambda basis: t(f"page.basis.{basis}"),
        key=state.seed("w-basis", view.filters.basis),
        on_change=_set_time,
        horizontal=True,
    )
    st.toggle(
        t("page.sidebar.strict"),
        key=state.seed("w-strict", view.filters.strict),
        help=t("page.sidebar.strict-help"),
        on_change=_set_time,
    )
    adds = lenience_adds(data, view.filters, first=view.start, last=view.end)
    st.caption(t(f"page.sidebar.{'strict-drops' if view.filters.strict else 'lenient-adds'}", count=adds))
    unsaid_notice(context)


def _actor(context: Context) -> Callable[[str], str]:
    t = context.t
    return lambda one: t("vocab.holder.unknown") if one == UNKNOWN else context.data.actor(one).short.get(t.lang)


def _named(context: Context, table: str) -> Callable[[str], str]:
    return lambda value: context.t(f"vocab.{table}.{value}")


def _choice(
    context: Context,
    name: str,
    options: Iterable[str],
    label: Callable[[str], str],
    *,
    counted: Mapping[str, int],
    of: str = "",
    sort: bool = True,
) -> None:
    """Draw one filter; beside each choice stands how many sites, or claims, it would show.

    `of` tells two widgets of one filter apart.
    """
    key = f"w-{of}-{name}" if of else f"w-{name}"
    st.multiselect(
        context.t(f"page.sidebar.{name}"),
        sorted(options, key=lambda value: plain(label(value))) if sort else list(options),
        format_func=lambda value: f"{label(value)} ({context.t.number(counted.get(value, 0))})",
        key=state.seed(key, sorted(getattr(context.view.filters, name))),
        on_change=_set_filter,
        args=(name, key),
        placeholder=context.t("page.sidebar.all"),
        select_all=False,  # Streamlit offers it in English only
    )


def _set_filter(name: str, key: str) -> None:
    state.update(filters=state.current().filters.having(name, state.read(key)))


def _set_text() -> None:
    state.update(filters=replace(state.current().filters, text=clean_text(state.read("w-text"))))


def _set_time() -> None:
    basis, strict = Basis(state.read("w-basis")), bool(state.read("w-strict"))
    state.update(filters=replace(state.current().filters, basis=basis, strict=strict))
