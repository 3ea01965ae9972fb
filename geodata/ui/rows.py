"""A table of which one row can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def choose_row(
    frame: pd.DataFrame,
    *,
    key: str,
    height: int,
    columns: Mapping[str, Any] | None = None,
) -> int | None:
    """Draw a table `height` pixels high and return the position of the chosen row, or None.

    `columns` is Streamlit's configuration of columns. A choice made before the table became shorter is none.
    """
    chosen = st.dataframe(
        frame,
        hide_index=True,
        width="stretch",
        height=height,
        on_select="rerun",
        selection_mode="single-row",
        key=key,
        column_config=columns,
    )
    rows = chosen["selection"]["rows"]
    return int(rows[0]) if rows and rows[0] < len(frame) else None
