"""The command line: check the data, tell the state of a day, tell what changed between two, export.

Exit codes: 0 all is well, 1 faults were found, 2 the command was used wrongly. A user's mistake is one line on
standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from geodata import cli_claims
from geodata.data import registry
from geodata.data.check import check
from geodata.data.load import load
from geodata.domain.asked import day_asked, site_asked
from geodata.domain.changes import Change, changes
from geodata.domain.dates import parse_day
from geodata.domain.sentences import holder_label, sentence
from geodata.domain.snapshot import Counts, SiteState, snapshot
from geodata.domain.vocabulary import UNKNOWN
from geodata.errors import DataFaults, DatesReversed, GeodataError, UnknownMission
from geodata.events.command import add_arguments as add_events
from geodata.events.command import run as run_events
from geodata.export.command import add_arguments as add_export
from geodata.export.command import run as run_export
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    from geodata.domain.mission import MissionData

SOUND, FAULTY, MISUSED = 0, 1, 2
_COLUMN_GAP = "  "

_Command = Callable[[argparse.Namespace], int]


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(MISUSED, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. `arguments` are those of the process unless given."""
    options = _parser().parse_args(arguments)
    command: _Command = options.command
    try:
        code = command(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, say) has seen enough; nothing more may be written, not even when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SOUND
    except DataFaults as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return FAULTY
    except GeodataError as error:
        t = Translator(options.lang or LANGUAGES[0])
        print(f"geodata: {t(f'error.{error.code}', **_plain(error.values))}", file=sys.stderr)
        return MISUSED
    return code


def _plain(values: dict[str, object]) -> dict[str, object]:
    # A day in a complaint stays in the form in which it is to be typed.
    return {name: str(value) for name, value in values.items()}


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="geodata", description=Translator()("cli.description"))
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    checking = commands.add_parser("check", help="check the data and list every fault")
    checking.add_argument("--mission", metavar="ID|DIR", default="minusma", help="a shipped mission or a folder")
    _add_lang(checking)
    checking.set_defaults(command=_check)

    state = commands.add_parser("state", help="the state of every site on a day")
    state.add_argument("--on", required=True, metavar="DAY", help="such as 2023-11-05")
    state.add_argument("--site", metavar="ID", help="this site only, such as kidal")
    state.add_argument("--known-on", metavar="DAY", help="only what had been published by that day")
    _add_form(state)
    state.set_defaults(command=_state)

    diff = commands.add_parser("diff", help="what changed after one day, up to another")
    diff.add_argument("--from", required=True, metavar="DAY", dest="start", help="the day to start from")
    diff.add_argument("--to", required=True, metavar="DAY", dest="end", help="the last day")
    _add_form(diff)
    diff.set_defaults(command=_diff)

    ledger = commands.add_parser("claims", help="who said what, between two days")
    cli_claims.add_arguments(ledger)
    _add_form(ledger)
    ledger.set_defaults(command=_claims)

    counting = commands.add_parser("events", help="what happened around the sites, from your own file of events")
    add_events(counting)
    counting.set_defaults(command=_events)

    exporting = commands.add_parser("export", help="the map as one file, the data, or a folder for a static host")
    add_export(exporting)
    exporting.set_defaults(command=_export)
    return parser


def _claims(options: argparse.Namespace) -> int:
    told = cli_claims.run(options)
    print(told if isinstance(told, str) else "\n".join(_aligned(told)))
    return SOUND


def _add_form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("json", "table"), default="table")
    _add_lang(parser)


def _add_lang(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])


def _check(options: argparse.Namespace) -> int:
    t = Translator(options.lang)
    report = check(_folder(options.mission))
    if report.faults:
        for fault in report.faults:
            print(fault, file=sys.stderr)
        print(t("cli.check_faults", mission=report.mission, count=len(report.faults)), file=sys.stderr)
        return FAULTY
    print(t("cli.check_sound", mission=report.mission, tables=report.tables, count=report.rows))
    return SOUND


def _folder(mission: str) -> Path:
    if mission in registry.mission_ids():
        return registry.folder(mission)
    if Path(mission).is_dir():
        return Path(mission)
    raise UnknownMission(mission=mission, known=registry.mission_ids())


def _state(options: argparse.Namespace) -> int:
    t, data = Translator(options.lang), load()
    on = day_asked(options.on, data)
    known_on = parse_day(options.known_on) if options.known_on else None
    snap = snapshot(data, on=on, known_on=known_on)
    states = snap.states if options.site is None else (snap.state(site_asked(options.site, data)),)
    if options.format == "json":
        document = {
            "on": on.isoformat(),
            "known_on": known_on.isoformat() if known_on else None,
            "sites": [_state_json(state, data, t) for state in states],
            "counts": _counts_json(Counts.of(states)),
        }
        print(json.dumps(document, ensure_ascii=False, indent=2))
        return SOUND
    heading = t("cli.sites", date=on)
    print(f"{heading}, {t('cli.known_on', date=known_on)}" if known_on else heading)
    names = ("site", "un_presence", "transfer", "holder", "certainty")
    rows = [tuple(t(f"cli.head.{name}") for name in names), *(_state_row(state, data, t) for state in states)]
    print("\n".join(_aligned(rows)))
    if snap.hidden_undated:
        print(t("cli.hidden", count=snap.hidden_undated))
    return SOUND


def _diff(options: argparse.Namespace) -> int:
    t, data = Translator(options.lang), load()
    start, end = day_asked(options.start, data), day_asked(options.end, data)
    if end < start:
        raise DatesReversed(start=start, end=end)
    found = changes(data, start=start, end=end)
    if options.format == "json":
        document = {
            "from": start.isoformat(),
            "to": end.isoformat(),
            "changes": [_change_json(change, data, t) for change in found],
        }
        print(json.dumps(document, ensure_ascii=False, indent=2))
        return SOUND
    print(t("cli.changes", start=start, end=end, found=t("cli.changes_count", count=len(found))))
    rows = [(change.day.isoformat(), sentence(change, data=data, t=t), _in_doubt(change, t)) for change in found]
    print("\n".join(_aligned(rows)))
    return SOUND


def _events(options: argparse.Namespace) -> int:
    print(run_events(options, load()))
    return SOUND


def _export(options: argparse.Namespace) -> int:
    for line in run_export(options, load()):
        print(line)
    return SOUND


def _state_json(state: SiteState, data: MissionData, t: Translator) -> dict[str, object]:
    return {
        "id": state.site_id,
        "name": data.site(state.site_id).name.get(t.lang),
        "un_presence": state.un_presence.value,
        "transfer": state.transfer.value,
        "holder": state.holder,
        "holders": list(state.holders),
        "certainty": state.certainty.value,
        "changing": state.changing,
        "source_ids": list(state.source_ids),
    }


def _counts_json(counts: Counts) -> dict[str, object]:
    return {
        "total": counts.total,
        "un_presence": dict(counts.un_presence),
        "transfer": dict(counts.transfer),
        "holder": dict(counts.holder),
        "certainty": dict(counts.certainty),
        "changing": counts.changing,
    }


def _change_json(change: Change, data: MissionData, t: Translator) -> dict[str, object]:
    return {
        "date": change.day.isoformat(),
        "earliest": change.when.earliest.isoformat(),
        "latest": change.when.latest.isoformat(),
        "site": change.site_id,
        "kind": change.kind.value,
        "before": change.before,
        "after": change.after,
        "certainty": change.certainty.value,
        "sentence": sentence(change, data=data, t=t),
        "source_ids": list(change.source_ids),
    }


def _state_row(state: SiteState, data: MissionData, t: Translator) -> tuple[str, ...]:
    holders = ", ".join(holder_label(holder, data=data, t=t) for holder in state.holders or (UNKNOWN,))
    certainty = t(f"vocab.certainty.{state.certainty}")
    return (
        data.site(state.site_id).name.get(t.lang),
        t(f"vocab.un_presence.{state.un_presence}"),
        t(f"vocab.transfer.{state.transfer}"),
        holders,
        f"{certainty}, {t('cli.changing')}" if state.changing else certainty,
    )


def _in_doubt(change: Change, t: Translator) -> str:
    return "" if change.when.earliest == change.when.latest else f"({t.period(change.when)})"


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        _COLUMN_GAP.join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
