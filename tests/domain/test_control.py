"""Who held the towns beside the UN's sites: read by hand from the record, and bounded on every day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from geodata.domain.control import days_held, held_on, site_near, towns_held

if TYPE_CHECKING:
    from geodata.domain.model import MissionData


@pytest.mark.parametrize(
    ("on", "place", "holders"),
    [
        ("2023-10-06", "anefis", [("csp",)]),
        ("2023-10-07", "anefis", [("fama", "wagner")]),
        ("2023-09-16", "lere", [("fama",)]),
        ("2023-09-17", "lere", [("csp",)]),
        ("2023-09-18", "lere", [("fama",)]),
        ("2023-11-13", "kidal", [("csp",)]),
        ("2023-11-14", "kidal", [("fama", "wagner")]),
        ("2024-07-21", "inafarak", []),
        ("2024-07-22", "inafarak", [("fama", "wagner")]),
        ("2024-07-23", "inafarak", []),
        ("2024-11-30", "tinzaouaten", [("fla",)]),
    ],
)
def test_a_town_on_a_day(shipped: MissionData, on: str, place: str, holders: list[tuple[str, ...]]) -> None:
    found = held_on(shipped, on=date.fromisoformat(on))
    assert [row.holder_ids for row in found if row.place_id == place] == holders


def test_what_was_taken_and_left_on_a_day_is_of_that_day(shipped: MissionData) -> None:
    row = shipped.control_row("ct-dioura-camp-csp")
    assert days_held(shipped, row) == (date(2023, 9, 28), date(2023, 9, 29))


def test_what_followed_a_holder_of_one_day_begins_on_the_next(shipped: MissionData) -> None:
    taken, after = (shipped.control_row(f"ct-bamba-camp-{who}") for who in ("csp", "unknown"))
    assert days_held(shipped, taken) == (date(2023, 10, 1), date(2023, 10, 2))
    assert days_held(shipped, after) == (date(2023, 10, 2), None)


def test_what_was_not_public_is_not_told(shipped: MissionData) -> None:
    day = date(2023, 10, 7)
    now, then = held_on(shipped, on=day), held_on(shipped, on=day, known_on=date(2023, 6, 1))
    assert {row.id for row in then} < {row.id for row in now}


def test_no_place_has_two_holders_by_one_scope(shipped: MissionData) -> None:
    span = (shipped.mission.end - shipped.mission.start).days
    for day in (shipped.mission.start + timedelta(days=number) for number in range(span + 1)):
        told = Counter((row.place_id, row.scope) for row in held_on(shipped, on=day))
        assert set(told.values()) <= {1}, day


def test_a_place_of_its_own_is_far_from_every_site(shipped: MissionData) -> None:
    alone = {row.place_id for row in towns_held(shipped) if not site_near(shipped, row)}
    assert {"anefis", "lere", "bourem", "acharane", "tinzaouaten"} <= alone
    assert not alone & {"kidal", "ber", "tessalit", "gao"}
