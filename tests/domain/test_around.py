"""What is asked of the reader's events goes into an address and comes back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.domain.around import KEYS, LEAST_DAYS, LEAST_KM, MOST_DAYS, MOST_KM, Around, Colour, Turn

asked = st.builds(
    Around,
    km=st.integers(LEAST_KM, MOST_KM),
    days=st.integers(LEAST_DAYS, MOST_DAYS),
    clock=st.sampled_from(Turn),
    coarse=st.booleans(),
    cut_off=st.booleans(),
    colour=st.sampled_from(Colour),
)


@given(asked)
def test_an_address_says_what_was_asked(around: Around) -> None:
    assert Around.from_query(around.to_query()) == around
    assert around.to_query().keys() <= KEYS


def test_what_is_usual_needs_no_address() -> None:
    assert Around().to_query() == {}


@given(st.dictionaries(st.sampled_from(sorted(KEYS)), st.text(max_size=12)))
def test_no_address_is_refused(query: dict[str, str]) -> None:
    found = Around.from_query(query)
    assert LEAST_KM <= found.km <= MOST_KM
    assert LEAST_DAYS <= found.days <= MOST_DAYS


@pytest.mark.parametrize("text", ["4", "151", "-5", "5e1", "٥٠", "", "050 ", "99999999999"])
def test_a_radius_that_cannot_be_asked_is_dropped(text: str) -> None:
    assert Around.from_query({"km": text}) == Around()
