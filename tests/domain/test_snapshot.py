from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import END, START, mission

from geodata.domain.snapshot import Snapshot, Stage, site_counts, snapshot, stages
from geodata.domain.view import Filters

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

TINY = mission()
DAYS = st.dates(START, END)
KNOWN = st.none() | st.dates(START, END)


def some(*values: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values))


FILTERS = st.builds(
    Filters,
    regions=some("north", "south", "nowhere"),
    holders=some("minusma", "army", "rebels", "unknown"),
    presences=some("open", "closing", "closed"),
    certainties=some("confirmed", "probable", "contested", "unknown"),
    claimants=some("army", "rebels"),
)


@given(DAYS, FILTERS, KNOWN)
@settings(max_examples=60, deadline=None)
def test_filters_hide_and_never_alter(on: date, filters: Filters, known: date | None) -> None:
    whole = snapshot(TINY, on=on, known_on=known)
    part = snapshot(TINY, on=on, known_on=known, filters=filters)
    assert part.states == whole.states
    assert part.shown <= whole.shown == {"alpha", "bravo", "charlie"}
    assert set(part.claims) <= set(whole.claims)


@given(DAYS, FILTERS)
@settings(max_examples=60, deadline=None)
def test_counts_add_up_to_what_is_shown(on: date, filters: Filters) -> None:
    snap = snapshot(TINY, on=on, filters=filters)
    counts = snap.counts
    assert counts.total == len(snap.shown)
    for mapping in (counts.un_presence, counts.transfer, counts.holder, counts.certainty):
        assert sum(mapping.values()) == counts.total
    assert counts.changing <= counts.total


@given(DAYS, KNOWN)
@settings(max_examples=60, deadline=None)
def test_every_site_is_counted_at_one_stage(on: date, known: date | None) -> None:
    snap = snapshot(TINY, on=on, known_on=known)
    counted = stages(snap.states)
    assert sum(counted.values()) == len(snap.states)
    assert [stage for stage in Stage if stage in counted] == list(counted)
    assert (Stage.PENDING in counted) == any(state.stage is Stage.PENDING for state in snap.states)
    assert counted[Stage.OPEN] == snap.counts.un_presence["open"]
    assert counted[Stage.WITHOUT] <= snap.counts.transfer["without_handover"]


@given(DAYS, DAYS, FILTERS)
@settings(max_examples=60, deadline=None)
def test_asking_for_other_days_changes_no_answer(on: date, other: date, filters: Filters) -> None:
    data = mission()
    first = snapshot(data, on=on, filters=filters)
    snapshot(data, on=other)
    assert snapshot(data, on=on, filters=filters) == first


def shown(**asked: frozenset[str]) -> set[str]:
    return set(snapshot(TINY, on=date(2023, 11, 20), filters=Filters(**asked)).shown)


def test_each_filter_keeps_what_it_names() -> None:
    assert shown(regions=frozenset({"south"})) == {"charlie"}
    assert shown(presences=frozenset({"closed"})) == {"alpha", "bravo"}
    assert shown(certainties=frozenset({"probable"})) == {"bravo"}
    assert shown(holders=frozenset({"rebels"})) == {"alpha"}
    assert shown(holders=frozenset({"unknown"})) == set()


def test_each_count_of_sites_is_what_the_choice_would_show(tiny: MissionData) -> None:
    states = snapshot(tiny, on=END).states
    for filters in (Filters(), Filters(holders=frozenset({"army"}))):
        for name, counter in site_counts(tiny, states, filters).items():
            for value, count in counter.items():
                assert count == len(snapshot(tiny, on=END, filters=filters.having(name, (value,))).shown)


def test_a_site_held_by_nobody_known_passes_the_filter_for_unknown() -> None:
    filters = Filters(holders=frozenset({"unknown"}))
    assert snapshot(TINY, on=date(2023, 8, 13), filters=filters).shown == {"bravo"}


def test_sites_come_in_the_order_of_closing() -> None:
    assert [state.site_id for state in snapshot(TINY, on=START).states] == ["alpha", "bravo", "charlie"]


def test_claims_reach_back_over_the_window_that_is_named() -> None:
    snap = snapshot(TINY, on=date(2023, 11, 20), claim_days=20)
    assert snap.claims_from == date(2023, 11, 1)
    assert [claim.id for claim in snap.claims] == ["c3"]
    assert [claim.id for claim in snapshot(TINY, on=date(2023, 10, 31)).claims] == ["c1", "c2"]


def test_claims_are_filtered_by_claimant_and_region() -> None:
    on = date(2023, 10, 31)
    assert [claim.id for claim in snapshot(TINY, on=on, filters=Filters(claimants=frozenset({"army"}))).claims] == [
        "c1"
    ]
    assert [claim.id for claim in snapshot(TINY, on=on, filters=Filters(regions=frozenset({"south"}))).claims] == ["c2"]


def test_rows_without_a_dated_source_are_hidden_and_counted_once_known_on_is_asked_for() -> None:
    undated = tuple(replace(row, source_ids=("undated",)) for row in TINY.claims)
    data = mission(claims=undated)
    assert snapshot(data, on=END).hidden_undated == 0
    assert snapshot(data, on=END, known_on=END).hidden_undated == len(undated)
    assert snapshot(data, on=date(2023, 10, 31), known_on=END).claims == ()


def test_the_state_of_a_site_can_be_asked_for_whether_shown_or_not() -> None:
    snap = snapshot(TINY, on=date(2023, 11, 5), filters=Filters(regions=frozenset({"south"})))
    assert snap.state("alpha").holder == "rebels"


def test_the_frame_holds_what_is_shown_and_leaves_its_origin_alone(tiny: MissionData) -> None:
    before = tiny.frames["sites"].copy()
    snap: Snapshot = snapshot(tiny, on=date(2023, 11, 20), filters=Filters(regions=frozenset({"north"})))
    frame = snap.frame(tiny)
    assert list(frame.columns) == [
        "id",
        "name_en",
        "name_fr",
        "un_presence",
        "transfer",
        "holder",
        "holders",
        "certainty",
        "changing",
        "geometry",
    ]
    assert frame["id"].tolist() == ["alpha", "bravo"]
    assert frame["holders"].tolist() == ["army;rebels", "army"]
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry.iloc[0].y == 17.0
    assert tiny.frames["sites"].equals(before)


def test_the_frame_of_nothing_is_empty(tiny: MissionData) -> None:
    snap = snapshot(tiny, on=END, filters=Filters(regions=frozenset({"nowhere"})))
    assert snap.frame(tiny).empty
    assert snap.counts.total == 0
