"""What a session keeps beside its view, such as the reader's own file: never in the address, never shared."""

from __future__ import annotations

from typing import Any

import streamlit as st

_KEPT = "kept-"


def keep(name: str, value: object) -> None:
    """Keep something of this session alone, for as long as the session lasts."""
    st.session_state[f"{_KEPT}{name}"] = value


def kept(name: str) -> Any:  # noqa: ANN401  what was kept has the type that it had
    """Return what was kept under a name, or None."""
    return st.session_state.get(f"{_KEPT}{name}")


def forget(*names: str) -> None:
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
