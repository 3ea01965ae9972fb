"""Plain tables in every container, with the reader's own mapping where the names do not tell."""

from __future__ import annotations

import io
import json
from datetime import date, datetime

import event_files as files
import pandas as pd
import pytest

from geodata.domain.mission import Extent, Span
from geodata.events.errors import BadMapping, ForeignCrs, UnknownColumns
from geodata.events.model import DatePrecision, EventFile, Format, GeoPrecision, NoteKind, Reason
from geodata.events.read import read_events
from geodata.events.sieve import rejects_csv

POINTS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"id": "g1", "date_start": "2023-08-13T00:00:00", "actor_a": "A", "fatalities": 2},
            "geometry": {"type": "Point", "coordinates": [-2.57, 16.85]},
        },
        {
            "type": "Feature",
            "properties": {"id": "g2", "date_start": "2023-11-12", "fatalities": None},
            "geometry": {"type": "MultiPoint", "coordinates": [[1.408, 18.441]]},
        },
        {"type": "Feature", "properties": {"id": "g3", "date_start": "2023-12-28"}, "geometry": None},
        {
            "type": "Feature",
            "properties": {"id": "g4", "date_start": "2023-12-28"},
            "geometry": {"type": "LineString", "coordinates": [[1, 18], [2, 18]]},
        },
        "not a feature",
    ],
}


def rejected(file: EventFile) -> list[tuple[int, str]]:
    return list(zip(file.rejects["line"], file.rejects["reason"], strict=True))


def test_three_styles_of_date_and_a_decimal_comma() -> None:
    file = read_events(files.PLAIN, name="own.csv")
    frame = file.frame
    assert file.format is Format.GENERIC
    assert list(frame["id"]) == ["x1", "x2", "x3"]
    assert list(frame["date_start"].dt.date) == [date(2023, 8, 13), date(2023, 8, 25), date(2023, 10, 31)]
    assert list(frame["lat"]) == [16.85, 15.92, 18.441]
    assert list(frame["fatalities"].isna()) == [True, False, False]
    assert set(frame["geo_precision"]) == {GeoPrecision.UNKNOWN}
    assert set(frame["date_precision"]) == {DatePrecision.DAY}
    assert set(frame["source"]) == {"own.csv"}
    assert file.report.note(NoteKind.NO_PRECISION)
    assert file.report.note(NoteKind.DAY_FIRST).detail == "25/08/2023"


def test_a_students_copy_is_a_plain_table() -> None:
    data = b"id,date,annee,type,pays,latitude,longitude\nMLI1,30-Jun-23,2023,Battles,Mali,16.27,-0.04\n"
    frame = read_events(data).frame
    assert list(frame["date_start"].dt.date) == [date(2023, 6, 30)]
    assert list(frame["country"]) == ["Mali"]


def test_the_reader_may_say_which_column_is_which() -> None:
    data = b"Quand;Nord;Est;Qui\n13/08/2023;16,85;-2,57;JNIM\n"
    with pytest.raises(UnknownColumns, match="date_start, lat, lon; columns found: Quand, Nord, Est, Qui"):
        read_events(data)
    mapping = {"date_start": "Quand", "lat": "Nord", "lon": "est", "actor_a": "Qui"}
    file = read_events(data, mapping=mapping)
    assert file.frame.loc[0, ["lat", "lon", "actor_a"]].tolist() == [16.85, -2.57, "JNIM"]
    assert file.report.columns["lat"] == "Nord"


@pytest.mark.parametrize("mapping", [{"latitude": "Nord"}, {"lat": "Sud"}])
def test_a_mapping_of_what_does_not_exist_is_refused(mapping: dict[str, str]) -> None:
    with pytest.raises(BadMapping):
        read_events(b"date,Nord,Est\n2023-08-13,16,2\n", mapping=mapping)


def test_geojson() -> None:
    file = read_events(json.dumps(POINTS).encode())
    assert list(file.frame["id"]) == ["g1", "g2"]
    assert list(file.frame["lon"]) == [-2.57, 1.408]
    assert rejected(file) == [(3, Reason.NO_POINT), (4, Reason.NOT_A_POINT), (5, Reason.MALFORMED)]
    assert file.report.counted_in == "feature"


@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:EPSG::32630", "EPSG:3857"])
def test_geojson_in_metres_is_refused(crs: str) -> None:
    with pytest.raises(ForeignCrs):
        read_events(json.dumps(POINTS | {"crs": {"type": "name", "properties": {"name": crs}}}).encode())


def test_geojson_may_name_wgs_84() -> None:
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert read_events(json.dumps(POINTS | {"crs": named}).encode()).report.accepted == 2


def test_geopackage() -> None:
    table = pd.DataFrame(
        {"id": ["a", "b"], "date": pd.to_datetime(["2023-08-13", "2023-08-14"]), "fatalities": [1, None]}
    )
    file = read_events(files.geopackage(table, lons=[1.4, 2.4], lats=[18.4, 15.9]))
    assert list(file.frame["date_start"].dt.date) == [date(2023, 8, 13), date(2023, 8, 14)]
    assert list(file.frame["lat"]) == [18.4, 15.9]
    assert file.frame["fatalities"].isna().tolist() == [False, True]
    assert file.report.container == "gpkg"


def test_geopackage_in_metres_is_refused() -> None:
    with pytest.raises(ForeignCrs):
        read_events(files.geopackage(pd.DataFrame({"date": ["2023-08-13"]}), lons=[5e5], lats=[2e6], crs="EPSG:32630"))


def test_excel_takes_the_sheet_that_has_events() -> None:
    data = files.workbook(
        {
            "Notes": [["About this file"], ["nothing"]],
            "Data": [["Date", "Lat", "Lon", "Deaths"], [datetime(2023, 8, 13), 16.85, -2.57, 3], [None] * 4, ["?"]],  # noqa: DTZ001
        }
    )
    file = read_events(data)
    assert list(file.frame["fatalities"]) == [3]
    assert rejected(file) == [(4, Reason.BAD_DATE)]
    assert file.report.note(NoteKind.OTHER_SHEETS).detail == "Data"


def test_formulas_are_never_run() -> None:
    data = files.workbook({"Data": [["date", "lat", "lon"], ["2023-08-13", "=8+8", 1], ["2023-08-14", 16, 1]]})
    file = read_events(data)
    assert rejected(file) == [(2, Reason.NO_POINT)]
    assert file.report.note(NoteKind.FORMULAS)


def test_formulas_in_text_are_text_and_harmless_in_the_list_of_rejects() -> None:
    data = b'date,lat,lon,actor\n2023-08-13,16,1,"=HYPERLINK(""http://x"")"\n"=1+1",16,1,A\n'
    file = read_events(data)
    assert file.frame["actor_a"][0] == '=HYPERLINK("http://x")'
    assert rejects_csv(file.rejects) == "line,reason,column,value\n3,bad-date,date,'=1+1\n"


PARQUET_ROWS = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "date_start": pd.to_datetime(["2023-08-13 10:00", "2023-12-31 23:00", "2024-05-01 00:00"]),
        "latitude": [16.85, 15.9, 18.4],
        "longitude": [-2.57, 2.4, 40.0],
        "best": [1, 2, 3],
    }
)


def parquet(frame: pd.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.to_parquet(out)
    return out.getvalue()


def test_parquet_is_read_by_days_and_extent() -> None:
    data = parquet(PARQUET_ROWS)
    assert read_events(data).report.accepted == 3
    year = Span(date(2023, 1, 1), date(2023, 12, 31))
    mali = Extent(west=-13, south=9.5, east=5.5, north=26)
    assert list(read_events(data, days=year).frame["id"]) == ["a", "b"]
    assert list(read_events(data, extent=mali).frame["id"]) == ["a", "b"]
    file = read_events(data, days=Span(date(2023, 12, 1), date(2024, 12, 31)), extent=mali)
    assert list(file.frame["id"]) == ["b"]
    assert file.report.note(NoteKind.OUTSIDE).count == 2


@pytest.mark.parametrize("kind", ["str", "datetime64[ms]", "date"])
def test_parquet_days_of_any_type(kind: str) -> None:
    days = PARQUET_ROWS["date_start"]
    column = days.dt.date if kind == "date" else days.astype(kind)
    file = read_events(parquet(PARQUET_ROWS.assign(date_start=column)), days=Span(date(2023, 1, 1), date(2023, 12, 31)))
    assert list(file.frame["id"]) == ["a", "b"]


def test_other_containers_are_filtered_as_well() -> None:
    file = read_events(files.PLAIN, days=Span(date(2023, 8, 14), date(2023, 12, 31)))
    assert list(file.frame["id"]) == ["x2", "x3"]
    assert file.report.note(NoteKind.OUTSIDE).count == 1
    assert file.report.rejected == 0


def test_exchanged_coordinates_are_remarked_upon() -> None:
    rows = "".join(f"2023-08-{day:02},{lat},{lon}\n" for day, lat, lon in [(13, 1.4, 18.4), (14, 2.4, 15.9)])
    note = read_events(f"date,lat,lon\n{rows}".encode()).report.note(NoteKind.SWAPPED)
    assert note is not None
    assert note.count == 2
    assert read_events(f"date,lon,lat\n{rows}".encode()).report.note(NoteKind.SWAPPED) is None


def test_rows_alike_without_an_id_are_events_of_their_own() -> None:
    file = read_events(b"date,lat,lon\n2023-08-13,16,1\n2023-08-13,16,1\n2023-08-14,16,1\n")
    assert file.frame["id"].is_unique
    assert file.report.note(NoteKind.SAME_ROWS).count == 1
    assert list(file.frame["id"]) == list(
        read_events(b"lon,lat,date\n1,16,2023-08-13\n1,16,2023-08-13\n1,16,2023-08-14\n").frame["id"]
    )


def test_columns_named_twice_are_told() -> None:
    file = read_events(b"date,lat,lon,Date\n2023-08-13,16,1,2020-01-01\n")
    assert file.report.note(NoteKind.REPEATED_COLUMNS).detail == "date"
    assert file.report.first == date(2023, 8, 13)


def test_progress_ends_at_one() -> None:
    told: list[float] = []
    read_events(files.ged(), progress=told.append)
    assert told
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_field_can_be_taken_from_no_column() -> None:
    content = b"date,lat,lon,type,deaths\n2023-10-01,16,1,clash,3\n"
    frame = read_events(content, mapping={"type": "", "fatalities": ""}).frame
    assert frame["type"].tolist() == [""]
    assert frame["fatalities"].isna().all()
    with pytest.raises(UnknownColumns):
        read_events(content, mapping={"lat": ""})
