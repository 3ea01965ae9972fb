"""The animation on the data page: choose, make, watch how far it is, stop, take it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.export.animation import MOST_FRAMES, STEPS, days_of
from geodata.export.video import encoder
from geodata.ui.belongings import Belonging, keep, kept
from geodata.ui.film_work import Asked, Work
from geodata.ui.markup import tag, words

if TYPE_CHECKING:
    from geodata.ui.context import Context

_MIMES: Final = {"gif": "image/gif", "mp4": "video/mp4"}
_BEAT: Final = 0.4
"""How often the page looks how far it is, in seconds."""


def film(context: Context) -> None:
    """Draw the choices, and the film once it is made."""
    asked = _choices(context)
    t, work = context.t, kept(Belonging.FILM)
    if isinstance(work, Work) and work.asked != asked:
        work.stop()
        work = None
    if isinstance(work, Work) and work.content is not None:
        _offer(context, asked, work.content)
    elif isinstance(work, Work) and not work.ended:
        st.fragment(_watch, run_every=_BEAT)(context, work)
    else:
        st.button(t("page.data.film-button"), key="w-film-make", icon=":material/movie:", on_click=_begin,
                  args=(context, asked))  # fmt: skip
        if isinstance(work, Work):
            error = work.error
            st.info(t(f"error.{error.code}", **error.values) if error else t("page.data.film-stopped"))
            keep(Belonging.FILM, None)


def _begin(context: Context, asked: Asked) -> None:
    work = Work(context.data, asked, context.t)
    keep(Belonging.FILM, work)
    work.start()


def _watch(context: Context, work: Work) -> None:
    """Draw how far it is; when there is no more to watch, the page is drawn anew."""
    if work.ended:
        st.rerun()
    t = context.t
    st.button(t("page.data.film-stop"), key="w-film-stop", on_click=work.stop, icon=":material/stop:")
    st.progress(work.done / work.total, t("page.data.film-progress", done=work.done, total=work.total))


def _choices(context: Context) -> Asked:
    t, view = context.t, context.view
    counts = {step: len(days_of(view.start, view.end, step)) for step in STEPS}
    steps = [step for step in STEPS if counts[step] <= MOST_FRAMES]
    about, pace, form = st.columns([6, 3, 2], vertical_alignment="center")
    step = pace.segmented_control(
        t("page.data.film-step"),
        steps,
        format_func=lambda days: t("page.data.film-days", count=days),
        default=steps[0],
        key="w-film-step",
        required=True,
    )
    forms = list(_MIMES) if encoder() else ["gif"]
    chosen = form.segmented_control(
        t("page.data.film-form"),
        forms,
        format_func=str.upper,
        default=forms[0],
        key="w-film-form",
        required=True,
    )
    # What the widgets hold may be out of reach since the dates have changed.
    step = step if step in steps else steps[0]
    told = t("page.data.film-about", start=view.start, end=view.end, count=counts[step])
    missing = "" if encoder() else tag("div", words(t("page.data.no-mp4")), class_="gd-quiet")
    about.html(tag("div", tag("strong", words(t("page.data.film"))) + " " + words(told)) + missing)
    return Asked(view, step, chosen if chosen in forms else forms[0])


def _offer(context: Context, asked: Asked, content: bytes) -> None:
    t, mission = context.t, context.data.mission
    span = f"{asked.view.start.isoformat()}-{asked.view.end.isoformat()}"
    st.download_button(
        t("page.data.film-ready", size=-(-len(content) // 1000)),
        content,
        file_name=f"{mission.id}-{span}.{asked.form}",
        mime=_MIMES[asked.form],
        key="w-film",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )
    if asked.form == "gif":
        st.image(content, caption=t("map.foot.heading"), width="stretch")
    else:
        st.video(content, format=_MIMES[asked.form])
