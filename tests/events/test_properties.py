"""Properties that hold for any file, and a bounded run of broken ones: no traceback, nothing lost."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from datetime import date

import event_files as files
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.events.errors import EventFileError
from geodata.events.lines import record_lines
from geodata.events.model import COARSE, EventFile
from geodata.events.read import read_events

CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
DAYS = st.one_of(st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(date.isoformat), CELLS)
COORDINATES = st.one_of(st.floats(-200, 200).map(lambda value: f"{value:.5f}"), CELLS)
ROWS = st.lists(st.tuples(CELLS, DAYS, COORDINATES, COORDINATES, CELLS, CELLS), min_size=1, max_size=12)
HEADER = ("id", "date", "lat", "lon", "actor", "fatalities")


def account(file: EventFile) -> None:
    """Assert what holds for every file that was read."""
    report, frame = file.report, file.frame
    assert report.rows == report.accepted + report.rejected
    assert (len(frame), len(file.rejects)) == (report.accepted, report.rejected)
    assert frame["id"].is_unique
    assert frame["lat"].between(-90, 90).all()
    assert frame["lon"].between(-180, 180).all()
    assert (frame["date_end"] >= frame["date_start"]).all()
    assert (frame["coarse"] == frame["geo_precision"].isin([kind.value for kind in COARSE])).all()
    assert not frame.drop(columns=["fatalities", "low", "high"]).isna().any().any()
    assert file.rejects["line"].is_monotonic_increasing
    assert set(frame["row"]).isdisjoint(file.rejects["line"]) or report.counted_in == "line"


@settings(max_examples=35, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, delimiter=st.sampled_from(",;\t"), encoding=st.sampled_from(["utf-8", "utf-16"]))
def test_every_record_is_accepted_or_listed(rows: list[tuple[str, ...]], delimiter: str, encoding: str) -> None:
    text = files.delimited(HEADER, [dict(zip(HEADER, row, strict=True)) for row in rows], delimiter=delimiter, quote=1)
    try:
        file = read_events(text.encode(encoding), day_first=True)
    except EventFileError:
        return  # control characters that make it no text
    account(file)
    assert file.report.rows == len(rows)
    kept = dict(zip(file.frame["row"] - 1, file.frame["actor_a"], strict=True))
    for number, actor in kept.items():
        assert actor == " ".join([rows[number][4]]).strip() or not rows[number][4].isascii()


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.lists(st.text('ab"\n\r ;é', max_size=6), min_size=3, max_size=3), min_size=1, max_size=8))
def test_lines_found_by_marks_are_those_of_the_csv_module(cells: list[list[str]]) -> None:
    text = files.delimited(("a", "b", "c"), [dict(zip("abc", row, strict=True)) for row in cells], quote=1).encode()
    numbers = np.arange(1, len(cells) + 2)
    by_marks = record_lines(pa.py_buffer(text), numbers, total=len(cells) + 1, delimiter=",")
    begins, at = [], 1
    for row in [["a", "b", "c"], *cells]:
        begins.append(at)
        one = files.delimited(("a", "b", "c"), [dict(zip("abc", row, strict=True))], quote=1).split("\n", 1)[1]
        at += one.count("\n")
    assert by_marks.tolist() == begins


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(EventFileError):
        account(read_events(data))


def _parquet() -> bytes:
    out = io.BytesIO()
    pd.DataFrame({"date": ["2023-08-13"] * 3, "lat": [16.0, 17.0, 18.0], "lon": [1.0, 2.0, 3.0]}).to_parquet(out)
    return out.getvalue()


SEEDS = {
    "csv": files.ged(),
    "country": files.country_download(),
    "acled": files.acled(delimiter=";"),
    "plain": files.PLAIN,
    "geojson": files.ged_geojson(),
    "utf-16": files.PLAIN.decode().encode("utf-16"),
    "zip": files.zipped({"a.csv": files.ged()}),
    "xlsx": files.workbook({"S": [["date", "lat", "lon"], ["2023-08-13", 16, 1], ["2023-08-14", 17, 2]]}),
    "gpkg": files.geopackage(pd.DataFrame({"date": ["2023-08-13"]}), lons=[1.0], lats=[16.0]),
    "parquet": _parquet(),
}
MUTATIONS = {"gpkg": 12, "xlsx": 25, "zip": 40}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with a few flipped, cut, doubled, or put in from elsewhere."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(out) or 1)
        match chance.randrange(5):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[at : at + chance.randrange(1, 40)]
            case 2:
                out[at:at] = out[at : at + chance.randrange(1, 40)]
            case 3:
                out[at:at] = chance.choice([b'"', b"\n", b"\0", b",", b"\xff\xfe", b"nan", b"=1", b"9" * 30, b"[" * 20])
            case _:
                del out[chance.randrange(len(out) // 2, len(out) + 1) :]
    return bytes(out)


@pytest.mark.parametrize("kind", SEEDS)
def test_broken_files_are_read_or_refused(kind: str) -> None:
    chance = random.Random(f"{kind} 6")  # noqa: S311 - the same run each time
    account(read_events(SEEDS[kind]))
    for _ in range(MUTATIONS.get(kind, 40)):
        data = mutated(SEEDS[kind], chance)
        with suppress(EventFileError):
            account(read_events(data, day_first=chance.choice([None, True])))


def test_workbooks_with_broken_sheets_are_read_or_refused() -> None:
    chance = random.Random("sheets 6")  # noqa: S311 - the same run each time
    with zipfile.ZipFile(io.BytesIO(SEEDS["xlsx"])) as book:
        parts = {entry.filename: book.read(entry) for entry in book.infolist()}
    for _ in range(40):
        part = chance.choice(list(parts))
        with suppress(EventFileError):
            account(read_events(files.zipped({**parts, part: mutated(parts[part], chance)})))
