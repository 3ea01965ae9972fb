from __future__ import annotations

import string
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import pytest

from geodata.domain import vocabulary
from geodata.domain.dates import Period, Precision
from geodata.errors import GeodataError
from geodata.i18n.catalog import LANGUAGES, BadLanguage, MissingText, Translator, texts

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

KINDS = [kind for kind in vars(vocabulary).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]
# The clocks are columns of the data, never shown; their changes have names of their own.
SHOWN_KINDS = [kind for kind in (*KINDS, Precision) if kind not in {StrEnum, vocabulary.Clock}]


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def plural_family(key: str) -> str:
    return key.removesuffix(".one").removesuffix(".other").removesuffix(".many")


def test_every_language_has_the_same_keys() -> None:
    keys = {lang: set(texts(lang)) for lang in LANGUAGES}
    assert all(found == keys["en"] for found in keys.values()), keys["en"] ^ keys["fr"]


def test_every_text_fills_the_same_places_in_every_language() -> None:
    for key, english in texts("en").items():
        french = texts("fr")[key]
        # "One site" may do without its number in one language and not in the other.
        if key.endswith(".one"):
            assert fields(english) | {"count"} == fields(french) | {"count"}, key
        elif not key.startswith(("date.", "period.")):
            assert fields(english) == fields(french), key


def test_no_text_is_empty() -> None:
    assert [key for lang in LANGUAGES for key, text in texts(lang).items() if not text.strip()] == []


@pytest.mark.parametrize("kind", SHOWN_KINDS, ids=lambda kind: kind.__name__)
def test_every_value_has_a_label(kind: type[StrEnum], t: Translator) -> None:
    for value in kind:
        assert t(f"vocab.{snake(kind.__name__)}.{value}", value="3")


def test_every_region_and_holder_of_the_record_has_a_label(shipped: MissionData, t: Translator) -> None:
    for region in {site.region for site in shipped.sites} | {place.region for place in shipped.places if place.region}:
        assert t(f"vocab.region.{region}")
    for site in shipped.sites:
        assert t(f"vocab.phase.{site.phase}")
    for holder in {holder for row in shipped.control if row.site_id for holder in row.holder_ids}:
        assert t(f"vocab.holder_in_sentence.{holder}")
    for alpha2 in {alpha2 for site in shipped.sites for alpha2 in site.contingents}:
        assert t.country(alpha2) != alpha2


def test_every_error_says_the_same_in_the_catalogue_as_in_the_code() -> None:
    errors = [GeodataError]
    for error in errors:
        errors += error.__subclasses__()
        assert texts("en")[f"error.{error.code}"] == error.template


@pytest.mark.parametrize(
    ("period", "english", "french"),
    [
        (Period.on(date(2023, 10, 31)), "31 October 2023", "31 octobre 2023"),
        (Period.on(date(2023, 10, 1)), "1 October 2023", "1er octobre 2023"),
        (
            Period(date(2023, 8, 13), date(2023, 8, 17), Precision.RANGE),
            "13–17 August 2023",
            "13–17 août 2023",
        ),
        (
            Period(date(2023, 8, 30), date(2023, 9, 1), Precision.RANGE),
            "30 August – 1 September 2023",
            "30 août – 1er septembre 2023",
        ),
        (
            Period(date(2023, 12, 30), date(2024, 1, 2), Precision.RANGE),
            "30 December 2023 – 2 January 2024",
            "30 décembre 2023 – 2 janvier 2024",
        ),
        (
            Period(date(2023, 8, 16), date(2023, 8, 18), Precision.ABOUT),
            "about 17 August 2023",
            "vers le 17 août 2023",
        ),
        (Period(date(2023, 10, 1), date(2023, 10, 31), Precision.MONTH), "October 2023", "octobre 2023"),
        (
            Period(date(2023, 10, 1), date(2023, 11, 30), Precision.MONTH),
            "1 October – 30 November 2023",
            "1er octobre – 30 novembre 2023",
        ),
    ],
)
def test_a_period_is_written_as_exactly_as_it_is_known(period: Period, english: str, french: str) -> None:
    assert Translator("en").period(period) == english
    assert Translator("fr").period(period) == french


def test_days_have_shorter_forms() -> None:
    day = date(2023, 10, 31)
    assert Translator("en").date(day, "short") == "31 Oct 2023"
    assert Translator("fr").date(day, "day_month") == "31 octobre"


def test_numbers_lists_and_countries_follow_the_language() -> None:
    english, french = Translator("en"), Translator("fr")
    assert (english.number(13871), french.number(13871)) == ("13,871", "13\u202f871")
    assert (english.number(0.5), french.number(0.5)) == ("0.5", "0,5")
    assert (english.list(["A", "B", "C"]), french.list(["A", "B", "C"])) == ("A, B and C", "A, B et C")
    assert (english.country("TD"), french.country("td"), french.country("ZZZ")) == ("Chad", "Tchad", "ZZZ")


def test_values_inside_a_text_are_written_as_the_language_writes_them() -> None:
    french = Translator("fr")
    assert french("cli.sites", date=date(2023, 10, 1)) == "Sites au 1er octobre 2023"
    assert french("period.about", date=Period(date(2023, 10, 1), date(2023, 10, 31), Precision.MONTH)).endswith(
        "octobre 2023"
    )
    assert french("period.about", date=True) == "vers le True"


def test_the_plural_follows_the_language() -> None:
    english, french = Translator("en"), Translator("fr")
    assert [english("cli.changes_count", count=count) for count in (0, 1, 2)] == ["0 changes", "1 change", "2 changes"]
    assert [french("cli.changes_count", count=count) for count in (0, 1, 2)] == [
        "0 changement",
        "1 changement",
        "2 changements",
    ]
    assert french("cli.changes_count", count=1_000_000).endswith("changements")


def test_what_is_filled_in_is_never_read_as_a_text_itself() -> None:
    assert Translator("en")("change.presence.closed", site="{oops}") == "The last UN personnel left {oops}."


def test_a_missing_text_is_an_error_when_strict_and_the_key_otherwise() -> None:
    with pytest.raises(MissingText, match=r"no text for no\.such\.key"):
        Translator("fr", strict=True)("no.such.key")
    assert Translator("fr", strict=False)("no.such.key") == "no.such.key"
    assert Translator("fr").strict, "the tests run strict"


def test_a_text_missing_in_one_language_is_shown_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogues = {"en": {"a": "A", "n.one": "{count} site", "n.other": "{count} sites"}, "fr": {}}
    monkeypatch.setattr("geodata.i18n.catalog.texts", catalogues.__getitem__)
    assert Translator("fr", strict=False)("a") == "A"
    assert Translator("fr", strict=False)("n", count=2) == "2 sites"
    with pytest.raises(MissingText):
        Translator("fr", strict=True)("a")


def test_a_translator_knows_what_it_has(t: Translator) -> None:
    assert t.has("vocab.holder.unknown")
    assert t.has("cli.changes_count")
    assert not t.has("vocab.holder.nobody")


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(BadLanguage, match="no catalogue for 'de'"):
        Translator("de")
