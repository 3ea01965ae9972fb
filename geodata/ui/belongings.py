"""What a session keeps beside its view, such as the reader's own file: never in the address, never shared."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_KEPT = "kept-"
_Made = TypeVar("_Made")


class Belonging(StrEnum):
    """Everything that a session may keep, by the name under which it does."""

    CONTEXT = "context"
    MAP_SENT = "map-sent"
    FREE_RANGE = "free-range"
    FILM = "film"
    # The reader's own events: the file, the questions on the way to it, and what was made of it.
    FILE = "file"
    ATTEMPT = "attempt"
    ANSWERS = "answers"
    UPLOAD = "upload"
    ACCOUNTS = "accounts"
    PACKED = "packed"
    PARTIES = "parties"
    EVENT = "event"


def keep(name: Belonging, value: object) -> None:
    """Keep something of this session alone, for as long as the session lasts."""
    st.session_state[f"{_KEPT}{name}"] = value


def kept(name: Belonging) -> Any:  # noqa: ANN401  what was kept has the type that it had
    """Return what was kept under a name, or None."""
    return st.session_state.get(f"{_KEPT}{name}")


def made_for(name: Belonging, asked: Hashable, make: Callable[[], _Made]) -> _Made:
    """Return what `make` made of what is asked; made anew, and kept, only where something else is asked."""
    known: tuple[Hashable, _Made] | None = kept(name)
    if known is not None and known[0] == asked:
        return known[1]
    made = make()
    keep(name, (asked, made))
    return made


def forget(*names: Belonging) -> None:
    """Let go of what was kept."""
    for name in names:
        st.session_state.pop(f"{_KEPT}{name}", None)


def more(what: str) -> int:
    """Return how often the reader asked for more of a list in this session."""
    count: int = st.session_state.get(f"more-{what}", 0)
    return count


def ask_more(what: str) -> None:
    """Lengthen a list."""
    st.session_state[f"more-{what}"] = more(what) + 1
