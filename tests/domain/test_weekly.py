from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tiny import between, claim, day, mission

from geodata.domain.view import Filters
from geodata.domain.weekly import claims_by_week

if TYPE_CHECKING:
    from geodata.domain.model import MissionData


def test_a_claim_counts_in_its_week_and_a_month_in_none(tiny: MissionData) -> None:
    found = claims_by_week(tiny)
    assert [(one.monday, one.sunday, len(one.claims)) for one in found.weeks] == [
        (date(2023, 10, 9), date(2023, 10, 15), 1),
        (date(2023, 11, 20), date(2023, 11, 26), 1),
    ]
    assert [one.id for one in found.undated] == ["c2"]


def test_claimants_are_counted_apart() -> None:
    data = mission(claims=(claim("a", day("10-10")), claim("b", between("10-09", "10-12"), claimant="rebels")))
    assert [(one.claimant_id, len(one.claims)) for one in claims_by_week(data).weeks] == [("army", 1), ("rebels", 1)]


def test_filters_hide(tiny: MissionData) -> None:
    found = claims_by_week(tiny, filters=Filters(claimants=frozenset({"rebels"})))
    assert not found.weeks
    assert len(found.undated) == 1


def test_every_claim_is_counted_once(shipped: MissionData) -> None:
    found = claims_by_week(shipped)
    assert sum(len(one.claims) for one in found.weeks) + len(found.undated) == len(shipped.claims)
