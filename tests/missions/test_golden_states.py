"""The state of every site on fourteen key days, written by hand from the researched record.

`golden_states.csv` is never to be made from the program's own output: a difference is settled by reading the sources.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geodata.domain.snapshot import snapshot

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

with (Path(__file__).parent / "golden_states.csv").open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream))
DAYS = sorted({row["on"] for row in ROWS})


@pytest.mark.parametrize("on", DAYS)
def test_the_states_of_a_key_day(shipped: MissionData, on: str) -> None:
    expected = {row["site"]: tuple(row.values())[2:] for row in ROWS if row["on"] == on}
    snap = snapshot(shipped, on=date.fromisoformat(on))
    assert {
        state.site_id: (
            state.un_presence.value,
            state.transfer.value,
            ";".join(state.holders),
            state.certainty.value,
            str(state.changing).lower(),
        )
        for state in snap.states
    } == expected


def test_fourteen_days_of_thirteen_sites_are_written_down() -> None:
    assert len(ROWS) == len(DAYS) * 13 == 14 * 13
