"""What happened around the sites before and after the UN left, counted with care.

Before is the days -n to -1, after the days 0 to n-1, by the first day of an event. An event that begins before the day
and lasts to it or beyond is counted apart. Distances are geodesic. Where the file ends before a window does, the count
is refused unless asked for. The sentence that goes with every number: this describes, it does not explain.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geodata.domain.vocabulary import Certainty
from geodata.events.account import PER_DAYS, Account, Flag, Overlap, Question, Refusal, Side, Sides
from geodata.events.errors import NoTurningDay, WindowCutOff
from geodata.events.model import Format
from geodata.events.nearby import EventIndex, distance_km, nearer, rim
from geodata.events.poisson import interval
from geodata.events.shares import parties, types
from geodata.events.turning import Turning, turning

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.domain.mission import MissionData
    from geodata.domain.records import Place, Text

_SMALL = 5
_USUAL = Question()


def around_site(
    index: EventIndex,
    data: MissionData,
    site_id: str,
    *,
    question: Question = _USUAL,
    country: shapely.Geometry | None = None,
) -> Account:
    """Return what happened around a site before and after its clock turned.

    Parameters
    ----------
    index
        The events of one file.
    data
        The mission's record; raises KeyError where it has no such site.
    site_id
        The site.
    question
        The radius, the window, the clock, and what is to be counted.
    country
        The mission's country: a circle that leaves it, in a file that holds one country only, is flagged.

    Raises
    ------
    NoTurningDay
        Where the clock never turned: a site left without a transfer has no day of transfer.
    WindowCutOff
        Where the file does not cover both windows, unless the question allows it.
    """
    site = data.site(site_id)
    turned = turning(data, site_id, clock=question.clock)
    subject = _Subject(id=site_id, name=site.name, place=data.place(site.place_id), country=country)
    return _account(index, data, subject, turned, question)


def around_sites(
    index: EventIndex,
    data: MissionData,
    *,
    question: Question = _USUAL,
    country: shapely.Geometry | None = None,
) -> tuple[Account | Refusal, ...]:
    """Return the account of every site in the order of closing; a site that cannot be counted says why."""
    found: list[Account | Refusal] = []
    for site in data.sites_in_order:
        try:
            found.append(around_site(index, data, site.id, question=question, country=country))
        except (NoTurningDay, WindowCutOff) as error:
            found.append(Refusal(place_id=site.id, name=site.name, error=error))
    return tuple(found)


def around_town(
    index: EventIndex, data: MissionData, town: Place, turned: Turning, *, question: Question = _USUAL
) -> Account:
    """Return what happened around a town that had no UN site, on the days of a site's turning. Raises WindowCutOff."""
    return _account(index, data, _Subject(id=town.id, name=town.name, place=town), turned, question)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What is counted around: a site or a town, its place, and the country whose border is watched."""

    id: str
    name: Text
    place: Place
    country: shapely.Geometry | None = None


def _account(index: EventIndex, data: MissionData, subject: _Subject, turned: Turning, question: Question) -> Account:
    place = subject.place
    report = index.file.report
    first, last = report.first, report.last
    day, span = turned.day, timedelta(days=question.days)
    start, end = day - span, day + span - timedelta(days=1)
    cut_off = [
        flag
        for flag, cut in (
            (Flag.CUT_OFF_BEFORE, first is None or start < first),
            (Flag.CUT_OFF_AFTER, last is None or end > last),
        )
        if cut
    ]
    if cut_off and not question.allow_cut_off:
        raise WindowCutOff(site=subject.id, start=start, end=end, first=first, last=last)
    sides, before, after = _sides(index, place, day, question)
    earlier = _year_earlier(day)
    placebo = None
    if first and last and first <= earlier - span and earlier + span <= last:
        placebo, *_ = _sides(index, place, earlier, question)
    both = np.concatenate([before, after])
    overlaps = _overlaps(index, data, subject, question, both)
    flags = [*cut_off, *_flags(index, turned, question, sides, both)]
    if overlaps:
        flags.append(Flag.OVERLAP)
    if placebo is None:
        flags.append(Flag.PLACEBO_CUT_OFF)
    if subject.country is not None and _beyond_file(index, place, question, subject.country):
        flags.append(Flag.ONE_COUNTRY)
    return Account(
        place_id=subject.id,
        name=subject.name,
        turning=turned,
        question=question,
        sides=sides,
        types=types(index, before, after),
        parties=parties(index, before, after),
        overlaps=overlaps,
        placebo=placebo,
        flags=tuple(flags),
    )


def _sides(
    index: EventIndex, place: Place, day: date, question: Question
) -> tuple[Sides, NDArray[np.int64], NDArray[np.int64]]:
    """Return both sides of a day, and the events counted in each by their place in the index."""
    start, end = day - timedelta(days=question.days), day + timedelta(days=question.days - 1)
    found = index.found(lat=place.lat, lon=place.lon, radius_km=question.radius_km, first=start, last=end)
    turned = np.datetime64(day, "D").astype(np.int64)
    counted = np.ones(len(found), np.bool_) if question.coarse else ~index.coarse[found]
    early = index.start[found] < turned
    spans = early & (index.end[found] >= turned)
    before, after = found[counted & early & ~spans], found[counted & ~early]
    spanning = found[counted & spans]
    coarse = found[index.coarse[found] & (~spans | (not question.coarse))]
    sides = Sides(
        day=day,
        before=_side(index, start, day - timedelta(days=1), before, coarse),
        after=_side(index, day, end, after, coarse),
        spanning=len(spanning),
        spanning_deaths=_total(index.deaths[spanning]),
    )
    return sides, before, after


def _side(index: EventIndex, start: date, end: date, counted: NDArray[np.int64], coarse: NDArray[np.int64]) -> Side:
    first, last = index.file.report.first, index.file.report.last
    days = max((min(end, last) - max(start, first)).days + 1, 0) if first and last else 0
    ends = np.array([start, end], "datetime64[D]").astype(np.int64)
    events = len(counted)
    per = PER_DAYS / days if days else None
    deaths = index.deaths[counted]
    return Side(
        start=start,
        end=end,
        days=days,
        events=events,
        deaths=_total(deaths),
        deaths_low=_total(index.low[counted]),
        deaths_high=_total(index.high[counted]),
        no_figure=int(np.count_nonzero(np.isnan(deaths))),
        coarse=int(np.count_nonzero((index.start[coarse] >= ends[0]) & (index.start[coarse] <= ends[1]))),
        vague=int(np.count_nonzero(index.vague[counted])),
        rate=None if per is None else events * per,
        interval=None if per is None else (interval(events)[0] * per, interval(events)[1] * per),
    )


def _total(values: NDArray[np.float64]) -> int | None:
    """Return the sum of the figures; None where there are events and none has a figure."""
    if len(values) and np.isnan(values).all():
        return None
    return int(np.nansum(values))


def _year_earlier(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, min(day.day, last))


def _flags(index: EventIndex, turned: Turning, question: Question, sides: Sides, both: NDArray[np.int64]) -> list[Flag]:
    before, after = sides.before, sides.after
    coarse = before.coarse + after.coarse
    told = {
        Flag.DAY_UNCERTAIN: turned.when.earliest != turned.when.latest,
        Flag.DAY_CONTESTED: turned.certainty is Certainty.CONTESTED,
        Flag.SPANNING: bool(sides.spanning),
        Flag.COARSE_LEFT_OUT: bool(coarse) and not question.coarse,
        Flag.COARSE_COUNTED: bool(coarse) and question.coarse,
        Flag.UNKNOWN_PRECISION: bool(index.unplaced[both].any()),
        Flag.VAGUE_DATES: bool(before.vague + after.vague),
        Flag.NO_FIGURE: bool(before.no_figure + after.no_figure),
        Flag.SMALL_NUMBERS: min(before.events, after.events) < _SMALL,
        Flag.PROVISIONAL: index.file.format is Format.UCDP_CANDIDATE,
    }
    return [flag for flag, applies in told.items() if applies]


def _overlaps(
    index: EventIndex, data: MissionData, subject: _Subject, question: Question, both: NDArray[np.int64]
) -> tuple[Overlap, ...]:
    place = subject.place
    found = []
    for site in data.sites_in_order:
        other = data.place(site.place_id)
        if site.id == subject.id:
            continue
        km = distance_km(place.lat, place.lon, other.lat, other.lon)
        if km >= 2 * question.radius_km:
            continue
        within = nearer(index.lat[both], index.lon[both], lat=other.lat, lon=other.lon, radius_km=question.radius_km)
        shared = within & _counts_for(index, data, site.id, question, both)
        found.append(Overlap(site_id=site.id, km=km, shared=int(np.count_nonzero(shared))))
    return tuple(sorted(found, key=lambda overlap: overlap.km))


def _counts_for(
    index: EventIndex, data: MissionData, site_id: str, question: Question, found: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell which events start on the days that count for a site by the same clock, and do not span its own day."""
    try:
        day = turning(data, site_id, clock=question.clock).day
    except NoTurningDay:
        return np.zeros(len(found), np.bool_)
    turned = np.datetime64(day, "D").astype(np.int64)
    start = index.start[found]
    spans = (start < turned) & (index.end[found] >= turned)
    counts: NDArray[np.bool_] = (start >= turned - question.days) & (start < turned + question.days) & ~spans
    return counts


def _beyond_file(index: EventIndex, place: Place, question: Question, country: shapely.Geometry) -> bool:
    """Tell whether a circle leaves the country while the file holds events of one country only."""
    if index.file.frame["country"].cat.categories.size != 1:
        return False
    lats, lons = rim(lat=place.lat, lon=place.lon, radius_km=question.radius_km)
    return not shapely.contains_xy(country, lons, lats).all()
