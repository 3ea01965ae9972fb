from dataclasses import replace
from datetime import date

import pytest
import tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.domain.model import MissionData
from geodata.domain.view import Defaults, Filters, View, Vocabulary

VOCABULARY = replace(Vocabulary.of(tiny.mission()), steps=frozenset({"first", "second"}))
KEYS = (
    "on",
    "from",
    "to",
    "lang",
    "site",
    "claim",
    "region",
    "holder",
    "presence",
    "certainty",
    "claimant",
    "vs",
    "step",
)
DEFAULTS = Defaults(lang="en", start=VOCABULARY.start, end=VOCABULARY.end)


def read(query: dict[str, str], lang: str = "en") -> View:
    return View.from_query(query, vocabulary=VOCABULARY, default_lang=lang)


def subsets(known: frozenset[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(known)))


@st.composite
def views(draw: st.DrawFn) -> View:
    days = st.dates(VOCABULARY.start, VOCABULARY.end)
    start, end = sorted((draw(days), draw(days)))
    return View(
        mission=VOCABULARY.mission,
        start=start,
        end=end,
        lang=draw(st.sampled_from(VOCABULARY.langs)),
        on=draw(st.none() | st.dates(start, end)),
        site=draw(st.none() | st.sampled_from(sorted(VOCABULARY.sites))),
        claim=draw(st.none() | st.sampled_from(sorted(VOCABULARY.claims))),
        filters=Filters(
            regions=draw(subsets(VOCABULARY.regions)),
            holders=draw(subsets(VOCABULARY.holders)),
            presences=draw(subsets(VOCABULARY.presences)),
            certainties=draw(subsets(VOCABULARY.certainties)),
            claimants=draw(subsets(VOCABULARY.claimants)),
        ),
        to_day=draw(st.none() | days),
        step=draw(st.none() | st.sampled_from(sorted(VOCABULARY.steps))),
        defaults=DEFAULTS,
    )


@given(views())
@settings(max_examples=60)
def test_a_view_survives_its_address(view: View) -> None:
    assert read(view.to_query()) == view


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(), st.text()))
@settings(max_examples=60)
def test_any_address_gives_a_valid_view(query: dict[str, str]) -> None:
    view = read(query)
    assert VOCABULARY.start <= view.start <= view.end <= VOCABULARY.end
    assert view.on is None or VOCABULARY.start <= view.on <= VOCABULARY.end
    assert view.site is None or view.site in VOCABULARY.sites
    assert view.lang in VOCABULARY.langs
    assert view.filters.regions <= VOCABULARY.regions
    assert read(view.to_query()) == view


@pytest.mark.parametrize(
    "query",
    [
        {"on": "2023-13-01"},
        {"on": "1999-01-01"},
        {"from": "2023-12-01", "to": "2023-06-01"},
        {"lang": "de"},
        {"site": "../../etc/passwd"},
        {"site": "<script>"},
        {"claim": "c99"},
        {"region": "north;south"},
        {"presence": ",,,"},
        {"mission": "another"},
    ],
)
def test_what_an_address_cannot_mean_is_dropped(query: dict[str, str]) -> None:
    assert read(query) == read({})


def test_a_link_to_a_day_outside_its_range_is_a_link_to_that_day() -> None:
    view = read({"on": "2023-10-31", "from": "2023-06-01", "to": "2023-07-01"})
    assert (view.on, view.start, view.end) == (date(2023, 10, 31), VOCABULARY.start, VOCABULARY.end)


def test_an_address_without_dates_means_the_usual_range() -> None:
    usual = (date(2023, 7, 1), date(2023, 8, 1))
    view = View.from_query({}, vocabulary=replace(VOCABULARY, usual=usual), default_lang="en")
    assert (view.start, view.end) == usual
    assert view.to_query() == {}


def test_a_repeated_key_handed_over_as_a_list_is_dropped() -> None:
    hostile: dict[str, str] = {"site": ["alpha", "bravo"], "on": None, "region": 3}  # type: ignore[dict-item]
    assert read(hostile) == read({})


def test_an_unknown_item_of_a_list_is_dropped_alone() -> None:
    assert read({"region": "north,nowhere"}).filters.regions == {"north"}


def test_defaults_are_left_out_of_the_address() -> None:
    assert read({}).to_query() == {}
    assert read({"lang": "fr"}).to_query() == {"lang": "fr"}
    assert read({"lang": "fr"}, lang="fr").to_query() == {}
    # Whoever is given the link may have a browser of another language.
    assert read({"on": "2023-10-31"}, lang="fr").to_query() == {"lang": "fr", "on": "2023-10-31"}
    assert read({"lang": "en"}, lang="fr").to_query() == {"lang": "en"}


def test_lists_are_written_in_one_order() -> None:
    assert read({"holder": "unknown,army"}).to_query() == {"holder": "army,unknown"}


def test_a_view_made_without_defaults_writes_everything() -> None:
    view = replace(read({"on": "2023-10-31"}), defaults=None)
    assert view.to_query() == {"on": "2023-10-31", "from": "2023-06-01", "to": "2023-12-31", "lang": "en"}


def test_filters_are_false_where_nothing_is_asked_for() -> None:
    assert not Filters()
    assert Filters(claimants=frozenset({"army"}))


def test_the_vocabulary_of_a_mission_knows_its_holders(tiny: MissionData) -> None:
    assert Vocabulary.of(tiny).holders == {"army", "rebels", "minusma", "unknown"}
    assert Vocabulary.of(tiny).start == date(2023, 6, 1)
