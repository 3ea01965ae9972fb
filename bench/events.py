"""Measure the reading of a million events, the counting around all sites, and Parquet: `python bench/events.py`.

Writes its synthetic files to a temporary folder (about 0.7 GB) and prints a table. Each reading runs in a process of
its own, so that the peak of memory is that of the reading alone. CPU time is given beside the clock's, for a machine
that is not idle.
"""

from __future__ import annotations

import csv
import resource
import sys
import tempfile
import time
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.data.load import load
from geodata.domain.mission import Span
from geodata.events.account import Question
from geodata.events.assembly import MALI
from geodata.events.nearby import EventIndex
from geodata.events.proximity import around_sites
from geodata.events.read import read_events

ROWS = 1_000_000
_ARTICLE = (
    '"SYNTHETIC office,2023-11-05,A headline of usual length that is no real event";"SYNTHETIC B,2023-11-06,More"'
)
_GED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
_ACLED = (
    "event_id_cnty;event_date;year;time_precision;disorder_type;event_type;sub_event_type;actor1;assoc_actor_1;inter1;"
    "actor2;assoc_actor_2;inter2;interaction;civilian_targeting;iso;region;country;admin1;admin2;admin3;location;"
    "latitude;longitude;geo_precision;source;source_scale;notes;fatalities;tags;timestamp"
)


def _drawn(rows: int) -> pd.DataFrame:
    """Return random events: 8,000 places, half of them within 60 km of Kidal, days of 2021 to 2024."""
    chance = np.random.default_rng(6)
    lats, lons = chance.uniform(10, 25, 8000).round(6), chance.uniform(-12, 4, 8000).round(6)
    lats[:4000], lons[:4000] = chance.normal(18.44, 0.3, 4000).round(6), chance.normal(1.41, 0.3, 4000).round(6)
    places = chance.integers(0, 8000, rows)
    actors = np.array([f"Actor {number}" for number in range(600)])
    return pd.DataFrame(
        {
            "day": (np.datetime64("2021-01-01") + chance.integers(0, 1461, rows)).astype(str),
            "lat": lats[places],
            "lon": lons[places],
            "place": places,
            "a": actors[chance.integers(0, 600, rows)],
            "b": actors[chance.integers(0, 600, rows)],
            "dead": chance.integers(0, 20, rows),
            "code": chance.integers(1, 5, rows),
        }
    )


def _write_ged(path: Path, drawn: pd.DataFrame) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(_GED.split(","))
        for number, row in enumerate(drawn.itertuples(index=False)):
            # One row in eight has line breaks, one in 5,000 no date: their lines have to be found.
            text = "synthetic\n\nsecond paragraph" if number % 8 == 0 else "synthetic row, near the place"
            day = "" if number % 5000 == 1 else f"{row.day} 00:00:00.000"
            out.writerow(
                (
                    *(
                        number,
                        f"SYN-{number}",
                        2023,
                        1,
                        "Clear",
                        1 + number % 3,
                        1,
                        1,
                        "Mali: Synthetic",
                        1,
                        1,
                        "A - B",
                    ),
                    *(72, 72, row.a, 90, 90, row.b, 1, _ARTICLE, "SYNTHETIC office", "2023-11-05", "A headline", ""),
                    *(row.code, f"Place {row.place}", text, "Kidal région", "", row.lat, row.lon),
                    *(f"POINT ({row.lon} {row.lat})", 1, "Mali", 432, "Africa", 1, 1, day, day, 1, 2, 0, 0),
                    *(row.dead, row.dead + 2, row.dead, 432, ""),
                )
            )


def _write_acled(path: Path, drawn: pd.DataFrame) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream, delimiter=";", lineterminator="\n")
        out.writerow(_ACLED.split(";"))
        for number, row in enumerate(drawn.itertuples(index=False)):
            out.writerow(
                (
                    *(
                        f"MLI{number}",
                        row.day,
                        2023,
                        1,
                        "Political violence",
                        "Battles",
                        "Armed clash",
                        row.a,
                        "",
                        1,
                        row.b,
                    ),
                    *("", 2, 12, "", 466, "Western Africa", "Mali", "Kidal", "Kidal", "Kidal", f"Place {row.place}"),
                    *(
                        row.lat,
                        row.lon,
                        1 + number % 3,
                        "SYNTHETIC",
                        "National",
                        "SYNTHETIC row, no event. " * 6,
                        row.dead,
                    ),
                    *("", 1_700_000_000),
                )
            )


def _read(path: Path, options: dict[str, object]) -> tuple[float, float, float, int, int]:
    clock, cpu = time.perf_counter(), time.process_time()
    file = read_events(path, **options)
    took = time.perf_counter() - clock, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return (*took, peak, file.report.accepted, file.report.rejected)


def _apart(path: Path, options: dict[str, object] | None = None) -> tuple[float, float, float, int, int]:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_read, (path, options or {}))


def _reading(folder: Path, drawn: pd.DataFrame) -> Path:
    ged, acled, parquet = folder / "ged.csv", folder / "acled.csv", folder / "ged.parquet"
    _write_ged(ged, drawn)
    _write_acled(acled, drawn)
    drawn.assign(date_start=pd.to_datetime(drawn["day"])).sort_values("date_start").to_parquet(
        parquet, row_group_size=100_000
    )
    months = {"days": Span(date(2023, 6, 1), date(2024, 6, 30)), "extent": MALI}
    for label, path, options in (
        ("UCDP GED, 49 columns", ged, None),
        ("ACLED, semicolons, BOM", acled, None),
        ("Parquet, whole", parquet, None),
        ("Parquet, Mali, 13 months", parquet, months),
    ):
        clock, cpu, peak, accepted, rejected = _apart(path, options)
        size = path.stat().st_size / 1e6
        print(f"{label:<26}{size:>7.0f} MB{clock:>8.1f} s{cpu:>8.1f} s CPU{peak:>7.2f} GB{accepted:>10,}{rejected:>6,}")
    return ged


def _counting(ged: Path) -> None:
    data, file = load(), read_events(ged)
    clock = time.perf_counter()
    index = EventIndex.of(file)
    print(f"index of {len(index.rows):,} events: {time.perf_counter() - clock:.2f} s")
    for radius, days in ((50, 90), (150, 180)):
        clock, cpu = time.perf_counter(), time.process_time()
        around_sites(index, data, question=Question(radius_km=radius, days=days, allow_cut_off=True))
        took = time.perf_counter() - clock, time.process_time() - cpu
        print(f"all sites, {radius} km, {days} days: {took[0]:.2f} s, {took[1]:.2f} s CPU")


def main() -> None:
    """Write the files, read them, count around all sites, print what it took."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as name:
        ged = _reading(Path(name), _drawn(rows))
        _counting(ged)


if __name__ == "__main__":
    main()
