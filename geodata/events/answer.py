"""An account as a document for programs and as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.domain.dates import Period
from geodata.events.account import Account, Question, Refusal, Share, Side, Sides
from geodata.events.nearby import distance_km
from geodata.events.refusal import Where, reason, refusal, remedies
from geodata.events.towns import compared

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.domain.model import MissionData
    from geodata.events.model import EventFile
    from geodata.events.nearby import EventIndex
    from geodata.i18n.catalog import Translator

_GAP = "  "
_DECIMALS = 3


def one(file: EventFile, account: Account, *, index: EventIndex, data: MissionData) -> dict[str, object]:
    """Return the document of one site, with the towns that it is to be read with."""
    towns = [_town(town, data, account) for town in compared(index, data, account)]
    return {"file": _file(file), **_account(account), "towns": towns}


def many(
    file: EventFile, found: Sequence[Account | Refusal], *, question: Question, data: MissionData, t: Translator
) -> dict[str, object]:
    """Return the document of several sites; a site that could not be counted says why under `refused`."""
    return {
        "file": _file(file),
        "clock": question.clock.value,
        "radius_km": question.radius_km,
        "sites": [_account(item) if isinstance(item, Account) else _refusal(item, data, t) for item in found],
    }


def told(
    file: EventFile,
    found: Sequence[Account | Refusal],
    *,
    index: EventIndex,
    data: MissionData,
    question: Question,
    t: Translator,
) -> list[str]:
    """Return the lines of a table, what is to be known of its figures, and what it does not say."""
    report = file.report
    lines = [
        t(
            "events.file",
            name=report.name,
            rows=t("events.rows", count=report.rows),
            accepted=t("events.events", count=report.accepted),
            rejected=t("events.rejected", count=report.rejected),
            format=t(f"events.format.{file.format}"),
            first=report.first,
            last=report.last,
        )
    ]
    lines += [f"- {t(note.key, count=note.count, detail=note.detail)}" for note in report.notes]
    clock = t(f"events.clock.{question.clock}")
    lines += ["", t("events.question", km=question.radius_km, days=str(question.days), clock=clock)]
    accounts = [item for item in found if isinstance(item, Account)]
    heads = ("site", "day", "before", "after", "spanning")
    rows = [tuple(t(f"events.head.{head}") for head in heads), *(_row(item, item.sides, t) for item in accounts)]
    if len(found) == 1 and accounts:
        rows += _beside(accounts[0], index=index, data=data, t=t)
    lines += _aligned(rows) if accounts else []
    refused = [item.error for item in found if isinstance(item, Refusal)]
    lines += [reason(error, data=data, t=t) for error in refused]
    lines += remedies(refused, where=Where.COMMAND, t=t)
    lines += ["", *_flags(accounts, data, t), t("events.rates"), t("events.describes")]
    return lines


def _beside(account: Account, *, index: EventIndex, data: MissionData, t: Translator) -> Iterator[tuple[str, ...]]:
    """Yield the rows that a single site is to be read with: a year earlier, and towns without a UN site."""
    if account.placebo is not None:
        yield t("events.earlier", site=account.name.get(t.lang)), *_row(account, account.placebo, t)[1:]
    for town in compared(index, data, account):
        yield t("events.town", town=town.name.get(t.lang)), *_row(town, town.sides, t)[1:]


def _row(account: Account, sides: Sides, t: Translator) -> tuple[str, ...]:
    when = account.turning.when
    exact = sides.day != account.turning.day or when.earliest == when.latest
    day = t.date(sides.day, "short") if exact else t.period(Period(when.earliest, when.latest, when.precision))
    return (
        account.name.get(t.lang),
        day,
        _side(sides.before, t),
        _side(sides.after, t),
        str(sides.spanning),
    )


def _side(side: Side, t: Translator) -> str:
    deaths = t("events.no_figure") if side.deaths is None else t("events.dead", count=side.deaths)
    if side.rate is None or side.interval is None:
        return t("events.side_unknown", events=side.events, deaths=deaths)
    low, high = side.interval
    rate, low, high = (round(value, 1) for value in (side.rate, low, high))
    return t("events.side", events=side.events, deaths=deaths, rate=rate, low=low, high=high)


def _flags(accounts: Sequence[Account], data: MissionData, t: Translator) -> Iterator[str]:
    names: dict[str, list[str]] = {}
    for account in accounts:
        for sentence in account.flag_words(t):
            names.setdefault(sentence, []).append(account.name.get(t.lang))
    for sentence, sites in names.items():
        yield f"- {sentence}" if len(accounts) == 1 else f"- {sentence} ({t.list(sites)})"
    if len(accounts) == 1:
        yield from (f"  {line}" for line in overlap_lines(accounts[0], data, t))


def overlap_lines(account: Account, data: MissionData, t: Translator) -> list[str]:
    """Return the sites whose circles cut that of an account, each with how many events count for both."""
    return [
        t(
            "events.overlap" if overlap.shared else "events.overlap-apart",
            site=data.site(overlap.site_id).name.get(t.lang),
            km=round(overlap.km),
            count=overlap.shared,
        )
        for overlap in account.overlaps
    ]


def _file(file: EventFile) -> dict[str, object]:
    report = file.report
    return {
        "format": file.format.value,
        "rows": report.rows,
        "rejected": report.rejected,
        "first": report.first.isoformat() if report.first else None,
        "last": report.last.isoformat() if report.last else None,
        "name": report.name,
        "notes": [{"kind": note.kind.value, "count": note.count, "detail": note.detail} for note in report.notes],
    }


def _account(account: Account) -> dict[str, object]:
    when = account.turning.when
    return {
        "site": account.place_id,
        "clock": account.turning.clock.value,
        "day": account.turning.day.isoformat(),
        "radius_km": account.question.radius_km,
        "before": _side_json(account.sides.before),
        "after": _side_json(account.sides.after),
        "flags": [flag.value for flag in account.flags],
        "day_earliest": when.earliest.isoformat(),
        "day_latest": when.latest.isoformat(),
        "precision": "all" if account.question.coarse else "place",
        "spanning": {"events": account.sides.spanning, "deaths": account.sides.spanning_deaths},
        "types": [_share(share) for share in account.types],
        "parties": [_share(share) for share in account.parties],
        "overlaps": [
            {"site": overlap.site_id, "km": round(overlap.km, 1), "shared": overlap.shared}
            for overlap in account.overlaps
        ],
        "placebo": account.placebo and _sides_json(account.placebo),
    }


def _town(town: Account, data: MissionData, account: Account) -> dict[str, object]:
    home, place = data.place(data.site(account.place_id).place_id), data.place(town.place_id)
    km = distance_km(home.lat, home.lon, place.lat, place.lon)
    return {"town": town.place_id, "km": round(km, 1), **_sides_json(town.sides)}


def _sides_json(sides: Sides) -> dict[str, object]:
    return {
        "day": sides.day.isoformat(),
        "before": _side_json(sides.before),
        "after": _side_json(sides.after),
        "spanning": sides.spanning,
    }


def _side_json(side: Side) -> dict[str, object]:
    return {
        "days": side.days,
        "events": side.events,
        "deaths": side.deaths,
        "rate_per_30_days": None if side.rate is None else round(side.rate, _DECIMALS),
        "interval": None if side.interval is None else [round(end, _DECIMALS) for end in side.interval],
        "start": side.start.isoformat(),
        "end": side.end.isoformat(),
        "deaths_low": side.deaths_low,
        "deaths_high": side.deaths_high,
        "no_figure": side.no_figure,
        "coarse": side.coarse,
        "vague": side.vague,
    }


def _share(share: Share) -> dict[str, object]:
    return {
        "name": share.name,
        "before": share.before,
        "after": share.after,
        "deaths_before": share.deaths_before,
        "deaths_after": share.deaths_after,
    }


def _refusal(item: Refusal, data: MissionData, t: Translator) -> dict[str, object]:
    message = refusal(item.error, data=data, where=Where.COMMAND, t=t)
    return {"site": item.place_id, "refused": {"code": item.error.code, "message": message}}


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [_GAP.join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
