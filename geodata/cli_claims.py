"""The command `claims`: the ledger on the command line, filtered as on the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geodata.data.load import load
from geodata.domain.asked import day_asked, site_asked
from geodata.domain.dates import Precision
from geodata.domain.ledger import selected, within
from geodata.domain.published import Knowledge
from geodata.domain.view import Filters
from geodata.errors import DatesReversed, UnknownValue
from geodata.i18n.catalog import Translator

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from geodata.domain.claims import Claim
    from geodata.domain.dates import Period
    from geodata.domain.mission import MissionData


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("--from", metavar="DAY", dest="start", help="the first day; the record's first unless given")
    parser.add_argument("--to", metavar="DAY", dest="end", help="the last day; the record's last unless given")
    parser.add_argument("--actor", metavar="ID", action="append", default=[], help="who claims, such as csp")
    parser.add_argument("--status", metavar="STATUS", action="append", default=[], help="such as contested")
    parser.add_argument("--kind", metavar="KIND", action="append", default=[], help="such as control_taken")
    parser.add_argument("--site", metavar="ID", help="claims about this UN site, such as kidal")
    parser.add_argument("--known-on", metavar="DAY", help="only what had been published by that day")


def rows_asked(options: argparse.Namespace, data: MissionData) -> tuple[Claim, ...]:
    """Return the claims that the options ask for, in time order.

    Raises BadDate, DateOutsideSpan, DatesReversed, UnknownSite, or UnknownValue for a value that no claim bears.
    """
    start = day_asked(options.start, data) if options.start else data.mission.start
    end = day_asked(options.end, data) if options.end else data.mission.end
    if end < start:
        raise DatesReversed(start=start, end=end)
    known_on = day_asked(options.known_on, data) if options.known_on else None
    filters = Filters(
        claimants=_known("actor", options.actor, (claim.claimant_id for claim in data.claims)),
        statuses=_known("status", options.status, (claim.status for claim in data.claims)),
        kinds=_known("kind", options.kind, (claim.kind for claim in data.claims)),
        sites=frozenset({site_asked(options.site, data)} if options.site else ()),
    )
    knowledge = Knowledge.of(data, known_on)
    found = (
        claim
        for claim in selected(data, filters)
        if within(claim, first=start, last=end, filters=filters) and knowledge.knows(claim.source_ids)
    )
    return tuple(sorted(found, key=lambda claim: (claim.when.earliest, claim.id)))


def as_json(rows: Iterable[Claim], *, data: MissionData, lang: str) -> str:
    """Return the claims as a JSON list, an object each."""
    return json.dumps(
        [
            {
                "id": claim.id,
                "date": claim.when.earliest.isoformat(),
                "latest": claim.when.latest.isoformat(),
                "precision": claim.when.precision,
                "said_on": claim.said_on or None,
                "place": data.place(claim.place_id).name.get(lang) if claim.place_id else None,
                "actor": claim.claimant_id,
                "kind": claim.kind,
                "status": claim.status,
                "title": claim.title.get(lang),
                "happening_id": claim.happening_id,
                "site_ids": list(claim.site_ids),
                "source_ids": list(claim.source_ids),
            }
            for claim in rows
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_rows(rows: Iterable[Claim], *, data: MissionData, t: Translator) -> list[tuple[str, ...]]:
    """Return the claims as rows of text under a row of heads."""
    heads = ("date", "claimant", "status", "place", "claim")
    return [
        tuple(t(f"page.table.{head}") for head in heads),
        *(
            (
                _written(claim.when),
                data.actor(claim.claimant_id).short.get(t.lang),
                t(f"vocab.claim_status.{claim.status}"),
                data.place(claim.place_id).name.get(t.lang) if claim.place_id else "",
                claim.title.get(t.lang),
            )
            for claim in rows
        ),
    ]


def _written(when: Period) -> str:
    """Return a period as exactly as it is known, in figures: a day, a month, or its first and last day."""
    if when.precision is Precision.MONTH:
        return when.earliest.isoformat()[:7]
    first, last = when.earliest.isoformat(), when.latest.isoformat()
    return first if first == last else f"{first}/{last}"


def run(options: argparse.Namespace) -> Sequence[tuple[str, ...]] | str:
    """Return what the command prints: JSON, or rows to be aligned."""
    data = load()
    found = rows_asked(options, data)
    if options.format == "json":
        return as_json(found, data=data, lang=options.lang)
    t = Translator(options.lang)
    return as_rows(found, data=data, t=t) if found else [(t("cli.no_claims"),)]


def _known(option: str, asked: Sequence[str], known: Iterable[str]) -> frozenset[str]:
    values = sorted(set(known))
    for value in asked:
        if value not in values:
            raise UnknownValue(option=option, value=value, known=values)
    return frozenset(asked)
