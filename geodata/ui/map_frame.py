"""The living map in the page: what is told to it, and what it tells."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st
from streamlit_folium import st_folium

from geodata.domain.ledger import selected
from geodata.errors import AssetError
from geodata.maps.element import HEIGHT, LivingMap, Message, living_map
from geodata.ui import state
from geodata.ui.cache import addresses as addresses_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from geodata.ui.context import Context


LOCKED_HEIGHT = 480
"""Height of a map without its clock, in pixels."""

_OF_CLAIMS = ("claimants", "against", "kinds", "statuses", "sites", "text")


def map_frame(context: Context, *, events: Mapping[str, object] | None = None) -> None:
    """Draw the map; where its files cannot be prepared, one line says why and the page goes on.

    `events` is what the map is told of the reader's own events, on the page that shows them.
    """
    addresses = _addresses(context, events=events is not None)
    if addresses is None:
        return
    envelope = state.envelope(events)
    told = _told(context, context.day) | ({} if events is None else {"events": events})
    message = Message(seq=envelope.seq, jump=envelope.jump, state=told)
    st_folium(
        _map(addresses, events=events is not None).again(),
        key=state.MAP_KEY,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=message,
        on_change=lambda: state.received(context.vocabulary),
        render=False,
    )


def locked_map(context: Context, name: str, day: date) -> None:
    """Draw a map without hands, on a day given from outside; where one is moved, all others of the page follow."""
    addresses = _addresses(context)
    if addresses is None:
        return
    told = _told(context, day)
    told |= {"start": context.vocabulary.start.isoformat(), "end": context.vocabulary.end.isoformat()}
    seq = state.told(name, told)
    st_folium(
        _map(addresses, locked=True).again(),
        key=f"map-{name}",
        height=LOCKED_HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=Message(seq=seq, jump=seq, state=told),
        render=False,
    )


@cache
def _map(addresses: tuple[str, ...], *, events: bool = False, locked: bool = False) -> LivingMap:
    """Return the map that every session draws again; nothing of it varies but its files."""
    options: dict[str, object] = {"locked": True, "height": LOCKED_HEIGHT} if locked else {}
    return living_map(options=options | ({"events": True} if events else {}), addresses=addresses)


def _addresses(context: Context, *, events: bool = False) -> tuple[str, ...] | None:
    """Return where the map's files lie; where they cannot be prepared say why, and return None."""
    try:
        return addresses_of(context.data.mission.id, st.get_option("server.baseUrlPath") or "", events=events)
    except AssetError as error:
        st.error(context.t("page.map-unavailable", reason=context.t(f"error.{error.code}", **error.values)))
        return None


def _told(context: Context, day: date) -> dict[str, object]:
    """Return the complete state of a map on a day."""
    view = context.view
    return {
        "lang": view.lang,
        "day": day.isoformat(),
        "start": view.start.isoformat(),
        "end": view.end.isoformat(),
        "site": view.site,
        "claim": view.claim,
        "filters": _filters(context),
        "window": view.window,
        "known": view.known,
        "basis": view.filters.basis,
        "strict": view.filters.strict,
        "layers": sorted(view.layers),
    }


def _filters(context: Context) -> dict[str, list[str]]:
    """Return the filters for the map: those of sites by value, those of claims as the claims that pass them.

    Only what does not depend on the day is decided here; the map decides the rest on every frame.
    """
    filters = context.view.filters
    told = {
        name: sorted(getattr(filters, name))
        for name in ("regions", "holders", "presences", "certainties")
        if getattr(filters, name)
    }
    if any(getattr(filters, name) for name in _OF_CLAIMS):
        # An empty list would mean everything: no claim is asked for by a name that none bears.
        told["claims"] = [claim.id for claim in selected(context.data, filters)] or ["none"]
    return told
