"""The charts, as data: what is drawn, not how it looks."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import pytest

from geodata.charts.drawdown import drawdown, figure_rows
from geodata.charts.frame import NOW, Span, day_of, on_day, specification, ticks
from geodata.charts.gantt import gantt
from geodata.charts.gantt_rows import bar_rows, plan_rows, sign_rows, slip_rows
from geodata.charts.ledger import claim_rows, ledger
from geodata.charts.milestones import milestone_rows, milestones
from geodata.charts.overview import overview
from geodata.charts.reach import reach_chart, reach_rows
from geodata.charts.weeks import claimant_groups, week_rows, weeks
from geodata.domain.measures import departed_series
from geodata.domain.reach import reach_by_change
from geodata.domain.spells import transfers_of
from geodata.domain.weekly import claims_by_week
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    import altair as alt

    from geodata.domain.model import MissionData
    from geodata.maps.theme import ThemeName

WITHDRAWAL = (date(2023, 6, 1), date(2023, 12, 31))


def span_of(
    start: date = WITHDRAWAL[0],
    end: date = WITHDRAWAL[1],
    *,
    lang: str = "en",
    theme: ThemeName = "light",
    selected: bool = True,
) -> Span:
    return Span(start=start, end=end, t=Translator(lang), theme=theme, selected=selected)


def every_chart(data: MissionData, span: Span) -> dict[str, alt.LayerChart]:
    ids = [site.id for site in data.sites_in_order]
    weekly = claims_by_week(data)
    moved = [change for site_id in ids for change in transfers_of(data, site_id)]
    return {
        "gantt": gantt(data, span, ids),
        "drawdown": drawdown(data, span),
        "weeks": weeks(data, span, weekly),
        "milestones": milestones(data, span),
        "reach": reach_chart(reach_by_change(data), span),
        "overview": overview(data, span, weekly, moved),
        "ledger": ledger(data, span, data.claims),
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_is_valid_and_names_its_axes(shipped: MissionData, lang: str, theme: ThemeName) -> None:
    for name, chart in every_chart(shipped, span_of(lang=lang, theme=theme)).items():
        spec = chart.to_dict()
        titles = {
            axis["title"]
            for layer in spec["layer"]
            for channel in layer.get("encoding", {}).values()
            if isinstance(channel, dict) and isinstance(axis := channel.get("axis"), dict) and axis.get("title")
        }
        assert Translator(lang)("chart.axis.day") in titles, name


def test_no_mark_and_no_axis_speaks_for_itself(shipped: MissionData) -> None:
    """A screen reader gets the chart's own words and its table, not the names of our fields in English."""
    for name, chart in every_chart(shipped, span_of(lang="fr")).items():
        config = chart.to_dict()["config"]
        assert (config["mark"]["aria"], config["axis"]["aria"]) == (False, False), name


def test_a_chart_for_a_file_answers_no_click(shipped: MissionData) -> None:
    for name, chart in every_chart(shipped, span_of(selected=False)).items():
        assert "params" not in specification(chart), name


def test_a_short_span_and_one_without_anything_are_drawn(tiny: MissionData) -> None:
    for start, end in ((date(2023, 6, 1), date(2023, 6, 1)), (date(2023, 12, 30), date(2023, 12, 31))):
        for chart in every_chart(tiny, span_of(start, end)).values():
            assert chart.to_dict()


def test_the_day_is_put_into_a_kept_chart_and_changes_it_not(shipped: MissionData) -> None:
    kept = specification(drawdown(shipped, span_of()))
    before = dict(kept)
    assert on_day(kept, date(2023, 10, 31))["datasets"][NOW] == [{"day": "2023-10-31"}]
    assert kept == before


def test_the_bars_of_kidal(shipped: MissionData) -> None:
    rows = [row for row in bar_rows(shipped, span_of(), ["kidal"]) if row["body"]]
    assert [(row["jump"], row["word"], row["strength"]) for row in rows] == [
        (date(2023, 6, 1), "UN", 1.0),
        (date(2023, 10, 10), "UN leaving", 0.5),
        (date(2023, 10, 31), "CSP", 1.0),
        (date(2023, 11, 14), "FAMa/Wagner", 1.0),
    ]


def test_a_bar_knows_the_sign_that_its_word_must_clear(shipped: MissionData) -> None:
    bars = [row for row in bar_rows(shipped, span_of(), ["ber"]) if row["body"]]
    sign = sign_rows(shipped, span_of(), ["ber"])[0]["day"]
    assert [row["sign"] for row in bars] == [None, sign]
    assert bars[1]["begin"] < sign


def test_a_claim_is_a_stroke_on_the_line_of_its_claimant(shipped: MissionData) -> None:
    span = span_of(lang="fr")
    strokes = claim_rows(shipped, span, shipped.claims)
    assert len(strokes) == len(shipped.claims)
    counts = [len(list(group)) for _, group in groupby(strokes, key=lambda row: row["line"])]
    assert counts == sorted(counts, reverse=True)
    assert all(row["day"] is None or span.holds(row["day"]) for row in strokes)
    assert all(span.start <= row["begin"] <= row["end"] <= span.end for row in strokes)


def test_bars_never_overlap_but_where_they_fade(shipped: MissionData) -> None:
    for site in shipped.sites:
        rows = sorted((row for row in bar_rows(shipped, span_of(), [site.id]) if row["body"]), key=lambda r: r["begin"])
        for one, two in pairwise(rows):
            assert one["end"] <= two["begin"]


def test_days_in_doubt_fade_out_and_in(shipped: MissionData) -> None:
    slices = [row for row in bar_rows(shipped, span_of(), ["goundam"]) if not row["body"]]
    assert slices
    by_begin: dict[str, float] = {}
    for row in slices:
        by_begin[row["begin"]] = by_begin.get(row["begin"], 0) + row["strength"]
    assert all(total == pytest.approx(1, abs=0.01) for total in by_begin.values())


def test_the_signs_say_how_each_site_was_left(shipped: MissionData) -> None:
    kinds = {row["site"]: row["kind"] for row in sign_rows(shipped, span_of(), ["kidal", "tessalit", "gao"])}
    assert kinds == {"kidal": "without_handover", "tessalit": "formal", "gao": "partial"}


def test_the_slip_stands_in_days(shipped: MissionData) -> None:
    assert slip_rows(shipped, span_of(), ["mopti", "kidal"]) == [
        {"site": "mopti", "slip": "+8 d"},
        {"site": "kidal", "slip": "−30 d"},
    ]
    assert len(plan_rows(shipped, span_of(), [site.id for site in shipped.sites])) == 13


def test_the_drawdown_holds_the_figures_of_the_record_and_no_other(shipped: MissionData) -> None:
    drawn = [(row["id"], row["value"]) for row in figure_rows(shipped, span_of()) if row["whole"]]
    assert drawn == [(row.id, row.value) for row in departed_series(shipped)]
    assert all(row["who"] or row["id"] for row in figure_rows(shipped, span_of()))
    lines = [layer for layer in drawdown(shipped, span_of()).to_dict()["layer"] if layer["mark"]["type"] == "line"]
    assert [line["mark"]["interpolate"] for line in lines] == ["step-after"]


def test_weeks_count_every_claim_once(shipped: MissionData) -> None:
    weekly = claims_by_week(shipped)
    span = span_of(shipped.mission.start, shipped.mission.end)
    assert sum(row["claims"] for row in week_rows(shipped, span, weekly)) == sum(len(w.claims) for w in weekly.weeks)
    assert {"csp", "fama", "jnim"} <= set(claimant_groups(weekly).values())


def test_stacked_weeks_leave_no_gap(shipped: MissionData) -> None:
    level: dict[date, int] = {}
    for row in week_rows(shipped, span_of(), claims_by_week(shipped)):
        assert row["below"] == level.get(row["monday"], 0)
        level[row["monday"]] = row["above"]


def test_milestones_stand_in_time_order(shipped: MissionData) -> None:
    days = [row["day"] for row in milestone_rows(shipped, span_of())]
    assert days == sorted(days)
    assert date(2023, 6, 30) in days


def milestone(data: MissionData, span: Span, milestone_id: str) -> dict[str, object]:
    [row] = [row for row in milestone_rows(data, span) if row["id"] == milestone_id]
    return row


@pytest.mark.parametrize(("lang", "month"), [("en", "May 2024"), ("fr", "mai 2024")])
def test_a_milestone_known_to_the_month_is_no_day(shipped: MissionData, lang: str, month: str) -> None:
    span = span_of(shipped.mission.start, shipped.mission.end, lang=lang)
    row = milestone(shipped, span, "fifth-committee-2024-05")
    assert str(row["label"]).startswith(f"{month} ")
    assert "31" not in str(row["label"])
    assert (row["ranged"], row["begin"], row["past"]) == (True, date(2024, 5, 1), date(2024, 6, 1))
    bars = [layer for layer in milestones(shipped, span).to_dict()["layer"] if layer["mark"]["type"] == "bar"]
    assert [(bar["encoding"]["x"]["field"], bar["encoding"]["x2"]["field"]) for bar in bars] == [("begin", "past")]


def test_a_milestone_of_which_only_some_days_are_shown_stands_on_those(shipped: MissionData) -> None:
    row = milestone(shipped, span_of(date(2024, 4, 1), date(2024, 5, 10)), "fifth-committee-2024-05")
    assert (row["begin"], row["jump"]) == (date(2024, 5, 1), date(2024, 5, 10))


@pytest.mark.parametrize(
    ("lang", "one_year", "more"),
    [
        ("en", "30 June · Resolution 2690", "30 Jun 2023 · Resolution 2690"),
        ("fr", "30 juin · La résolution", "30 juin 2023 · La résolution"),
    ],
)
def test_milestones_bear_the_year_where_there_are_two(
    shipped: MissionData, lang: str, one_year: str, more: str
) -> None:
    short = milestone(shipped, span_of(lang=lang), "mission-02")
    long = milestone(shipped, span_of(WITHDRAWAL[0], shipped.mission.end, lang=lang), "mission-02")
    assert str(short["label"]).startswith(one_year)
    assert str(long["label"]).startswith(more)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_label_of_a_milestone_stands_on_two_short_lines_where_it_must(shipped: MissionData, lang: str) -> None:
    for row in milestone_rows(shipped, span_of(lang=lang)):
        assert " ".join(row["lines"]) == row["label"]
        assert len(row["lines"]) == 2
        assert max(map(len, row["lines"])) <= 28


def test_the_reach_runs_to_the_end_of_the_days_shown(shipped: MissionData) -> None:
    rows = [row for row in reach_rows(reach_by_change(shipped), span_of()) if row["radius"] == "100"]
    assert rows[0]["day"] == WITHDRAWAL[0]
    assert rows[-1]["past"] == WITHDRAWAL[1] + timedelta(days=1)
    assert all(one["past"] == two["day"] for one, two in pairwise(rows))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2023, 10, 1), date(2023, 10, 20), [date(2023, 10, 2), date(2023, 10, 9), date(2023, 10, 16)]),
        (date(2023, 6, 2), date(2023, 9, 1), [date(2023, 7, 1), date(2023, 8, 1), date(2023, 9, 1)]),
    ],
)
def test_ticks(start: date, end: date, expected: list[date]) -> None:
    assert ticks(start, end) == expected


def test_a_point_of_the_axis_is_a_day() -> None:
    assert day_of(1698710400000) == date(2023, 10, 31)
    assert day_of(1698796799999) == date(2023, 10, 31)
