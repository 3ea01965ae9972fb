"""Every layout of the study of formats, read from files built in code."""

from __future__ import annotations

import json
import random
from datetime import date, datetime

import event_files as files
import pandas as pd
import pytest

from geodata.events.errors import AggregatedCounts
from geodata.events.model import EventFile, Format, NoteKind, Reason, with_points
from geodata.events.read import read_events

COLUMNS = [
    "id", "date_start", "date_end", "date_precision", "lat", "lon", "geo_precision", "coarse", "place", "country",
    "actor_a", "actor_b", "type", "subtype", "fatalities", "low", "high", "source", "status", "row",
]  # fmt: skip


def shuffled(text: bytes) -> bytes:
    """Return a delimited text with its columns in another order and its names in capitals."""
    frame = pd.read_csv(pd.io.common.BytesIO(text), dtype=str, keep_default_na=False)
    names = list(frame.columns)
    random.Random(7).shuffle(names)  # noqa: S311 - an order, not a secret
    return frame[names].rename(columns=str.upper).to_csv(index=False).encode()


UCDP = {
    "49 columns": (files.ged(), Format.UCDP_GED),
    "42 columns": (files.delimited(files.GED_42, files.UCDP_ROWS).encode(), Format.UCDP_GED),
    "country download": (files.country_download(), Format.UCDP_COUNTRY),
    "HDX": (files.hdx(), Format.UCDP_GED),
    "GeoJSON": (files.ged_geojson(), Format.UCDP_GED),
    "API": (json.dumps({"TotalPages": 1, "Result": list(files.UCDP_ROWS)}).encode(), Format.UCDP_GED),
    "another order": (shuffled(files.ged()), Format.UCDP_GED),
    "zip": (files.zipped({"GEDEvent_v24_1.csv": files.ged(), "readme.txt": b"x"}), Format.UCDP_GED),
    "carriage returns": (files.ged().replace(b"\n", b"\r\n"), Format.UCDP_GED),
}


@pytest.mark.parametrize("name", UCDP)
def test_every_layout_of_ucdp_gives_the_same_events(name: str) -> None:
    data, expected = UCDP[name]
    file = read_events(data, name="nothing.bin")
    frame = file.frame
    assert file.format is expected
    assert list(frame.columns) == COLUMNS
    assert (file.report.rows, file.report.accepted, file.report.rejected) == (3, 3, 0)
    assert list(frame["id"]) == ["ucdp:9000001", "ucdp:9000002", "ucdp:9000003"]
    assert list(frame["date_start"].dt.date) == [date(2023, 11, 4), date(2023, 8, 3), date(2023, 9, 1)]
    assert list(frame["date_end"].dt.date) == [date(2023, 11, 4), date(2023, 8, 19), date(2023, 9, 1)]
    assert list(frame["date_precision"]) == ["day", "month", "day"]
    assert list(frame["lat"]) == [18.441111, 16.271667, 16.833055]
    assert list(frame["lon"]) == [1.407778, -0.044722, -2.528888]
    assert list(frame["geo_precision"]) == ["exact", "area", "near"]
    assert list(frame["coarse"]) == [False, True, False]
    assert list(frame["type"]) == ["state-based", "non-state", "one-sided"]
    assert list(frame["actor_a"]) == ["Government of Mali", "IS", "Government of Mali"]
    assert list(frame["fatalities"]) == [3, 7, 0]
    assert list(frame["low"]) == [3, 0, 0]
    assert list(frame["high"]) == [5, 9, 4]
    assert (file.report.first, file.report.last) == (date(2023, 8, 3), date(2023, 11, 4))
    assert file.report.note(NoteKind.COARSE).count == 1


def test_types_of_columns() -> None:
    types = {name: str(kind) for name, kind in read_events(files.ged()).frame.dtypes.items()}
    assert types["date_start"] == types["date_end"] == "datetime64[s]"
    assert types["fatalities"] == types["low"] == types["high"] == "Int64"
    assert types["coarse"] == "bool"
    assert types["actor_a"] == types["geo_precision"] == "category"


def test_points_are_made_for_those_who_want_them() -> None:
    file = read_events(files.ged())
    points = with_points(file.frame)
    assert points.crs == "EPSG:4326"
    assert (points.geometry.x == file.frame["lon"]).all()
    assert "geometry" not in file.frame


def test_quirks_of_ucdp_are_told() -> None:
    kinds = {name: {note.kind for note in read_events(data).report.notes} for name, (data, _) in UCDP.items()}
    assert NoteKind.TRAILING_COMMA in kinds["country download"]
    assert NoteKind.MONTH_FIRST in kinds["country download"]
    assert NoteKind.TAG_ROW in kinds["HDX"]
    assert kinds["49 columns"] == {NoteKind.COARSE}


def test_a_country_without_a_day_over_12_is_still_month_first() -> None:
    row = files.UCDP_ROWS[0] | {"date_start": "2023-11-04", "date_end": "2023-11-05"}
    assert list(read_events(files.country_download([row])).frame["date_end"].dt.date) == [date(2023, 11, 5)]


def test_candidate_is_told_by_rows_that_await_a_check() -> None:
    rows = (*files.UCDP_ROWS[:2], files.UCDP_ROWS[2] | {"code_status": "Check geography", "side_a": "XXX432"})
    file = read_events(files.ged(rows))
    assert file.format is Format.UCDP_CANDIDATE
    assert list(file.frame["status"]) == ["Clear", "Clear", "Check geography"]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"low": "9"}, NoteKind.DEATHS_ORDER),
        ({"best": "some"}, NoteKind.DEATHS_UNREADABLE),
        ({"where_prec": "12"}, NoteKind.PRECISION_UNREADABLE),
        ({"geom_wkt": "POINT (18.441111 1.407778)"}, NoteKind.POINT_DIFFERS),
    ],
)
def test_odd_rows_are_kept_and_told(change: dict[str, str], kind: NoteKind) -> None:
    file = read_events(files.ged([files.UCDP_ROWS[0] | change]))
    assert (file.report.accepted, file.report.note(kind).count) == (1, 1)


def test_no_figure_is_not_zero() -> None:
    frame = read_events(files.ged([files.UCDP_ROWS[0] | {"best": "", "low": "x"}])).frame
    assert frame["fatalities"].isna().all()
    assert frame["low"].isna().all()


ACLED = {
    "to 2022, semicolons": files.acled(header=files.ACLED_2022, delimiter=";"),
    "2023, BOM": b"\xef\xbb\xbf" + files.acled(),
    "2024, words and ISO days": files.delimited(
        files.ACLED,
        [
            row | {"event_date": iso, "inter1": "State forces", "interaction": "State forces only"}
            for row, iso in zip(files.ACLED_ROWS, ("2023-08-13", "2023-08-25", "2023-11-12"), strict=True)
        ],
        quote=1,
    ).encode(),
    "tabs": files.acled(delimiter="\t"),
    "utf-16": files.acled(delimiter="\t").decode().encode("utf-16"),
    "API": json.dumps({"status": 200, "data": list(files.ACLED_ROWS)}).encode(),
    "upper-case workbook": files.workbook(
        {
            "Sheet1": [
                [name.upper() for name in files.ACLED],
                *(
                    [
                        datetime.strptime(row["event_date"], "%d %B %Y")  # noqa: DTZ007
                        if name == "event_date"
                        else float(row[name])
                        if name in {"latitude", "longitude"}
                        else row.get(name)
                        for name in files.ACLED
                    ]
                    for row in files.ACLED_ROWS
                ),
            ]
        }
    ),
}


@pytest.mark.parametrize("name", ACLED)
def test_every_layout_of_acled_gives_the_same_events(name: str) -> None:
    file = read_events(ACLED[name])
    frame = file.frame
    assert file.format is Format.ACLED
    assert (file.report.accepted, file.report.rejected) == (3, 0)
    assert list(frame["id"]) == ["acled:MLI900001", "acled:MLI900002", "acled:MLI900003"]
    assert list(frame["date_start"].dt.date) == [date(2023, 8, 13), date(2023, 8, 25), date(2023, 11, 12)]
    assert (frame["date_end"] == frame["date_start"]).all()
    assert list(frame["date_precision"]) == ["day", "day", "week"]
    assert list(frame["coarse"]) == [False, False, True]
    assert list(frame["actor_a"])[:2] == [
        "Military Forces of Mali (2021-); Wagner Group",
        "Military Forces of Mali (2021-)",
    ]
    assert list(frame["actor_b"])[1] == ""
    assert list(frame["subtype"])[1] == "Headquarters or base established"
    assert list(frame["fatalities"]) == [2, 0, 10]
    assert frame["low"].isna().all()


def test_a_monadic_export_is_put_together_again() -> None:
    first, *_ = files.ACLED_ROWS
    other = first | {"actor1": first["actor2"], "assoc_actor_1": "", "actor2": ""}
    file = read_events(files.acled([first | {"actor2": ""}, other, files.ACLED_ROWS[1]]))
    assert list(file.frame["id"]) == ["acled:MLI900001", "acled:MLI900002"]
    assert file.frame["actor_b"][0] == first["actor2"]
    assert list(file.rejects["reason"]) == [Reason.MONADIC]
    assert list(file.rejects["line"]) == [3]
    assert file.report.note(NoteKind.MONADIC).count == 1


def test_a_doubled_row_is_a_duplicate_and_no_second_party() -> None:
    file = read_events(files.acled([*files.ACLED_ROWS, files.ACLED_ROWS[1]]))
    assert list(file.rejects["reason"]) == [Reason.DUPLICATE]
    assert list(file.rejects["value"]) == ["MLI900002"]
    assert file.report.note(NoteKind.MONADIC) is None


@pytest.mark.parametrize(
    "data",
    [
        files.MONTHLY,
        files.HAPI,
        files.workbook(
            {"TOU": [["Terms of use"]], "HRP_1": [line.split(",") for line in files.MONTHLY.decode().splitlines()]}
        ),
    ],
)
def test_monthly_counts_are_refused(data: bytes) -> None:
    with pytest.raises(AggregatedCounts):
        read_events(data)


def one(file: EventFile) -> pd.Series:
    assert file.report.accepted == 1
    return file.frame.iloc[0]


def test_script_is_text_like_any_other() -> None:
    evil = "<script>alert(1)</script>"
    row = one(read_events(files.ged([files.UCDP_ROWS[0] | {"side_a": evil, "where_coordinates": evil}])))
    assert (row["actor_a"], row["place"]) == (evil, evil)
