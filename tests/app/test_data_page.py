"""The data page, and what stands under every page: citation and report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from geodata.domain.view import View, Vocabulary
from geodata.export.formats import FORMATS
from geodata.export.report import report_address, report_text
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

ROOT = Path(__file__).parents[2]


def data_page(**query: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        test.query_params[key] = value
    test.run()
    test.switch_page("pages/reference/data.py").run()
    assert not test.exception
    return test


def html(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_format_has_its_button_and_its_sidecar(lang: str) -> None:
    test = data_page(lang=lang)
    labels = [button.proto.label for button in test.get("download_button")]
    t = Translator(lang)
    assert labels.count(t("page.data.download")) == labels.count(t("page.data.sidecar")) == len(FORMATS)
    assert t("page.data.map-button") in labels
    assert t("export.boundaries") in html(test)
    assert any("kidal-08" in block.value for block in test.markdown)


def test_the_part_says_what_it_is(shipped: MissionData) -> None:
    test = data_page(region="kidal")
    every = sum(len(frame) for frame in shipped.frames.values())
    assert Translator("en")("page.data.rows", count=every) in html(test)
    test.segmented_control(key="w-extent").set_value("part").run()
    assert not test.exception
    assert "Part of the record: what passes the filters from 1 June 2023 to 31 December 2023" in html(test)


def test_an_empty_part_is_said_in_a_line() -> None:
    test = data_page(region="sikasso", to="2023-06-02")
    test.segmented_control(key="w-extent").set_value("part").run()
    assert not test.exception
    assert [block.value for block in test.info] == [Translator("en")("error.empty_selection")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_can_be_cited(lang: str) -> None:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    test.query_params["on"] = "2023-10-31"
    test.query_params["site"] = "kidal"
    test.query_params["lang"] = lang
    test.session_state["w-fold-cite"] = True
    test.run()
    for page in ("", "pages/reference/sources.py", "pages/reference/method.py", "pages/reference/data.py"):
        if page:
            test.switch_page(page).run()
        told = [block.value for block in test.code]
        assert any(text.startswith("@misc{") for text in told), page
        assert any("Kidal" in text and "2026.11.1" in text for text in told), page


def view_of(data: MissionData, **query: str) -> View:
    return View.from_query(query, vocabulary=Vocabulary.of(data, langs=LANGUAGES), default_lang="en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_begins_with_what_was_on_screen(shipped: MissionData, lang: str) -> None:
    t = Translator(lang)
    view = replace(view_of(shipped, on="2023-11-05", site="kidal"), lang=lang)
    text = report_text(view, data=shipped, link="https://example.org/?site=kidal", t=t)
    for part in ("Kidal", shipped.mission.version, "https://example.org/?site=kidal", "kidal-04", "ctl-kidal-1"):
        assert part in text
    assert t("cite.report_source") in text
    claim = report_text(view_of(shipped, claim="agc-001"), data=shipped, link="", t=t)
    assert "agc-001, agc-001-f1, agc-001-f2" in claim


def test_a_report_is_sent_only_to_the_web() -> None:
    template = "https://example.org/new?title={title}&body={body}"
    sent = report_address(template, title="a & b", body="x\ny")
    assert sent == "https://example.org/new?title=a%20%26%20b&body=x%0Ay"
    assert report_address("javascript:alert(1)", title="", body="") == ""
    assert report_address("", title="", body="") == ""
