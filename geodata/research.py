"""The record as frames, for a notebook or a script: what `import geodata` offers.

A day is a `date` or an ISO text such as "2023-10-31". Ids in one cell are joined by `;`. A day that is no date raises
BadDate, one outside the record DateOutsideSpan.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point

from geodata.data.load import load as _load
from geodata.domain import changes as _changes
from geodata.domain import ledger
from geodata.domain.asked import day_asked
from geodata.domain.measures import counts_by_day, departed_series
from geodata.domain.published import Knowledge
from geodata.domain.sentences import sentence
from geodata.domain.snapshot import CLAIM_WINDOW_DAYS, Snapshot
from geodata.domain.snapshot import snapshot as _snapshot
from geodata.domain.view import Filters
from geodata.errors import DatesReversed
from geodata.i18n.catalog import Translator

if TYPE_CHECKING:
    from branca.element import MacroElement

    from geodata.domain.model import MissionData

Day = date | str
_SEPARATOR: Final = ";"
_DEGREES: Final = "EPSG:4326"


def load(mission: str = "minusma") -> MissionData:
    """Return the record of a mission, checked; `data.frames` holds its tables as they are in the files.

    Raises UnknownMission, and DataFaults with every fault where the files break their own description.
    """
    return _load(mission)


def snapshot(
    data: MissionData,
    *,
    on: Day,
    filters: Filters | None = None,
    known_on: Day | None = None,
    claim_days: int = CLAIM_WINDOW_DAYS,
) -> Snapshot:
    """Return the state of every site on a day: `.frame(data)` as a table, `.counts`, `.claims`, `.state("kidal")`.

    Filters hide sites and claims, they never alter a state. With `known_on`, only rows that rest on something
    published by that day count. The claims are those of the last `claim_days` days; 0 reaches back over the record.
    """
    return _snapshot(data, on=_day(on, data), filters=filters, known_on=_maybe(known_on, data), claim_days=claim_days)


def changes(
    data: MissionData,
    *,
    start: Day | None = None,
    end: Day | None = None,
    known_on: Day | None = None,
    lang: str = "en",
) -> pd.DataFrame:
    """Return what changed after `start`, up to `end`, one row a change, in time order; the whole record unless given.

    Columns: day (from which the new state holds), earliest and latest (when it happened), site, kind (presence,
    transfer, holder), before, after, certainty, sentence (in `lang`), source_ids, event_id. Raises DatesReversed.
    """
    first, last = _span(data, start, end)
    t = Translator(lang)
    found = _changes.changes(data, start=first, end=last, known_on=_maybe(known_on, data))
    rows = [
        {
            "day": change.day,
            "earliest": change.when.earliest,
            "latest": change.when.latest,
            "site": change.site_id,
            "kind": str(change.kind),
            "before": change.before,
            "after": change.after,
            "certainty": str(change.certainty),
            "sentence": sentence(change, data=data, t=t),
            "source_ids": _SEPARATOR.join(change.source_ids),
            "event_id": change.event_id,
        }
        for change in found
    ]
    columns = ["day", "earliest", "latest", "site", "kind", "before", "after", "certainty", "sentence", "source_ids",
               "event_id"]  # fmt: skip
    return _dated(pd.DataFrame(rows, columns=columns), "day", "earliest", "latest")


def claims(
    data: MissionData,
    *,
    start: Day | None = None,
    end: Day | None = None,
    filters: Filters | None = None,
    known_on: Day | None = None,
    lang: str = "en",
) -> gpd.GeoDataFrame:
    """Return who said what, from `start` to `end`, both included; the whole record unless given.

    A claim is what a party says, not what happened; `status` tells what others say of it. Columns: id, kind, status,
    claimant, subjects, against, earliest, latest, said_on, title (in `lang`), place, regions, sites, happening,
    source_ids, geometry (EPSG:4326, missing where no single place is meant). `filters` also tell by which date a claim
    counts and how an uncertain date is read. Raises DatesReversed.
    """
    first, last = _span(data, start, end)
    asked = filters if filters is not None else Filters()
    knowledge = Knowledge.of(data, _maybe(known_on, data))
    found = [
        claim
        for claim in ledger.selected(data, asked)
        if ledger.within(claim, first=first, last=last, filters=asked) and knowledge.knows(claim.source_ids)
    ]
    rows: list[dict[str, Any]] = [
        {
            "id": claim.id,
            "kind": str(claim.kind),
            "status": str(claim.status),
            "claimant": claim.claimant_id,
            "subjects": _SEPARATOR.join(claim.subject_ids),
            "against": _SEPARATOR.join(claim.against_ids),
            "earliest": claim.when.earliest,
            "latest": claim.when.latest,
            "said_on": claim.said_on,
            "title": claim.title.get(lang),
            "place": claim.place_id,
            "regions": _SEPARATOR.join(claim.regions),
            "sites": _SEPARATOR.join(claim.site_ids),
            "happening": claim.happening_id or claim.id,
            "source_ids": _SEPARATOR.join(claim.source_ids),
        }
        for claim in sorted(found, key=lambda claim: (claim.when, claim.id))
    ]
    columns = ["id", "kind", "status", "claimant", "subjects", "against", "earliest", "latest", "said_on", "title",
               "place", "regions", "sites", "happening", "source_ids"]  # fmt: skip
    spots = {
        claim.id: Point(claim.lon, claim.lat) for claim in found if claim.lon is not None and claim.lat is not None
    }
    frame = _dated(pd.DataFrame(rows, columns=columns), "earliest", "latest")
    return gpd.GeoDataFrame(frame, geometry=[spots.get(name) for name in frame["id"]], crs=_DEGREES)


def measures(
    data: MissionData, *, start: Day | None = None, end: Day | None = None, known_on: Day | None = None
) -> pd.DataFrame:
    """Return the counts of each day from `start` to `end`, both included; the whole record unless given.

    The index is the day. Columns: open, closing, closed (the UN at the sites), none, partial, formal, without_handover
    (the hand-over), which each add up to the number of sites; changing (sites of which the day lies inside the
    uncertainty of a change); departed (people who had left by the last count settled by then, missing before the
    first). Raises DatesReversed.
    """
    first, last = _span(data, start, end)
    counted = counts_by_day(data, start=first, end=last, known_on=_maybe(known_on, data))
    rows = {
        day: {**counts.un_presence, **counts.transfer, "changing": counts.changing} for day, counts in counted.items()
    }
    frame = pd.DataFrame.from_dict(rows, orient="index")
    frame.index = pd.DatetimeIndex(frame.index, name="day")
    knowledge = Knowledge.of(data, _maybe(known_on, data))
    settled = {
        pd.Timestamp(figure.when.latest): figure.value
        for figure in departed_series(data)
        if knowledge.knows(figure.source_ids)
    }
    people = pd.Series(settled, dtype="float64").sort_index()
    frame["departed"] = people.reindex(people.index.union(frame.index)).ffill().reindex(frame.index)
    return frame


def living_map(
    data: MissionData,
    *,
    on: Day | None = None,
    start: Day | None = None,
    end: Day | None = None,
    lang: str = "en",
    site: str | None = None,
) -> MacroElement:
    """Return the map with its clock, which a notebook shows as the last value of a cell; offered as `geodata.map`.

    Everything is inside: it asks nothing of any host, and `.save("map.html")` writes it as a file. Raises AssetError.
    """
    from geodata.maps.standalone import mission_map  # noqa: PLC0415  folium takes longer to import than all the rest

    return mission_map(
        data, on=_maybe(on, data), start=_maybe(start, data), end=_maybe(end, data), lang=lang, site=site
    )


def _day(day: Day, data: MissionData) -> date:
    return day_asked(day if isinstance(day, str) else day.isoformat(), data)


def _maybe(day: Day | None, data: MissionData) -> date | None:
    return None if day is None else _day(day, data)


def _span(data: MissionData, start: Day | None, end: Day | None) -> tuple[date, date]:
    first = data.mission.start if start is None else _day(start, data)
    last = data.mission.end if end is None else _day(end, data)
    if last < first:
        raise DatesReversed(start=first, end=last)
    return first, last


def _dated(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in columns})
