"""The living map with the reader's events under its clock, and how they get there.

The arrays are put in Streamlit's in-memory media store and fetched once by the frame: their address goes with the
message, and as the address follows from the content, a rerun sends nothing again. The store lets go of them when the
session ends or the page is left.

Measured with `python -m bench.event_map`, 100,000 events (1.6 MB), two busy cores: through the store a rerun sends
0.02 MB, and the first count stands on the map 5 to 7 s after the upload, the reading included; as base64 inside the
message (`--inline`) that takes as long, but every rerun sends 2.15 MB again. Files under `static/` would be written to
disk and open to everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit.runtime import get_instance

from geodata.domain.around import Colour
from geodata.events.grouping import MOST_GROUPS, grouped, parties_of, usual_parties
from geodata.events.packed import Packed, pack
from geodata.ui import belongings, state
from geodata.ui.belongings import Belonging
from geodata.ui.events_kept import ask_for
from geodata.ui.events_words import party_words, type_words
from geodata.ui.map_frame import map_frame
from geodata.ui.markup import tag, words

if TYPE_CHECKING:
    from geodata.events.grouping import Grouping
    from geodata.ui.context import Context
    from geodata.ui.events_kept import Kept

_KIND: Final = "application/octet-stream"
_PLACE: Final = "reader-events"
"""Where the store is told that the arrays are used: others at this place take over from them."""


def events_map(context: Context, kept: Kept) -> Packed:
    """Draw the controls of the events on the map, and the map; return what was sent to it."""
    chosen = _controls(context, kept)
    grouping, packed = _packed(context, kept, chosen)
    event = belongings.kept(Belonging.EVENT)
    told: dict[str, object] = {
        "url": _address(packed.content),
        "names": [_group_words(context, kept, name) for name in grouping.names],
        "others": bool((grouping.codes[packed.order] == len(grouping.names)).any()),
        "coarse": context.view.around.coarse,
        "blurred": not kept.single,
        "chosen": event if event is not None and event < len(packed) else None,
        "circle": _circle(context),
    }
    map_frame(context, events=told)
    outside = len(kept.index.rows) - len(packed)
    if outside:
        st.html(tag("p", words(context.t("page.events.off-map", count=outside)), class_="gd-quiet"))
    return packed


def _group_words(context: Context, kept: Kept, name: str) -> str:
    if context.view.around.colour is Colour.TYPE:
        return type_words(name, context.t)
    return party_words(name, kept.file.format, context.t)


def _controls(context: Context, kept: Kept) -> tuple[str, ...]:
    """Draw what decides colours and which points are shown; return the parties that the reader names."""
    t, asked = context.t, context.view.around
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.segmented_control(
            t("page.events.colour"),
            list(Colour),
            format_func=lambda colour: t(f"page.events.colour-{colour}"),
            key=state.seed("w-colour", asked.colour),
            on_change=lambda: ask_for(colour=Colour(state.read("w-colour"))),
            required=True,
        )
        st.toggle(
            t("page.events.coarse"),
            key=state.seed("w-coarse", asked.coarse),
            help=t("page.events.coarse-help"),
            on_change=lambda: ask_for(coarse=bool(state.read("w-coarse"))),
        )
    # The place is there whether anything is in it or not: the map under it must not be mounted anew.
    place = st.container()
    if asked.colour is Colour.TYPE:
        return ()
    usual = belongings.kept(Belonging.PARTIES) or usual_parties(kept.index)
    place.multiselect(
        t("page.events.parties"),
        parties_of(kept.index),
        format_func=lambda name: party_words(name, kept.file.format, t),
        key=state.seed("w-parties", list(usual)),
        max_selections=MOST_GROUPS,
        help=t("page.events.parties-help"),
        on_change=lambda: belongings.keep(Belonging.PARTIES, tuple(state.read("w-parties"))),
    )
    return tuple(usual)


def _packed(context: Context, kept: Kept, chosen: tuple[str, ...]) -> tuple[Grouping, Packed]:
    """Return the events as they are sent; made anew only where something else is asked for."""
    asked = (kept.secret, context.view.around.colour, chosen, kept.single)
    mission = context.data.mission

    def packing() -> tuple[Grouping, Packed]:
        grouping = grouped(kept.index, context.view.around.colour, chosen)
        packed = pack(
            kept.index, grouping, days=mission.span, extent=mission.extent, secret=kept.secret, single=kept.single
        )
        return grouping, packed

    return belongings.made_for(Belonging.PACKED, asked, packing)


def _address(content: bytes) -> str:
    """Return where the frame finds the arrays; told on every run, so that the store keeps them for this session."""
    base = (st.get_option("server.baseUrlPath") or "").strip("/")
    address = get_instance().media_file_mgr.add(content, _KIND, _PLACE)
    return f"/{base}{address}" if base else address


def _circle(context: Context) -> dict[str, float] | None:
    """Return the circle round the chosen site within which events are counted."""
    if context.view.site is None:
        return None
    place = context.data.place(context.data.site(context.view.site).place_id)
    return {"lat": place.lat, "lon": place.lon, "km": context.view.around.km}
