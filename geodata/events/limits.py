"""How much a reader's file may ask of the machine."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is refused before it costs memory.

    Parameters
    ----------
    size
        Bytes of a table, unpacked. A million rows of UCDP GED with its press texts weigh about 0.7 GB.
    structured
        Bytes of a file that must be held as objects: JSON, Excel, GeoPackage.
    rows, sheet_rows
        Records of a table, and of an Excel sheet, whose reader takes some 30 seconds for the default.
    columns
        Columns of any table. UCDP has 49; a file with thousands is no list of events.
    members, ratio
        Entries of a zip file, and how many times its own size it may unpack to.
    """

    size: int = 1_200 * MEGABYTE
    structured: int = 250 * MEGABYTE
    rows: int = 5_000_000
    sheet_rows: int = 200_000
    columns: int = 1_000
    members: int = 200
    ratio: int = 200
