"""Rules on days: inside the record's span, and in an order that can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geodata.data.shape import period_prefixes
from geodata.domain.dates import published_on
from geodata.errors import BadDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.data.faults import Fault
    from geodata.data.files import Files, Row

# A plan may reach beyond what came of it, politics have a history, a party may have held a place all along, and a
# blockade may outlast the record.
_MAY_BEGIN_EARLIER = frozenset({("plan", ""), ("milestones", ""), ("control", "from_")})
_MAY_END_LATER = frozenset({("plan", ""), ("claims", "until_")})
_PARTIAL_DATES = (
    ("sites", "opened"),
    ("plan", "announced_on"),
    ("actor-names", "from"),
    ("actor-names", "to"),
    ("claims", "said_on"),
    ("sources", "published"),
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Spell:
    earliest: date
    latest: date


def faults(files: Files) -> list[Fault]:
    """Return every day that lies outside the span, does not exist, or contradicts another."""
    rules: tuple[Callable[[Files], Iterator[Fault]], ...] = (
        _outside_span,
        _impossible_partial_dates,
        _closed_before_announced,
        _arrived_before_departed,
        _incident_outside_convoy,
        _ended_before_begun,
        _read_before_published,
    )
    return [fault for rule in rules for fault in rule(files)]


def spell(row: Row, prefix: str = "") -> _Spell | None:
    """Return the period of a row, or None where it is empty or no period."""
    earliest, latest = row[f"{prefix}earliest"], row[f"{prefix}latest"]
    if not (_DAY.fullmatch(earliest) and _DAY.fullmatch(latest)):
        return None
    try:
        return _Spell(date.fromisoformat(earliest), date.fromisoformat(latest))
    except ValueError:
        return None


def _outside_span(files: Files) -> Iterator[Fault]:
    span = files.mission.span
    for name, table in files.tables.items():
        for prefix in period_prefixes(table):
            for line, row in files.rows(name):
                when = spell(row, prefix)
                if when is None:
                    continue
                if when.earliest < span.start and (name, prefix) not in _MAY_BEGIN_EARLIER:
                    message = f"{when.earliest} is before the record begins, {span.start}"
                    yield files.fault(name, line, f"{prefix}earliest", message)
                if when.latest > span.end and (name, prefix) not in _MAY_END_LATER:
                    message = f"{when.latest} is after the record ends, {span.end}"
                    yield files.fault(name, line, f"{prefix}latest", message)


def _impossible_partial_dates(files: Files) -> Iterator[Fault]:
    for name, column in _PARTIAL_DATES:
        for line, row in files.rows(name):
            try:
                published_on(row[column])
            except BadDate:
                yield files.fault(name, line, column, f"{row[column]!r} is not a year, month or day of the calendar")


def _closed_before_announced(files: Files) -> Iterator[Fault]:
    events = [(line, row, when) for line, row in files.rows("site-events") if (when := spell(row)) is not None]
    departures = {
        row["site_id"]: when for _, row, when in events if row["kind"] == "departed" and row["clock"] == "presence"
    }
    for line, row, when in events:
        departure = departures.get(row["site_id"])
        early = row["kind"] == "closure_announced" or (row["kind"] == "withdrawal_started" and row["clock"])
        if departure is not None and early and when.earliest > departure.latest:
            message = f"{row['kind']} on {when.earliest}, after the departure of {departure.latest}"
            yield files.fault("site-events", line, "earliest", message)


def _arrived_before_departed(files: Files) -> Iterator[Fault]:
    for line, row in files.rows("convoys"):
        left, arrived = spell(row, "dep_"), spell(row, "arr_")
        if left is not None and arrived is not None and arrived.latest < left.earliest:
            message = f"arrived on {arrived.latest}, before it left on {left.earliest}"
            yield files.fault("convoys", line, "arr_latest", message)


def _incident_outside_convoy(files: Files) -> Iterator[Fault]:
    convoys = {row["id"]: row for _, row in files.rows("convoys")}
    for line, row in files.rows("convoy-incidents"):
        when, convoy = spell(row), convoys.get(row["convoy_id"])
        if when is None or convoy is None:
            continue
        left, arrived = spell(convoy, "dep_"), spell(convoy, "arr_")
        if left is not None and when.latest < left.earliest:
            message = f"before the convoy left on {left.earliest}"
            yield files.fault("convoy-incidents", line, "latest", message)
        if arrived is not None and when.earliest > arrived.latest:
            message = f"after the convoy arrived on {arrived.latest}"
            yield files.fault("convoy-incidents", line, "earliest", message)


def _ended_before_begun(files: Files) -> Iterator[Fault]:
    for name, first, last in (("control", "from_", "to_"), ("claims", "", "until_")):
        for line, row in files.rows(name):
            began, ended = spell(row, first), spell(row, last)
            if began is not None and ended is not None and ended.latest < began.latest:
                yield files.fault(name, line, f"{last}latest", f"ended by {ended.latest}, begun by {began.latest}")


def _read_before_published(files: Files) -> Iterator[Fault]:
    for line, row in files.rows("sources"):
        # ISO dates compare as text, and a month comes before its days.
        if row["published"] > row["accessed"]:
            yield files.fault("sources", line, "accessed", f"read on {row['accessed']}, before {row['published']}")
