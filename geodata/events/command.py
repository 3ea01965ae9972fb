"""`python -m geodata events FILE`: what happened around the sites before and after, from the reader's own file.

What reads files is imported when it is needed, so that the other commands start as fast as without it.
"""

# Imports inside functions, for the reason above.
# ruff: noqa: PLC0415

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.domain.around import LEAST_DAYS, LEAST_KM, MOST_DAYS, MOST_KM, Turn
from geodata.domain.asked import site_asked
from geodata.errors import DataFaults, GeodataError
from geodata.events.account import Question
from geodata.events.errors import BadMapping, Refused, RejectsUnwritable
from geodata.events.refusal import Where, refusal, remedy
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    import argparse

    from geodata.domain.model import MissionData
    from geodata.events.model import EventFile

_DATES = {"day-first": True, "month-first": False}
_MOST_FAULTS = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the question that is put to a file of events."""
    parser.add_argument("file", metavar="FILE", type=Path, help="UCDP, ACLED or any table with dates and points")
    parser.add_argument("--site", metavar="ID", help="this site only, such as kidal")
    parser.add_argument("--radius-km", type=float, default=50, metavar="KM", help=f"{LEAST_KM} to {MOST_KM}")
    parser.add_argument("--days", type=int, default=90, metavar="N", help=f"before and after, {LEAST_DAYS}-{MOST_DAYS}")
    parser.add_argument("--clock", choices=[turn.value for turn in Turn], default=Turn.DEPARTED.value)
    parser.add_argument("--precision", choices=("place", "all"), default="place", help="all: areas' centres as well")
    parser.add_argument("--allow-cut-off", action="store_true", help="count windows that the file does not cover")
    parser.add_argument("--dates", choices=_DATES, help="which comes first, where the file does not tell")
    parser.add_argument("--column", action="append", default=[], metavar="FIELD=NAME", help="such as lat=Y")
    parser.add_argument("--rejects", type=Path, metavar="CSV", help="write the rows that are no events")
    parser.add_argument("--format", choices=("json", "table"), default="table")
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])


def run(options: argparse.Namespace, data: MissionData) -> str:
    """Return the answer as text. Raises GeodataError; DataFaults with the rejects where no row is an event."""
    t = Translator(options.lang)
    try:
        return _answered(options, data, t)
    except GeodataError as error:
        if not remedy(error, where=Where.COMMAND, t=t):
            raise
        raise Refused(reason=refusal(error, data=data, where=Where.COMMAND, t=t)) from error


def _answered(options: argparse.Namespace, data: MissionData, t: Translator) -> str:
    from geodata.events import answer
    from geodata.events.aliases import aliased
    from geodata.events.nearby import EventIndex
    from geodata.events.outline import country_outline
    from geodata.events.proximity import around_site, around_sites
    from geodata.events.read import read_events
    from geodata.events.sieve import rejects_csv

    # What can be refused at once is refused before a large file is read.
    question = Question(
        radius_km=options.radius_km,
        days=options.days,
        clock=Turn(options.clock),
        coarse=options.precision == "all",
        allow_cut_off=options.allow_cut_off,
    )
    site_id = site_asked(options.site, data) if options.site else None
    file = read_events(
        options.file, mapping=_mapping(options.column, options.file.name), day_first=_DATES.get(options.dates)
    )
    if options.rejects:
        _write(options.rejects, rejects_csv(file.rejects))
    if not file.report.accepted:
        raise DataFaults(mission=file.report.name, faults=_faults(file, t))
    file = aliased(file, data)
    index, country = EventIndex.of(file), country_outline(data)
    if site_id is not None:
        account = around_site(index, data, site_id, question=question, country=country)
        if options.format == "json":
            return _json(answer.one(file, account, index=index, data=data))
        return "\n".join(answer.told(file, (account,), index=index, data=data, question=question, t=t))
    accounts = around_sites(index, data, question=question, country=country)
    if options.format == "json":
        return _json(answer.many(file, accounts, question=question, data=data, t=t))
    return "\n".join(answer.told(file, accounts, index=index, data=data, question=question, t=t))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RejectsUnwritable(path=path, cause=error.strerror or type(error).__name__) from error


def _mapping(columns: list[str], name: str) -> dict[str, str] | None:
    found = {}
    for pair in columns:
        field, separator, column = pair.partition("=")
        if not separator:
            raise BadMapping(name=name, what=pair, known="FIELD=NAME")
        found[field] = column
    return found or None


def _faults(file: EventFile, t: Translator) -> list[str]:
    report = file.report
    lines = [t("events.none", name=report.name, rows=t("events.rows", count=report.rows))]
    lines.extend(
        t(
            "events.reject",
            name=report.name,
            counted=t(f"events.counted.{report.counted_in}"),
            line=str(row.line),
            reason=t(f"events.reason.{row.reason}"),
            column=row.column,
            value=row.value,
        )
        for row in file.rejects.head(_MOST_FAULTS).itertuples()
    )
    return lines


def _json(document: dict[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
