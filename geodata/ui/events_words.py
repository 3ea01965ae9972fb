"""Words for what a reader's file holds: the publishers' types in the reader's language, other names as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geodata.events.layout import folded

if TYPE_CHECKING:
    from geodata.events.model import Format
    from geodata.i18n.catalog import Translator


# UCDP's code of a party that it has yet to identify: the figures are those of a country.
_UNIDENTIFIED: Final = re.compile(r"\bXXX\d*\b")


def party_words(name: str, form: Format, t: Translator) -> str:
    """Return a party, or several in one cell, as the file has it; a code of UCDP's for nobody yet in words."""
    if form.family != "ucdp":
        return name
    return _UNIDENTIFIED.sub(lambda code: t("events.party.unidentified", code=code[0]), name)


def type_words(name: str, t: Translator) -> str:
    """Return the type of an event in words; a type that no publisher uses stays as the file has it."""
    key = f"events.type.{folded(name).replace('_', '-')}"
    if t.has(key):
        return t(key)
    return name or t("events.type.none")
