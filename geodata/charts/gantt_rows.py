"""The rows behind the bars of the sites: spells, announced windows, hand-overs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from geodata.charts.frame import Row, Span, fill, letters
from geodata.domain.measures import slip
from geodata.domain.sentences import holder_label, holding
from geodata.domain.spells import plan_of, spells_of, transfers_of
from geodata.domain.vocabulary import UnPresence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.domain.mission import MissionData
    from geodata.domain.spells import Spell

CLOSING_OPACITY: Final = 0.5
_SLICES: Final = 8
_LONGER: Final = 8
_PAST_A_SIGN: Final = 12


def site_labels(data: MissionData, site_ids: Iterable[str], lang: str) -> dict[str, str]:
    """Return a short name for each site: that of its place where its own is long."""
    names = {}
    for site_id in site_ids:
        site = data.site(site_id)
        place = data.place(site.place_id)
        short = len(site.name.en) <= len(place.name.en) + _LONGER
        names[site_id] = (site.name if short else place.name).get(lang)
    return names


def bar_rows(data: MissionData, span: Span, site_ids: Sequence[str]) -> list[Row]:
    """Return the bars, a row each; where a start is uncertain, slices that fade over the days in doubt."""
    found: list[Row] = []
    past = span.end + timedelta(days=1)
    for site_id in site_ids:
        spells = spells_of(data, site_id)
        signs = [change.day for change in transfers_of(data, site_id) if span.holds(change.day)]
        for spell, following in zip(spells, [*spells[1:], None], strict=True):
            until = following.start if following else past
            sign = min((day for day in signs if spell.start <= day < until), default=None)
            row = {**_bar(data, span, spell), "sign": _stamp(sign) if sign else None}
            sure = following.soft_from if following else past
            if spell.start < sure:
                found.append({**row, "begin": _stamp(spell.start), "end": _stamp(min(sure, past)), "body": True})
            found += _fade(row, spell.soft_from, spell.start, rising=True)
            if following:
                found += _fade(row, max(following.soft_from, spell.start), following.start, rising=False)
    return [row for row in found if row["begin"] < _stamp(past) and row["end"] > _stamp(span.start)]


def plan_rows(data: MissionData, span: Span, site_ids: Sequence[str]) -> list[Row]:
    """Return the announced closing window of each site that has one."""
    found = []
    for site_id in site_ids:
        plan = plan_of(data, site_id)
        if plan is None:
            continue
        found.append(
            {
                "site": site_id,
                "jump": span.clamped(plan.when.latest),
                "begin": _stamp(plan.when.earliest),
                "end": _stamp(plan.when.latest + timedelta(days=1)),
                "name": data.site(site_id).name.get(span.t.lang),
                "state": span.t("chart.gantt.planned", what=plan.planned.get(span.t.lang)),
                "slip": slip_words(data, site_id, span),
            }
        )
    return found


def sign_rows(data: MissionData, span: Span, site_ids: Sequence[str]) -> list[Row]:
    """Return a sign for every hand-over, and for every departure without one, with the days in doubt."""
    return [
        {
            "site": site_id,
            "jump": change.day,
            "day": _stamp(change.day),
            "begin": _stamp(change.when.earliest),
            "kind": change.after,
            "name": data.site(site_id).name.get(span.t.lang),
            "state": span.t(f"vocab.transfer.{change.after}"),
            "when": span.t.period(change.when),
        }
        for site_id in site_ids
        for change in transfers_of(data, site_id)
        if span.holds(change.day)
    ]


def slip_rows(data: MissionData, span: Span, site_ids: Sequence[str]) -> list[Row]:
    """Return each site's slip in days, as short as a margin allows."""
    return [{"site": site_id, "slip": _short_slip(data, site_id, span)} for site_id in site_ids]


def slip_words(data: MissionData, site_id: str, span: Span) -> str:
    """Return a site's slip in words."""
    days = slip(data, site_id)
    if days is None:
        return span.t("chart.gantt.slip-unknown")
    if days == 0:
        return span.t("chart.gantt.on-time")
    return span.t("chart.gantt.late" if days > 0 else "chart.gantt.early", count=abs(days))


def bar_sources(data: MissionData, site_id: str) -> list[str]:
    """Return every source that a site's bars, signs and announced window rest on, once each."""
    plan = plan_of(data, site_id)
    drawn = (*spells_of(data, site_id), *transfers_of(data, site_id), *((plan,) if plan else ()))
    return list(dict.fromkeys(source for row in drawn for source in row.source_ids))


def _short_slip(data: MissionData, site_id: str, span: Span) -> str:
    days = slip(data, site_id)
    if days is None:
        return "–"
    sign = "+" if days > 0 else "−" if days < 0 else "±"
    return span.t("chart.gantt.slip", days=f"{sign}{span.t.number(abs(days))}")


def _bar(data: MissionData, span: Span, spell: Spell) -> Row:
    t = span.t
    names = [holder_label(holder, data=data, t=t) for holder in spell.holders]
    closed = spell.un_presence is UnPresence.CLOSED
    return {
        "site": spell.site_id,
        "jump": max(spell.start, data.mission.start),
        "colour": fill(spell.holder),
        "letters": span.look.ink if spell.un_presence is UnPresence.CLOSING else letters(spell.holder),
        "strength": CLOSING_OPACITY if spell.un_presence is UnPresence.CLOSING else 1.0,
        "sure": str(spell.certainty) if closed else "confirmed",
        "word": ("/".join(names) or "?") if closed else t(f"chart.gantt.{spell.un_presence}"),
        "name": data.site(spell.site_id).name.get(t.lang),
        "state": holding(spell.holders, spell.certainty, data=data, t=t)
        if closed
        else t(f"vocab.un_presence.{spell.un_presence}"),
        "since": since(spell, span),
        "body": False,
        "indent": _PAST_A_SIGN if closed else 4,
    }


def since(spell: Spell, span: Span) -> str:
    """Return from when a spell lasts, with the days in doubt."""
    start = span.t.date(spell.start)
    if spell.soft_from == spell.start:
        return start
    return span.t("chart.gantt.between", first=span.t.date(spell.soft_from), last=start)


def _fade(row: Row, begin: date, end: date, *, rising: bool) -> list[Row]:
    """Return slices between two days whose strength rises, or falls, step by step."""
    if begin >= end:
        return []
    first, step = _midnight(begin), (_midnight(end) - _midnight(begin)) / _SLICES
    slices = []
    for number in range(_SLICES):
        part = (number + 0.5) / _SLICES
        slices.append(
            {
                **row,
                "begin": (first + number * step).isoformat(),
                "end": (first + (number + 1) * step).isoformat(),
                "strength": round(row["strength"] * (part if rising else 1 - part), 3),
            }
        )
    return slices


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _stamp(day: date) -> str:
    return _midnight(day).isoformat()
