"""What was public on a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from tiny import between, day, held, mission

from geodata.data.load import load
from geodata.domain.intervals import compile_intervals, interval_on
from geodata.domain.known import known_from, known_intervals
from geodata.domain.published import public_record
from geodata.domain.snapshot import snapshot
from geodata.domain.spells import spells_of

DATA = load()


def test_the_intervals_tell_what_a_snapshot_of_each_day_tells() -> None:
    data = DATA
    on = data.mission.start
    while on <= data.mission.end:
        snap = snapshot(data, on=on, known_on=on)
        for site_id, intervals in known_intervals(data).items():
            told, state = interval_on(intervals, on), snap.state(site_id)
            assert (told.un_presence, told.transfer, told.holders, told.certainty, told.changing) == (
                state.un_presence,
                state.transfer,
                state.holders,
                state.certainty,
                state.changing,
            ), (site_id, on)
        on += timedelta(days=7)


def test_there_is_no_gap() -> None:
    for intervals in known_intervals(DATA).values():
        assert all(first.end == second.start for first, second in pairwise(intervals))
        assert intervals[-1].end is None


@pytest.mark.parametrize(
    ("on", "holder"),
    [(date(2023, 10, 30), ("minusma",)), (date(2023, 11, 1), ("csp",)), (date(2023, 11, 13), ("csp",))],
)
def test_what_was_known_of_kidal(on: date, holder: tuple[str, ...]) -> None:
    """Golden: on 1 November 2023 it was public that the UN had left Kidal and that the CSP held the camp."""
    data = DATA
    assert snapshot(data, on=on, known_on=on).state("kidal").holders == holder


def test_nobody_knew_on_the_first_of_november_of_the_army_in_kidal() -> None:
    data = DATA
    seen = {claim.id for claim in snapshot(data, on=date(2023, 11, 1), known_on=date(2023, 11, 1), claim_days=0).claims}
    assert "agc-064" in seen
    assert not {"agc-068", "agc-071", "agc-072"} & seen


def test_undated_sources_make_nothing_known() -> None:
    data = DATA
    undated = next(source.id for source in data.sources if not source.published)
    assert known_from(data, (undated,)) is None
    assert known_from(data, ()) is None


@pytest.mark.parametrize("on", [date(2023, 5, 1), date(2023, 8, 20), date(2023, 11, 1), date(2024, 12, 31)])
def test_the_record_of_a_day_tells_the_states_that_were_public_on_it(on: date) -> None:
    then = public_record(DATA, on)
    assert compile_intervals(then) == compile_intervals(DATA, known_on=on)
    assert then.sites == DATA.sites
    assert {row.convoy_id for row in then.incidents} <= {row.id for row in then.convoys}
    assert {row.claim_id for row in then.claim_figures} <= {row.id for row in then.claims}


def test_the_record_of_a_day_grows_and_the_whole_one_is_left_alone() -> None:
    counts = [len(public_record(DATA, date(2023, month, 1)).claims) for month in (6, 9, 11)]
    assert counts == sorted(set(counts))
    assert counts[-1] < len(DATA.claims)
    assert public_record(DATA, None) is DATA


@pytest.mark.parametrize(
    ("site_id", "on", "holders"),
    [("kidal", date(2023, 10, 31), ("csp",)), ("aguelhok", date(2023, 10, 31), ())],
)
def test_nobody_knew_an_end_that_was_still_to_come(site_id: str, on: date, holders: tuple[str, ...]) -> None:
    last = spells_of(public_record(DATA, on), site_id)[-1]
    assert (last.holders, last.end) == (holders, None)
    assert last.start <= on


def test_no_spell_of_a_known_record_starts_after_its_day() -> None:
    for on in (date(2023, 8, 20), date(2023, 10, 31), date(2023, 11, 10), date(2023, 12, 19)):
        then = public_record(DATA, on)
        assert all(spell.start <= on for site in DATA.sites for spell in spells_of(then, site.id)), on


def test_an_end_is_known_from_the_day_on_which_it_was_reached() -> None:
    """Between two publications a record may still differ from day to day."""
    until = held("a", "alpha", ("rebels",), day("10-31"), between("11-14", "11-16"))
    data = mission(control=(until,))
    assert [row.ended for row in public_record(data, date(2023, 11, 15)).control] == [None]
    assert [row.ended for row in public_record(data, date(2023, 11, 16)).control] == [until.ended]
    for on in (date(2023, 11, 15), date(2023, 11, 16)):
        assert compile_intervals(public_record(data, on)) == compile_intervals(data, known_on=on)
        told = interval_on(known_intervals(data)["alpha"], on)
        assert told.holders == snapshot(data, on=on, known_on=on).state("alpha").holders
