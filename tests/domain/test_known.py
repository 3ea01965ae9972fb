"""What was public on a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from geodata.data.load import load
from geodata.domain.intervals import interval_on
from geodata.domain.known import known_from, known_intervals
from geodata.domain.snapshot import snapshot

DATA = load()


def test_the_intervals_tell_what_a_snapshot_of_each_day_tells() -> None:
    data = DATA
    day = data.mission.start
    while day <= data.mission.end:
        snap = snapshot(data, on=day, known_on=day)
        for site_id, intervals in known_intervals(data).items():
            told, state = interval_on(intervals, day), snap.state(site_id)
            assert (told.un_presence, told.transfer, told.holders, told.certainty, told.changing) == (
                state.un_presence,
                state.transfer,
                state.holders,
                state.certainty,
                state.changing,
            ), (site_id, day)
        day += timedelta(days=7)


def test_there_is_no_gap() -> None:
    for intervals in known_intervals(DATA).values():
        assert all(first.end == second.start for first, second in pairwise(intervals))
        assert intervals[-1].end is None


@pytest.mark.parametrize(
    ("day", "holder"),
    [(date(2023, 10, 30), ("minusma",)), (date(2023, 11, 1), ("csp",)), (date(2023, 11, 13), ("csp",))],
)
def test_what_was_known_of_kidal(day: date, holder: tuple[str, ...]) -> None:
    """Golden: on 1 November 2023 it was public that the UN had left Kidal and that the CSP held the camp."""
    data = DATA
    assert snapshot(data, on=day, known_on=day).state("kidal").holders == holder


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
