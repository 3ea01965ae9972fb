"""Rules on free text: in both languages, with the typography of each, in neutral words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.data.faults import Fault
    from geodata.data.files import Files
    from geodata.data.package import Table

_NO_BREAK = "\u00a0"
_NARROW = "\u202f"
_SPACES = f"[{_NO_BREAK}{_NARROW}]"

_FRENCH = (
    (re.compile(r" [:;?!»]"), "a no-break space (U+00A0) belongs before : ; ? ! »"),
    (re.compile(r"« "), "a no-break space (U+00A0) belongs after «"),
    (re.compile(rf"«(?!{_SPACES}| )|(?<!{_SPACES})(?<! )»"), "« and » are set off by a no-break space (U+00A0)"),
    (re.compile(rf"(?<!{_SPACES})(?<![ ?!])[;?!](?=\s|$)"), "a no-break space (U+00A0) belongs before ; ? !"),
    (re.compile(rf"(?<!{_SPACES})(?<! ):(?=\s|$)"), "a no-break space (U+00A0) belongs before :"),
    (re.compile(r"\d \d{3}(?!\d)"), "thousands are set off by a narrow no-break space (U+202F)"),
    (re.compile(rf"\d{_NO_BREAK}\d{{3}}(?!\d)"), "thousands are set off by a narrow no-break space (U+202F)"),
    (re.compile(r"\bjunte\b", re.IGNORECASE), "write « autorités militaires », not « junte »"),
)
_ENGLISH = (
    (re.compile(rf"{_SPACES}[:;?!]"), "English has no space before : ; ? !"),
    (re.compile(r"\bjunta\b", re.IGNORECASE), "write “military authorities”, not “junta”"),
)
_BOTH = (
    (re.compile(r"'"), "the apostrophe is ’ (U+2019)"),
    (re.compile(r'"'), "straight quotation marks are not used"),
    (re.compile(r"\.\.\."), "the ellipsis is … (U+2026)"),
    (re.compile(r" {2}"), "two spaces follow one another"),
    (re.compile(r"[\n\t]"), "a line break or tab inside a text"),
)
_RULES = {"en": (*_ENGLISH, *_BOTH), "fr": (*_FRENCH, *_BOTH)}


def faults(files: Files) -> list[Fault]:
    """Return every text that one language lacks, and every slip of typography or of tone."""
    return [fault for name, table in files.tables.items() for fault in _table_faults(files, name, table)]


def text_faults(text: str, lang: str) -> list[str]:
    """Return what is wrong with the form of a text."""
    return [message for pattern, message in _RULES[lang] if pattern.search(text)]


def _table_faults(files: Files, name: str, table: Table) -> Iterator[Fault]:
    names = set(table.column_names)
    # An empty cell of a required column is reported with the other cells.
    optional = {column.name for column in table.columns if not column.required}
    stems = [column.removesuffix("_en") for column in table.column_names if column.endswith("_en")]
    pairs = [(f"{stem}_en", f"{stem}_fr") for stem in stems if f"{stem}_fr" in names]
    for line, row in files.rows(name):
        for english, french in pairs:
            empty, language = (french, "French") if row[english] else (english, "English")
            if bool(row[english]) != bool(row[french]) and empty in optional:
                yield files.fault(name, line, empty, f"the {language} is missing")
            for column, lang in ((english, "en"), (french, "fr")):
                for message in text_faults(row[column], lang):
                    yield files.fault(name, line, column, message)
