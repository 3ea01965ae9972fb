"""What the page says of the claims that its filters leave, and what it keeps back of later days."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.i18n.catalog import Translator

ROOT = Path(__file__).parents[2]


def app(**query: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in query.items():
        test.query_params[key] = value
    return test.run()


def captions(test: AppTest) -> str:
    return "\n".join(element.value for element in test.caption)


def html(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


@pytest.mark.parametrize(
    ("lang", "shown", "hidden"),
    [
        ("en", "1 of 138, in the window of 1 day on 31 October 2023", "4 more in this window are left out"),
        ("fr", "1 sur 138, dans la fenêtre de 1 jour, le 31 octobre 2023", "4 autres dans cette fenêtre"),
    ],
)
def test_the_window_is_told_with_what_the_filters_hide(lang: str, shown: str, hidden: str) -> None:
    """On 31 October 2023 the mission, the army and JNIM spoke of Kidal too; one claim is dated to October alone."""
    told = captions(app(on="2023-10-31", window="1", claimant="csp", lang=lang))
    assert shown in told
    assert hidden in told


@pytest.mark.parametrize(("lang", "words"), [("en", "Claims shown: 0 of 138"), ("fr", "0 sur 138")])
def test_an_empty_window_says_so_and_offers_to_widen(lang: str, words: str) -> None:
    test = app(on="2023-07-01", window="7", claimant="csp", lang=lang)
    assert any(words in element.value for element in test.warning)
    test.button(key="w-notice-widen").click().run()
    assert test.query_params["window"] == "0"


def test_without_filters_the_map_alone_tells_its_window() -> None:
    test = app(on="2023-07-01")
    assert not test.warning
    assert "Claims shown" not in captions(test)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_was_public_on_a_day_tells_nothing_of_later_days(lang: str) -> None:
    """The CSP left Kidal on 14 November 2023; Reuters wrote on the 3rd of what was destroyed by the 31st."""
    later = {"en": "14 November 2023", "fr": "14 novembre 2023"}[lang]
    assert later in html(app(on="2023-11-01", site="kidal", lang=lang))
    known = html(app(on="2023-11-01", site="kidal", known="1", lang=lang))
    assert "Jeune Afrique" in known
    assert later not in known
    assert "Zonebourse" not in known


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("dossier", {"site": "nowhere"}),
        ("compare", {"on": "2023-10-30", "vs": "foo"}),
        ("story", {"step": "nope"}),
        ("timeline", {"on": "2023-13-45"}),
    ],
)
def test_every_page_tells_what_a_link_asked_for_in_vain(name: str, query: dict[str, str], lang: str) -> None:
    test = app(**query, lang=lang).switch_page(f"pages/explore/{name}.py").run()
    assert not test.exception
    wrong = list(query)[-1]
    assert Translator(lang)("page.notice.dropped", count=1, keys=wrong) in [element.value for element in test.info]
    assert not test.warning


def test_a_timeline_of_nothing_says_so() -> None:
    test = app(holder="jnim", on="2023-06-01").switch_page("pages/explore/timeline.py").run()
    assert any("No site passes" in element.value for element in test.warning)
