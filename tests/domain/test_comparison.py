from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from geodata.data.load import load
from geodata.domain.changes import changes
from geodata.domain.comparison import between, pairs

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

SHIPPED = load("minusma")
DAYS = st.dates(SHIPPED.mission.start, SHIPPED.mission.end)


@given(DAYS, DAYS)
def test_two_days_are_compared_either_way_round(one: date, two: date) -> None:
    found = between(SHIPPED, one, two)
    assert found == between(SHIPPED, two, one)
    assert [change.day for change in found] == sorted(change.day for change in found)
    assert all(min(one, two) < change.day <= max(one, two) for change in found)


def test_a_pair_shows_every_change_that_it_is_about() -> None:
    every = changes(SHIPPED, start=SHIPPED.mission.start, end=SHIPPED.mission.end)
    found = {(pair.kind, pair.id): pair for pair in pairs(SHIPPED)}
    kidal = found["site", "kidal"]
    assert (kidal.before, kidal.after) == (date(2023, 10, 9), date(2023, 11, 14))
    moved = [change for change in every if change.site_id == "kidal"]
    assert [one for one in between(SHIPPED, kidal.before, kidal.after) if one.site_id == "kidal"] == moved
    assert found["phase", "1"].after == date(2023, 8, 25)
    assert ("preset", "withdrawal") in found


def test_pairs_lie_inside_the_record(tiny: MissionData) -> None:
    for data in (tiny, SHIPPED):
        for pair in pairs(data):
            assert data.mission.start <= pair.before < pair.after <= data.mission.end


def test_a_site_that_never_changes_has_no_pair(tiny: MissionData) -> None:
    assert "charlie" not in {pair.id for pair in pairs(tiny)}
