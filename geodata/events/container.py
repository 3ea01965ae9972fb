"""Tell what a file is by its first bytes, and open the table in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from geodata.events import detect
from geodata.events.archive import open_archive, single_table, unpack
from geodata.events.encoding import as_utf8
from geodata.events.errors import (
    BadArchive,
    EmptyEventFile,
    EventFileTooLarge,
    LfsPointer,
    MissingEventFile,
    OldWorkbook,
    UnsupportedEventFile,
    WebPage,
)
from geodata.events.geo import open_geopackage, open_json
from geodata.events.limits import MEGABYTE
from geodata.events.parquet import open_parquet
from geodata.events.tabular import open_delimited
from geodata.events.workbook import open_workbook

if TYPE_CHECKING:
    from geodata.events.cells import Table
    from geodata.events.limits import Limits

_ZIP, _EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_PARQUET, _SQLITE = b"PAR1", b"SQLite format 3\x00"
_LFS = (b"version ", b"git-lfs")
_WORKBOOK, _OTHER_DOCUMENT = "xl/workbook.xml", "mimetype"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_PAGES = (b"<!doctype html", b"<html")
# Kinds that people do try; each is told by its name rather than as rubbish.
_OTHERS = {
    b"%PDF": "PDF",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7-Zip",
    b"Rar!": "RAR",
    b"<?xml": "XML",
    b"<kml": "KML",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
_SAMPLE = 1024


def open_table(source: bytes | Path, *, name: str, limits: Limits, packed: bool = False) -> Table:
    """Return the table of a file, its header read. Raises the kinds of EventFileError.

    `packed` says that the bytes came out of a zip file: another one in there is refused.
    """
    buffer = _buffer(source, name)
    start = buffer.slice(0, min(_SAMPLE, buffer.size)).to_pybytes()
    if start.startswith(_PARQUET):
        # Read in parts, so that its size does not matter.
        return open_parquet(buffer, name=name, limits=limits)
    if buffer.size > limits.size:
        raise EventFileTooLarge(name=name, size=buffer.size // MEGABYTE, limit=limits.size // MEGABYTE)
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    _refuse_others(bare, name)
    if start.startswith((_ZIP, _EMPTY_ZIP)):
        return _packed(buffer.to_pybytes(), name, limits, again=packed)
    if start.startswith(_SQLITE):
        return open_geopackage(buffer.to_pybytes(), name=name, limits=limits)
    if bare.startswith((b"{", b"[")):
        text = as_utf8(buffer, name=name)
        return open_json(text.buffer.to_pybytes(), name=name, limits=limits)
    return open_delimited(as_utf8(buffer, name=name), name=name, limits=limits)


def _refuse_others(start: bytes, name: str) -> None:
    """Refuse what is known not to be a table by the way it begins."""
    if not start:
        raise EmptyEventFile(name=name)
    if start.startswith(_LFS[0]) and _LFS[1] in start[:40]:
        raise LfsPointer(name=name)
    if start[:16].lower().startswith(_PAGES):
        raise WebPage(name=name)
    if start.startswith(_OLD_WORKBOOK):
        raise OldWorkbook(name=name)
    for mark, kind in _OTHERS.items():
        if start.startswith(mark):
            raise UnsupportedEventFile(name=name, kind=kind)


def _buffer(source: bytes | Path, name: str) -> pa.Buffer:
    if not isinstance(source, Path):
        return pa.py_buffer(source)
    try:
        if not source.stat().st_size:
            raise EmptyEventFile(name=name)
        # Mapped, not copied: the system may drop pages of a large file again.
        return pa.memory_map(str(source)).read_buffer()
    except OSError as error:
        raise MissingEventFile(name=name) from error


def _packed(data: bytes, name: str, limits: Limits, *, again: bool) -> Table:
    with open_archive(data, name=name, limits=limits) as archive:
        entries = set(archive.namelist())
        if _WORKBOOK in entries:
            return open_workbook(data, name=name, limits=limits, recognised=detect.recognised)
        if again:
            raise BadArchive(name=name, count=1, found="zip")
        if _OTHER_DOCUMENT in entries:
            raise UnsupportedEventFile(name=name, kind="OpenDocument")
        content = unpack(archive, single_table(archive, name=name), name=name, limits=limits)
    return open_table(content, name=name, limits=limits, packed=True)
