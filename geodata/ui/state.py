"""The one reader and writer of the session and of the address.

The state is a `View`. It comes from the address, passes through the widgets, and goes back. The living map posts its
day and its selection; what Python begins is told to the map by a message whose `seq` rises.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from geodata.domain.around import KEYS as AROUND_KEYS
from geodata.domain.around import Around
from geodata.domain.comparison import compared
from geodata.domain.dates import parse_day
from geodata.domain.story import turned
from geodata.domain.view import WINDOWS, Filters, View, Vocabulary
from geodata.errors import BadDate
from geodata.ui.belongings import Belonging, keep

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from datetime import date

    from geodata.domain.story import Step

MAP_KEY = "map"
_VIEW = "view"
_SENT = "sent"
_SEQ = "seq"
_PAGE = "page"
_POST = "post"
# What Streamlit last told of the address, and what the address is: Streamlit does not hear of what the map writes.
_SEEN = "seen"
_ADDRESS = "address"
_JUMP = "jump"
_BESIDE = "beside"
_TURN = "turn-"
_ONLY_ON = {"vs": "compare", "step": "story", **dict.fromkeys(AROUND_KEYS, "events")}
_TARGET = "target"
_AROUND = "around"
_ENTERED = "entered"


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
        state[_ADDRESS] = query
    elif not entering and query != state.get(_SEEN):
        # Only what is new in the address counts: a widget may have changed the rest in the same moment.
        asked = _renewed(current().to_query(), told=state.get(_SEEN, {}), query=query)
        state[_VIEW] = View.from_query(asked, vocabulary=vocabulary, default_lang=default_lang)
        state[_ADDRESS] = query
    elif entering:
        # Turning a page clears the address.
        state[_ADDRESS] = query
        state[_ENTERED] = True
    state[_SEEN] = query
    return current()


def _renewed(asked: Mapping[str, str], *, told: Mapping[str, str], query: Mapping[str, str]) -> dict[str, str]:
    """Return what is asked for, with what a query holds or lacks otherwise than the one told before."""
    kept = {key: value for key, value in asked.items() if key in query or key not in told}
    return kept | {key: value for key, value in query.items() if told.get(key) != value}


def heed() -> None:
    """Take note of the address in a run of a fragment; what the map wrote there it has also posted."""
    st.session_state[_SEEN] = st.query_params.to_dict()


def current() -> View:
    """Return the view as it stands."""
    view: View = st.session_state[_VIEW]
    return view


def shown() -> View:
    """Return the view as the open page shows it: both days where two are compared, and nothing of other pages."""
    view, page = current(), st.session_state.get(_PAGE)
    return replace(
        view,
        to_day=compared(view)[1] if page == _ONLY_ON["vs"] else None,
        step=view.step if page == _ONLY_ON["step"] else None,
        around=view.around if page == "events" else Around(),
    )


def update(**changes: object) -> View:
    """Change the view on behalf of a widget."""
    # What an address asked for in vain is told once, not after every click.
    told: dict[str, Any] = {"dropped": (), **changes}
    st.session_state[_VIEW] = replace(current(), **told)
    return current()


def go(day: date, *, site: str | None = None, claim: str | None = None, page: str | None = None) -> None:
    """Move the clock to a day, choose a site or a claim, and turn to a page, where they are given."""
    view = current()
    chosen = {"site": site, "claim": claim} if site or claim else {}
    update(on=day, start=min(view.start, day), end=max(view.end, day), **chosen)
    if page is not None:
        st.session_state[_TARGET] = page


def take_target() -> str | None:
    """Return the page that a click asked to turn to, once."""
    target: str | None = st.session_state.pop(_TARGET, None)
    return target


def target_set() -> bool:
    """Tell whether a click has asked to turn to a page."""
    return _TARGET in st.session_state


def surround(drawn: Hashable) -> None:
    """Remember what stands around the fragments of the page, as it is drawn in this run."""
    st.session_state[_AROUND] = drawn


def surroundings() -> Hashable:
    """Return what stands around the fragments of the page, as it was last drawn."""
    drawn: Hashable = st.session_state.get(_AROUND)
    return drawn


def choose(*, site: str | None = None, claim: str | None = None) -> None:
    """Choose a site, a claim, or nothing."""
    update(site=site, claim=claim)


def narrow(start: date, end: date) -> None:
    """Show only the days from one to another; the clock's day is moved inside."""
    view = current()
    # A clock that nobody has moved stands on the first day, on the page and on the map: it is kept, not moved along.
    update(start=start, end=end, on=min(max(view.on or view.start, start), end))


def turn(step: Step, *, left: Step | None) -> None:
    """Turn to a step of the story, which comes after the step that is left."""
    st.session_state[_VIEW] = turned(current(), step, left=left)


def compare(*, on: date, to_day: date) -> None:
    """Compare one day with another; the range of the clock gives way to both."""
    view = current()
    update(on=on, to_day=to_day, start=min(view.start, on, to_day), end=max(view.end, on, to_day))


def fresh(name: str) -> str:
    """Return the present key of a widget that forgets its selection whenever it is renewed."""
    return f"{name}-{st.session_state.get(f'{_TURN}{name}', 0)}"


def renew(name: str) -> None:
    """Give a widget a new key, so that the same click on it counts again."""
    turn = f"{_TURN}{name}"
    st.session_state[turn] = st.session_state.get(turn, 0) + 1


def reset_filters() -> None:
    """Show everything again; the day and the language stay."""
    update(filters=Filters(), known=False)


def seed(key: str, value: object) -> str:
    """Give a widget the view's value before it is drawn, and return its key."""
    st.session_state[key] = value
    return key


def read(key: str) -> Any:  # noqa: ANN401  a widget's value has the widget's type
    """Return what a widget holds."""
    return st.session_state[key]


def commit() -> str | None:
    """Write the view to the address, where it says something else; each write adds one entry to the history.

    A page that was only just entered has its entry already: what its address should ask for is returned, and only the
    browser can write it without adding another.
    """
    state = st.session_state
    query, entered = _address(current()), state.pop(_ENTERED, False)
    if query == state.get(_ADDRESS):
        return None
    state[_ADDRESS] = query
    if entered:
        return urlencode(query)
    st.query_params.from_dict(query)
    state[_SEEN] = query
    return None


def _address(view: View) -> dict[str, str]:
    """Return the address of a view on the page that is open: what only another page reads is left out."""
    page = st.session_state.get(_PAGE)
    return {key: value for key, value in view.to_query().items() if _ONLY_ON.get(key, page) == page}


def received(vocabulary: Vocabulary) -> None:
    """Take the map's post into the view; called when the map has posted, before the page runs."""
    post = st.session_state.get(MAP_KEY)
    if isinstance(post, dict):
        take_post(post, vocabulary)


def take_post(post: Mapping[str, Any], vocabulary: Vocabulary) -> None:
    """Apply a post `{day, site, claim, window, post}`; an old or malformed one is ignored.

    A map of the reader's own events posts the number of the chosen one as `event` as well; it is kept as "event".
    """
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
    if "event" in post:
        keep(Belonging.EVENT, post["event"] if type(post["event"]) is int and post["event"] >= 0 else None)
    site, claim = post.get("site"), post.get("claim")
    window = post.get("window")
    view = update(
        on=day,
        site=site if site in vocabulary.sites else None,
        claim=claim if claim in vocabulary.claims else None,
        window=window if window in WINDOWS else current().window,
    )
    # The map knows these already: they are no news to it, and the address has followed the map.
    sent = state.get(_SENT)
    if sent is not None:
        state[_SENT] = replace(sent, on=view.on, site=view.site, claim=view.claim, window=view.window)
    state[_ADDRESS] = _address(view)


def envelope(beside: object = None) -> Envelope:
    """Return the number of the message to the map, which rises only if the view holds what the map was not told.

    `beside` is what else the message tells, where it tells more than the view.
    """
    state = st.session_state
    view, sent = current(), state.get(_SENT)
    if view != sent or beside != state.get(_BESIDE):
        state[_SEQ] += 1
        state[_SENT] = view
        state[_BESIDE] = beside
        if sent is not None and view.on != sent.on:
            state[_JUMP] = state[_SEQ]
    return Envelope(seq=state[_SEQ], jump=state.get(_JUMP, 0))


def told(name: str, message: object) -> int:
    """Return the number of a message to the map called `name`, which rises only when the message is another one."""
    state = st.session_state
    key = f"{_SENT}-{name}"
    number, last = state.get(key, (int(time.time()), None))
    if message != last:
        number += 1
        state[key] = (number, message)
    return int(number)


def peek(*, vocabulary: Vocabulary, default_lang: str) -> View:
    """Return the view of the last run, or on the first what the address asks for; change nothing."""
    view: View | None = st.session_state.get(_VIEW)
    if view is not None:
        return view
    return View.from_query(st.query_params.to_dict(), vocabulary=vocabulary, default_lang=default_lang)
