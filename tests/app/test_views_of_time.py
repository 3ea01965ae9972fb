"""The pages that tell the withdrawal in time: timeline, comparison, dossier, story."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from geodata.data.load import load
from geodata.domain.changes import changes
from geodata.domain.records import Text
from geodata.domain.view import View, Vocabulary
from geodata.i18n.catalog import LANGUAGES, Translator
from geodata.ui.compare import changes_csv
from geodata.ui.context import Context

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.domain.model import MissionData

ROOT = Path(__file__).parents[2]


BLOCKS = ("gantt", "drawdown", "weeks", "milestones", "reach")


def page(name: str, *, unfolded: Iterable[str] = (), **query: str) -> AppTest:
    """Return a page of the app after its first run, at an address with this query."""
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for fold in unfolded:
        test.session_state[f"w-fold-{fold}"] = True
    for key, value in query.items():
        test.query_params[key] = value
    test.run()
    return test.switch_page(f"pages/explore/{name}.py").run()


def html(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


def address(test: AppTest) -> dict[str, str]:
    """Return what the address asks for; on a page that was just entered the browser is told to write it."""
    written = re.search(r"location\.pathname \+ '\?([^']*)'", html(test))
    if written:
        return dict(parse_qsl(written[1]))
    return {key: value if isinstance(value, str) else value[0] for key, value in test.query_params.items()}


def messages(test: AppTest) -> list[dict[str, Any]]:
    found = []
    for element in test.get("component_instance"):
        script = str(json.loads(element.proto.json_args)["feature_group"])
        start = script.index("geodata.receive(") + len("geodata.receive(")
        found.append(json.JSONDecoder().raw_decode(script[start:])[0])
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_of_the_timeline_has_sources_a_text_and_a_table(lang: str) -> None:
    test = page("timeline", lang=lang, on="2023-10-31", unfolded=BLOCKS)
    assert not test.exception
    drawn = test.get("vega_lite_chart")
    assert len(drawn) == 6
    assert all(element.proto.alt for element in drawn)
    assert len(test.dataframe) == 5
    assert html(test).count("gd-source-line") >= 5
    assert Translator(lang).date(date(2023, 10, 31), "full") in html(test)


def test_steps_of_the_timeline_go_from_change_to_change() -> None:
    test = page("timeline", on="2023-10-31")
    test.button(key="w-next").click().run()
    assert "2023-11-14" in test.query_params["on"]
    test.button(key="w-previous").click().run()
    assert "31 October 2023" in html(test)


def test_filters_leave_sites_out_of_the_timeline() -> None:
    test = page("timeline", region="kidal", unfolded=["gantt"])
    assert len(test.dataframe[0].value) == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_timeline_tells_only_what_was_public_where_that_is_asked(lang: str) -> None:
    now = page("timeline", on="2023-06-20", lang=lang, unfolded=BLOCKS)
    then = page("timeline", on="2023-06-20", known="1", lang=lang, unfolded=BLOCKS)
    assert not then.exception
    t = Translator(lang)
    assert any(caption.value == t("page.timeline.as-known", day=date(2023, 6, 20)) for caption in then.caption)
    left = t("page.timeline.head-out")
    assert t("page.dossier.not-yet") not in list(now.dataframe[0].value[left])
    assert set(then.dataframe[0].value[left]) == {t("page.dossier.not-yet")}
    assert len(then.dataframe[3].value) < len(now.dataframe[3].value)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chosen_site_links_to_its_dossier(lang: str) -> None:
    test = page("timeline", on="2023-10-31", site="kidal", lang=lang)
    assert Translator(lang)("page.dossier.of", site="Kidal") in [link.proto.label for link in test.get("page_link")]


def test_from_a_happening_to_the_dossier_of_its_site() -> None:
    test = page("claims", on="2023-08-15")
    next(button for button in test.button if str(button.key).startswith("w-dossier-ber-")).click().run()
    assert address(test)["site"] == "ber"
    assert "gd-site-name" in html(test)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_maps_stand_on_the_two_days(lang: str) -> None:
    test = page("compare", on="2023-10-30", vs="2023-11-14", lang=lang)
    assert [told["state"]["day"] for told in messages(test)] == ["2023-10-30", "2023-11-14"]
    data = load()
    found = changes(data, start=date(2023, 10, 30), end=date(2023, 11, 14))
    assert len(found) == 4
    assert html(test).count("gd-sure-confirmed") == sum(change.certainty == "confirmed" for change in found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_a_comparison_to_the_dossiers_of_the_sites_that_changed(lang: str) -> None:
    test = page("compare", on="2023-10-30", vs="2023-11-14", lang=lang)
    assert Translator(lang)("page.compare.dossiers") in html(test)
    found = changes(load(), start=date(2023, 10, 30), end=date(2023, 11, 14))
    ways = [str(button.key) for button in test.button if str(button.key).startswith("w-dossier-")]
    assert ways == [f"w-dossier-{site_id}" for site_id in dict.fromkeys(change.site_id for change in found)]
    test.button(key="w-dossier-kidal").click().run()
    assert "gd-site-name" in html(test)
    assert address(test)["site"] == "kidal"
    assert address(test)["on"] == "2023-10-30"


def test_the_last_day_is_not_compared_with_itself() -> None:
    test = page("compare", on="2023-12-31")
    assert [told["state"]["day"] for told in messages(test)] == ["2023-12-31", "2023-06-01"]


def test_days_are_swapped_and_the_address_follows() -> None:
    test = page("compare", on="2023-10-30", vs="2023-11-14")
    test.button(key="w-swap").click().run()
    assert [told["state"]["day"] for told in messages(test)] == ["2023-11-14", "2023-10-30"]
    assert "2023-10-30" in test.query_params["vs"]


def test_a_pair_is_chosen_by_name() -> None:
    test = page("compare")
    test.selectbox(key="w-pair").set_value("site-ber").run()
    assert [told["state"]["day"] for told in messages(test)] == ["2023-08-12", "2023-08-17"]


def test_a_map_is_told_something_only_when_it_changes() -> None:
    test = page("compare", on="2023-10-30", vs="2023-11-14")
    before = messages(test)
    test.date_input(key="w-day-b").set_value(date(2023, 12, 1)).run()
    after = messages(test)
    assert after[0] == before[0]
    assert after[1]["seq"] > before[1]["seq"]


def test_the_changes_are_a_table_that_runs_no_formula(shipped: MissionData) -> None:
    hostile = replace(shipped.site("kidal"), name=Text("=HYPERLINK(1)", "=HYPERLINK(1)"))
    sites = tuple(hostile if site.id == "kidal" else site for site in shipped.sites)
    data = replace(shipped, sites=sites)
    vocabulary = Vocabulary.of(data)
    view = View.from_query({}, vocabulary=vocabulary, default_lang="en")
    context = Context(view=view, data=data, vocabulary=vocabulary, t=Translator("en"))
    found = changes(data, start=date(2023, 10, 30), end=date(2023, 11, 14))
    text = changes_csv(context, found).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == len(found) + 1
    assert {row[3] for row in rows[1:]} == {"'=HYPERLINK(1)"}
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    assert all(row[7].startswith("http") for row in rows[1:])


def test_the_address_names_the_second_day_only_where_it_is_read() -> None:
    test = page("compare", on="2023-10-30", vs="2023-11-14")
    assert address(test)["vs"] == "2023-11-14"
    test.switch_page("pages/explore/map.py").run()
    assert "vs" not in address(test)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_site_has_a_page_of_its_own(lang: str) -> None:
    data = load()
    for site in data.sites_in_order[::3]:
        test = page("dossier", site=site.id, lang=lang)
        assert not test.exception, site.id
        body = html(test)
        assert site.name.get(lang) in body
        for key in ("clocks", "plan-actual", "garrison", "sources"):
            assert Translator(lang)(f"page.dossier.{key}") in body, (site.id, key)


def test_a_dossier_of_which_nothing_was_public_yet_is_a_page() -> None:
    for site in load().sites:
        test = page("dossier", site=site.id, on="2023-06-01", known="1")
        assert not test.exception, site.id
        assert site.name.en in html(test)


def test_the_radius_of_the_claims_is_the_readers() -> None:
    test = page("dossier", site="kidal")
    assert "within 50 km" in html(test)
    test.segmented_control(key="w-radius").set_value(100).run()
    assert "within 100 km" in html(test)


def test_without_a_site_the_dossier_offers_all_of_them() -> None:
    test = page("dossier")
    test.button(key="w-dossier-ber").click().run()
    assert "gd-site-name" in html(test)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_story_is_walked_from_end_to_end(lang: str) -> None:
    steps = load().story
    test = page("story", lang=lang)
    for number, step in enumerate(steps):
        assert step.title.get(lang) in html(test)
        [told] = messages(test)
        assert told["state"]["day"] == step.day.isoformat()
        assert (told["state"]["site"] or "") == step.site_id
        assert address(test)["step"] == step.id
        if number + 1 < len(steps):
            test.button(key="w-story-next").click().run()
    assert test.button(key="w-story-next").disabled


def test_a_link_to_a_step_is_a_link_to_its_day() -> None:
    test = page("story", step="the-convoy")
    [told] = messages(test)
    assert (told["state"]["day"], told["state"]["site"]) == ("2023-11-04", "kidal")


LATER = {
    "en": ("14 November", "7 November", "FAMa/Wagner", "3 November"),
    "fr": ("14 novembre", "7 novembre", "FAMa/Wagner", "3 novembre"),
}
"""What became known of Kidal after 31 October 2023: the army in the camp, the convoy’s arrival, a blast."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_dossier_of_what_was_public_tells_nothing_of_later_days(lang: str) -> None:
    now = html(page("dossier", site="kidal", on="2023-10-31", lang=lang))
    then = page("dossier", site="kidal", on="2023-10-31", known="1", lang=lang)
    assert not then.exception
    for words in LATER[lang]:
        assert words in now
        assert words not in html(then)
    [strip] = then.get("vega_lite_chart")
    assert "2023-11-14" not in strip.proto.spec


def test_a_convoy_on_the_road_has_not_arrived_yet() -> None:
    told = html(page("dossier", site="kidal", on="2023-11-05", known="1"))
    assert "left: 31 October 2023; arrived: not in the record" in told
    assert "37 wounded" not in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_timeline_of_what_was_public_shows_no_end_still_to_come(lang: str) -> None:
    test = page("timeline", on="2023-10-31", known="1", lang=lang, unfolded=["gantt"])
    table = test.dataframe[0].value.to_csv()
    for words in {"en": ("14 November", "20 December"), "fr": ("14 novembre", "20 décembre")}[lang]:
        assert words not in table


def test_the_sources_of_a_dossier_hold_every_page_that_it_cites() -> None:
    for site_id in ("kidal", "ansongo", "ber"):
        test = page("dossier", site=site_id)
        listed = html(test).rsplit('class="gd-sources"', 1)[1]
        cited = re.findall(r'class="gd-cite" href="([^"]+)"', html(test))
        assert [address for address in cited if address not in listed] == [], site_id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_strip_of_a_dossier_has_a_key_and_its_sources(lang: str) -> None:
    body = html(page("dossier", site="kidal", lang=lang))
    t = Translator(lang)
    [key] = re.findall(r'<p class="gd-key">.*?</p>', body)
    told = ("vocab.un_presence.closing", "page.timeline.key-plan", "page.timeline.key-without")
    for words in (*map(t, told), t("chart.gantt.early", count=30), "CSP", "FAMa", "Wagner"):
        assert words in key
    assert t("page.timeline.key-formal") not in key
    assert body.count('<div class="gd-source-line">') == 1


def test_the_line_of_sources_counts_only_those_that_were_out() -> None:
    body = html(page("dossier", site="kidal", on="2023-10-31", known="1"))
    [line] = re.findall(r'<div class="gd-source-line">.*?</div>', body)
    assert line.count('class="gd-cite"') == 8
    assert "gd-more" not in line


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "No figure falls in these days. The last one before them: 10,754 people had left in all"),
        ("fr", "Aucun chiffre ne porte sur ces jours. Le dernier avant eux\u00a0: 10\u202f754 personnes"),
    ],
)
def test_a_span_without_a_figure_says_so_and_names_the_last_one(lang: str, words: str) -> None:
    test = page("timeline", lang=lang, **{"from": "2024-02-07", "to": "2024-08-15"})
    assert words in html(test)
    assert words in test.get("vega_lite_chart")[2].proto.alt


def test_before_the_first_figure_there_is_none() -> None:
    test = page("timeline", **{"from": "2023-06-01", "to": "2023-06-15"})
    assert "No figure falls in these days, nor in those before." in html(test)


def test_counts_of_soldiers_alone_are_no_steps_to_nought() -> None:
    test = page("timeline", **{"from": "2023-08-01", "to": "2023-09-15"})
    assert test.get("vega_lite_chart")[2].proto.alt.startswith("Counts of soldiers or police alone")


def test_the_words_for_the_drawdown_are_those_of_its_days() -> None:
    until = page("timeline", **{"from": "2023-06-01", "to": "2023-11-05"}).get("vega_lite_chart")[2].proto.alt
    whole = page("timeline").get("vega_lite_chart")[2].proto.alt
    assert "10,754" in whole
    assert "10,754" not in until
    assert "people who had left" in until


@pytest.mark.parametrize(
    ("lang", "nobody", "clauses"), [("en", "holder unknown (", "; "), ("fr", "détenteur inconnu (", "\u00a0; ")]
)
def test_the_table_of_the_bars_is_written_as_its_language_wants(lang: str, nobody: str, clauses: str) -> None:
    table = page("timeline", lang=lang, unfolded=["gantt"]).dataframe[0].value
    held = list(table[Translator(lang)("page.timeline.head-holder")])
    assert any(cell.startswith(nobody) and clauses in cell for cell in held)
    assert not any(re.search(r"[^\u00a0];" if lang == "fr" else r"\s;", cell) for cell in held)


@pytest.mark.parametrize(("lang", "unknown"), [("en", "held by unknown"), ("fr", "tenu par inconnu")])
def test_an_unknown_holder_is_not_the_name_of_one(lang: str, unknown: str) -> None:
    for name in ("timeline", "dossier"):
        test = page(name, lang=lang, site="aguelhok", on="2023-11-05", unfolded=["gantt"])
        drawn = " ".join(element.proto.spec for element in test.get("vega_lite_chart"))
        assert unknown not in html(test) + drawn
        assert Translator(lang)("vocab.holding.unknown") in html(test)


def test_a_year_that_is_unverified_is_called_so_once() -> None:
    assert html(page("dossier", site="kidal")).lower().count("verified") == 1


def test_a_step_shows_the_layers_it_needs_beside_the_readers() -> None:
    test = page("story", step="the-convoy", on="2023-11-04", layers="claims")
    assert test.session_state["view"].layers == {"claims"}
    test = page("story", step="kidal-left", on="2023-10-31", layers="claims")
    test.button(key="w-story-next").click().run()
    assert test.session_state["view"].layers == {"claims", "convoys"}


def test_a_step_sets_its_claim_and_its_window_which_end_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = load()
    first, second, *rest = data.story
    asked = replace(first, site_id="", claim_id="agc-001", window=7)
    told = replace(data, story=(asked, second, *rest))
    monkeypatch.setattr("geodata.ui.cache.mission", lambda _="minusma": told)
    test = page("story")
    view = test.session_state["view"]
    assert (view.site, view.claim, view.window) == (None, "agc-001", 7)
    test.button(key="w-story-next").click().run()
    view = test.session_state["view"]
    assert (view.claim, view.window) == (None, 30)


def test_a_step_leaves_the_window_that_the_reader_chose() -> None:
    test = page("story", step="the-order", on="2023-06-16", window="90")
    test.button(key="w-story-next").click().run()
    assert test.session_state["view"].window == 90
