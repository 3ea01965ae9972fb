import pytest

from geodata.data.wording import text_faults
from geodata.i18n.catalog import LANGUAGES, texts


@pytest.mark.parametrize(
    "text",
    [
        "Le camp\u00a0: remis ; oui",
        "Est-ce vrai?",
        "Il dit «oui».",
        "Il dit « oui ».",
        "13 871 personnes",
        "13\u00a0871 personnes",
        "l'armée",
        "la junte",
        "Il y a...",
        "deux  espaces",
        "Une note: ceci",
    ],
)
def test_slips_of_french_are_found(text: str) -> None:
    assert text_faults(text, "fr")


@pytest.mark.parametrize(
    "text",
    [
        "Le camp\u00a0: remis\u00a0; oui\u00a0! non\u00a0?",
        "Il dit «\u00a0oui\u00a0».",
        "13\u202f871 personnes à 14:00",
        "l’armée",
        "en 2023 150 personnes"[:7],
        "voir S/2023/611, 2:1",
        "(deux\u00a0; trois)",
        "",
    ],
)
def test_good_french_passes(text: str) -> None:
    assert text_faults(text, "fr") == []


@pytest.mark.parametrize("text", ["the army's", "the junta", "“so”\u00a0!", 'a "word"', "so..."])
def test_slips_of_english_are_found(text: str) -> None:
    assert text_faults(text, "en")


def test_good_english_passes() -> None:
    assert text_faults("The army’s word: “so”; at 14:00, 13,871 people?", "en") == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_interface_keeps_the_rules_of_the_data(lang: str) -> None:
    # Errors quote what was typed between plain marks, as the shell does.
    found = {
        key: faults
        for key, text in texts(lang).items()
        if not key.startswith("error.") and (faults := text_faults(text, lang))
    }
    assert found == {}
