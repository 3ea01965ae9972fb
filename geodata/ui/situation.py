"""The situation on the day: the counts, the people who had left, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.domain.changes import changes, together
from geodata.domain.measures import departed
from geodata.domain.reach import RADII_KM, reach
from geodata.domain.sentences import headline
from geodata.domain.snapshot import stages
from geodata.ui import state
from geodata.ui.markup import tag, words
from geodata.ui.sources import cite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.domain.changes import Change
    from geodata.domain.snapshot import SiteState
    from geodata.ui.context import Context

LAST: Final = 5
"""How many of the last changes are listed."""


def situation(context: Context) -> None:
    """Draw the panel of the day."""
    states = [site for site in context.snapshot.states if site.site_id in context.snapshot.shown]
    st.html(
        tag("h2", words(context.t.date(context.day, "full")), class_="gd-day")
        + _tiles(context, states)
        + _holders(context, states)
        + _personnel(context)
        + (_reach(context) if "reach" in context.view.layers else ""),
    )
    _changes(context)


def _tiles(context: Context, states: Sequence[SiteState]) -> str:
    t = context.t
    tiles = "".join(
        tag(
            "div",
            tag("b", words(t.number(count))) + tag("span", words(t(f"map.count.{name}", count=count))),
            class_=f"gd-tile gd-tile-{name}",
        )
        for name, count in stages(states).items()
    )
    return tag("div", tiles, class_="gd-tiles")


def _holders(context: Context, states: Sequence[SiteState]) -> str:
    """Return who holds how many, the most first."""
    held: dict[str, int] = {}
    for site in states:
        held[site.holder] = held.get(site.holder, 0) + 1
    names = {actor.id: actor.short.get(context.lang) for actor in context.data.actors}
    names["unknown"] = context.t("vocab.holder.unknown")
    chips = "".join(
        tag("span", tag("i", "", data_holder=holder) + words(f"{names[holder]} {context.t.number(count)}"))
        for holder, count in sorted(held.items(), key=lambda item: (-item[1], item[0]))
    )
    return tag(
        "p", tag("span", words(context.t("page.situation.held-by")), class_="gd-quiet") + chips, class_="gd-chips"
    )


def _personnel(context: Context) -> str:
    t = context.t
    found = departed(context.data, on=context.day, known_on=context.known_on)
    if found is None or found.total is None or found.share is None:
        return tag("p", words(t("page.situation.no-departures")), class_="gd-quiet")
    share = found.share
    line = t(
        "page.situation.departed",
        value=t(f"vocab.qualifier.{found.qualifier}", value=t.number(found.value)),
        total=t.number(found.total),
        percent=t.number(round(100 * share)),
    )
    bar = tag("div", tag("div", "", style=f"width:{100 * share:.1f}%"), class_="gd-meter", aria_hidden="true")
    dated = t("page.situation.figure-of", when=t.period(found.when))
    return tag(
        "div",
        tag("p", tag("strong", words(line)))
        + bar
        + tag("p", words(dated) + " " + cite(context, found.source_ids), class_="gd-quiet"),
        class_="gd-people",
    )


def _reach(context: Context) -> str:
    """Say how many towns lay within each distance of a site that the UN still ran."""
    t = context.t
    found = reach(context.data, on=context.day, known_on=context.known_on)
    line = t(
        "page.situation.reach",
        counts=t.list(t.number(found.within[km]) for km in RADII_KM),
        radii=t.list(t.number(km) for km in RADII_KM),
        total=len(found.nearest),
    )
    return tag("div", tag("p", words(line)) + cite(context, ["geonames"]), class_="gd-people")


def _changes(context: Context) -> None:
    t = context.t
    mission = context.data.mission
    every = together(changes(context.data, start=mission.start, end=mission.end, known_on=context.known_on))
    before = [group for group in every if group[0].day <= context.day][-LAST:]
    # What was public on a day tells nothing of the days after it.
    after = None if context.view.known else next((group for group in every if group[0].day > context.day), None)
    st.html(tag("h3", words(t("page.situation.changed"))))
    if not before:
        st.html(tag("p", words(t("page.situation.nothing-yet")), class_="gd-quiet"))
    for number, group in enumerate(reversed(before)):
        _button(context, group, key=f"w-change-{number}")
    if after is not None:
        st.html(tag("h3", words(t("page.situation.next"))))
        _button(context, after, key="w-change-next")


def _button(context: Context, group: Sequence[Change], *, key: str) -> None:
    """Draw a site's changes of a day as a button that moves the clock there and opens the site."""
    first = group[0]
    line = headline(group, data=context.data, t=context.t)
    st.button(
        f"**{context.t.date(first.day, 'short')}** — {_plain(line)}",
        key=key,
        type="tertiary",
        on_click=state.go,
        args=(first.day,),
        kwargs={"site": first.site_id},
    )


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>()#+!|$~:" else letter for letter in text)
