"""What a header means: which column holds which field of the model, and how its codes are read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from geodata.events.model import DatePrecision, Format, GeoPrecision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NO_LETTER = re.compile(r"[^a-z0-9]+")


class Field(StrEnum):
    """The fields that a column can hold; those of the model, and what they are made from or checked against."""

    ID = "id"
    DATE_START = "date_start"
    DATE_END = "date_end"
    DATE_PRECISION = "date_precision"
    LAT = "lat"
    LON = "lon"
    GEO_PRECISION = "geo_precision"
    POINT = "point"
    PLACE = "place"
    COUNTRY = "country"
    ACTOR_A = "actor_a"
    WITH_A = "with_a"
    ACTOR_B = "actor_b"
    WITH_B = "with_b"
    TYPE = "type"
    SUBTYPE = "subtype"
    FATALITIES = "fatalities"
    LOW = "low"
    HIGH = "high"
    SOURCE = "source"
    STATUS = "status"


REQUIRED = (Field.DATE_START, Field.LAT, Field.LON)
"""The fields without which there is no event to place."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A recognised header.

    Parameters
    ----------
    columns
        The position of the column that holds each field.
    geo_codes, date_codes, types
        What the file's codes mean; where `types` is empty, the file's own words stand.
    usual_date
        How exactly days are known where no column says so.
    prefix
        What is put before an id; empty where ids are the file's own affair.
    day_first
        What comes first in dates that do not tell, where the format prescribes it.
    """

    format: Format
    columns: Mapping[Field, int] = field(hash=False)
    geo_codes: Mapping[str, GeoPrecision] = field(default_factory=dict, hash=False)
    date_codes: Mapping[str, DatePrecision] = field(default_factory=dict, hash=False)
    types: Mapping[str, str] = field(default_factory=dict, hash=False)
    usual_date: DatePrecision = DatePrecision.UNKNOWN
    prefix: str = ""
    day_first: bool | None = None


def folded(name: str) -> str:
    """Return the name of a column in lower case, without accents, its words joined by underscores."""
    letters = unicodedata.normalize("NFKD", name.removeprefix("\ufeff").casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NO_LETTER.sub("_", plain).strip("_")


def positions(header: Sequence[str]) -> dict[str, int]:
    """Return where each name, folded, stands in a header; the first time where it stands twice."""
    found: dict[str, int] = {}
    for position, name in enumerate(header):
        found.setdefault(folded(name), position)
    return found


def placed(header: Sequence[str], names: Mapping[Field, str]) -> dict[Field, int]:
    """Return where the columns of these names stand, leaving out those that the header lacks."""
    where = positions(header)
    return {target: where[name] for target, name in names.items() if name in where}
