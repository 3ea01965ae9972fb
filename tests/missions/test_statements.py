"""What the first press report said: each statement is shown somewhere, with sources, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from geodata.domain.model import MissionData, Text

# The statement; where it stands (table, id); what must be said there, in English and in French.
STATEMENTS = {
    "evacuation of Kidal": ("story", "kidal-left", ("evacuation of Kidal",), ("évacuation de Kidal",)),
    "the June order": ("story", "the-order", ("16 June 2023", "without delay"), ("16 juin 2023", "sans délai")),
    "after the coup of 2020": ("story", "the-order", ("coup in August 2020",), ("coup d’État en août 2020",)),
    "the coup itself": ("milestones", "coup-2020", ("Coup",), ("Coup d’État",)),
    "the forced hurry": ("story", "six-months", ("the hurry",), ("la hâte",)),
    "the hurry out of Kidal": ("story", "kidal-left", ("in haste",), ("dans la hâte",)),
    "equipment destroyed": ("story", "tessalit", ("destroyed",), ("détruits",)),
    "equipment destroyed in the Kidal region": ("events", "kidal-06", ("destroyed",), ("détruit",)),
    "refused flight permits": ("story", "the-trucks", ("flight permits are being refused",), ("autorisations de vol",)),
    "refused flights": ("events", "gao-05", ("flights were refused",), ("vols de la mission avaient été refusés",)),
    "strength about 15,000": ("story", "the-order", ("nearly 15,000",), ("près de 15\u202f000",)),
    "in uniform": ("figures", "fig-uniformed-to-repatriate-2023-06-30", ("12947",), ("12947",)),
    "civilians": ("figures", "fig-civilian-to-separate-2023-06-30", ("1786",), ("1786",)),
    "180 killed (agencies)": ("story", "the-flag", ("agencies", "180"), ("agences", "180")),
    "180 (the figure)": ("figures", "fig-fatalities-hostile-acts-2023-12-08-alt-1", ("180",), ("180",)),
    "311 dead, 174 by hostile acts (UN)": ("story", "the-flag", ("311", "174"), ("311", "174")),
    "311 (the figure)": ("figures", "fig-fatalities-total-2023-12-31", ("311",), ("311",)),
    "174 (the figure)": ("figures", "fig-fatalities-hostile-acts-2023-12-12", ("174",), ("174",)),
    "start in July": ("story", "six-months", ("from July",), ("à partir de juillet",)),
    "phase one": ("milestones", "mission-04", ("1 July",), ("1er juillet",)),
    "planned end of year": ("story", "six-months", ("31 December 2023",), ("31 décembre 2023",)),
    "the objection under 2014 and 2015": ("story", "ber", ("2014", "2015", "objects"), ("2014", "2015", "s’y oppose")),
    "the race for the camps": ("story", "ber", ("race for the camp",), ("course au camp",)),
}


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_has_its_place_and_its_sources(shipped: MissionData, statement: str) -> None:
    table, row_id, english, french = STATEMENTS[statement]
    row = next(row for row in getattr(shipped, table) if row.id == row_id)
    assert row.source_ids
    assert all(shipped.source(source_id).url for source_id in row.source_ids)
    for lang, wanted in (("en", english), ("fr", french)):
        said = " ".join(_said(row, lang))
        assert not [words for words in wanted if words not in said], said


def _said(row: object, lang: str) -> list[str]:
    texts: list[Text] = [getattr(row, name) for name in ("title", "text", "note", "detail") if hasattr(row, name)]
    number = getattr(row, "value", None)
    return [text.get(lang) for text in texts] + ([str(round(number))] if number is not None else [])
