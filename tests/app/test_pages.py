"""Every page in every language, and the journeys between them, without a browser."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.data.load import load
from geodata.i18n.catalog import LANGUAGES, Translator

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "pages").rglob("*.py"))


def app(**query: str) -> AppTest:
    """Return the app after its first run, at an address with this query."""
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in query.items():
        test.query_params[key] = value
    return test.run()


def html(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


def map_arguments(test: AppTest) -> dict[str, object]:
    """Return what the page hands to the map's component."""
    arguments: dict[str, object] = json.loads(test.get("component_instance")[0].proto.json_args)
    return arguments


def message(test: AppTest) -> dict[str, object]:
    """Return the message in the feature group that goes to the map."""
    script = str(map_arguments(test)["feature_group"])
    start = script.index("geodata.receive(") + len("geodata.receive(")
    told: dict[str, object] = json.JSONDecoder().raw_decode(script[start:])[0]
    return told


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_runs_and_has_a_heading(page: Path, lang: str) -> None:
    test = app(lang=lang)
    test.switch_page(str(page.relative_to(ROOT))).run()
    assert not test.exception
    assert not test.error
    assert "<h1" in html(test)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_day_in_words(lang: str) -> None:
    test = app(on="2023-10-31", lang=lang)
    assert Translator(lang).date(date(2023, 10, 31), "full") in html(test)


def test_first_visit_opens_on_the_first_day_of_the_withdrawal() -> None:
    state = message(app())["state"]
    assert isinstance(state, dict)
    assert (state["day"], state["start"], state["end"]) == ("2023-06-01", "2023-06-01", "2023-12-31")


def test_a_link_restores_day_site_language_and_filters() -> None:
    test = app(on="2023-11-05", site="kidal", lang="fr", region="kidal", claimant="csp")
    state = message(test)["state"]
    assert isinstance(state, dict)
    assert (state["day"], state["site"], state["lang"]) == ("2023-11-05", "kidal", "fr")
    assert state["filters"]["regions"] == ["kidal"]
    assert "agc-064" in state["filters"]["claims"]
    assert "agc-063" not in state["filters"]["claims"]


def test_a_link_past_the_withdrawal_opens_the_whole_span() -> None:
    state = message(app(on="2024-07-22"))["state"]
    assert isinstance(state, dict)
    assert (state["day"], state["end"]) == ("2024-07-22", "2024-12-31")


@pytest.mark.parametrize(
    "query",
    [
        {"on": "2023-13-01"},
        {"on": "1066-01-01"},
        {"site": "<script>"},
        {"lang": "xx"},
        {"from": "x", "to": "y"},
        {"from": "2023-12-01", "to": "2023-06-01"},
        {"holder": "a,b,,c"},
        {"claim": "agc-9999"},
        {"zzz": "1"},
    ],
    ids=str,
)
def test_hostile_addresses_fall_back(query: dict[str, str]) -> None:
    test = app(**query)
    assert not test.exception
    state = message(test)["state"]
    assert isinstance(state, dict)
    assert state["site"] is None
    assert state["day"] == "2023-06-01"


def test_the_script_of_the_map_never_varies() -> None:
    plain = map_arguments(app())
    busy = map_arguments(app(on="2023-11-05", site="kidal", lang="fr", region="kidal"))
    assert plain["script"] == busy["script"]
    assert len(str(plain["script"])) < 5000


def test_the_map_asks_no_other_host() -> None:
    arguments = map_arguments(app())
    links = [*arguments["js_links"], *arguments["css_links"]]  # type: ignore[misc]
    assert links
    assert all(link.startswith("/app/static/gd-") for link in links)


def test_a_click_on_a_change_moves_the_clock() -> None:
    test = app(on="2023-11-05")
    before = message(test)
    test.button(key="w-change-0").click().run()
    after = message(test)
    assert isinstance(after["state"], dict)
    assert after["state"]["day"] == "2023-10-31"
    assert after["state"]["site"] == "kidal"
    assert after["seq"] == before["seq"] + 1 == after["jump"]  # type: ignore[operator]
    assert test.query_params["on"] == "2023-10-31"


def test_language_keeps_day_and_filters() -> None:
    test = app(on="2023-11-05", region="kidal")
    before = message(test)
    test.segmented_control(key="w-lang").set_value("fr").run()
    after = message(test)
    assert isinstance(after["state"], dict)
    assert after["state"]["day"] == "2023-11-05"
    assert after["state"]["filters"] == {"regions": ["kidal"]}
    assert after["jump"] == before["jump"]
    assert "dimanche 5 novembre 2023" in html(test)


def test_a_click_and_what_the_map_wrote_in_the_address_meanwhile_both_count() -> None:
    test = app(on="2023-11-05", region="kidal")
    test.query_params["on"] = "2023-10-31"
    test.query_params["site"] = "kidal"
    test.segmented_control(key="w-lang").set_value("fr").run()
    state = message(test)["state"]
    assert isinstance(state, dict)
    assert (state["lang"], state["day"], state["site"]) == ("fr", "2023-10-31", "kidal")
    assert state["filters"] == {"regions": ["kidal"]}
    assert test.query_params == {"on": "2023-10-31", "site": "kidal", "region": "kidal", "lang": "fr"}


def test_what_an_address_no_longer_asks_for_is_given_up_and_a_click_beside_it_counts() -> None:
    test = app(on="2023-11-05", site="kidal", region="kidal")
    del test.query_params["site"]
    test.toggle(key="w-known").set_value(True).run()
    state = message(test)["state"]
    assert isinstance(state, dict)
    assert (state["site"], state["known"], state["day"]) == (None, True, "2023-11-05")


def test_a_filter_hides_and_reset_shows_again() -> None:
    test = app(on="2023-11-05")
    test.session_state["w-fold-sites"] = True
    test.run()
    test.multiselect(key="w-holders").set_value(["csp"]).run()
    assert any(caption.value.startswith("1 of 13") for caption in test.caption)
    test.button(key="w-reset").click().run()
    assert any(caption.value.startswith("13 of 13") for caption in test.caption)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_folded_holds_its_content_once_it_is_opened(lang: str) -> None:
    test = app(on="2023-11-05", lang=lang)
    assert not test.multiselect
    assert not test.dataframe
    assert not test.code
    for name in ("sites", "claims", "tables", "cite", "report"):
        test.session_state[f"w-fold-{name}"] = True
    test.run()
    assert not test.exception
    assert len(test.multiselect) == 10
    assert len(test.dataframe) == 3
    assert len(test.code) == 5


def test_the_state_outlives_a_change_of_page() -> None:
    test = app(on="2023-11-05", site="kidal")
    test.switch_page("pages/reference/sources.py").run()
    test.switch_page("pages/explore/map.py").run()
    state = message(test)["state"]
    assert isinstance(state, dict)
    assert (state["day"], state["site"]) == ("2023-11-05", "kidal")


def test_free_dates_set_the_ends_of_the_clock() -> None:
    test = app()
    test.radio(key="w-preset").set_value("free").run()
    test.date_input(key="w-dates").set_value((date(2023, 11, 1), date(2023, 12, 1))).run()
    state = message(test)["state"]
    assert isinstance(state, dict)
    assert (state["start"], state["end"], state["day"]) == ("2023-11-01", "2023-12-01", "2023-11-01")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_link_asks_in_vain_is_said(lang: str) -> None:
    test = app(claimant="csp,zzz", on="2023-13-01", lang=lang)
    assert [info.value for info in test.info] == [Translator(lang)("page.notice.dropped", count=2, keys="claimant, on")]
    test.toggle(key="w-known").set_value(True).run()
    assert not test.info


def test_an_empty_result_says_so_and_offers_a_way_back() -> None:
    test = app(q="zzzz qqqq", holder="fla")
    assert len(test.warning) == 1
    test.button(key="w-notice-reset").click().run()
    assert not test.warning


def test_known_on_the_day_hides_what_was_not_yet_published() -> None:
    plain = app(on="2023-11-01", site="kidal")
    known = app(on="2023-11-01", site="kidal", known="1")
    state = message(known)["state"]
    assert isinstance(state, dict)
    assert state["known"] is True
    later = load().event("kidal-12").note.en  # the army in Kidal, a fortnight later
    assert later in html(plain).replace("&#x27;", "'")
    assert later not in html(known).replace("&#x27;", "'")


def test_every_claim_by_the_csp_in_september_2023() -> None:
    test = app(**{"from": "2023-09-01", "to": "2023-09-30", "claimant": "csp"})
    test.switch_page("pages/explore/claims.py").run()
    assert not test.exception
    days = {
        claim.id
        for claim in load().claims
        if claim.claimant_id == "csp" and claim.when.earliest.isoformat()[:7] == "2023-09"
    }
    assert f"{len(days)} of " in html(test)


def test_from_a_card_to_the_map() -> None:
    test = app()
    test.switch_page("pages/explore/claims.py").run()
    button = next(button for button in test.button if str(button.key).startswith("w-on-map-ber-2023-08"))
    button.click().run()
    state = message(test)["state"]
    assert isinstance(state, dict)
    assert state["claim"] == "agc-006"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_site_and_claim_has_a_dossier(lang: str) -> None:
    data = load()
    for site in data.sites:
        test = app(site=site.id, on="2023-12-01", lang=lang)
        assert not test.exception, site.id
        assert site.name.get(lang) in html(test)
    for claim in data.claims[::10]:
        assert not app(claim=claim.id, lang=lang).exception, claim.id


def test_sources_are_found_whatever_the_accents() -> None:
    test = app()
    test.switch_page("pages/reference/sources.py").run()
    test.text_input(key="w-source-search").set_value("menaka").run()
    assert not test.exception
    found = test.dataframe[0].value
    assert len(found) > 0
    test.text_input(key="w-source-search").set_value("zzzz qqqq").run()
    assert test.info


@pytest.mark.parametrize(("lang", "hit"), [("en", "explosive device"), ("fr", "engin explosif")])
def test_the_tables_tell_of_the_convoys_that_the_map_draws(lang: str, hit: str) -> None:
    """The convoy from Kidal was on the road to Gao until 7 November 2023; no source of the 5th tells of the blasts."""
    asked = {"on": "2023-11-05", "lang": lang}
    for query, count in (({}, 1), ({"layers": "claims"}, 0), ({"known": "1"}, 1)):
        test = app(**asked, **query)
        test.session_state["w-fold-tables"] = True
        test.run()
        found = [frame.value for frame in test.dataframe if {"Kidal", "Gao"} == set(frame.value.iloc[0, :2])]
        assert len(found) == count
        for frame in found:
            row = frame[frame.iloc[:, 0] == "Kidal"].iloc[0].to_list()
            assert (hit in row[4]) is ("known" not in query)
            assert bool(row[3]) is ("known" not in query)
