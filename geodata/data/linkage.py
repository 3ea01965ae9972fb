"""Rules on how rows hang together: versions, clocks, holders, sources and their use."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from geodata.data.cells import items
from geodata.data.chronology import spell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.data.faults import Fault
    from geodata.data.files import Files, Row

_PRESENCE_KINDS = frozenset({"withdrawal_started", "departed"})
_TRANSFER_KINDS = frozenset({"handover_ceremony", "handed_over", "final_handover", "vacated_without_handover"})
_FIRST_DAY, _LAST_DAY = "", "9999-12-31"


def faults(files: Files) -> list[Fault]:
    """Return every row that contradicts another, and every source that nothing rests on."""
    rules: tuple[Callable[[Files], Iterator[Fault]], ...] = (
        _alternatives,
        _clocks,
        _holders_at_once,
        _camp_rows,
        _values_missing,
        _figure_order,
        _circular_actors,
        _routes,
        _places_of_regions,
        _unused_sources,
        _addresses_twice,
        _bare_confirmations,
    )
    return [fault for rule in rules for fault in rule(files)]


def _alternatives(files: Files) -> Iterator[Fault]:
    for name in ("site-events", "control"):
        rows = {row["id"]: row for _, row in files.rows(name)}
        for line, row in files.rows(name):
            other = rows.get(row["alternative_to"])
            if not row["alternative_to"] or other is None:
                continue
            if row["shown"] == "true":
                yield files.fault(name, line, "shown", "an alternative to another row cannot be shown")
            if other["shown"] != "true":
                yield files.fault(name, line, "alternative_to", f"{other['id']!r} is not shown itself")
            if other["site_id"] != row["site_id"]:
                yield files.fault(name, line, "alternative_to", f"{other['id']!r} belongs to another site")


def _clocks(files: Files) -> Iterator[Fault]:
    for line, row in files.rows("site-events"):
        kind, clock = row["kind"], row["clock"]
        if clock == "presence" and kind not in _PRESENCE_KINDS:
            yield files.fault("site-events", line, "clock", f"{kind} cannot move the clock of presence")
        if clock == "transfer" and kind not in _TRANSFER_KINDS:
            yield files.fault("site-events", line, "clock", f"{kind} cannot move the clock of transfer")
        if row["partial"] == "true" and kind not in _TRANSFER_KINDS:
            yield files.fault("site-events", line, "partial", f"{kind} is not a hand-over")


def _camp_rows(files: Files) -> Iterator[Fault]:
    for line, row in files.rows("control"):
        if row["site_id"] and row["scope"] != "camp":
            yield files.fault("control", line, "scope", "a row with a site is about its camp")
        if "minusma" in items(row["holder_ids"]):
            yield files.fault("control", line, "holder_ids", "the UN's holding follows from its departure")
        if not row["holder_ids"] and row["certainty"] in ("confirmed", "probable"):
            message = f"nobody is named, so that nothing can be {row['certainty']}"
            yield files.fault("control", line, "holder_ids", message)


def _holders_at_once(files: Files) -> Iterator[Fault]:
    shown = [
        (line, row)
        for line, row in files.rows("control")
        if row["shown"] == "true" and row["scope"] == "camp" and row["site_id"]
    ]
    for (_, row), (line, other) in combinations(shown, 2):
        if row["site_id"] != other["site_id"] or row["certainty"] == other["certainty"] == "contested":
            continue
        (start, end), (other_start, other_end) = _in_force(row), _in_force(other)
        if max(start, other_start) < min(end, other_end):
            message = f"shown at the same time as {row['id']!r}; only contested rows may be"
            yield files.fault("control", line, "shown", message)


def _in_force(row: Row) -> tuple[str, str]:
    began, ended = spell(row, "from_"), spell(row, "to_")
    return (
        began.latest.isoformat() if began else _FIRST_DAY,
        ended.latest.isoformat() if ended else _LAST_DAY,
    )


def _values_missing(files: Files) -> Iterator[Fault]:
    for line, row in files.rows("figures"):
        if not row["value"] and not row["value_text_en"]:
            yield files.fault("figures", line, "value", "neither a number nor words")
        if row["value"] and not row["unit"]:
            yield files.fault("figures", line, "unit", "must not be empty beside a number")
    for name in ("claims", "convoy-incidents"):
        for line, row in files.rows(name):
            if row["lat"] and not row["accuracy_km"]:
                yield files.fault(name, line, "accuracy_km", "must not be empty beside a point")
    for line, row in files.rows("claims"):
        if row["lat"] and not row["place_precision"]:
            yield files.fault("claims", line, "place_precision", "must not be empty beside a point")


def _figure_order(files: Files) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for line, row in files.rows("claim-figures"):
        key = (row["claim_id"], row["order"])
        if key in seen:
            yield files.fault("claim-figures", line, "order", f"a second figure {row['order']} of {row['claim_id']!r}")
        seen.add(key)


def _circular_actors(files: Files) -> Iterator[Fault]:
    for column in ("parent_id", "successor_id"):
        next_of = {row["id"]: row[column] for _, row in files.rows("actors")}
        for line, row in files.rows("actors"):
            seen = {row["id"]}
            actor = row[column]
            while actor and actor not in seen:
                seen.add(actor)
                actor = next_of.get(actor, "")
            if actor == row["id"]:
                yield files.fault("actors", line, column, "leads back to the actor itself")


def _routes(files: Files) -> Iterator[Fault]:
    places = {row["id"]: row for _, row in files.rows("places")}
    used = {route for _, row in files.rows("claims") for route in items(row["route_ids"])}
    for line, row in files.rows("routes"):
        stops = items(row["place_ids"])
        if len(stops) < 2:  # noqa: PLR2004 - a line has two ends
            yield files.fault("routes", line, "place_ids", "a stretch of road joins two settlements at least")
        for stop in stops:
            place = places.get(stop)
            if place is not None and (place["kind"] != "town" or place["verified"] != "true"):
                yield files.fault("routes", line, "place_ids", f"{stop!r} is no settlement with a verified point")
        if row["id"] not in used:
            yield files.fault("routes", line, "id", f"no claim concerns {row['id']!r}")


def _places_of_regions(files: Files) -> Iterator[Fault]:
    for line, row in files.rows("claims"):
        precision = row["place_precision"]
        if precision in {"region", "within"} and (row["lat"] or not row["regions"]):
            message = f"is {precision}, which asks for regions and for no point"
            yield files.fault("claims", line, "place_precision", message)


def _unused_sources(files: Files) -> Iterator[Fault]:
    # What a misshapen table rests on cannot be read: nothing can be called unused.
    if files.misshapen:
        return
    used = {
        source
        for name, table in files.tables.items()
        if "source_ids" in table.column_names
        for _, row in files.rows(name)
        for source in items(row["source_ids"])
    }
    for line, row in files.rows("sources"):
        if row["id"] not in used:
            yield files.fault("sources", line, "id", f"nothing rests on {row['id']!r}")


def _addresses_twice(files: Files) -> Iterator[Fault]:
    # A page under two ids would count as two sources.
    seen: dict[str, str] = {}
    for line, row in files.rows("sources"):
        first = seen.setdefault(row["url"], row["id"])
        if first != row["id"]:
            yield files.fault("sources", line, "url", f"the address of {first!r} as well")


def _bare_confirmations(files: Files) -> Iterator[Fault]:
    for line, row in files.rows("claims"):
        if row["status"] == "confirmed" and not row["status_note_en"]:
            message = "must not be empty where the status is confirmed: it says what is"
            yield files.fault("claims", line, "status_note_en", message)
