from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.domain.dates import Period, Precision, parse_day, published_on
from geodata.errors import BadDate

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first = draw(DAYS)
    return Period(first, first + timedelta(days=draw(st.integers(0, 60))), Precision.RANGE)


@given(periods(), DAYS)
@settings(max_examples=60)
def test_a_day_is_before_inside_or_after_a_period_and_nothing_else(period: Period, on: date) -> None:
    before = on < period.earliest
    assert [before, period.changing(on), period.settled(on)].count(True) == 1


@given(periods())
@settings(max_examples=60)
def test_midpoint_lies_inside(period: Period) -> None:
    assert period.earliest <= period.midpoint <= period.latest


@given(periods(), DAYS)
@settings(max_examples=60)
def test_what_is_settled_stays_settled(period: Period, on: date) -> None:
    if period.settled(on):
        assert period.settled(on + timedelta(days=1))


def test_a_period_known_to_the_day_is_never_changing() -> None:
    period = Period.on(date(2023, 10, 31))
    assert not period.changing(date(2023, 10, 30))
    assert not period.changing(date(2023, 10, 31))
    assert period.settled(date(2023, 10, 31))


def test_a_period_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2023, 10, 31), date(2023, 10, 30), Precision.RANGE)


def test_a_day_cannot_be_two_days() -> None:
    with pytest.raises(ValueError, match="has one day"):
        Period(date(2023, 10, 30), date(2023, 10, 31), Precision.DAY)


def test_periods_overlap_where_they_share_a_day() -> None:
    period = Period(date(2023, 8, 13), date(2023, 8, 17), Precision.RANGE)
    assert period.overlaps(date(2023, 8, 17), date(2023, 8, 20))
    assert not period.overlaps(date(2023, 8, 18), date(2023, 8, 20))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("2023", date(2023, 12, 31)),
        ("2023-02", date(2023, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-10-31", date(2023, 10, 31)),
    ],
)
def test_a_partial_date_counts_as_its_last_day(text: str, expected: date | None) -> None:
    assert published_on(text) == expected


@pytest.mark.parametrize("text", ["2023-13", "2023-00", "2023-02-30", "31/10/2023", "octobre", "0000", "٢٠٢٣"])
def test_a_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        published_on(text)


@pytest.mark.parametrize("text", ["", "2023-10", "2023-13-01", "2023-02-30", "20231031", "2023-10-31T00:00", "hier"])
def test_a_day_that_is_none_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(BadDate, match="is not a date") as caught:
        parse_day(text)
    assert "\n" not in str(caught.value)


@given(DAYS)
@settings(max_examples=60)
def test_a_day_survives_writing_and_reading(day: date) -> None:
    assert parse_day(day.isoformat()) == day
