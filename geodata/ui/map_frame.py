"""The living map in the page: what is told to it, and what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from streamlit_folium import st_folium

from geodata.errors import AssetError
from geodata.maps.element import HEIGHT, Message, living_map
from geodata.ui import cache, state

if TYPE_CHECKING:
    from geodata.ui.context import Context


def map_frame(context: Context) -> None:
    """Draw the map; where its files cannot be prepared, one line says why and the page goes on."""
    try:
        addresses = cache.addresses(context.data.mission.id, st.get_option("server.baseUrlPath") or "")
    except AssetError as error:
        st.error(context.t("page.map-unavailable", reason=context.t(f"error.{error.code}", **error.values)))
        return
    envelope = state.envelope()
    view, filters = context.view, context.view.filters
    message = Message(
        seq=envelope.seq,
        jump=envelope.jump,
        state={
            "lang": view.lang,
            "day": context.day.isoformat(),
            "start": view.start.isoformat(),
            "end": view.end.isoformat(),
            "site": view.site,
            "claim": view.claim,
            "filters": {
                name: sorted(getattr(filters, name))
                for name in ("regions", "holders", "presences", "certainties", "claimants")
                if getattr(filters, name)
            },
        },
    )
    # Built anew on every run: streamlit-folium adds the message to the map, and a map that was kept would change its
    # script and be mounted again.
    st_folium(
        living_map(addresses=addresses),
        key=state.MAP_KEY,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=message,
        on_change=lambda: state.received(context.vocabulary),
        render=False,
    )
