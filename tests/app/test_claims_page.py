"""The ledger's page and the panel of a claim: dates, figures, versions, and the way between them."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
CLAIMS = "pages/explore/claims.py"
STRIKES = "agc-068"
"""Kidal on 7 November 2023: six counts of the dead, of which one was public the next day."""


def app(page: str = "", **query: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in query.items():
        test.query_params[key] = value
    test.run()
    return test.switch_page(page).run() if page else test


def html(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


def captions(test: AppTest) -> str:
    return "\n".join(element.value for element in test.caption)


@pytest.mark.parametrize("page", ["", CLAIMS])
def test_figures_that_came_out_later_are_hidden_and_counted(page: str) -> None:
    asked = {"on": "2023-11-08", "claim": STRIKES, "q": "kidal", "from": "2023-11-01", "to": "2023-11-30"}
    every, public = html(app(page, **asked)), html(app(page, **asked, known="1"))
    for figure in ("6 killed", "at least 20 killed", "14 killed, 8 of them children"):
        assert figure in every
    assert "14 killed, 8 of them children" in public
    for figure in ("6 killed", "at least 20 killed"):
        assert figure not in public
    assert "5 figures were not yet public, or bear no date." in public
    assert "were not yet public" not in every


def test_a_card_counts_only_the_voices_that_were_public() -> None:
    asked = {"on": "2023-11-08", "claim": STRIKES, "from": "2023-11-07", "to": "2023-11-07"}
    known = html(app(CLAIMS, **asked, known="1"))
    assert "one voice: Actu Cameroun" in known
    assert "status also rests on later sources" in known
    assert "one voice: Actu Cameroun" not in html(app(CLAIMS, **asked))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("3 August 2023", "said on 8 August 2023", "claims are left out because no source gives the day")),
        ("fr", ("3 août 2023", "déclaration\u00a0: 8 août 2023", "aucune source ne donne le jour")),
    ],
)
def test_a_card_tells_when_it_was_said(lang: str, words: tuple[str, str, str]) -> None:
    """The Islamic State spoke on 8 August of an ambush of the 3rd."""
    test = app(CLAIMS, by="said", lang=lang, **{"from": "2023-08-08", "to": "2023-08-09"})
    happened, said, left = words
    assert f"{happened} · {said}" in html(test)
    assert left in captions(test)


def test_a_filtered_happening_says_how_many_accounts_are_hidden() -> None:
    asked = {"from": "2023-08-01", "to": "2023-08-31"}
    assert "1 of 3 accounts: the dates and filters hide the rest" in html(app(CLAIMS, claimant="csp", **asked))
    assert "hide the rest" not in html(app(CLAIMS, **asked))


def test_the_claim_chosen_on_the_map_comes_first_whatever_the_range() -> None:
    """Tinzaouaten, July 2024: past the usual range, and far down the list."""
    body = html(app(CLAIMS, on="2024-07-27", claim="agc-108"))
    head = body.index("The claim chosen on the map")
    assert 0 < body.index("Tinzaouaten", head) < body.index("Ber, 9 June 2023")


def test_the_sidebar_counts_what_the_page_shows() -> None:
    """By what was public on 1 November 2023, of the claims of three weeks around it."""
    test = app(CLAIMS, known="1", on="2023-11-01", **{"from": "2023-10-20", "to": "2023-11-15"})
    shown = html(test).split(" of 138 claims")[0].rsplit(">", 1)[-1]
    assert f"{shown} of 138 claims in the range" in captions(test)
    test.session_state["w-fold-claims"] = True
    test.run()
    options = next(one for one in test.multiselect if one.key == "w-claimants").options
    assert sum(int(option.rsplit("(", 1)[1].rstrip(")")) for option in options) == int(shown)


def test_regions_are_offered_with_counts_beside_the_claims_and_beside_the_sites() -> None:
    test = app(on="2023-07-01")
    for fold in ("sites", "claims"):
        test.session_state[f"w-fold-{fold}"] = True
    test.run()
    by_key = {one.key: one for one in test.multiselect}
    assert "Kidal (3)" in by_key["w-regions"].options
    kidal = next(option for option in by_key["w-claims-regions"].options if option.startswith("Kidal"))
    by_key["w-claims-regions"].select(kidal).run()
    assert test.query_params["region"] == "kidal"
