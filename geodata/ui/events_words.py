"""Words for what a reader's file holds: the publishers' types in the reader's language, other names as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.events.layout import folded

if TYPE_CHECKING:
    from geodata.i18n.catalog import Translator


def type_words(name: str, t: Translator) -> str:
    """Return the type of an event in words; a type that no publisher uses stays as the file has it."""
    key = f"events.type.{folded(name).replace('_', '-')}"
    if t.has(key):
        return t(key)
    return name or t("events.type.none")
