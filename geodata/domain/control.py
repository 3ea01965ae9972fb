"""Who held towns, camps of the army and regions beside the UN's sites, as far as the record says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from geodata.domain.known import known_from
from geodata.domain.reach import distance_km

if TYPE_CHECKING:
    from datetime import date

    from geodata.domain.mission import MissionData
    from geodata.domain.records import Control

_AT_SITE_KM: Final = 13.0
"""Within this distance a place and a site share one point on a map of the whole mission."""


def towns_held(data: MissionData) -> tuple[Control, ...]:
    """Return every row of control that is not of a UN site and that is shown, in the order of the record."""
    return tuple(row for row in data.control if not row.site_id and row.shown)


def days_held(data: MissionData, row: Control) -> tuple[date | None, date | None]:
    """Return the first settled day of a row, and the first day that is no longer its; None where it is open.

    What was taken and left on one day is shown on that day, and what followed from the next.
    """
    start = row.began.latest if row.began else None
    end = row.ended.latest if row.ended else None
    if start is None:
        return None, end
    if _in_a_day(row):
        return start, start + timedelta(days=1)
    others = (one for one in towns_held(data) if (one.place_id, one.scope) == (row.place_id, row.scope))
    taken = any(_in_a_day(one) and one.began and one.began.latest == start for one in others)
    return start + timedelta(days=taken), end


def held_on(data: MissionData, *, on: date, known_on: date | None = None) -> tuple[Control, ...]:
    """Return the rows of `towns_held` that a day belongs to; with `known_on`, those that were public by then."""
    return tuple(row for row in towns_held(data) if _covers(data, row, on) and _public(data, row, known_on))


def site_near(data: MissionData, row: Control) -> str | None:
    """Return the nearest UN site within 13 km, geodesic, of the place of a row; None where there is none."""
    place = data.place(row.place_id)
    spots = ((site.id, data.place(site.place_id)) for site in data.sites)
    far = {
        site_id: distance_km(lat=place.lat, lon=place.lon, to_lat=spot.lat, to_lon=spot.lon) for site_id, spot in spots
    }
    nearest = min(far, key=far.__getitem__, default=None)
    return nearest if nearest is not None and far[nearest] < _AT_SITE_KM else None


def _in_a_day(row: Control) -> bool:
    return bool(row.began and row.ended and row.began.latest == row.ended.latest)


def _covers(data: MissionData, row: Control, on: date) -> bool:
    start, end = days_held(data, row)
    return (start is None or start <= on) and (end is None or on < end)


def _public(data: MissionData, row: Control, known_on: date | None) -> bool:
    if known_on is None:
        return True
    since = known_from(data, row.source_ids)
    return since is not None and since <= known_on
