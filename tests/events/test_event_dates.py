from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.events.cells import Column
from geodata.events.dates import read_days
from geodata.events.errors import AmbiguousDates, MixedDates
from geodata.events.model import NoteKind


def days(*texts: str, day_first: bool | None = None, usually: bool | None = None) -> list[date | None]:
    found = read_days([Column.from_texts(texts)], name="f", day_first=day_first, usually=usually)
    return found.columns[0].astype(object).tolist()


@pytest.mark.parametrize(
    "text",
    [
        "2023-08-13", "2023-08-13 00:00:00.000", "2023-08-13T06:30:00Z", "2023-08-13T06:30:00.123+00:00", "2023/8/13",
        "2023.08.13", "20230813", "13 August 2023", "13 AUGUST 2023", "13-Aug-23", "13. Aug. 2023", "August 13, 2023",
        "Aug 13 2023", "13 août 2023", "13-août-23", "13th August 2023", "13/08/2023", "13.08.2023", "13-08-2023",
        "08/13/2023", "08/13/2023 00:00:00", "8/13/2023 12:00:00 AM", "2023-08-12T22:30:00-05:00", "  2023-08-13 ",
    ],
)  # fmt: skip
def test_one_day_in_many_styles(text: str) -> None:
    assert days(text) == [date(2023, 8, 13)]


@pytest.mark.parametrize(
    "text",
    [
        "", "2023", "2023-08", "August 2023", "45151", "13/08/23", "2023-13-01", "2023-02-29", "31 June 2023",
        "13/13/2023", "0023-08-13", "3023-08-13", "yesterday", "2023-08-13T25:00", "2023-08-13 00:61:00", "13 Foo 2023",
        "NaT", "1e5", "=TODAY()", "٢٠٢٣-٠٨-١٣", "2023-08-13" * 40,
    ],
)  # fmt: skip
def test_what_is_no_day_is_never_guessed(text: str) -> None:
    assert days(text) == [None]


def test_the_first_of_a_month_in_french() -> None:
    assert days("1er août 2023") == [date(2023, 8, 1)]


def test_two_digit_years_of_words_are_near() -> None:
    assert days("30-Jun-23", "30-Jun-89") == [date(2023, 6, 30), date(1989, 6, 30)]


def test_a_value_over_12_settles_the_column() -> None:
    assert days("03/04/2023", "13/04/2023") == [date(2023, 4, 3), date(2023, 4, 13)]
    assert days("03/04/2023", "04/13/2023") == [date(2023, 3, 4), date(2023, 4, 13)]
    assert days("03/04/2023", "04/13/2023", "2023-08-13", "?")[2:] == [date(2023, 8, 13), None]


def test_a_column_that_does_not_tell_is_asked_about() -> None:
    with pytest.raises(AmbiguousDates, match=r"'03/04/2023' may be"):
        days("2023-08-13", "03/04/2023")
    assert days("03/04/2023", day_first=True) == [date(2023, 4, 3)]
    assert days("03/04/2023", day_first=False) == [date(2023, 3, 4)]
    assert days("03/04/2023", usually=False) == [date(2023, 3, 4)]
    assert days("05/05/2023") == [date(2023, 5, 5)]


def test_a_column_of_two_orders_is_asked_about() -> None:
    with pytest.raises(MixedDates, match="'13/04/2023' has the day first and '04/13/2023' the month"):
        days("13/04/2023", "04/13/2023")
    assert days("13/04/2023", "04/13/2023", day_first=True) == [date(2023, 4, 13), None]


def test_columns_of_one_file_settle_each_other() -> None:
    columns = [Column.from_texts(["03/04/2023"]), Column.from_texts(["13/04/2023"])]
    found = read_days(columns, name="f")
    assert found.columns[0].astype(object).tolist() == [date(2023, 4, 3)]
    assert [note.kind for note in found.notes] == [NoteKind.DAY_FIRST]


def test_zones_move_the_day() -> None:
    found = read_days([Column.from_texts(["2023-10-31T23:30:00-05:00", "2023-10-31T00:30:00+0100"])], name="f")
    assert found.columns[0].astype(object).tolist() == [date(2023, 11, 1), date(2023, 10, 30)]
    assert found.notes[0].kind is NoteKind.UTC_DAYS
    assert found.notes[0].count == 2


@given(st.lists(st.dates(date(1946, 1, 1), date(2100, 12, 31)), min_size=1), st.booleans())
def test_every_day_is_read_back_in_every_style(chosen: list[date], day_first: bool) -> None:  # noqa: FBT001
    iso = [day.isoformat() for day in chosen]
    words = [f"{day.day} {day:%B} {day.year}" for day in chosen]
    numbers = [f"{day:%d/%m/%Y}" if day_first else f"{day:%m/%d/%Y}" for day in chosen]
    assert days(*iso) == days(*words) == days(*numbers, day_first=day_first) == chosen


@given(st.lists(st.text()))
def test_no_text_breaks_it(texts: list[str]) -> None:
    found = read_days([Column.from_texts(texts)], name="f", day_first=True).columns[0]
    assert len(found) == len(texts)
    assert found.dtype == np.dtype("datetime64[D]")
