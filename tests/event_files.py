"""Synthetic files of events in every layout that is read. None of these events is real."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import openpyxl

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, str]


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


GED: Final = _names(
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,"
    "high,low,gwnoa,gwnob"
)
GED_42: Final = _names(
    "id,year,active_year,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,dyad_name,side_a_new_id,"
    "gwnoa,side_a,side_b_new_id,gwnob,side_b,number_of_sources,source_article,source_office,source_date,"
    "source_headline,source_original,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,geom_wkt,"
    "priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,"
    "deaths_civilians,deaths_unknown,low,best,high"
)
COUNTRY: Final = (*GED[:44], "best_est", "high_est", "low_est")
HDX: Final = (*GED_42[:29], "iso3", *GED_42[29:])
ACLED_2022: Final = _names(
    "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,timestamp,iso3"
)
ACLED: Final = _names(
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,"
    "inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,"
    "location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)

_KIDAL: Final = {
    "id": "9000001",
    "relid": "SYN-2023-1-1-1",
    "year": "2023",
    "active_year": "1",
    "code_status": "Clear",
    "type_of_violence": "1",
    "conflict_name": "Mali: Synthetic",
    "side_a": "Government of Mali",
    "side_b": "CSP-PSD",
    "source_article": '"SYNTHETIC,2023-11-05,Not a real event"',
    "source_office": "SYNTHETIC",
    "where_prec": "1",
    "where_coordinates": "Kidal town",
    "where_description": "synthetic row",
    "adm_1": "Kidal region",
    "latitude": "18.441111",
    "longitude": "1.407778",
    "geom_wkt": "POINT (1.407778 18.441111)",
    "country": "Mali",
    "country_id": "432",
    "date_prec": "1",
    "date_start": "2023-11-04",
    "date_end": "2023-11-04",
    "best": "3",
    "high": "5",
    "low": "3",
}
_GAO: Final = _KIDAL | {
    "id": "9000002",
    "type_of_violence": "2",
    "side_a": "IS",
    "side_b": "JNIM",
    "where_prec": "4",
    "where_coordinates": "Gao region",
    "where_description": "SYNTHETIC first line\n\nsecond paragraph",
    "latitude": "16.271667",
    "longitude": "-0.044722",
    "geom_wkt": "POINT (-0.044722 16.271667)",
    "date_prec": "4",
    "date_start": "2023-08-03",
    "date_end": "2023-08-19",
    "best": "7",
    "high": "9",
    "low": "0",
}
_BER: Final = _KIDAL | {
    "id": "9000003",
    "type_of_violence": "3",
    "side_b": "Civilians",
    "where_prec": "2",
    "where_coordinates": "Ber town",
    "latitude": "16.833055",
    "longitude": "-2.528888",
    "geom_wkt": "POINT (-2.528888 16.833055)",
    "date_start": "2023-09-01",
    "date_end": "2023-09-01",
    "best": "0",
    "high": "4",
    "low": "0",
}
UCDP_ROWS: Final = (_KIDAL, _GAO, _BER)

_BER_CLASH: Final = {
    "event_id_cnty": "MLI900001",
    "event_date": "13 August 2023",
    "year": "2023",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Mali (2021-)",
    "assoc_actor_1": "Wagner Group",
    "inter1": "1",
    "actor2": "JNIM: Group for Support of Islam and Muslims",
    "inter2": "2",
    "interaction": "12",
    "iso": "466",
    "country": "Mali",
    "location": "Ber",
    "latitude": "16.8331",
    "longitude": "-2.5289",
    "geo_precision": "1",
    "source": "SYNTHETIC",
    "notes": "SYNTHETIC row, not a real event.",
    "fatalities": "2",
    "timestamp": "1700000000",
}
_MENAKA_BASE: Final = _BER_CLASH | {
    "event_id_cnty": "MLI900002",
    "event_date": "25 August 2023",
    "event_type": "Strategic developments",
    "sub_event_type": "Headquarters or base established",
    "assoc_actor_1": "",
    "actor2": "",
    "location": "Menaka",
    "latitude": "15.9182",
    "longitude": "2.4022",
    "fatalities": "0",
}
_KIDAL_STRIKE: Final = _BER_CLASH | {
    "event_id_cnty": "MLI900003",
    "event_date": "12 November 2023",
    "time_precision": "2",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor2": "Civilians (Mali)",
    "location": "Kidal",
    "latitude": "18.4411",
    "longitude": "1.4078",
    "geo_precision": "3",
    "fatalities": "10",
}
ACLED_ROWS: Final = (_BER_CLASH, _MENAKA_BASE, _KIDAL_STRIKE)


def delimited(
    header: Sequence[str], rows: Iterable[Row], *, delimiter: str = ",", quote: int = csv.QUOTE_MINIMAL
) -> str:
    """Return a delimited text of these columns; cells that a row does not have are empty."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quote, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return out.getvalue()


def ged(rows: Iterable[Row] = UCDP_ROWS) -> bytes:
    """Return GED of 49 columns, its days with a time."""
    timed = [{**row, **{day: f"{row[day]} 00:00:00.000" for day in ("date_start", "date_end")}} for row in rows]
    return delimited(GED, timed).encode()


def country_download(rows: Iterable[Row] = UCDP_ROWS) -> bytes:
    """Return the download of a country page: month first, `best_est`, and a comma too many in every record."""
    out = []
    for row in rows:
        days = {}
        for name in ("date_start", "date_end"):
            year, month, day = row[name].split("-")
            days[name] = f"{month}/{day}/{year} 00:00:00"
        figures = {f"{name}_est": row[name] for name in ("best", "high", "low")}
        out.append({**row, **days, **figures, "": ""})
    header, *records = list(csv.reader(io.StringIO(delimited((*COUNTRY, ""), out))))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header[:-1])
    writer.writerows(records)
    return text.getvalue().encode()


def hdx() -> bytes:
    """Return the copy on HDX, whose second line is a row of tags."""
    lines = delimited(HDX, UCDP_ROWS).split("\n", 1)
    tags = ["" if name != "year" else "#date+year" for name in HDX]
    return "\n".join([lines[0], ",".join(tags), lines[1]]).encode()


def ged_geojson() -> bytes:
    """Return GED as OGR writes it: 46 properties, the point in the geometry."""
    features = [
        {
            "type": "Feature",
            "properties": {
                name: f"{row[name]}T00:00:00" if name in {"date_start", "date_end"} else row.get(name)
                for name in GED
                if name not in {"latitude", "longitude", "geom_wkt"}
            },
            "geometry": {"type": "Point", "coordinates": [float(row["longitude"]), float(row["latitude"])]},
        }
        for row in UCDP_ROWS
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def acled(rows: Iterable[Row] = ACLED_ROWS, *, header: Sequence[str] = ACLED, delimiter: str = ",") -> bytes:
    """Return an export of ACLED."""
    return delimited(header, rows, delimiter=delimiter).encode()


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Return an Excel workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(files: Mapping[str, bytes], *, level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", level) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def geopackage(frame: pd.DataFrame, *, lons: Sequence[float], lats: Sequence[float], crs: str = "EPSG:4326") -> bytes:
    """Return a GeoPackage of these rows and points."""
    points = gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(lons, lats), crs=crs)
    out = io.BytesIO()
    points.to_file(out, driver="GPKG", layer="events")
    return out.getvalue()


PLAIN: Final = (
    b"id;date;lat;lon;actor;type;fatalities;note\n"
    b"x1;2023-08-13;16.85;-2.57;unknown;clash;;SYNTHETIC\n"
    b"x2;25/08/2023;15,92;2,40;unknown;ambush;1;SYNTHETIC (day first, decimal comma)\n"
    b"x3;2023-10-31T06:30:00Z;18.441;1.408;;handover;0;SYNTHETIC\n"
)
"""The plain table of the study of formats: three styles of date, and a decimal comma."""

MONTHLY: Final = (
    b"Country,Admin1,Admin2,ISO3,Admin2 Pcode,Admin1 Pcode,Month,Year,Events,Fatalities\n"
    b"Mali,Menaka,Menaka,MLI,ML1001,ML10,August,2023,3,4\n"
)
HAPI: Final = (
    "\ufefflocation_code,has_hrp,admin1_name,event_type,events,fatalities,reference_period_start,reference_period_end\n"
    "MLI,Y,Ménaka,political_violence,3,4,2023-08-01,2023-08-31\n"
).encode()
