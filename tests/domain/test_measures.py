from datetime import date

from tiny import END, START, day, mission
from tiny import departed as gone

from geodata.domain.measures import counts_by_day, departed, departed_series, slip
from geodata.domain.model import MissionData
from geodata.domain.snapshot import snapshot


def test_the_latest_shown_count_is_quoted_and_never_interpolated(tiny: MissionData) -> None:
    assert departed(tiny, on=date(2023, 8, 27)) is None
    before, after = departed(tiny, on=date(2023, 10, 30)), departed(tiny, on=date(2023, 12, 1))
    assert before is not None
    assert after is not None
    assert (before.value, before.total, before.figure_id) == (1096, 13871, "f1")
    assert (after.value, after.qualifier, after.figure_id) == (6000, "about", "f2")
    assert after.share is not None
    assert round(after.share, 3) == 0.433


def test_without_a_total_there_is_no_share() -> None:
    tiny = mission()
    data = mission(figures=tuple(row for row in tiny.figures if row.metric == "departed-total"))
    personnel = departed(data, on=END)
    assert personnel is not None
    assert personnel.total is None
    assert personnel.share is None


def test_the_series_holds_the_shown_numbers_in_time_order(tiny: MissionData) -> None:
    assert [row.id for row in departed_series(tiny)] == ["f1", "f2"]


def test_slip_counts_from_the_end_of_the_shown_plan(tiny: MissionData) -> None:
    assert slip(tiny, "alpha") == -30


def test_slip_is_unknown_without_a_plan_or_a_departure(tiny: MissionData) -> None:
    assert slip(tiny, "bravo") is None
    assert slip(mission(events=()), "alpha") is None


def test_a_site_that_left_late_slips_forward() -> None:
    assert slip(mission(events=(gone("alpha", day("12-08")),)), "alpha") == 8


def test_counts_of_each_day_are_those_of_its_snapshot(tiny: MissionData) -> None:
    series = counts_by_day(tiny, start=START, end=END)
    assert next(iter(series)) == START
    assert list(series)[-1] == END
    for on in (START, date(2023, 8, 13), date(2023, 8, 16), date(2023, 10, 31), END):
        assert series[on] == snapshot(tiny, on=on).counts
