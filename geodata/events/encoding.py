"""Turn the bytes of a text file into UTF-8, and say what they were."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from geodata.events.errors import BrokenEventFile

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 16
_SAMPLE = 1 << 16
_UTF8_BOM = codecs.BOM_UTF8
_UTF16_BOMS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_MOSTLY, _HARDLY = 0.4, 0.05
_CONTROL_SHARE = 0.01
_ESCAPE_BASE = 0xDC00
_ESCAPED = re.compile("[\udc80-\udcff]")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\v")


@dataclass(frozen=True, slots=True)
class Text:
    """A text file in UTF-8 without a byte order mark.

    `encoding` is what it was: utf-8, utf-16, or windows-1252 where `repaired` characters were in no UTF-8. Such
    characters are read one by one, so that a file pasted together from two encodings keeps all its accents.
    """

    buffer: pa.Buffer
    encoding: str
    repaired: int = 0


def as_utf8(buffer: pa.Buffer, *, name: str) -> Text:
    """Return the text of a file, whatever its encoding. Raises BrokenEventFile where the bytes are no text."""
    view = memoryview(buffer)
    wide = _utf16(view)
    if wide is not None:
        return Text(_recoded(view, wide, name), "utf-16")
    sample = bytes(view[:_SAMPLE])
    if len(sample.translate(None, _CONTROLS)) < len(sample) * (1 - _CONTROL_SHARE) or b"\0" in sample:
        raise BrokenEventFile(name=name)
    if sample.startswith(_UTF8_BOM):
        buffer = buffer.slice(len(_UTF8_BOM))
        view = memoryview(buffer)
    if _is_utf8(view):
        return Text(buffer, "utf-8")
    mended, repaired = _mended(view)
    return Text(mended, "windows-1252", repaired)


def _chunks(view: memoryview) -> Iterator[tuple[memoryview, bool]]:
    for start in range(0, max(len(view), 1), _CHUNK):
        yield view[start : start + _CHUNK], start + _CHUNK >= len(view)


def _is_utf8(view: memoryview) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk, last in _chunks(view):
            decoder.decode(chunk, last)
    except UnicodeDecodeError:
        return False
    return True


def _utf16(view: memoryview) -> str | None:
    """Return the codec of a UTF-16 text, told by its mark or by every other byte being empty."""
    start = bytes(view[:2])
    if start in _UTF16_BOMS:
        return _UTF16_BOMS[start]
    sample = bytes(view[:_SAMPLE])
    pairs = len(sample) // 2
    if not pairs:
        return None
    even, odd = (sample[at::2].count(0) / pairs for at in (0, 1))
    if odd > _MOSTLY and even < _HARDLY:
        return "utf-16-le"
    return "utf-16-be" if even > _MOSTLY and odd < _HARDLY else None


def _recoded(view: memoryview, codec: str, name: str) -> pa.Buffer:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        text = b"".join(decoder.decode(chunk, last).encode() for chunk, last in _chunks(view))
    except UnicodeError as error:
        raise BrokenEventFile(name=name) from error
    if b"\0" in text[:_SAMPLE]:
        raise BrokenEventFile(name=name)
    return pa.py_buffer(text.removeprefix(_UTF8_BOM))


def _mended(view: memoryview) -> tuple[pa.Buffer, int]:
    """Return UTF-8 in which each byte that was none is the character that it is in Windows-1252, and their number."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    parts, count = [], 0
    for chunk, last in _chunks(view):
        text, found = _ESCAPED.subn(_in_cp1252, decoder.decode(chunk, last))
        parts.append(text.encode())
        count += found
    return pa.py_buffer(b"".join(parts)), count


def _in_cp1252(escaped: re.Match[str]) -> str:
    return bytes([ord(escaped[0]) - _ESCAPE_BASE]).decode("cp1252", "replace")
