"""Whatever is dropped on the page: one clear line, and never a row that vanishes."""

from __future__ import annotations

import gzip
import io
import sqlite3
import zipfile
from typing import TYPE_CHECKING

import event_files as files
import pandas as pd
import pytest

from geodata.events import errors
from geodata.events.limits import Limits
from geodata.events.model import NoteKind, Reason
from geodata.events.read import read_events

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.i18n.catalog import Translator

HEAD = b"id,date,lat,lon\n"
SMALL = Limits(size=2_000_000, structured=300_000, rows=5, sheet_rows=3, columns=60, members=12)
RUBBISH = bytes(range(256)) * 20


def with_view() -> bytes:
    """Return a GeoPackage in which a view pretends to be a layer."""
    base = sqlite3.connect(":memory:")
    base.deserialize(files.geopackage(pd.DataFrame({"date": ["2023-08-13"]}), lons=[1], lats=[16]))
    base.execute("CREATE VIEW other AS SELECT * FROM events")
    base.commit()
    return base.serialize()


def with_entities() -> bytes:
    """Return a workbook whose sheet declares an entity."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(files.workbook({"S": [["date", "lat", "lon"]]}))) as book,
        zipfile.ZipFile(out, "w") as copy,
    ):
        for entry in book.infolist():
            data = book.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                data = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + data
            copy.writestr(entry.filename, data)
    return out.getvalue()


def locked() -> bytes:
    """Return a zip file whose entry says that it is encrypted."""
    data = bytearray(files.zipped({"a.csv": HEAD}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def understated() -> bytes:
    """Return a zip file whose entry is far larger than it says."""
    data = bytearray(files.zipped({"a.csv": HEAD + b"0" * 3_000_000}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


REFUSED = {
    "empty": (b"", errors.EmptyEventFile),
    "blank": (b"\xef\xbb\xbf \n\n", errors.EmptyEventFile),
    "a header only": (HEAD, errors.EmptyEventFile),
    "too large": (HEAD + b"x" * 2_000_000, errors.EventFileTooLarge),
    "too many rows": (HEAD + b"".join(b"%d,2023-08-13,16,1\n" % row for row in range(9)), errors.TooManyRows),
    "rubbish": (RUBBISH, errors.BrokenEventFile),
    "rubbish after a header": (HEAD + RUBBISH, errors.BrokenEventFile),
    "nothing but nulls": (b"\0" * 5000, errors.BrokenEventFile),
    "an open quotation mark": (HEAD + b'1,2023-08-13,"16,1\n' + b"x" * 100, errors.BrokenEventFile),
    "10,000 columns": ((",".join(f"c{n}" for n in range(10_000)) + "\n").encode(), errors.TooManyColumns),
    "sheet of 100 columns": (files.workbook({"S": [list(range(100))]}), errors.TooManyColumns),
    "sheet too long": (
        files.workbook({"S": [["date", "lat", "lon"], *[["2023-08-13", 16, 1]] * 5]}),
        errors.TooManyRows,
    ),
    "re-saved records": (b'"id,relid,year,best";;;;\n"1,a,2023,3";;;;\n', errors.ResavedEventFile),
    "re-saved body": (
        (",".join(files.GED) + "\n").encode() + b'"9000001,SYN,2023"\n"9000002,SYN,2023"\n',
        errors.ResavedEventFile,
    ),
    "blank names": (b"a,b" + b"," * 30 + b"\n1,2" + b"," * 30 + b"\n", errors.ResavedEventFile),
    "LFS pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n", errors.LfsPointer),
    "web page": (b"<!DOCTYPE html><html><body>Sign in</body></html>", errors.WebPage),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, errors.OldWorkbook),
    "PDF": (b"%PDF-1.7\n" + RUBBISH, errors.UnsupportedEventFile),
    "gzip": (gzip.compress(files.PLAIN), errors.UnsupportedEventFile),
    "KML": (b'<?xml version="1.0"?><kml/>', errors.UnsupportedEventFile),
    "OpenDocument": (
        files.zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        errors.UnsupportedEventFile,
    ),
    "SQLite": (b"SQLite format 3\0" + b"\0" * 200, errors.UnsupportedEventFile),
    "GeoPackage cut short": (
        files.geopackage(pd.DataFrame({"date": ["2023-08-13"]}), lons=[1], lats=[16])[:5000],
        errors.BrokenEventFile,
    ),
    "GeoPackage with a view": (with_view(), errors.UnsupportedEventFile),
    "zip cut short": (files.zipped({"a.csv": files.PLAIN})[:60], errors.BrokenEventFile),
    "zip without a table": (files.zipped({"a.exe": b"x"}), errors.BadArchive),
    "zip with two tables": (files.zipped({"a.csv": files.PLAIN, "b.csv": files.PLAIN}), errors.BadArchive),
    "zip of many": (files.zipped({f"{n}.csv": b"" for n in range(20)}), errors.BadArchive),
    "zip in a zip": (files.zipped({"a.csv": files.zipped({"a.csv": files.PLAIN})}), errors.BadArchive),
    "zip with a password": (locked(), errors.ArchiveLocked),
    "zip that leads out": (files.zipped({"../../a.csv": files.PLAIN}), errors.ArchivePath),
    "zip from the root": (files.zipped({"/etc/a.csv": files.PLAIN}), errors.ArchivePath),
    "zip of another drive": (files.zipped({"C:\\a.csv": files.PLAIN}), errors.ArchivePath),
    "zip bomb by ratio": (files.zipped({"a.csv": HEAD + b"0" * 1_900_000}), errors.ArchiveBomb),
    "zip bomb by size": (files.zipped({"a.csv": HEAD + b"0" * 30_000_000}), errors.ArchiveBomb),
    "zip that understates": (understated(), (errors.BrokenEventFile, errors.ArchiveBomb)),
    "workbook with entities": (with_entities(), errors.BrokenEventFile),
    "workbook cut short": (files.workbook({"S": [["date"]]})[:-300], errors.BrokenEventFile),
    "JSON of something": (b'{"a": 1}', errors.UnsupportedEventFile),
    "JSON cut short": (b'{"type": "FeatureCollection", "features": [', errors.BrokenEventFile),
    "JSON without features": (b'{"type": "FeatureCollection", "features": 3}', errors.BrokenEventFile),
    "JSON too deep": (b"[" * 100_000, errors.BrokenEventFile),
    "no features": (b'{"type": "FeatureCollection", "features": []}', errors.EmptyEventFile),
    "Parquet cut short": (b"PAR1" + b"\0" * 50, errors.BrokenEventFile),
    "ambiguous dates": (HEAD + b"1,03/04/2023,16,1\n2,05/06/2023,16,1\n", errors.AmbiguousDates),
    "mixed dates": (HEAD + b"1,25/08/2023,16,1\n2,08/25/2023,16,1\n", errors.MixedDates),
    "no such columns": (b"a,b\n1,2\n", errors.UnknownColumns),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line(name: str, t: Translator) -> None:
    data, expected = REFUSED[name]
    with pytest.raises(expected) as caught:
        read_events(data, name="drop.csv", limits=SMALL)
    error = caught.value
    said: dict[str, object] = vars(error)["values"]
    line = t(f"error.{error.code}", **{key: str(value) for key, value in said.items()})
    assert "drop.csv" in line
    assert "\n" not in line
    assert len(line) < 400


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(errors.MissingEventFile):
        read_events(tmp_path / "none.csv")
    with pytest.raises(errors.MissingEventFile):
        read_events(tmp_path)
    (tmp_path / "empty.csv").touch()
    with pytest.raises(errors.EmptyEventFile):
        read_events(tmp_path / "empty.csv")


def test_a_path_reads_as_its_bytes_do(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(files.PLAIN)
    pd.testing.assert_frame_equal(read_events(path).frame, read_events(files.PLAIN, name="own.csv").frame)


REJECTED = {
    "no date": (b"1,,16,1", Reason.NO_DATE, ""),
    "a month": (b"1,2023-08,16,1", Reason.BAD_DATE, "2023-08"),
    "29 February": (b"1,2023-02-29,16,1", Reason.BAD_DATE, "2023-02-29"),
    "no point": (b"1,2023-08-13,,1", Reason.NO_POINT, ""),
    "words": (b"1,2023-08-13,north,1", Reason.BAD_POINT, "north"),
    "NaN": (b"1,2023-08-13,nan,1", Reason.BAD_POINT, "nan"),
    "infinite": (b"1,2023-08-13,inf,1", Reason.BAD_POINT, "inf"),
    "decimal comma": (b'1,2023-08-13,"16,85",1', Reason.DECIMAL_COMMA, "16,85"),
    "off the globe": (b"1,2023-08-13,16,190", Reason.OFF_GLOBE, "190"),
    "nowhere": (b"1,2023-08-13,0,0.0", Reason.NULL_ISLAND, "0"),
    "no id": (b",2023-08-13,16,1", Reason.NO_ID, ""),
    "repeated id": (b"ok,2023-08-13,16,1", Reason.DUPLICATE, "ok"),
    "too few cells": (b"1,2023-08-13", Reason.MALFORMED, "1,2023-08-13"),
    "too many cells": (b"1,2023-08-13,16,1,2", Reason.MALFORMED, "1,2023-08-13,16,1,2"),
}


@pytest.mark.parametrize("name", REJECTED)
def test_a_row_that_is_no_event_is_listed_with_its_line(name: str, t: Translator) -> None:
    row, reason, value = REJECTED[name]
    file = read_events(HEAD + b"ok,2023-08-13,16,1\n\n" + row + b"\nlast,2023-08-14,16,1\n")
    assert list(file.frame["id"]) == ["ok", "last"]
    assert file.rejects.to_dict("records") == [
        {"line": 4, "reason": reason.value, "column": file.rejects["column"][0], "value": value}
    ]
    assert t(f"events.reason.{reason}")


@pytest.mark.parametrize(("end", "reason"), [("2023-08-12", Reason.ENDS_FIRST), ("soon", Reason.BAD_END), ("", None)])
def test_the_last_day(end: str, reason: Reason | None) -> None:
    file = read_events(f"date,end,lat,lon\n2023-08-13,{end},16,1\n".encode())
    assert list(file.rejects["reason"]) == ([reason.value] if reason else [])


def test_lines_are_those_of_the_file_where_cells_have_breaks() -> None:
    ged = files.ged([files.UCDP_ROWS[1], files.UCDP_ROWS[0] | {"date_start": "?"}, files.UCDP_ROWS[2]])
    lines = ged.decode().split("\n")
    file = read_events(ged)
    assert [lines[line - 1].split(",")[0] for line in file.rejects["line"]] == ["9000001"]


def test_a_mark_inside_a_cell_does_not_shift_the_lines() -> None:
    data = b'id;date;lat;lon;note\n1;2023-08-13;16;1;a 5" pipe\n2;?;16;1;"two\nlines"\n3;?;16;1;\n'
    assert list(read_events(data).rejects["line"]) == [3, 5]


def test_blanks_at_the_end_of_some_rows_are_no_fault() -> None:
    file = read_events(HEAD + b"1,2023-08-13,16,1,,\n2,2023-08-14,16,1\n3,2023-08-15,16,1,\n")
    assert list(file.frame["id"]) == ["1", "2", "3"]
    assert list(file.frame["row"]) == [1, 2, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_accents_survive_every_encoding(encoding: str) -> None:
    text = "date;lat;lon;lieu\n2023-08-13;16;1;Ménaka – Abeïbara\n"
    file = read_events(text.encode(encoding))
    assert list(file.frame["place"]) == ["Ménaka – Abeïbara"]
    note = file.report.note(NoteKind.ENCODING)
    assert (note is None) == encoding.startswith("utf-8")


def test_two_encodings_in_one_file() -> None:
    data = "date;lat;lon;lieu\n2023-08-13;16;1;Ménaka\n".encode() + "2023-08-14;16;1;Léré\n".encode("cp1252")
    file = read_events(data)
    assert list(file.frame["place"]) == ["Ménaka", "Léré"]
    assert file.report.note(NoteKind.ENCODING).count == 2


def test_a_large_cell_is_read() -> None:
    file = read_events(b'date,lat,lon,note,place\n2023-08-13,16,1,"' + b"x" * 300_000 + b'",Gao\n?,1,1,,\n')
    assert list(file.frame["place"]) == ["Gao"]
    assert list(file.rejects["line"]) == [3]


def test_the_bytes_of_the_caller_are_left_alone() -> None:
    data = bytearray(files.PLAIN)
    read_events(bytes(data))
    assert bytes(data) == files.PLAIN
