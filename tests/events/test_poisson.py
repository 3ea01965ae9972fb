from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.events.poisson import interval

# Garwood's limits, as printed in tables of the exact 95 % interval.
TABLE = {
    0: (0.0, 3.6889),
    1: (0.0253, 5.5716),
    2: (0.2422, 7.2247),
    5: (1.6235, 11.6683),
    10: (4.7954, 18.3904),
    50: (37.1110, 65.9187),
    100: (81.3640, 121.6268),
}


@pytest.mark.parametrize("count", TABLE)
def test_the_limits_are_those_of_the_tables(count: int) -> None:
    assert interval(count) == pytest.approx(TABLE[count], abs=1e-4)


def at_most(count: int, mean: float) -> float:
    """Return the chance of `count` or fewer, by adding up the distribution."""
    return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1))


@settings(max_examples=60, deadline=None)
@given(count=st.integers(0, 3000), confidence=st.floats(0.5, 0.999))
def test_the_limits_leave_half_of_the_rest_on_each_side(count: int, confidence: float) -> None:
    low, high = interval(count, confidence=confidence)
    tail = (1 - confidence) / 2
    assert at_most(count, high) == pytest.approx(tail, rel=1e-6)
    if count:
        assert 1 - at_most(count - 1, low) == pytest.approx(tail, rel=1e-6)
    else:
        assert low == 0
    assert low <= count <= high


def test_large_counts_are_quick_and_near_the_normal_limits() -> None:
    low, high = interval(1_000_000)
    assert low == pytest.approx(1_000_000 - 1.96 * 1000, rel=1e-4)
    assert high == pytest.approx(1_000_000 + 1.96 * 1000, rel=1e-4)


def test_a_count_is_never_negative() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        interval(-1)
