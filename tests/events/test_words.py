from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.domain.around import Turn
from geodata.events.account import Flag
from geodata.events.layout import Field
from geodata.events.model import Format, NoteKind, Reason

if TYPE_CHECKING:
    from geodata.i18n.catalog import Translator

SAID = {"reason": Reason, "note": NoteKind, "flag": Flag, "format": Format, "clock": Turn}


@pytest.mark.parametrize("table", SAID)
def test_every_value_is_said_in_every_language(table: str, t: Translator) -> None:
    for value in SAID[table]:
        assert t(f"events.{table}.{value}", count=3, detail="x")


def test_every_field_has_a_name_for_readers(t: Translator) -> None:
    names = [t(f"page.events.field-{field}") for field in Field]
    assert len(set(names)) == len(names)


def test_every_unit_of_counting_has_a_name(t: Translator) -> None:
    for unit in ("line", "row", "feature"):
        assert t(f"events.counted.{unit}")
