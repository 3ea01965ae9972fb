"""The tables: a zip of CSV files that is a data package again, and an Excel workbook."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from geodata.data.package import PACKAGE_FILE, Column
from geodata.export.cells import TEXTS, harmless, rows_of, written
from geodata.export.sidecar import as_json
from geodata.export.story import NAME as STORY
from geodata.export.story import description

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from geodata.export.selection import Selection

Cell: TypeAlias = str | float | bool | date | None

ABOUT_FILE = "about.json"
_WIDEST, _NARROWEST = 60, 10


def csv_zip(selection: Selection, document: Mapping[str, Any], *, package_json: str) -> bytes:
    """Return a zip of every table as CSV, with a datapackage.json that describes what is in it and the sidecar."""
    files = {}
    for table in selection.package.tables:
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(table.column_names)
        writer.writerows(rows_of(table, selection.frames[table.name]))
        files[table.path] = stream.getvalue().encode()
    told = any(table.name == STORY for table in selection.package.tables)
    package = _package(package_json, more=[description()] if told else [])
    if not selection.whole:
        package["description"] = f"{package['description']} {document['filter_in_words']}"
        package["geodata:filter"] = document["filter"]
    files[PACKAGE_FILE] = as_json(package)
    files[ABOUT_FILE] = as_json(dict(document))
    return _zipped(files, date.fromisoformat(document["exported_on"]))


def _package(package_json: str, *, more: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the description of the tables alone: the layers of the base map do not go along."""
    package: dict[str, Any] = json.loads(package_json)
    package["resources"] = [resource for resource in package["resources"] if "schema" in resource] + more
    for resource in package["resources"]:
        # The size and the hash are those of the whole file.
        resource.pop("bytes", None)
        resource.pop("hash", None)
    return package


def _zipped(files: Mapping[str, bytes], day: date) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def workbook(selection: Selection, document: Mapping[str, Any]) -> bytes:
    """Return an Excel workbook: one sheet that tells what it is, then one for each table."""
    book = Workbook(write_only=True)
    made = datetime.combine(date.fromisoformat(document["exported_on"]), time())
    book.properties.created = book.properties.modified = made
    book.properties.title = document["title"]
    book.properties.creator = "geodata"
    first = book.create_sheet("about")
    first.column_dimensions["A"].width, first.column_dimensions["B"].width = 18, 100
    for name, value in document.items():
        if name == "rows":
            continue
        text = "; ".join(value.values()) if isinstance(value, dict) else value
        _append(first, [name, "; ".join(text) if isinstance(text, list) else text])
    for table in selection.package.tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "B2"
        rows = [
            [_value(column, value) for column, value in zip(table.columns, values, strict=True)]
            for values in selection.frames[table.name][list(table.column_names)].itertuples(index=False, name=None)
        ]
        for number, name in enumerate(table.column_names):
            longest = max([len(name), *(len(str(row[number] or "")) for row in rows)])
            sheet.column_dimensions[get_column_letter(number + 1)].width = min(_WIDEST, max(_NARROWEST, longest + 1))
        _append(sheet, list(table.column_names), bold=True)
        for row in rows:
            _append(sheet, row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _value(column: Column, value: object) -> Cell:
    """Return a cell as Excel keeps it: numbers and days by their type, all else as text that is never a formula."""
    text = written(column, value)
    if not text:
        return None
    match column.type:
        case "integer":
            return int(text)
        case "number":
            return float(text)
        case "boolean":
            return text == "true"
        case "date":
            return date.fromisoformat(text)
        case _:
            return harmless(text) if column.type in TEXTS else text


def _append(sheet: WriteOnlyWorksheet, values: Sequence[Cell], *, bold: bool = False) -> None:
    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]  # its stubs know no date
        if isinstance(value, str):
            # Whatever it looks like, a text is a text: openpyxl would read a leading = as a formula.
            cell.data_type = "s"
        if bold:
            cell.font = Font(bold=True)
        cells.append(cell)
    sheet.append(cells)
