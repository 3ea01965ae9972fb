"""The events as a map's browser gets them: typed arrays in one piece, little-endian, in the order of their days.

=========== ======== =====================================================================
offset      type     content
=========== ======== =====================================================================
0           uint32   the number of events, n
4           uint32   the length of this header, 40
8           32 bytes a secret of the session and a digest of the arrays, see below
40          int32 n  days since 1970-01-01, rising, so that a window is a slice
40 + 4 n    int32 n  latitude in steps of 1/100,000 of a degree
40 + 8 n    int32 n  longitude, likewise
40 + 12 n   uint16 n deaths by the best figure; 65,535 where none is given
40 + 14 n   uint8 n  the number of the event's group
40 + 15 n   uint8 n  1 where the point stands for an area
=========== ======== =====================================================================

100,000 events are 1.6 MB; names and notes are not among them, they are asked for one by one. How the bytes reach the
browser was settled by measurement, see `geodata.ui.events_map`. Its store names a file over 1 MB by the ends and the
middle of its bytes only: the digest makes other events another file, and the secret makes sure that no two sessions
share one and that nobody can guess its name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.domain.mission import Extent, Span
    from geodata.events.grouping import Grouping
    from geodata.events.nearby import EventIndex

STEPS: Final = 100_000
"""Steps of a degree in which places are told: about a metre."""

BLUR: Final = 0.1
"""Degrees to which places are rounded where single events may not be shown."""

LONGEST_WINDOW: Final = 90
"""Days before the first day of the clock that its windows can reach back to."""

NO_FIGURE: Final = 65_535
SECRET: Final = 16
_HEADER: Final = 40


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Packed:
    """What is sent; `order` tells for each event in it the place in the index."""

    content: bytes
    order: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.order)


def pack(
    index: EventIndex, grouping: Grouping, *, days: Span, extent: Extent, secret: bytes, single: bool = True
) -> Packed:
    """Return the events that can be seen on a map whose clock runs through `days`.

    Parameters
    ----------
    index, grouping
        The events of one file, and their groups.
    days
        The days of the clock; the events of the longest window before the first of them go with them.
    extent
        The box that the map can show.
    secret
        Bytes that only the session knows.
    single
        Whether single events may be shown; where not, places are rounded to `BLUR`.
    """
    begin, stop = np.searchsorted(
        index.start, [_number(days.start - timedelta(days=LONGEST_WINDOW)), _number(days.end) + 1]
    )
    lats, lons = index.lat[begin:stop], index.lon[begin:stop]
    inside = (lats >= extent.south) & (lats <= extent.north) & (lons >= extent.west) & (lons <= extent.east)
    order = np.flatnonzero(inside) + begin
    # More dead than the field can hold are not "no figure".
    deaths = np.nan_to_num(index.deaths[order].clip(max=NO_FIGURE - 1), nan=NO_FIGURE)
    arrays = b"".join(
        (
            index.start[order].astype("<i4").tobytes(),
            _steps(index.lat[order], single=single),
            _steps(index.lon[order], single=single),
            deaths.astype("<u2").tobytes(),
            grouping.codes[order].tobytes(),
            index.coarse[order].astype("u1").tobytes(),
        )
    )
    sizes = np.array([len(order), _HEADER], "<u4").tobytes()
    digest = hashlib.blake2b(arrays, digest_size=SECRET).digest()
    return Packed(content=sizes + secret[:SECRET].ljust(SECRET, b"\0") + digest + arrays, order=order)


def _steps(degrees: NDArray[np.float64], *, single: bool) -> bytes:
    if not single:
        degrees = np.round(degrees / BLUR) * BLUR
    return np.round(degrees * STEPS).astype("<i4").tobytes()


def _number(day: object) -> int:
    return int(np.datetime64(str(day), "D").astype(np.int64))
