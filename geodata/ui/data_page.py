"""The data page: everything to take away, under which terms, and what changed in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.data import registry
from geodata.data.package import read_package
from geodata.errors import GeodataError
from geodata.export.choice import part_in_words
from geodata.export.citation import dataset_sentence
from geodata.export.formats import FORMATS
from geodata.export.picture import PICTURES
from geodata.export.selection import select
from geodata.export.sidecar import SUFFIX
from geodata.ui import cache
from geodata.ui.citation import today
from geodata.ui.film import film
from geodata.ui.markup import bullets, link, tag, words

if TYPE_CHECKING:
    from geodata.domain.view import View
    from geodata.ui.context import Context

EXTENTS: Final = ("whole", "part")
_PICTURE_MIMES: Final = {"png": "image/png", "svg": "image/svg+xml"}
_SNIPPET: Final = """\
<iframe src="map.html#on={day}" title="{title}" width="100%" height="760"
  style="border:0" loading="lazy" allowfullscreen></iframe>"""


def data_page(context: Context) -> None:
    """Draw the page."""
    _map(context)
    _pictures(context)
    _brief(context)
    _tables(context)
    _terms(context)
    _changes(context)


def _heading(text: str) -> None:
    st.html(tag("h2", words(text), class_="gd-h2"))


def _map(context: Context) -> None:
    t, mission = context.t, context.data.mission
    _heading(t("page.data.map"))
    st.html(tag("p", words(t("page.data.map-about"))))
    st.download_button(
        t("page.data.map-button"),
        partial(cache.one_file, mission.id, context.view, context.lang),
        file_name=f"{mission.id}-{context.day.isoformat()}.html",
        mime="text/html",
        key="w-map-file",
        on_click="ignore",
        type="primary",
        icon=":material/map:",
    )
    with st.expander(t("page.data.embed")):
        st.html(tag("p", words(t("page.data.embed-about"))))
        st.code(_SNIPPET.format(day=context.day.isoformat(), title=t("map.foot.heading")), language="html")


def _pictures(context: Context) -> None:
    t, mission = context.t, context.data.mission
    _heading(t("page.data.pictures"))
    about, *columns = st.columns([6, 3, 2], vertical_alignment="center")
    about.html(tag("div", tag("strong", words(f"{t.date(context.day)}.")) + " " + words(t("page.data.picture-about"))))
    for column, form in zip(columns, PICTURES, strict=True):
        column.download_button(
            t(f"page.data.{form}-button"),
            partial(cache.picture, mission.id, context.view, context.lang, form),
            file_name=f"{mission.id}-{context.day.isoformat()}.{form}",
            mime=_PICTURE_MIMES[form],
            key=f"w-picture-{form}",
            on_click="ignore",
            disabled=not context.snapshot.shown,
            icon=":material/image:",
            width="stretch",
        )
    film(context)


def _brief(context: Context) -> None:
    t, mission = context.t, context.data.mission
    _heading(t("page.data.brief"))
    st.html(tag("p", words(t("page.data.brief-about"))))
    if not context.snapshot.shown:
        st.info(t("error.empty_selection"))
        return
    address = str(st.context.url or "")
    made = partial(cache.brief, mission.id, context.view, context.lang, today(), address)
    st.download_button(
        t("page.data.brief-button"),
        made,
        file_name=f"{mission.id}-{context.day.isoformat()}-brief-{context.lang}.html",
        mime="text/html",
        key="w-brief",
        on_click="ignore",
        icon=":material/print:",
    )
    if st.toggle(t("page.data.brief-show"), key="w-brief-show"):
        # The brief's own policy lets nothing run in it.
        st.iframe(made().decode(), height=900)


def _tables(context: Context) -> None:
    t, data = context.t, context.data
    _heading(t("page.data.tables"))
    extent = st.segmented_control(
        t("page.data.extent"),
        EXTENTS,
        format_func=lambda name: t(f"page.data.{name}"),
        default=EXTENTS[0],
        key="w-extent",
        required=True,
    )
    view = context.view if extent == "part" else None
    try:
        chosen = select(data, read_package(registry.folder(data.mission.id)), view=view)
    except GeodataError as error:
        st.info(t(f"error.{error.code}", **error.values))
        return
    said = t("export.whole") if view is None else part_in_words(view, data=data, t=t)
    rows = sum(chosen.counts.values())
    st.html(tag("p", words(f"{said} {t('page.data.rows', count=rows)}"), class_="gd-quiet"))
    with st.container(key="formats"):
        for form in FORMATS:
            _format(context, form, view)
    st.html(tag("p", words(t("page.data.sidecar-about")), class_="gd-quiet"))


def _format(context: Context, form: str, view: View | None) -> None:
    t, mission = context.t, context.data.mission
    made = FORMATS[form]
    stem = f"{mission.id}-{mission.version}" + ("" if view is None else "-part")
    name = f"{stem}{made.suffix}"
    arguments = (mission.id, form, view, context.lang, today())
    about, whole, beside = st.columns([6, 2, 2], vertical_alignment="center")
    about.html(
        tag("div", tag("strong", words(t(f"page.data.name-{form}"))) + " " + words(t(f"page.data.about-{form}")))
    )
    whole.download_button(
        t("page.data.download"),
        lambda: cache.exported(*arguments)[0],
        file_name=name,
        mime=made.mime,
        key=f"w-get-{form}",
        help=name,
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    beside.download_button(
        t("page.data.sidecar"),
        lambda: cache.exported(*arguments)[1],
        file_name=f"{name}{SUFFIX}",
        mime="application/json",
        key=f"w-about-{form}",
        help=f"{name}{SUFFIX}",
        on_click="ignore",
        type="tertiary",
        icon=":material/description:",
        width="stretch",
    )


def _terms(context: Context) -> None:
    t = context.t
    terms = cache.terms(context.data.mission.id)
    _heading(t("page.data.terms"))
    st.html(
        bullets(
            (
                words(t("page.data.version", version=terms.version, day=terms.created)),
                words(t("page.data.licence")) + " " + link(terms.licence, terms.licence_url) + ".",
                *(
                    words(t(f"export.{name}"))
                    for name in ("credit_points", "points", "claims", "formulas", "boundaries")
                ),
            ),
            class_="gd-lines",
        ),
    )
    st.code(dataset_sentence(terms=terms, t=t), language=None, wrap_lines=True)


def _changes(context: Context) -> None:
    _heading(context.t("page.data.changes"))
    text = (registry.folder(context.data.mission.id) / "CHANGES.md").read_text(encoding="utf-8")
    body = text.split("\n", 1)[1]  # its title is the heading above
    with st.expander(context.t("page.data.changes-open")):
        # A dollar sign would begin a formula.
        st.markdown(body.replace("$", "\\$"))
