"""The one reader and writer of the session and of the address.

The state is a `View`. It comes from the address, passes through the widgets, and goes back. The living map posts its
day and its selection; what Python begins is told to the map by a message whose `seq` rises.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.domain.dates import parse_day
from geodata.domain.view import Filters, View, Vocabulary
from geodata.errors import BadDate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MAP_KEY = "map"
_VIEW = "view"
_SENT = "sent"
_SEQ = "seq"
_PAGE = "page"
_POST = "post"
_QUERY = "query"
_JUMP = "jump"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What goes with a message to the map: its number, and that of the last one whose day the map must follow."""

    seq: int
    jump: int


def open_page(page: str, *, vocabulary: Vocabulary, default_lang: str) -> View:
    """Return the view of this run: the address wins on the same page, the session wins on entering a page."""
    state = st.session_state
    query = st.query_params.to_dict()
    entering = state.get(_PAGE) != page
    state[_PAGE] = page
    if _VIEW not in state:
        state[_VIEW] = View.from_query(query, vocabulary=vocabulary, default_lang=default_lang)
        # A number that a map which outlived an earlier session has not seen yet.
        state[_SEQ] = int(time.time())
    elif not entering and query != state.get(_QUERY):
        state[_VIEW] = View.from_query(query, vocabulary=vocabulary, default_lang=default_lang)
    state[_QUERY] = query
    return current()


def current() -> View:
    """Return the view as it stands."""
    view: View = st.session_state[_VIEW]
    return view


def update(**changes: object) -> View:
    """Change the view on behalf of a widget."""
    st.session_state[_VIEW] = replace(current(), **changes)  # type: ignore[arg-type]  # names are checked by replace
    return current()


def go(day: date, *, site: str | None = None, claim: str | None = None) -> None:
    """Move the clock to a day, and choose a site or a claim where one is given."""
    view = current()
    chosen = {"site": site, "claim": claim} if site or claim else {}
    update(on=day, start=min(view.start, day), end=max(view.end, day), **chosen)


def choose(*, site: str | None = None, claim: str | None = None) -> None:
    """Choose a site, a claim, or nothing."""
    update(site=site, claim=claim)


def reset_filters() -> None:
    """Show everything again; the day and the language stay."""
    update(filters=Filters())


def seed(key: str, value: object) -> str:
    """Give a widget the view's value before it is drawn, and return its key."""
    st.session_state[key] = value
    return key


def read(key: str) -> Any:  # noqa: ANN401  a widget's value has the widget's type
    """Return what a widget holds."""
    return st.session_state[key]


def commit() -> None:
    """Write the view to the address, where it says something else; each write adds one entry to the history."""
    query = current().to_query()
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)
    st.session_state[_QUERY] = query


def received(vocabulary: Vocabulary) -> None:
    """Take the map's post into the view; called when the map has posted, before the page runs."""
    post = st.session_state.get(MAP_KEY)
    if isinstance(post, dict):
        take_post(post, vocabulary)


def take_post(post: Mapping[str, Any], vocabulary: Vocabulary) -> None:
    """Apply a post `{day, site, claim, post}`; an old or malformed one is ignored."""
    state = st.session_state
    if _VIEW not in state or post.get("post") == state.get(_POST):
        return
    state[_POST] = post.get("post")
    try:
        day = parse_day(str(post.get("day", "")))
    except BadDate:
        return
    if not vocabulary.start <= day <= vocabulary.end:
        return
    site, claim = post.get("site"), post.get("claim")
    view = update(
        on=day,
        site=site if site in vocabulary.sites else None,
        claim=claim if claim in vocabulary.claims else None,
    )
    # The map knows these already: they are no news to it, and the address has followed the map.
    sent = state.get(_SENT)
    if sent is not None:
        state[_SENT] = replace(sent, on=view.on, site=view.site, claim=view.claim)
    state[_QUERY] = view.to_query()


def envelope() -> Envelope:
    """Return the number of the message to the map, which rises only if the view holds what the map was not told."""
    state = st.session_state
    view, sent = current(), state.get(_SENT)
    if view != sent:
        state[_SEQ] += 1
        state[_SENT] = view
        if sent is not None and view.on != sent.on:
            state[_JUMP] = state[_SEQ]
    return Envelope(seq=state[_SEQ], jump=state.get(_JUMP, 0))


def peek(*, vocabulary: Vocabulary, default_lang: str) -> View:
    """Return the view of the last run, or on the first what the address asks for; change nothing."""
    view: View | None = st.session_state.get(_VIEW)
    if view is not None:
        return view
    return View.from_query(st.query_params.to_dict(), vocabulary=vocabulary, default_lang=default_lang)
