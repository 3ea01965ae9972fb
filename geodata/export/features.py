"""Everything that has a place and a time, in one flat frame: for GeoJSON, GeoParquet and KML.

A row is a state of a site, a holder of another place, a claim, a road that a claim concerns, a convoy or what hit one.
`start` and `end` are its first and last day; lists are joined by semicolons, as in the tables.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
from shapely.geometry import LineString, Point

from geodata.data.frames import CRS
from geodata.data.package import LIST_DELIMITER
from geodata.domain.intervals import compile_intervals
from geodata.domain.routes import route_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.domain.model import Claim, Control, Convoy, ConvoyIncident, MissionData, Route, Site, Span, Text
    from geodata.export.selection import Selection

LAYERS: Final = ("site-states", "control", "claims", "claim-routes", "convoys", "convoy-incidents")
"""What a row may be, in the order in which they are written."""

COLUMNS: Final = (
    "layer", "id", "site_id", "place_id", "region", "start", "end", "precision", "title_en", "title_fr", "text_en",
    "text_fr", "kind", "status", "un_presence", "transfer", "holder_ids", "claimant_id", "certainty", "changing",
    "place_precision", "accuracy_km", "schematic", "source_ids", "source_addresses",
)  # fmt: skip

Row = dict[str, Any]


def features(selection: Selection) -> gpd.GeoDataFrame:
    """Return the chosen rows that have a place, or happened in a region, as a frame in EPSG:4326."""
    data, ids = selection.data, selection.ids
    span = selection.span or data.mission.span
    rows: list[Row] = []
    for site in data.sites_in_order:
        if site.id in ids["sites"]:
            rows += _states(data, site, span)
    rows += [_control(data, row, span) for row in data.control if row.id in ids["control"] and not row.site_id]
    rows += [_claim(data, row) for row in data.claims if row.id in ids["claims"]]
    rows += [
        _route(data, row, data.route(route_id))
        for row in data.claims
        if row.id in ids["claims"]
        for route_id in row.route_ids
    ]
    rows += [_convoy(data, row) for row in data.convoys if row.id in ids["convoys"] and row.departure is not None]
    rows += [_incident(data, row) for row in data.incidents if row.id in ids["convoy-incidents"]]
    shapes = [row.pop("geometry") for row in rows]
    columns = {name: [row.get(name) for row in rows] for name in COLUMNS}
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs=CRS), crs=CRS)


def _row(
    data: MissionData, layer: str, row_id: str, *, sources: Iterable[str], geometry: object, **values: object
) -> Row:
    cited = tuple(sources)
    return {
        "layer": layer,
        "id": row_id,
        **values,
        "source_ids": LIST_DELIMITER.join(cited),
        "source_addresses": " ".join(data.source(source).url for source in cited),
        "geometry": geometry,
    }


def _words(name: str, text: Text) -> Row:
    return {f"{name}_en": text.en, f"{name}_fr": text.fr}


def _point(lat: float | None, lon: float | None) -> Point | None:
    return None if lat is None or lon is None else Point(lon, lat)


def _states(data: MissionData, site: Site, span: Span) -> Iterable[Row]:
    place = data.place(site.place_id)
    for number, state in enumerate(compile_intervals(data)[site.id], 1):
        last = (state.end - timedelta(days=1)) if state.end else data.mission.end
        if last < span.start or state.start > span.end:
            continue
        yield _row(
            data,
            "site-states",
            f"{site.id}-{number}",
            sources=state.source_ids,
            geometry=_point(place.lat, place.lon),
            site_id=site.id,
            place_id=place.id,
            region=site.region,
            start=max(state.start, span.start),
            end=min(last, span.end),
            **_words("title", site.name),
            kind=site.kind.value,
            un_presence=state.un_presence.value,
            transfer=state.transfer.value,
            holder_ids=LIST_DELIMITER.join(state.holders),
            certainty=state.certainty.value,
            changing=state.changing,
            accuracy_km=place.accuracy_km,
        )


def _control(data: MissionData, row: Control, span: Span) -> Row:
    place = data.place(row.place_id)
    return _row(
        data,
        "control",
        row.id,
        sources=row.source_ids,
        geometry=_point(place.lat, place.lon),
        place_id=place.id,
        region=place.region,
        start=row.began.earliest if row.began else span.start,
        end=row.ended.latest if row.ended else span.end,
        **_words("title", place.name),
        **_words("text", row.basis),
        kind=row.scope.value,
        holder_ids=LIST_DELIMITER.join(row.holder_ids),
        certainty=row.certainty.value,
        accuracy_km=place.accuracy_km,
    )


def _claim(data: MissionData, row: Claim) -> Row:
    return _row(
        data,
        "claims",
        row.id,
        sources=row.source_ids,
        geometry=_point(row.lat, row.lon),
        site_id=LIST_DELIMITER.join(row.site_ids),
        place_id=row.place_id,
        region=LIST_DELIMITER.join(row.regions),
        **_said(row),
        **_words("title", row.title),
        **_words("text", row.summary),
        place_precision=row.place_precision.value if row.place_precision else None,
        accuracy_km=row.accuracy_km,
    )


def _route(data: MissionData, row: Claim, route: Route) -> Row:
    return _row(
        data,
        "claim-routes",
        f"{row.id}-{route.id}",
        sources=tuple(dict.fromkeys((*row.source_ids, *route.source_ids))),
        geometry=LineString([(lon, lat) for lat, lon in route_line(data, route)]),
        region=LIST_DELIMITER.join(row.regions),
        **_said(row),
        **_words("title", route.name),
        **_words("text", row.title),
        schematic=True,
    )


def _said(row: Claim) -> Row:
    """Return when a claim puts what happened, what that was, who says so, and how it stands."""
    return {
        "start": row.when.earliest,
        "end": row.until.latest if row.until else row.when.latest,
        "precision": row.when.precision.value,
        "kind": row.kind.value,
        "status": row.status.value,
        "claimant_id": row.claimant_id,
    }


def _convoy(data: MissionData, row: Convoy) -> Row:
    stops = [data.place(stop) for stop in (row.origin_place_id, *row.via_place_ids, row.destination_place_id)]
    left = row.departure
    end: date | None = row.arrival.latest if row.arrival else (left.latest if left else None)
    return _row(
        data,
        "convoys",
        row.id,
        sources=row.source_ids,
        geometry=LineString([(stop.lon, stop.lat) for stop in stops]),
        site_id=row.origin_site_id,
        place_id=row.origin_place_id,
        region=stops[0].region,
        start=left.earliest if left else None,
        end=end,
        precision=left.precision.value if left else None,
        title_en=f"{stops[0].name.en} – {stops[-1].name.en}",
        title_fr=f"{stops[0].name.fr} – {stops[-1].name.fr}",
        **_words("text", row.note),
        kind=row.kind.value,
        certainty=row.certainty.value,
        schematic=True,
    )


def _incident(data: MissionData, row: ConvoyIncident) -> Row:
    place = data.place(row.place_id) if row.place_id else None
    return _row(
        data,
        "convoy-incidents",
        row.id,
        sources=row.source_ids,
        geometry=_point(row.lat, row.lon),
        place_id=row.place_id,
        region=place.region if place else "",
        start=row.when.earliest,
        end=row.when.latest,
        precision=row.when.precision.value,
        **_words("title", place.name) if place else {},
        **_words("text", row.note),
        kind=row.kind.value,
        certainty=row.certainty.value,
        accuracy_km=row.accuracy_km,
    )
