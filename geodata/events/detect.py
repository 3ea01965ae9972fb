"""Tell what a table is by the set of its column names: never by the name of its file, nor by their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.events import acled, generic, ucdp
from geodata.events.errors import AggregatedCounts, ResavedEventFile, UnknownColumns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.events.layout import Layout

_MANY_BLANKS = 20


def recognised(header: Sequence[str]) -> bool:
    """Tell whether a header is one of UCDP or ACLED, be it of counts that cannot be used, or has a date and a point."""
    if ucdp.layout(header) or acled.layout(header) or acled.is_aggregated(header):
        return True
    try:
        generic.layout(header, name="")
    except UnknownColumns:
        return False
    return True


def plain(header: Sequence[str]) -> bool:
    """Tell whether a header is nobody's in particular, so that the reader may say which column is which."""
    return not (ucdp.layout(header) or acled.layout(header) or acled.is_aggregated(header))


def layout(header: Sequence[str], *, name: str, mapping: Mapping[str, str] | None = None) -> Layout:
    """Return what a header means; with a mapping, it is the reader who says.

    Raises AggregatedCounts, ResavedEventFile, UnknownColumns, BadMapping.
    """
    known = None if mapping else ucdp.layout(header) or acled.layout(header)
    if known is not None:
        return known
    if not mapping and acled.is_aggregated(header):
        raise AggregatedCounts(name=name)
    try:
        return generic.layout(header, name=name, mapping=mapping)
    except UnknownColumns as error:
        if sum(not title for title in header) >= _MANY_BLANKS:
            raise ResavedEventFile(name=name) from error
        raise
