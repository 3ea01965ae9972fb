"""Before and after, against counts made another way: row by row, with another library's distance."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import event_files as files
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from vincenty import vincenty_km

from geodata.domain.around import Turn
from geodata.events.account import Account, Flag, Question, Refusal
from geodata.events.combine import combine
from geodata.events.errors import MixedDatasets, NoTurningDay, ProximityOption, WindowCutOff
from geodata.events.nearby import EventIndex, distance_km
from geodata.events.outline import country_outline
from geodata.events.poisson import interval
from geodata.events.proximity import around_site, around_sites, around_town
from geodata.events.read import read_events
from geodata.events.towns import comparison_towns
from geodata.events.turning import turning

if TYPE_CHECKING:
    from geodata.domain.model import MissionData
    from geodata.events.model import EventFile
    from geodata.i18n.catalog import Translator


def made(rows: pd.DataFrame) -> EventFile:
    """Return rows (id, start, end, lat, lon, where_prec, best) as UCDP lays them out, read back."""
    records = [
        files.UCDP_ROWS[0]
        | {
            "id": str(row.id),
            "date_start": row.start.isoformat(),
            "date_end": row.end.isoformat(),
            "latitude": repr(float(row.lat)),
            "longitude": repr(float(row.lon)),
            "geom_wkt": "",
            "where_prec": str(row.where_prec),
            "best": "" if row.best is None else str(row.best),
            "low": "",
            "high": "",
        }
        for row in rows.itertuples()
    ]
    return read_events(files.ged(records))


def random_rows(seed: int, size: int, *, around: tuple[float, float] = (18.44, 1.41)) -> pd.DataFrame:
    """Return events within some degrees of a point, on days of 2022 to 2024; two at the ends of those years."""
    rng = np.random.default_rng(seed)
    starts = [date(2022, 1, 1) + timedelta(days=int(day)) for day in rng.integers(0, 1095, size)]
    starts[:2] = [date(2022, 1, 1), date(2024, 12, 31)]
    return pd.DataFrame(
        {
            "id": range(size),
            "start": starts,
            "end": [
                day + timedelta(days=int(more)) for day, more in zip(starts, rng.integers(0, 9, size), strict=True)
            ],
            "lat": around[0] + rng.normal(0, 0.7, size),
            "lon": around[1] + rng.normal(0, 0.7, size),
            "where_prec": rng.integers(1, 7, size),
            "best": pd.Series(
                [None if figure == 0 else int(figure) for figure in rng.integers(0, 9, size)], dtype=object
            ),
        }
    )


def brute(
    rows: pd.DataFrame, *, lat: float, lon: float, day: date, radius_km: float, days: int, coarse: bool
) -> dict[str, tuple[int, int]]:
    """Count events and deaths before, after and spanning, one row after another."""
    found = {"before": [0, 0], "after": [0, 0], "spanning": [0, 0]}
    for row in rows.itertuples():
        if (row.where_prec > 2 and not coarse) or vincenty_km(lat, lon, row.lat, row.lon) > radius_km:
            continue
        offset = (row.start - day).days
        if 0 <= offset <= days - 1:
            side = "after"
        elif -days <= offset <= -1:
            side = "spanning" if row.end >= day else "before"
        else:
            continue
        found[side][0] += 1
        found[side][1] += row.best or 0
    return {side: (events, deaths) for side, (events, deaths) in found.items()}


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return random_rows(1, 1500)


@pytest.fixture(scope="module")
def index(rows: pd.DataFrame) -> EventIndex:
    return EventIndex.of(made(rows))


@settings(max_examples=15, deadline=None)
@given(
    site=st.sampled_from(["kidal", "aguelhok", "tessalit", "menaka"]),
    radius=st.floats(5, 150),
    days=st.integers(7, 180),
    clock=st.sampled_from([Turn.DEPARTED, Turn.HOLDER]),
    coarse=st.booleans(),
)
def test_counts_are_those_of_brute_force(  # noqa: PLR0917
    shipped: MissionData,
    rows: pd.DataFrame,
    index: EventIndex,
    site: str,
    radius: float,
    days: int,
    clock: Turn,
    coarse: bool,  # noqa: FBT001
) -> None:
    question = Question(radius_km=radius, days=days, clock=clock, coarse=coarse)
    account = around_site(index, shipped, site, question=question)
    place = shipped.place(shipped.site(site).place_id)
    for day, sides in ((account.turning.day, account.sides), (account.placebo.day, account.placebo)):
        expected = brute(rows, lat=place.lat, lon=place.lon, day=day, radius_km=radius, days=days, coarse=coarse)
        assert (sides.before.events, sides.before.deaths or 0) == expected["before"]
        assert (sides.after.events, sides.after.deaths or 0) == expected["after"]
        assert (sides.spanning, sides.spanning_deaths or 0) == expected["spanning"]
        assert (sides.before.days, sides.after.days) == (days, days)
    both = account.sides.before.events + account.sides.after.events
    assert sum(share.before + share.after for share in account.types) == both
    for share in account.parties:
        assert share.before + share.after == both


def test_distances_are_geodesic(shipped: MissionData) -> None:
    ber, timbuktu = shipped.place("ber"), shipped.place("timbuktu")
    km = distance_km(ber.lat, ber.lon, timbuktu.lat, timbuktu.lon)
    assert km == pytest.approx(vincenty_km(ber.lat, ber.lon, timbuktu.lat, timbuktu.lon), abs=1e-6)
    assert 45 < km < 55


def single(start: date, end: date, *, lat: float = 18.4435, lon: float = 1.4092, where_prec: int = 1) -> EventFile:
    """Return a file from 2022 to 2024 with one event that matters."""
    far = {"lat": 11.0, "lon": -8.0, "where_prec": 1, "best": 1}
    return made(
        pd.DataFrame(
            [
                {"id": 1, "start": date(2022, 1, 1), "end": date(2022, 1, 1), **far},
                {"id": 2, "start": date(2024, 12, 31), "end": date(2024, 12, 31), **far},
                {"id": 3, "start": start, "end": end, "lat": lat, "lon": lon, "where_prec": where_prec, "best": 4},
            ]
        )
    )


KIDAL_LEFT = date(2023, 10, 31)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (-90, -90, (1, 0, 0)),
        (-91, -91, (0, 0, 0)),
        (-1, -1, (1, 0, 0)),
        (-5, -1, (1, 0, 0)),
        (-5, 0, (0, 0, 1)),
        (-5, 9, (0, 0, 1)),
        (-91, 3, (0, 0, 0)),
        (0, 0, (0, 1, 0)),
        (0, 200, (0, 1, 0)),
        (89, 89, (0, 1, 0)),
        (90, 90, (0, 0, 0)),
    ],
)
def test_the_ends_of_the_windows(shipped: MissionData, first: int, last: int, expected: tuple[int, int, int]) -> None:
    days = (KIDAL_LEFT + timedelta(days=offset) for offset in (first, last))
    sides = around_site(EventIndex.of(single(*days)), shipped, "kidal").sides
    assert (sides.before.events, sides.after.events, sides.spanning) == expected


def test_rates_are_per_thirty_days_of_observed_time(shipped: MissionData, index: EventIndex) -> None:
    side = around_site(index, shipped, "kidal", question=Question(days=60)).sides.after
    assert side.rate == pytest.approx(side.events / 2)
    assert side.interval == pytest.approx(tuple(end / 2 for end in interval(side.events)))


def test_a_cut_off_window_is_refused_unless_asked_for(shipped: MissionData) -> None:
    days = ("2023-08-01", "2023-11-29")
    rows = [files.UCDP_ROWS[0] | {"id": day, "date_start": day, "date_end": day} for day in days]
    file = read_events(files.ged(rows))
    index = EventIndex.of(file)
    with pytest.raises(WindowCutOff, match="2023-08-02 to 2024-01-28 is cut off, the file runs from 2023-08-01 to"):
        around_site(index, shipped, "kidal")
    account = around_site(index, shipped, "kidal", question=Question(allow_cut_off=True))
    assert Flag.CUT_OFF_AFTER in account.flags
    assert Flag.CUT_OFF_BEFORE not in account.flags
    assert (account.sides.before.days, account.sides.after.days) == (90, 30)
    assert account.sides.after.rate == pytest.approx(1.0)
    assert account.placebo is None
    assert Flag.PLACEBO_CUT_OFF in account.flags


def test_a_window_that_the_file_does_not_cover_at_all_has_no_rate(shipped: MissionData) -> None:
    file = read_events(files.ged([files.UCDP_ROWS[0] | {"date_start": "2023-01-01", "date_end": "2023-01-01"}]))
    account = around_site(EventIndex.of(file), shipped, "kidal", question=Question(allow_cut_off=True))
    assert (account.sides.after.days, account.sides.after.rate, account.sides.after.interval) == (0, None, None)


def test_coarse_points_stay_out_until_asked_for(shipped: MissionData) -> None:
    index = EventIndex.of(single(KIDAL_LEFT, KIDAL_LEFT, where_prec=4))
    account = around_site(index, shipped, "kidal")
    assert (account.sides.after.events, account.sides.after.coarse) == (0, 1)
    assert Flag.COARSE_LEFT_OUT in account.flags
    account = around_site(index, shipped, "kidal", question=Question(coarse=True))
    assert (account.sides.after.events, account.sides.after.coarse) == (1, 1)
    assert Flag.COARSE_COUNTED in account.flags


def test_overlapping_sites_are_flagged(shipped: MissionData, index: EventIndex) -> None:
    account = around_site(index, shipped, "ber")
    assert Flag.OVERLAP in account.flags
    assert [overlap.site_id for overlap in account.overlaps] == ["timbuktu"]
    account = around_site(index, shipped, "ber", question=Question(radius_km=20))
    assert not account.overlaps


def counted_for(rows: pd.DataFrame, data: MissionData, site_id: str, question: Question) -> set[str]:
    """Return the ids of the events that count for a site, one row after another."""
    place, day = data.place(data.site(site_id).place_id), turning(data, site_id, clock=question.clock).day
    return {
        row.id
        for row in rows.itertuples()
        if row.where_prec <= 2
        and vincenty_km(place.lat, place.lon, row.lat, row.lon) <= question.radius_km
        and -question.days <= (row.start - day).days < question.days
        and not row.start < day <= row.end
    }


@pytest.mark.parametrize(
    ("site", "question"),
    [
        ("ber", Question(days=30)),
        ("ber", Question(days=180)),
        ("menaka", Question(radius_km=120, days=33)),
        ("menaka", Question(radius_km=150, days=100)),
        ("gao", Question(radius_km=150, days=150, clock=Turn.HOLDER)),
        ("tessalit", Question(radius_km=100, days=20)),
    ],
)
def test_an_event_is_shared_only_where_it_counts_for_both_sites(
    shipped: MissionData, site: str, question: Question
) -> None:
    rows = random_rows(3, 4000, around=(16.6, 0.3)).assign(id=lambda frame: frame["id"].astype(str))
    rows["lon"] *= 3
    account = around_site(EventIndex.of(made(rows)), shipped, site, question=question)
    own = counted_for(rows, shipped, site, question)
    assert account.overlaps
    for overlap in account.overlaps:
        assert overlap.shared == len(own & counted_for(rows, shipped, overlap.site_id, question)), overlap


def test_circles_that_cut_without_a_common_event_are_told_so(shipped: MissionData, t: Translator) -> None:
    # Months lie between the two departures: of short windows, no day is in those of both.
    ber, timbuktu = (shipped.place(shipped.site(one).place_id) for one in ("ber", "timbuktu"))
    day = turning(shipped, "ber", clock=Turn.DEPARTED).day
    between = {"lat": (ber.lat + timbuktu.lat) / 2, "lon": (ber.lon + timbuktu.lon) / 2}
    index = EventIndex.of(single(day, day, **between))
    account = around_site(index, shipped, "ber", question=Question(days=30))
    assert account.sides.after.events == 1
    assert [(one.site_id, one.shared) for one in account.overlaps] == [("timbuktu", 0)]
    assert Flag.OVERLAP in account.flags
    assert account.flag_words(t).count(t("events.flag.overlap-apart")) == 1
    assert t("events.flag.overlap") not in account.flag_words(t)
    wide = around_site(index, shipped, "ber", question=Question(days=180))
    assert [(one.site_id, one.shared) for one in wide.overlaps] == [("timbuktu", 1)]
    assert t("events.flag.overlap") in wide.flag_words(t)


def test_a_neighbour_whose_clock_never_turned_shares_nothing(shipped: MissionData) -> None:
    index = EventIndex.of(made(random_rows(4, 500)))
    question = Question(radius_km=150, clock=Turn.TRANSFERRED)
    shared = {one.site_id: one.shared for one in around_site(index, shipped, "tessalit", question=question).overlaps}
    assert shared["aguelhok"] == shared["kidal"] == 0


def test_the_clocks_of_the_sites(shipped: MissionData) -> None:
    days = {turn: turning(shipped, "gao", clock=turn).day for turn in Turn}
    assert set(days.values()) == {date(2024, 7, 22)}
    assert turning(shipped, "kidal", clock=Turn.HOLDER).day == date(2023, 11, 14)
    with pytest.raises(NoTurningDay):
        turning(shipped, "kidal", clock=Turn.TRANSFERRED)


def test_a_day_in_doubt_is_flagged(shipped: MissionData, index: EventIndex) -> None:
    account = around_site(index, shipped, "ber", question=Question(clock=Turn.TRANSFERRED))
    assert Flag.DAY_UNCERTAIN in account.flags
    assert Flag.DAY_CONTESTED in around_site(index, shipped, "mopti").flags


def test_all_sites_answer_or_say_why_not(shipped: MissionData, index: EventIndex) -> None:
    found = around_sites(index, shipped, question=Question(clock=Turn.TRANSFERRED))
    assert [item.place_id for item in found] == [site.id for site in shipped.sites_in_order]
    refused = {item.place_id: type(item.error) for item in found if isinstance(item, Refusal)}
    assert refused == {"aguelhok": NoTurningDay, "kidal": NoTurningDay, "bamako": WindowCutOff}
    assert all(isinstance(item, Account) for item in found if item.place_id not in refused)


@pytest.mark.parametrize(
    ("option", "value"),
    [("radius_km", 4.9), ("radius_km", 151), ("radius_km", float("nan")), ("days", 6), ("days", 181)],
)
def test_a_question_beyond_the_method_is_refused(option: str, value: float) -> None:
    with pytest.raises(ProximityOption, match="must be from"):
        Question(**{option: value})


def test_comparison_towns_had_no_site(shipped: MissionData, index: EventIndex) -> None:
    towns = comparison_towns(shipped, "kidal", radius_km=30)
    assert len(towns) == 3
    homes = [shipped.place(site.place_id) for site in shipped.sites]
    for town in towns:
        assert all(distance_km(town.lat, town.lon, home.lat, home.lon) >= 60 for home in homes)
    turned = turning(shipped, "kidal", clock=Turn.DEPARTED)
    account = around_town(index, shipped, towns[0], turned, question=Question(radius_km=30))
    assert (account.place_id, account.turning.day) == (towns[0].id, KIDAL_LEFT)
    assert not account.overlaps


def test_a_circle_over_the_border_wants_the_neighbours_file(shipped: MissionData, index: EventIndex) -> None:
    country = country_outline(shipped)
    assert isinstance(country, shapely.Geometry)
    wide = Question(radius_km=100)
    assert Flag.ONE_COUNTRY in around_site(index, shipped, "menaka", question=wide, country=country).flags
    assert Flag.ONE_COUNTRY not in around_site(index, shipped, "douentza", country=country).flags


def test_data_sets_are_never_added_together() -> None:
    ucdp, acled = read_events(files.ged(), name="u"), read_events(files.acled(), name="a")
    with pytest.raises(MixedDatasets, match="ucdp-ged and acled"):
        combine([ucdp, acled])
    candidate = read_events(files.ged([files.UCDP_ROWS[0] | {"code_status": "Check dyad"}]))
    with pytest.raises(MixedDatasets):
        combine([candidate, ucdp])
    assert combine([ucdp]) is ucdp


def test_files_of_two_countries_make_one() -> None:
    mali = read_events(files.ged())
    niger = read_events(files.ged([files.UCDP_ROWS[0] | {"id": "7", "country": "Niger"}, files.UCDP_ROWS[1]]))
    both = combine([mali, niger])
    assert list(both.frame["id"]) == [*mali.frame["id"], "ucdp:7"]
    assert list(both.rejects["reason"]) == ["duplicate"]
    assert both.report.rows == both.report.accepted + both.report.rejected == 5
    assert EventIndex.of(both).coarse.sum() == 1


def test_nothing_handed_in_is_changed(shipped: MissionData) -> None:
    file = read_events(files.ged())
    before = file.frame.copy(deep=True)
    around_sites(EventIndex.of(file), shipped, question=Question(allow_cut_off=True))
    combine([file, file])
    pd.testing.assert_frame_equal(file.frame, before)
