from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import END, START, between, day, departed, held, mission

from geodata.domain.changes import changes
from geodata.domain.intervals import compile_intervals, interval_on
from geodata.domain.model import Certainty, ChangeKind, MissionData

TINY = mission()
DAYS = st.dates(START, END)
KNOWN = st.none() | st.dates(START, END)


@given(st.lists(DAYS, min_size=3, max_size=3).map(sorted), KNOWN)
@settings(max_examples=60, deadline=None)
def test_two_adjoining_spans_give_what_the_whole_gives(days: list[date], known: date | None) -> None:
    first, middle, last = days
    parts = changes(TINY, start=first, end=middle, known_on=known) + changes(
        TINY, start=middle, end=last, known_on=known
    )
    assert parts == changes(TINY, start=first, end=last, known_on=known)


@given(DAYS, DAYS)
@settings(max_examples=60, deadline=None)
def test_changes_lead_from_one_days_states_to_the_others(one: date, other: date) -> None:
    start, end = sorted((one, other))
    intervals = compile_intervals(TINY)
    states = {site_id: _values(TINY, site_id, start) for site_id in intervals}
    for change in changes(TINY, start=start, end=end):
        assert states[change.site_id][change.kind] == change.before
        states[change.site_id][change.kind] = change.after
    assert states == {site_id: _values(TINY, site_id, end) for site_id in intervals}


def _values(data: MissionData, site_id: str, on: date) -> dict[ChangeKind, str]:
    interval = interval_on(compile_intervals(data)[site_id], on)
    return {
        ChangeKind.PRESENCE: interval.un_presence.value,
        ChangeKind.TRANSFER: interval.transfer.value,
        ChangeKind.HOLDER: ";".join(interval.holders) or "unknown",
    }


def test_changes_of_a_day_come_presence_transfer_holder() -> None:
    found = changes(TINY, start=date(2023, 10, 30), end=date(2023, 10, 31))
    assert [(change.kind.value, change.before, change.after) for change in found] == [
        ("presence", "closing", "closed"),
        ("transfer", "none", "without_handover"),
        ("holder", "minusma", "rebels"),
    ]
    assert [change.event_id for change in found] == ["alpha-departed", "alpha-vacated", "alpha-1"]


def test_the_first_day_is_left_out_and_the_last_is_in() -> None:
    assert changes(TINY, start=date(2023, 10, 31), end=date(2023, 11, 13)) == ()
    assert len(changes(TINY, start=date(2023, 11, 13), end=date(2023, 11, 14))) == 1


def test_a_change_known_to_a_range_counts_on_the_last_day_and_keeps_its_range() -> None:
    (change,) = changes(TINY, start=date(2023, 8, 16), end=date(2023, 8, 17))
    assert (change.kind, change.day) == (ChangeKind.TRANSFER, date(2023, 8, 17))
    assert (change.when.earliest, change.when.latest) == (date(2023, 8, 13), date(2023, 8, 17))


def test_a_holder_until_then_unknown_takes_over_with_the_certainty_of_its_row() -> None:
    (change,) = changes(TINY, start=date(2023, 8, 14), end=date(2023, 8, 15))
    assert (change.before, change.after, change.holders) == ("unknown", "army", ("army",))
    assert change.certainty is Certainty.PROBABLE


def test_a_departure_after_which_nobody_is_named_dates_the_change_of_holder() -> None:
    (holder,) = [
        change
        for change in changes(TINY, start=date(2023, 8, 12), end=date(2023, 8, 13))
        if change.kind is ChangeKind.HOLDER
    ]
    assert (holder.after, holder.holders, holder.event_id) == ("unknown", (), "bravo-departed")


def test_a_holding_that_ends_with_nobody_after_it_is_a_change_too() -> None:
    data = mission(
        events=(departed("alpha", day("10-31")),),
        control=(held("k1", "alpha", ("army",), day("10-31"), between("11-10", "11-20")),),
    )
    last = changes(data, start=START, end=END)[-1]
    assert (last.day, last.before, last.after, last.event_id) == (date(2023, 11, 20), "army", "unknown", "k1")
    assert last.when.earliest == date(2023, 11, 10)


def test_nothing_changes_in_no_time() -> None:
    assert changes(TINY, start=END, end=END) == ()
    assert changes(TINY, start=END, end=END - timedelta(days=9)) == ()


def test_with_known_on_only_what_was_published_changes() -> None:
    found = changes(TINY, start=START, end=END, known_on=date(2023, 11, 20))
    assert "without_handover" not in {change.after for change in found}
