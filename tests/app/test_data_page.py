"""The data page, and what stands under every page: citation and report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
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
    for name in ("map", "png", "svg", "brief"):
        assert t(f"page.data.{name}-button") in labels
    assert t("export.boundaries") in html(test)
    assert any("kidal-08" in block.value for block in test.markdown)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_animation_is_made_and_kept_for_the_session(lang: str) -> None:
    test = data_page(lang=lang, **{"from": "2023-10-30", "to": "2023-11-01"})
    t = Translator(lang)
    assert t("page.data.film-about", start=date(2023, 10, 30), end=date(2023, 11, 1), count=3) in html(test)
    made(test)
    ready = t("page.data.film-ready", size=0).split("(")[0]
    (kept,) = [one.proto for one in test.get("download_button") if one.proto.label.startswith(ready)]
    assert kept.url.endswith(".gif")
    assert "w-film-make" not in {button.key for button in test.button}
    test.segmented_control(key="w-film-step").set_value(2).run()
    assert "w-film-make" in {button.key for button in test.button}, "another film is another one"


def made(test: AppTest) -> None:
    """Press the button, and look as the page does until the film is made or refused."""
    test.button(key="w-film-make").click().run()
    assert not test.exception
    work = test.session_state["kept-film"]
    if work is None:  # refused before the page was drawn
        return
    work._thread.join(timeout=60)
    test.run()
    assert not test.exception


def test_a_film_is_stopped_and_nothing_of_it_is_kept() -> None:
    test = data_page()
    test.button(key="w-film-make").click().run()
    assert not test.exception
    work = test.session_state["kept-film"]
    test.button(key="w-film-stop").click().run()
    work._thread.join(timeout=60)
    stopped = Translator("en")("page.data.film-stopped")
    assert stopped in [block.value for block in test.info]
    assert work.content is None
    test.run()
    assert stopped not in [block.value for block in test.info], "it is said once"
    assert "w-film-make" in {button.key for button in test.button}


def test_another_choice_stops_the_film_in_the_making() -> None:
    test = data_page()
    test.button(key="w-film-make").click().run()
    work = test.session_state["kept-film"]
    test.segmented_control(key="w-film-step").set_value(7).run()
    work._thread.join(timeout=60)
    assert (work.ended, work.content) == (True, None)
    assert "w-film-make" in {button.key for button in test.button}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_an_encoder_the_page_says_why_there_is_no_mp4(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = Translator(lang)("page.data.no-mp4")
    monkeypatch.setattr("shutil.which", lambda _name: None)
    test = data_page(lang=lang)
    assert said in html(test)
    assert list(test.segmented_control(key="w-film-form").options) == ["GIF"]
    monkeypatch.setattr("shutil.which", lambda name: f"/somewhere/{name}")
    test = data_page(lang=lang)
    assert said not in html(test)
    assert list(test.segmented_control(key="w-film-form").options) == ["GIF", "MP4"]


def test_long_ranges_offer_only_steps_that_fit() -> None:
    test = data_page(to="2024-12-31")
    assert list(test.segmented_control(key="w-film-step").options) == ["2 days", "7 days"]


def test_an_empty_choice_has_neither_picture_nor_brief() -> None:
    test = data_page(region="sikasso", to="2023-06-02")
    assert Translator("en")("error.empty_selection") in [block.value for block in test.info]
    off = {one.proto.label for one in test.get("download_button") if one.proto.disabled}
    assert off == {Translator("en")("page.data.png-button"), Translator("en")("page.data.svg-button")}
    made(test)
    assert [block.value for block in test.info] == [Translator("en")("error.empty_selection")] * 2


def test_the_part_says_what_it_is(shipped: MissionData) -> None:
    test = data_page(region="kidal")
    every = sum(len(frame) for frame in shipped.frames.values()) + len(shipped.story)
    assert Translator("en")("page.data.rows", count=every) in html(test)
    test.segmented_control(key="w-extent").set_value("part").run()
    assert not test.exception
    assert "Part of the record: what passes the filters from 1 June 2023 to 31 December 2023" in html(test)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_part_names_the_site_and_the_filters(lang: str) -> None:
    test, t = data_page(region="kidal", site="kidal", claimant="jnim", lang=lang), Translator(lang)
    test.segmented_control(key="w-extent").set_value("part").run()
    for label, value in (("page.table.site", "Kidal"), ("page.sidebar.claimants", "JNIM")):
        assert t("export.choice", label=t(label), values=value) in html(test)


def test_an_empty_part_is_said_in_a_line() -> None:
    test = data_page(region="sikasso", to="2023-06-02")
    test.segmented_control(key="w-extent").set_value("part").run()
    assert not test.exception
    # once for the brief, once for the data
    assert [block.value for block in test.info] == [Translator("en")("error.empty_selection")] * 2


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
        assert any("Kidal" in text and "2026.11.2" in text for text in told), page


def test_a_comparison_is_cited_with_both_days_and_only_there() -> None:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    test.query_params["on"] = "2023-10-31"
    test.session_state["w-fold-cite"] = True
    test.run()
    test.switch_page("pages/explore/compare.py").run()
    both = "situations on 31 October 2023 and on 31 December 2023"
    assert sum(both in block.value for block in test.code) == 3, "in a text, in BibTeX, in CSL"
    test.date_input(key="w-day-b").set_value(date(2023, 12, 20)).run()
    assert any("and on 20 December 2023" in block.value for block in test.code)
    test.switch_page("pages/reference/data.py").run()
    assert any("situation on 31 October 2023" in block.value for block in test.code)
    assert not any("20 December" in block.value or "vs=" in block.value for block in test.code)


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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_names_where_to_send_it(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    t = Translator(lang)
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    test.query_params["lang"] = lang
    test.session_state["w-fold-report"] = True
    test.run()
    assert t("cite.report_alone") in html(test)
    assert any(t("cite.report_wrong") in block.value for block in test.code)
    monkeypatch.setattr("geodata.ui.citation.report_address", lambda *_, **__: "https://example.org/new")
    test.run()
    assert t("cite.report_copy") in html(test)
    assert t("cite.report_alone") not in html(test)


def test_a_report_is_sent_only_to_the_web() -> None:
    template = "https://example.org/new?title={title}&body={body}"
    sent = report_address(template, title="a & b", body="x\ny")
    assert sent == "https://example.org/new?title=a%20%26%20b&body=x%0Ay"
    assert report_address("javascript:alert(1)", title="", body="") == ""
    assert report_address("", title="", body="") == ""
