"""The guided tour: a step's text beside the living map, and the way to the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui import state
from geodata.ui.context import current
from geodata.ui.dossier import dossier_link
from geodata.ui.map_frame import map_frame
from geodata.ui.markup import tag, words
from geodata.ui.notice import dropped
from geodata.ui.sources import cite

if TYPE_CHECKING:
    from geodata.domain.story import Step
    from geodata.ui.context import Context


def story_page(context: Context) -> None:
    """Draw the step that the address names, or the first, and the map."""
    t, steps = context.t, context.data.story
    dropped(context)
    if not steps:
        st.info(t("page.story.none"))
        return
    if context.view.step is None or context.view.on is None:
        # A link to a step is a link to its day and its site or claim.
        state.turn(_current(context), left=None)
        # Nobody has clicked: what the link asked for in vain is still to be told.
        state.update(dropped=context.view.dropped)
        context = current()
    step = _current(context)
    number = steps.index(step)
    left, right = st.columns([2, 3], gap="medium")
    with left, st.container(key="story"):
        _text(context, step, number)
        _ways(context, number)
        dossier_link(context)
        _contents(context, step)
    with right:
        map_frame(context)


def _current(context: Context) -> Step:
    """Return the step of the view, or the first."""
    steps = context.data.story
    return next((step for step in steps if step.id == context.view.step), steps[0])


def _text(context: Context, step: Step, number: int) -> None:
    t = context.t
    place = _place(context, step)
    where = t("page.story.where", day=t.date(step.day, "full"), place=place) if place else t.date(step.day, "full")
    st.html(
        tag("p", words(t("page.story.step", n=number + 1, total=len(context.data.story))), class_="gd-quiet")
        + tag("h2", words(step.title.get(t.lang)), class_="gd-story-title")
        + tag("p", words(where), class_="gd-story-day")
        + tag("p", words(step.text.get(t.lang)), class_="gd-story-text")
        + cite(context, step.source_ids),
    )
    if context.day != step.day:
        st.button(
            t("page.story.back-to", day=step.day),
            key="w-story-day",
            type="tertiary",
            icon=":material/undo:",
            on_click=state.turn,
            args=(step,),
            kwargs={"left": step},
        )


def _place(context: Context, step: Step) -> str:
    """Name the place of a step: that of its site, or of its claim; nothing where it has none."""
    data, lang = context.data, context.lang
    if step.site_id:
        return data.site(step.site_id).name.get(lang)
    place_id = data.claim(step.claim_id).place_id if step.claim_id else ""
    return data.place(place_id).name.get(lang) if place_id else ""


def _ways(context: Context, number: int) -> None:
    """Draw the buttons to the step before and the one after; the arrow keys press them too."""
    t, steps = context.t, context.data.story
    with st.container(horizontal=True, key="story-ways"):
        for name, other, icon, key in (
            ("previous", number - 1, "arrow_back", "Left"),
            ("next", number + 1, "arrow_forward", "Right"),
        ):
            there = 0 <= other < len(steps)
            st.button(
                t(f"page.story.{name}"),
                key=f"w-story-{name}",
                icon=f":material/{icon}:",
                disabled=not there,
                on_click=state.turn,
                args=(steps[other],) if there else None,
                kwargs={"left": steps[number]},
                shortcut=key,
                type="primary" if name == "next" else "secondary",
            )


def _contents(context: Context, step: Step) -> None:
    """Draw every step, to go to any of them."""
    with st.expander(context.t("page.story.contents")):
        for number, other in enumerate(context.data.story, start=1):
            st.button(
                f"{number}. {other.title.get(context.lang)}",
                key=f"w-story-{other.id}",
                type="tertiary",
                disabled=other.id == step.id,
                on_click=state.turn,
                args=(other,),
                kwargs={"left": step},
            )
