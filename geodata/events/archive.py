"""Take the one table out of a zip file, in memory, without trusting what the file says of itself."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from geodata.events.errors import ArchiveBomb, ArchiveLocked, ArchivePath, BadArchive, BrokenEventFile
from geodata.events.limits import MEGABYTE

if TYPE_CHECKING:
    from geodata.events.limits import Limits

_READABLE = {".csv", ".tsv", ".txt", ".xlsx", ".json", ".geojson", ".gpkg", ".parquet"}
_LOCKED = 0x1
_BLOCK = 1 << 20
_HARMLESS_RATIO_SIZE = MEGABYTE
# What an archive can raise on bytes that are none: the module promises BadZipFile and raises these as well.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def open_archive(data: bytes, *, name: str, limits: Limits) -> zipfile.ZipFile:
    """Return a zip file whose entries are few, stay inside of it and unpack to a bearable size.

    Raises BrokenEventFile, BadArchive, ArchiveLocked, ArchivePath, ArchiveBomb. Nothing is ever unpacked to disk.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise BrokenEventFile(name=name) from error
    entries = archive.infolist()
    if len(entries) > limits.members:
        raise BadArchive(name=name, count=len(entries), found="…")
    for entry in entries:
        if _leads_out(entry.filename):
            raise ArchivePath(name=name, path=entry.filename[:80])
        if entry.flag_bits & _LOCKED:
            raise ArchiveLocked(name=name)
    total = sum(entry.file_size for entry in entries)
    if total > limits.size or (total > _HARMLESS_RATIO_SIZE and total > limits.ratio * len(data)):
        raise _bomb(name, limits)
    return archive


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, name: str, limits: Limits) -> bytes:
    """Return the bytes of an entry; stops at the limit, whatever size the entry claims. Raises ArchiveBomb."""
    parts, size = [], 0
    try:
        with archive.open(entry) as stream:
            while part := stream.read(_BLOCK):
                parts.append(part)
                size += len(part)
                if size > limits.size:
                    raise _bomb(name, limits)
    except DAMAGE as error:
        raise BrokenEventFile(name=name) from error
    return b"".join(parts)


def single_table(archive: zipfile.ZipFile, *, name: str) -> zipfile.ZipInfo:
    """Return the entry that holds the table. Raises BadArchive where there is none, or more than one."""
    readable = [
        entry
        for entry in archive.infolist()
        if PurePosixPath(entry.filename).suffix.lower() in _READABLE
        and not entry.is_dir()
        and not entry.filename.startswith("__MACOSX/")
        and not PurePosixPath(entry.filename).name.startswith((".", "readme", "README"))
    ]
    if len(readable) != 1:
        names = ", ".join(entry.filename for entry in readable[:3])
        raise BadArchive(name=name, count=len(readable), found=names or "–")
    return readable[0]


def _leads_out(path: str) -> bool:
    posix, windows = PurePosixPath(path), PureWindowsPath(path)
    return posix.is_absolute() or bool(windows.drive or windows.root) or ".." in (*posix.parts, *windows.parts)


def _bomb(name: str, limits: Limits) -> ArchiveBomb:
    return ArchiveBomb(name=name, limit=limits.size // MEGABYTE, ratio=limits.ratio)
