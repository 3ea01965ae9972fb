"""Stretches and tables made of the counts: they say what the counts say."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from itertools import pairwise

import event_files as ef
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.data.load import load
from geodata.domain.around import Turn
from geodata.events.account import Question
from geodata.events.course import STRETCHES, course
from geodata.events.licence import credit, rows_may_leave, single_events, version_of
from geodata.events.model import Format
from geodata.events.nearby import EventIndex
from geodata.events.peek import peek
from geodata.events.proximity import around_site, around_sites
from geodata.events.read import read_events
from geodata.events.sheet import counts_csv
from geodata.i18n.catalog import LANGUAGES, Translator

DATA = load()
DAY = date(2023, 10, 31)


def _index(offsets: list[int]) -> EventIndex:
    rows = []
    for number, offset in enumerate([-400, *offsets, 400]):
        day = (DAY + timedelta(days=offset)).isoformat()
        rows.append(ef.UCDP_ROWS[0] | {"id": str(number), "date_start": day, "date_end": day})
    return EventIndex.of(read_events(ef.ged(rows)))


@given(offsets=st.lists(st.integers(-200, 200), max_size=25), days=st.integers(7, 180))
def test_the_stretches_hold_every_counted_event_once(offsets: list[int], days: int) -> None:
    index, question = _index(offsets), Question(days=days)
    account = around_site(index, DATA, "kidal", question=question)
    found = course(index, account, DATA.place("kidal"))
    assert sum(one.events for one in found if one.first < 0) == account.sides.before.events
    assert sum(one.events for one in found if one.first >= 0) == account.sides.after.events
    # They follow each other without a gap, and never cross the day.
    assert (found[0].first, found[-1].last) == (-days, days - 1)
    assert all(one.last + 1 == two.first for one, two in pairwise(found))
    assert 0 in {one.first for one in found}
    assert len(found) <= 2 * STRETCHES
    for one in found:
        assert one.events == sum(one.first <= offset <= one.last for offset in offsets)
        assert one.rate == pytest.approx(one.events * 30 / (one.last - one.first + 1))


def test_a_stretch_that_the_file_does_not_cover_has_no_rate() -> None:
    # A file that ends on the day itself.
    kept = ef.UCDP_ROWS[0] | {"date_start": "2023-01-01", "date_end": "2023-01-01"}
    index = EventIndex.of(
        read_events(ef.ged([kept, kept | {"id": "2", "date_start": "2023-10-31", "date_end": "2023-10-31"}]))
    )
    account = around_site(index, DATA, "kidal", question=Question(days=90, allow_cut_off=True))
    last = course(index, account, DATA.place("kidal"))[-1]
    assert last.rate is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_to_take_along_says_what_was_counted_and_whose_it_is(lang: str) -> None:
    t, index = Translator(lang), _index([-3, 2, 5])
    found = around_sites(index, DATA, question=Question(allow_cut_off=True))
    cited = credit(index.file, accessed=date(2026, 1, 2), chosen="=x", t=t)
    text = counts_csv(found, credit=cited, data=DATA, t=t).decode("utf-8-sig")
    notes = [line for line in text.splitlines() if line.lstrip('"').startswith("#")]
    assert len(notes) == len(cited) + 2
    rows = list(csv.DictReader(io.StringIO("\n".join(text.splitlines()[len(notes) :]))))
    kidal = next(row for row in rows if row["site"] == "Kidal")
    assert (kidal["day"], kidal["before_events"], kidal["after_events"]) == ("2023-10-31", "1", "2")
    assert len(rows) == len(DATA.sites)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_the_table_to_take_along_a_refusal_is_in_words(lang: str) -> None:
    t, index = Translator(lang), _index([-3, 2, 5])
    found = around_sites(index, DATA, question=Question(days=180, clock=Turn.TRANSFERRED))
    text = counts_csv(found, credit=(), data=DATA, t=t).decode("utf-8-sig")
    why = {row["site"]: row["refused"] for row in csv.DictReader(io.StringIO("\n".join(text.splitlines()[2:])))}
    assert t("events.no-day.transferred", site="Kidal") in why["Kidal"]
    assert t("page.events.clock") in why["Kidal"]
    assert t("page.events.cut-off") in why["Gao"]
    assert t.date(date(2024, 7, 22) - timedelta(days=180)) in why["Gao"]


def test_rows_of_acled_stay_and_the_operator_decides_about_single_events() -> None:
    assert [form for form in Format if not rows_may_leave(form)] == [Format.ACLED]
    assert single_events(Format.ACLED, {})
    assert not single_events(Format.ACLED, {"GEODATA_ACLED_DETAILS": "Off"})
    assert single_events(Format.UCDP_GED, {"GEODATA_ACLED_DETAILS": "off"})


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("GEDEvent_v25_1.csv", "25.1"),
        ("GEDEvent_v23_0_11.csv", "23.0.11"),
        ("GEDEvent_v23_01_23_12.csv", "23.01.23.12"),
        ("ged241-csv.zip", "24.1"),
        ("events.csv", ""),
    ],
)
def test_the_version_is_that_of_the_name(name: str, version: str) -> None:
    assert version_of(read_events(ef.ged(), name=name)) == version


def test_a_look_at_the_first_rows() -> None:
    seen = peek(b"a;b;;a\n1;<b>;x;2\n" * 1 + b"3;4;y;5\n" * 9, name="x.csv")
    assert seen.columns == ("a", "b")
    assert seen.rows[:2] == (("1", "<b>"), ("3", "4"))
    assert len(seen.rows) == 5
