"""A citation can be pasted as it is."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geodata.data import registry
from geodata.data.terms import Terms, read_terms
from geodata.export.citation import Citation, cite, permalink
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.domain.model import MissionData
    from geodata.domain.view import View

DAY = date(2026, 11, 23)
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def terms() -> Terms:
    return read_terms(registry.folder("minusma"))


@pytest.fixture
def cited(shipped: MissionData, terms: Terms, view_of: Callable[..., View]) -> Callable[..., Citation]:
    def make(lang: str = "en", address: str = "https://example.org/", **query: str) -> Citation:
        return cite(view_of(**query), data=shipped, terms=terms, address=address, accessed=DAY, t=Translator(lang))

    return make


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", [{"on": "2023-10-31", "site": "kidal"}, {"claim": "agc-006"}, {}])
@pytest.mark.parametrize("address", ["https://example.org/", ""])
def test_every_form_names_title_and_version(
    cited: Callable[..., Citation], terms: Terms, lang: str, query: dict[str, str], address: str
) -> None:
    found = cited(lang, address, **query)
    for text in (found.sentence, found.apa, found.bibtex.replace("--", "–"), found.csl):
        assert terms.title in text
        assert terms.version in text
        assert ("https://example.org/" in text) == bool(address)


def test_the_sentence_reads_as_one(cited: Callable[..., Citation]) -> None:
    found = cited("fr", on="2023-10-31", site="timbuktu")
    assert "Tombouctou, 31 octobre 2023" in found.sentence
    assert found.sentence.endswith("consulté le 23 novembre 2026.")
    assert (
        "Retrieved November 23, 2026, from https://example.org/?on=2023-10-31&site=kidal"
        in cited(on="2023-10-31", site="kidal").apa
    )


@pytest.mark.parametrize(
    ("lang", "query", "said"),
    [
        ("en", {"vs": "2023-12-20"}, ": situations on 31 October 2023 and on 20 December 2023,"),
        ("fr", {"vs": "2023-12-20"}, "\u00a0: situations au 31 octobre 2023 et au 20 décembre 2023,"),
        ("en", {"vs": "2023-12-20", "site": "kidal"}, ": Kidal on 31 October 2023 and on 20 December 2023,"),
        ("en", {"region": "kidal", "q": "camp"}, "31 October 2023 (Region: Kidal; Search the claims: “camp”),"),
        (
            "fr",
            {"region": "kidal", "known": "1"},
            "(Région\u00a0: Kidal\u00a0; Seulement ce qui était public ce jour-là),",
        ),
    ],
)
def test_a_comparison_and_filters_are_named(
    cited: Callable[..., Citation], lang: str, query: dict[str, str], said: str
) -> None:
    found = cited(lang, on="2023-10-31", **query)
    assert said in found.sentence
    note = said.strip(",: \u00a0")
    assert note in found.bibtex
    assert note in json.loads(found.csl)[0]["note"]


def test_csl_is_json_that_citation_managers_read(cited: Callable[..., Citation]) -> None:
    (item,) = json.loads(cited(on="2023-10-31").csl)
    assert item["type"] == "dataset"
    assert item["accessed"] == {"date-parts": [[2026, 11, 23]]}
    assert item["URL"] == "https://example.org/?on=2023-10-31"


def test_bibtex_is_balanced_and_escaped(cited: Callable[..., Citation]) -> None:
    for query in ({"on": "2023-10-31"}, {"claim": "agc-006"}, {"q": "50% of {a_b} & c#d"}):
        text = cited(**query).bibtex
        bare = re.sub(r"\\[{}]", "", text)
        assert bare.count("{") == bare.count("}")
        assert re.match(r"@misc\{[\w.-]+,\n", text)
        assert not re.search(r"(?<!\\)[&%#_]", re.sub(r"url = .*", "", text))
    assert r"“a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d”" in cited(q=r"a\b~c^d").bibtex


@pytest.mark.parametrize("name", ["README.md", "LICENSE-data.md"])
def test_the_papers_cite_the_data_as_the_dashboard_does(terms: Terms, name: str) -> None:
    told = " ".join((ROOT / name).read_text("utf-8").replace("\n> ", " ").split())
    assert f"{terms.authors[0]}, *{terms.title}*, data version {terms.version}, CC BY 4.0." in told


def test_the_citation_file_bears_the_title_and_version_of_the_data(terms: Terms) -> None:
    lines = (ROOT / "CITATION.cff").read_text("utf-8").split("references:")[0].splitlines()
    assert {f"title: {terms.title}", f"version: {terms.version}", f"license: {terms.licence}"} <= set(lines)


def test_a_link_keeps_the_view(view_of: Callable[..., View]) -> None:
    view = view_of(on="2023-10-31", region="kidal,gao", lang="fr")
    assert permalink(view, "https://example.org/") == "https://example.org/?on=2023-10-31&lang=fr&region=gao,kidal"
    assert permalink(view, "map.html", mark="#") == "map.html#on=2023-10-31&lang=fr&region=gao,kidal"
    assert permalink(view_of(), "map.html") == "map.html"
