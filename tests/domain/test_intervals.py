from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import END, START, between, closing, day, departed, event, handed_over, held, mission

from geodata.domain.intervals import SiteInterval, compile_intervals, interval_on
from geodata.domain.model import (
    Certainty,
    Clock,
    Control,
    EventKind,
    MissionData,
    Period,
    Precision,
    SiteEvent,
    Transfer,
    UnPresence,
)

SITES = ("alpha", "bravo", "charlie")
MOVES = (
    (EventKind.WITHDRAWAL_STARTED, Clock.PRESENCE),
    (EventKind.DEPARTED, Clock.PRESENCE),
    (EventKind.HANDED_OVER, Clock.TRANSFER),
    (EventKind.VACATED_WITHOUT_HANDOVER, Clock.TRANSFER),
    (EventKind.SITE_ATTACKED, None),
)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first = draw(st.dates(START - timedelta(days=9), END - timedelta(days=20)))
    length = draw(st.sampled_from((0, 0, 1, 4, 15)))
    return Period(first, first + timedelta(days=length), Precision.RANGE if length else Precision.DAY)


@st.composite
def events(draw: st.DrawFn, number: int) -> SiteEvent:
    kind, clock = draw(st.sampled_from(MOVES))
    return event(
        f"e{number}",
        draw(st.sampled_from(SITES)),
        kind,
        draw(periods()),
        clock=clock,
        partial=draw(st.booleans()) and kind is EventKind.HANDED_OVER,
        shown=draw(st.booleans()) or draw(st.booleans()),
        sources=(draw(st.sampled_from(("early", "month", "late", "undated"))),),
    )


@st.composite
def controls(draw: st.DrawFn, number: int) -> Control:
    began = draw(st.none() | periods())
    ended = draw(st.none() | periods())
    if began is not None and ended is not None and ended.latest < began.latest:
        began, ended = ended, began
    return held(
        f"k{number}",
        draw(st.sampled_from(SITES)),
        draw(st.sampled_from(((), ("army",), ("rebels",), ("army", "rebels")))),
        began,
        ended,
        certainty=draw(st.sampled_from((Certainty.CONFIRMED, Certainty.PROBABLE, Certainty.CONTESTED))),
        sources=(draw(st.sampled_from(("early", "month", "late", "undated"))),),
    )


@st.composite
def missions(draw: st.DrawFn) -> MissionData:
    return mission(
        events=tuple(draw(events(number)) for number in range(draw(st.integers(0, 8)))),
        control=tuple(draw(controls(number)) for number in range(draw(st.integers(0, 6)))),
    )


DAYS = st.dates(START, END)
KNOWN = st.none() | st.dates(START, END)


def only(data: MissionData, site_id: str = "alpha") -> tuple[SiteInterval, ...]:
    return compile_intervals(data)[site_id]


def on(data: MissionData, text: str, site_id: str = "alpha") -> SiteInterval:
    return interval_on(only(data, site_id), day(text).earliest)


@given(missions(), KNOWN)
@settings(max_examples=60, deadline=None)
def test_intervals_cover_the_span_without_a_gap_and_neighbours_differ(data: MissionData, known: date | None) -> None:
    for site_id, intervals in compile_intervals(data, known_on=known).items():
        assert intervals[0].start == START
        assert intervals[-1].end is None
        assert {interval.site_id for interval in intervals} == {site_id}
        for before, after in pairwise(intervals):
            assert before.end == after.start > before.start
            assert replace(before, start=START, end=None) != replace(after, start=START, end=None)


@given(missions(), KNOWN)
@settings(max_examples=60, deadline=None)
def test_settled_changes_never_un_happen(data: MissionData, known: date | None) -> None:
    for intervals in compile_intervals(data, known_on=known).values():
        for before, after in pairwise(intervals):
            assert list(UnPresence).index(before.un_presence) <= list(UnPresence).index(after.un_presence)
            assert list(Transfer).index(before.transfer) <= list(Transfer).index(after.transfer)


@given(missions(), DAYS)
@settings(max_examples=60, deadline=None)
def test_an_interval_says_what_the_rows_say_on_each_of_its_days(data: MissionData, today: date) -> None:
    for site_id, intervals in compile_intervals(data).items():
        interval = interval_on(intervals, today)
        rows = [row for row in data.events_of(site_id) if row.shown and row.clock is Clock.PRESENCE]
        gone = any(row.kind is EventKind.DEPARTED and row.when.settled(today) for row in rows)
        assert (interval.un_presence is UnPresence.CLOSED) == gone
        if not gone:
            assert interval.holders == ("minusma",)
            assert interval.certainty is Certainty.CONFIRMED
        if any(row.when.changing(today) for row in rows):
            assert interval.changing


@given(missions())
@settings(max_examples=30, deadline=None)
def test_what_was_known_at_the_end_of_time_is_all_that_is_dated(data: MissionData) -> None:
    dated = replace(
        data,
        events=tuple(row for row in data.events if "undated" not in row.source_ids),
        control=tuple(row for row in data.control if "undated" not in row.source_ids),
    )
    assert compile_intervals(data, known_on=date(2030, 1, 1)) == compile_intervals(dated)


def test_a_site_is_open_and_the_missions_until_something_happens(tiny: MissionData) -> None:
    (interval,) = only(tiny, "charlie")
    assert (interval.un_presence, interval.transfer) == (UnPresence.OPEN, Transfer.NONE)
    assert (interval.holders, interval.certainty, interval.changing) == (("minusma",), Certainty.CONFIRMED, False)
    assert interval.source_ids == ("early",)


def test_a_site_goes_from_open_to_closing_to_closed(tiny: MissionData) -> None:
    assert on(tiny, "10-09").un_presence is UnPresence.OPEN
    assert on(tiny, "10-10").un_presence is UnPresence.CLOSING
    assert on(tiny, "10-30").un_presence is UnPresence.CLOSING
    assert on(tiny, "10-31").un_presence is UnPresence.CLOSED


def test_a_day_inside_a_change_keeps_the_old_state_and_says_so(tiny: MissionData) -> None:
    for text in ("08-13", "08-16"):
        assert on(tiny, text, "bravo").transfer is Transfer.NONE
        assert on(tiny, text, "bravo").changing
    assert on(tiny, "08-17", "bravo").transfer is Transfer.FORMAL
    assert not on(tiny, "08-17", "bravo").changing


def test_a_pending_change_brings_its_sources_and_rows(tiny: MissionData) -> None:
    assert "bravo-handed-over" in on(tiny, "08-13", "bravo").event_ids
    assert on(tiny, "08-13", "bravo").control_ids == ("bravo-1",)


def test_nobody_is_named_between_the_departure_and_the_first_holder(tiny: MissionData) -> None:
    interval = on(tiny, "08-13", "bravo")
    assert (interval.holders, interval.holder, interval.certainty) == ((), "unknown", Certainty.UNKNOWN)
    assert on(tiny, "08-15", "bravo").holders == ("army",)
    assert on(tiny, "08-15", "bravo").certainty is Certainty.PROBABLE


def test_the_holder_changes_on_the_day_on_which_one_row_ends_and_the_next_begins(tiny: MissionData) -> None:
    assert on(tiny, "11-13").holders == ("rebels",)
    assert on(tiny, "11-14").holders == ("army", "rebels")


def test_of_two_rows_in_force_the_later_begun_holds() -> None:
    data = mission(
        events=(departed("alpha", day("10-31")),),
        control=(
            held("k1", "alpha", ("rebels",), day("10-31"), between("11-10", "11-20")),
            held("k2", "alpha", ("army",), day("11-12")),
        ),
    )
    assert on(data, "11-11").holders == ("rebels",)
    assert on(data, "11-11").changing
    assert on(data, "11-12").holders == ("army",)


def test_rows_of_equal_standing_that_disagree_name_nobody_and_keep_both_sources() -> None:
    data = mission(
        events=(departed("alpha", day("10-31")),),
        control=(
            held("k1", "alpha", ("rebels",), day("10-31"), sources=("early",)),
            held("k2", "alpha", ("army",), day("10-31"), sources=("late",)),
        ),
    )
    interval = on(data, "11-01")
    assert (interval.holders, interval.certainty) == ((), Certainty.CONTESTED)
    assert {"early", "late"} <= set(interval.source_ids)


def test_rows_of_equal_standing_that_agree_take_the_better_certainty() -> None:
    data = mission(
        events=(departed("alpha", day("10-31")),),
        control=(
            held("k1", "alpha", ("army", "rebels"), day("10-31"), certainty=Certainty.PROBABLE),
            held("k2", "alpha", ("rebels", "army"), day("10-31"), certainty=Certainty.CONFIRMED),
        ),
    )
    assert on(data, "11-01").holders == ("army", "rebels")
    assert on(data, "11-01").certainty is Certainty.CONFIRMED


def test_a_contested_row_may_name_nobody() -> None:
    data = mission(
        events=(departed("alpha", day("10-23")),),
        control=(held("k1", "alpha", (), day("10-23"), certainty=Certainty.CONTESTED),),
    )
    assert (on(data, "10-23").holder, on(data, "10-23").certainty) == ("unknown", Certainty.CONTESTED)


def test_a_holder_who_was_there_since_before_the_record_waits_for_the_departure() -> None:
    data = mission(events=(departed("alpha", day("10-31")),), control=(held("k1", "alpha", ("army",), None),))
    assert on(data, "10-30").holders == ("minusma",)
    assert on(data, "10-31").holders == ("army",)


def test_a_holder_said_to_begin_while_the_mission_is_there_changes_nothing_yet() -> None:
    data = mission(
        events=(departed("alpha", day("08-04")),), control=(held("k1", "alpha", ("army",), between("08-01", "08-05")),)
    )
    assert not on(data, "08-03").changing
    assert on(data, "08-04").changing
    assert on(data, "08-05").holders == ("army",)


def test_a_version_that_is_not_shown_moves_no_clock() -> None:
    data = mission(
        events=(
            departed("alpha", day("10-31")),
            departed("alpha", day("10-30"), id="other", shown=False, alternative_to="alpha-departed"),
        ),
        control=(held("k1", "alpha", ("army",), day("10-31"), shown=False),),
    )
    assert on(data, "10-30").un_presence is UnPresence.OPEN
    assert on(data, "10-31").holder == "unknown"


def test_an_event_without_a_clock_moves_none() -> None:
    contingent = departed("alpha", day("07-28"), clock=None)
    assert on(mission(events=(contingent,), control=()), "12-31").un_presence is UnPresence.OPEN


def test_a_formal_hand_over_follows_a_partial_one_and_is_not_undone_by_it() -> None:
    data = mission(
        events=(
            handed_over("alpha", day("07-01"), id="part", partial=True),
            handed_over("alpha", day("08-01"), id="rest"),
            handed_over("alpha", day("09-01"), id="again", partial=True),
        )
    )
    assert on(data, "07-01").transfer is Transfer.PARTIAL
    assert on(data, "08-01").transfer is Transfer.FORMAL
    assert on(data, "09-01").transfer is Transfer.FORMAL


def test_a_late_start_of_withdrawal_does_not_reopen_a_closed_site() -> None:
    data = mission(events=(departed("alpha", day("08-01")), closing("alpha", day("09-01"))))
    assert on(data, "09-02").un_presence is UnPresence.CLOSED


def test_what_settled_before_the_record_begins_holds_from_its_first_day() -> None:
    data = mission(events=(departed("alpha", day("05-01")),), control=(held("k1", "alpha", ("army",), day("05-02")),))
    assert only(data)[0].holders == ("army",)


def test_rows_are_known_once_one_of_their_sources_is_out(tiny: MissionData) -> None:
    at_the_time = compile_intervals(tiny, known_on=date(2023, 11, 20))["alpha"]
    assert interval_on(at_the_time, date(2023, 11, 20)).holder == "unknown"
    assert interval_on(at_the_time, date(2023, 11, 20)).transfer is Transfer.NONE
    later = compile_intervals(tiny, known_on=date(2023, 12, 1))["alpha"]
    assert interval_on(later, date(2023, 11, 20)).holders == ("army", "rebels")


def test_intervals_are_compiled_once_for_a_mission(tiny: MissionData) -> None:
    assert compile_intervals(tiny) is compile_intervals(tiny)
    assert compile_intervals(tiny) is not compile_intervals(mission())
    assert compile_intervals(tiny, known_on=date(2023, 7, 1)) is not compile_intervals(tiny)
