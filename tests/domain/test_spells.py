from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from tiny import START

from geodata.data.load import load
from geodata.domain.snapshot import snapshot
from geodata.domain.spells import plan_of, spells_of, transfers_of

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

SHIPPED = load("minusma")


def test_the_spells_of_a_site_tell_who_was_there(tiny: MissionData) -> None:
    told = [(one.start, one.un_presence, one.holders) for one in spells_of(tiny, "alpha")]
    assert told == [
        (START, "open", ("minusma",)),
        (date(2023, 10, 10), "closing", ("minusma",)),
        (date(2023, 10, 31), "closed", ("rebels",)),
        (date(2023, 11, 14), "closed", ("army", "rebels")),
    ]


def test_an_uncertain_day_softens_the_start(tiny: MissionData) -> None:
    gone, held = spells_of(tiny, "bravo")[1:]
    assert (gone.start, gone.soft_from, gone.holder) == (date(2023, 8, 13), date(2023, 8, 13), "unknown")
    assert (held.start, held.soft_from) == (date(2023, 8, 15), date(2023, 8, 13))


@given(st.dates(SHIPPED.mission.start, SHIPPED.mission.end), st.sampled_from([site.id for site in SHIPPED.sites]))
def test_a_spell_says_what_the_snapshot_says(on: date, site_id: str) -> None:
    spells = spells_of(SHIPPED, site_id)
    [spell] = [one for one in spells if one.start <= on and (one.end is None or on < one.end)]
    state = snapshot(SHIPPED, on=on).state(site_id)
    assert (spell.un_presence, spell.holders, spell.certainty) == (state.un_presence, state.holders, state.certainty)


def test_spells_leave_no_gap_and_neighbours_differ() -> None:
    for site in SHIPPED.sites:
        spells = spells_of(SHIPPED, site.id)
        assert spells[-1].end is None
        for one, two in pairwise(spells):
            assert one.end == two.start
            assert (one.un_presence, one.holders, one.certainty) != (two.un_presence, two.holders, two.certainty)
            assert two.start - timedelta(days=40) < two.soft_from <= two.start


def test_the_transfer_is_a_clock_of_its_own(tiny: MissionData) -> None:
    assert [(one.day, one.after) for one in transfers_of(tiny, "bravo")] == [(date(2023, 8, 17), "formal")]


def test_the_plan_is_the_one_that_is_shown(tiny: MissionData) -> None:
    found = plan_of(tiny, "alpha")
    assert found is not None
    assert found.id == "p1"
    assert plan_of(tiny, "bravo") is None
