"""Who said what, counted and chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.data.load import load
from geodata.domain.dates import Period, Precision
from geodata.domain.ledger import (
    DIMENSIONS,
    counts,
    happening_of,
    happenings,
    lenience_adds,
    origins,
    passes,
    plain,
    said_period,
    search_words,
    selected,
    unsaid,
    within,
)
from geodata.domain.view import Basis, Filters

if TYPE_CHECKING:
    from geodata.domain.claims import Claim

FIRST, LAST = date(2023, 6, 1), date(2024, 12, 31)
DAYS = st.dates(FIRST, LAST)
DATA = load()


@pytest.fixture(scope="module")
def claim() -> Claim:
    return DATA.claim("agc-026")


def test_a_claim_said_in_a_month_is_placed_in_all_of_it(claim: Claim) -> None:
    assert said_period(replace(claim, said_on="2024-02")) == Period(
        date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH
    )
    assert said_period(replace(claim, said_on="2023-09-13")) == Period.on(date(2023, 9, 13))
    assert said_period(replace(claim, said_on="")) is None


def test_claims_that_nobody_dates_by_their_saying_are_counted() -> None:
    every = [one for one in DATA.claims if one.claimant_id == "csp"]
    without = [one for one in every if not one.said_on]
    assert 0 < len(without) < len(every)
    assert unsaid(DATA, Filters(claimants=frozenset({"csp"}))) == len(without)


def test_a_happening_has_every_version_whatever_the_filters() -> None:
    """The army, JNIM and the CSP each told of Ber on 11 August 2023."""
    one = next(claim for claim in DATA.claims if claim.id == "agc-008")
    found = happening_of(DATA, one)
    assert one in found.claims
    assert {claim.happening_id for claim in found.claims} == {one.happening_id}
    assert len(found.claims) == sum(claim.happening_id == one.happening_id for claim in DATA.claims)


@pytest.mark.parametrize("text", ["l'armée", "l’armée", "L’ARMEE"])
def test_search_minds_no_kind_of_apostrophe(text: str) -> None:
    assert len(selected(DATA, Filters(text=text))) == len(selected(DATA, Filters(text="l’armee"))) > 0


@given(first=DAYS, last=DAYS)
def test_strict_is_part_of_lenient(first: date, last: date) -> None:
    first, last = sorted((first, last))
    for one in DATA.claims:
        if within(one, first=first, last=last, filters=Filters(strict=True)):
            assert within(one, first=first, last=last, filters=Filters())


@pytest.mark.parametrize(
    ("first", "last", "lenient", "strict"),
    [
        (date(2023, 6, 1), date(2023, 7, 9), False, False),
        (date(2023, 7, 10), date(2023, 7, 10), True, False),
        (date(2023, 7, 12), date(2023, 7, 12), True, True),
        (date(2023, 8, 5), date(2023, 8, 5), True, True),
        (date(2023, 9, 3), date(2023, 9, 3), True, False),
        (date(2023, 9, 5), date(2023, 9, 30), False, False),
    ],
)
def test_what_lasted_counts_on_the_days_between(
    claim: Claim, first: date, last: date, *, lenient: bool, strict: bool
) -> None:
    """From 10 to 12 July until 1 to 4 September: in between there is no doubt, at the ends there is."""
    lasting = replace(
        claim,
        when=Period(date(2023, 7, 10), date(2023, 7, 12), Precision.RANGE),
        until=Period(date(2023, 9, 1), date(2023, 9, 4), Precision.RANGE),
        said_on="2023-07-12",
    )
    assert within(lasting, first=first, last=last, filters=Filters()) is lenient
    assert within(lasting, first=first, last=last, filters=Filters(strict=True)) is strict
    said = Filters(basis=Basis.SAID)
    assert within(lasting, first=first, last=last, filters=said) is (first <= date(2023, 7, 12) <= last)


def test_by_saying_hides_what_nobody_dates() -> None:
    said = Filters(basis=Basis.SAID)
    dated = {one.id for one in DATA.claims if within(one, first=FIRST, last=LAST, filters=said)}
    assert dated == {one.id for one in DATA.claims if one.said_on}


@pytest.mark.parametrize("name", DIMENSIONS)
def test_each_count_is_what_the_choice_would_show(name: str) -> None:
    data = DATA
    filters = Filters(statuses=frozenset({"contested"})) if name != "statuses" else Filters()
    found = counts(data, filters, first=FIRST, last=LAST)[name]
    for value, count in found.items():
        chosen = filters.having(name, [value])
        shown = [one for one in selected(data, chosen) if within(one, first=FIRST, last=LAST, filters=chosen)]
        assert len(shown) == count


def test_lenience_adds_what_strictness_takes_away() -> None:
    data, filters = DATA, Filters()
    first, last = date(2023, 10, 1), date(2023, 10, 31)
    both = [
        sum(within(one, first=first, last=last, filters=replace(filters, strict=strict)) for one in data.claims)
        for strict in (False, True)
    ]
    assert lenience_adds(data, filters, first=first, last=last) == both[0] - both[1] > 0


@pytest.mark.parametrize("text", ["menaka", "MÉNAKA", "ménaka"])
def test_search_minds_neither_accents_nor_case(text: str) -> None:
    data = DATA
    words = search_words(data)
    found = {one.id for one in data.claims if passes(one, Filters(text=text), words=words)}
    assert "agc-017" in found
    assert len(found) < len(data.claims)


@given(st.text(max_size=40))
def test_any_search_is_answered(text: str) -> None:
    data = DATA
    found = selected(data, Filters(text=text))
    if plain(text).split():
        words = search_words(data)
        assert all(all(word in words[one.id] for word in plain(text).split()) for one in found)
    else:
        assert len(found) == len(data.claims)


def test_versions_of_one_happening_stand_together() -> None:
    found = {one.id: one for one in happenings(DATA.claims)}
    bourem = found["bourem-2023-09-12"]
    assert [one.claimant_id for one in bourem.claims] == ["csp", "fama"]
    assert bourem.disputed
    assert sum(len(one.claims) for one in found.values()) == len(DATA.claims)


def test_pages_that_repeat_one_agency_are_one_voice() -> None:
    data = DATA
    repeated = [source.id for source in data.sources if source.relays == "RFI"][:3]
    assert len(repeated) == 3
    assert origins(data, repeated) == {"RFI"}


def test_what_each_party_said_of_bourem() -> None:
    """Golden: CSP 97 soldiers killed, army 10 own dead and 46 enemies (facts/claims.md)."""
    data = DATA
    figures = {row.figure.en for one in ("agc-026", "agc-027") for row in data.figures_of(one)}
    assert any("97 killed" in figure for figure in figures)
    assert any("10 killed" in figure for figure in figures)
    assert any("46 killed" in figure for figure in figures)


def test_every_claim_by_the_csp_in_september_2023() -> None:
    """Golden, counted by hand in the record."""
    filters = Filters(claimants=frozenset({"csp"}))
    found = [
        one.id
        for one in selected(DATA, filters)
        if within(one, first=date(2023, 9, 1), last=date(2023, 9, 30), filters=filters)
    ]
    assert {"agc-024", "agc-025", "agc-026", "agc-028", "agc-030", "agc-031", "agc-037"} <= set(found)
    assert not {"agc-027", "agc-029", "agc-035", "agc-038", "agc-040"} & set(found)
