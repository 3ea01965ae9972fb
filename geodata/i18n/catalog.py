"""Look up, fill in and format text in one language; a `Translator` is handed to whoever needs words."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGES = ("en", "fr")
"""The languages of the interface; a catalogue file `<language>.toml` lies beside this module for each."""

FALLBACK = "en"
"""The language shown where a catalogue lacks a text."""

STRICT_VARIABLE = "GEODATA_STRICT_TEXT"
"""Set to 1 in the environment (the tests do), a missing text is an error everywhere."""

# English here is the English of the UN and of the agencies: 31 October 2023, with no comma.
_LOCALES = {"en": "en_GB", "fr": "fr_FR"}


class MissingText(KeyError):
    """No catalogue holds the key."""

    def __str__(self) -> str:
        """Return the key in a sentence; KeyError alone would print its quoted argument."""
        return f"no text for {self.args[0]}"


class BadLanguage(ValueError):
    """There is no catalogue for that language."""


@runtime_checkable
class Spell(Protocol):
    """A period of days: what `Translator.period` needs to know of one."""

    @property
    def earliest(self) -> dt.date:
        """The first day."""

    @property
    def latest(self) -> dt.date:
        """The last day."""

    @property
    def precision(self) -> str:
        """One of day, about, range, month."""


@cache
def texts(lang: str) -> Mapping[str, str]:
    """Return the catalogue of a language, its nested tables flattened to dotted keys. Raises BadLanguage."""
    if lang not in LANGUAGES:
        message = f"no catalogue for {lang!r}; there are: {', '.join(LANGUAGES)}"
        raise BadLanguage(message)
    with resources.files(__package__).joinpath(f"{lang}.toml").open("rb") as stream:
        return dict(_flat(tomllib.load(stream)))


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterable[tuple[str, str]]:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            yield from _flat(value, f"{key}.")
        else:
            yield key, str(value)


def _strict_by_default() -> bool:
    return os.environ.get(STRICT_VARIABLE) == "1"


@dataclass(frozen=True, slots=True)
class Translator:
    """Text in one language: `t("vocab.transfer.none")`, `t("page.sites", count=3)`.

    Numbers, days and periods among the values are written as the language writes them. Where a key has plural forms
    (`.one`, `.other`), `count` picks one. A key without text raises MissingText when `strict`, else shows the English.
    """

    lang: str = FALLBACK
    strict: bool = field(default_factory=_strict_by_default)

    def __post_init__(self) -> None:
        texts(self.lang)

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of `key` with `values` in their places. Raises MissingText when strict."""
        template = self._template(key, values.get("count"))
        if not values:
            return template
        return template.format_map({name: self._written(value) for name, value in values.items()})

    def has(self, key: str) -> bool:
        """Tell whether this language has a text, or plural forms of one, for `key`."""
        catalogue = texts(self.lang)
        return key in catalogue or f"{key}.other" in catalogue

    def _template(self, key: str, count: object) -> str:
        for lang in (self.lang,) if self.strict else dict.fromkeys((self.lang, FALLBACK)):
            catalogue = texts(lang)
            if isinstance(count, int | float):
                form = _locale(lang).plural_form(count)
                found = catalogue.get(f"{key}.{form}", catalogue.get(f"{key}.other"))
                if found is not None:
                    return found
            if key in catalogue:
                return catalogue[key]
        if self.strict:
            raise MissingText(key)
        return key

    def _written(self, value: object) -> str:
        if isinstance(value, str):
            return str(value)
        if isinstance(value, dt.date):
            return self.date(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self.number(value)
        if isinstance(value, Spell):
            return self.period(value)
        return str(value)

    def date(self, day: dt.date, style: str = "long") -> str:
        """Write a day: `long` 31 October 2023, `short` 31 Oct 2023, `month` October 2023, `day_month` 31 October."""
        return self._template(f"date.{style}", None).format_map(self._parts(day))

    def _parts(self, day: dt.date) -> dict[str, str]:
        months = _locale(self.lang).months["format"]
        # French says "1er octobre"; every other day is its number.
        first = self._template("date.first", None)
        return {
            "weekday": _locale(self.lang).days["format"]["wide"][day.weekday()],
            "day": first if day.day == 1 else str(day.day),
            "month": months["wide"][day.month],
            "month_short": months["abbreviated"][day.month],
            "year": str(day.year),
        }

    def period(self, period: Spell) -> str:
        """Write a period: 31 October 2023, 13 to 17 August 2023 (with a dash), about 17 August 2023, October 2023."""
        first, last = period.earliest, period.latest
        precision = str(period.precision)
        if first == last and precision != "about":
            return self.date(first)
        if precision == "about":
            return self("period.about", date=first + (last - first) // 2)
        same_month = (first.year, first.month) == (last.year, last.month)
        if precision == "month" and same_month:
            return self.date(first, "month")
        if same_month:
            key = "period.days"
        elif first.year == last.year:
            key = "period.months"
        else:
            key = "period.years"
        start = {f"first_{name}": part for name, part in self._parts(first).items()}
        end = {f"last_{name}": part for name, part in self._parts(last).items()}
        return self._template(key, None).format_map({**start, **end})

    def number(self, value: float) -> str:
        """Write a number with the separators of the language, at most two decimals."""
        return str(format_decimal(value, format="#,##0.##", locale=_locale(self.lang)))

    def list(self, items: Iterable[str]) -> str:
        """Write a list: A, B and C."""
        return format_list(tuple(items), locale=_locale(self.lang))

    def country(self, alpha2: str) -> str:
        """Name a country by its ISO 3166 code; an unknown code stays as it is."""
        return str(_locale(self.lang).territories.get(alpha2.upper(), alpha2))


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(_LOCALES.get(lang, lang))
