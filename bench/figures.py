"""Medians and percentiles of what was measured, and the processor time of a process."""

from __future__ import annotations

import os
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOOP = 5_000_000


def summary(values: Sequence[float], *, digits: int = 1) -> dict[str, float]:
    """Return median, 95th percentile, greatest value and number of values."""
    ordered = sorted(values)
    return {
        "median": round(median(ordered), digits),
        "p95": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], digits),
        "max": round(ordered[-1], digits),
        "n": len(ordered),
    }


def cpu_ms(pid: int) -> float | None:
    """Return the processor time that a process has used, all its threads; None where the system does not tell."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return None
    # The program's name, in parentheses, may hold spaces.
    numbers = text.rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def pace_ms() -> float:
    """Return the time of a fixed loop, the best of three: how fast the machine is at this hour."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        sum(range(_LOOP))
        times.append(time.perf_counter() - begun)
    return round(min(times) * 1000, 1)


def between(before: float | None, after: float | None, *, count: int) -> float | None:
    """Return the mean of what was used between two readings."""
    if before is None or after is None or count == 0:
        return None
    return round((after - before) / count, 1)
