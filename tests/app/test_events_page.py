"""The page of the reader's own events, without a browser: what is taken in, told, counted and offered."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import event_files as ef
import pytest
from streamlit.testing.v1 import AppTest

from geodata.data.load import load
from geodata.domain.around import Around, Colour, Turn
from geodata.events.account import Question
from geodata.events.generic import ALIASES
from geodata.events.nearby import EventIndex
from geodata.events.proximity import around_site
from geodata.events.read import read_events
from geodata.i18n.catalog import LANGUAGES, Translator
from geodata.ui.events_kept import NAMES

ROOT = Path(__file__).parents[2]
PAGE = "pages/explore/events.py"
DAYS = ("2022-07-01", "2023-03-10", "2023-08-10", "2023-09-10", "2023-10-10", "2023-11-10", "2023-12-10", "2024-03-01")
ROWS = [
    ef.UCDP_ROWS[0] | {"id": str(number), "date_start": day, "date_end": day, "best": str(number)}
    for number, day in enumerate(DAYS)
]
KIDAL = ef.delimited(ef.GED, ROWS).encode()
UNKNOWN = b"quand;nord;est;quoi\n2023-08-13;18.44;1.41;choc\n2023-09-01;18.40;1.40;choc\n"


def opened(**query: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        test.query_params[key] = value
    test.run()
    return test.switch_page(PAGE).run()


def given(content: bytes, name: str = "events.csv", **query: str) -> AppTest:
    test = opened(**query)
    test.file_uploader[0].upload(name, content, "text/csv")
    test.run()
    assert not test.exception
    return test


def html(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


def labels(test: AppTest) -> list[str]:
    return [button.proto.label for button in test.get("download_button")]


def alerts(test: AppTest) -> list[str]:
    return re.findall(r'<p[^>]*role="alert"[^>]*>(.*?)</p>', html(test), re.DOTALL)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_page_says_what_it_takes_and_where_it_stays(lang: str) -> None:
    test, t = opened(lang=lang), Translator(lang)
    assert t("page.events.private") in html(test)
    assert test.file_uploader[0].label == t("page.events.upload")
    assert not alerts(test)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_is_recognised_told_and_counted(lang: str) -> None:
    t = Translator(lang)
    test = given(KIDAL, "GEDEvent_v25_1.csv", lang=lang, site="kidal", on="2023-11-15")
    page = html(test)
    assert t("page.events.is-ucdp-ged") in page
    assert t("page.events.private-now") in page
    assert t("events.describes") in page
    assert t("events.credit.version", version="25.1") in test.code[0].value
    account = around_site(EventIndex.of(read_events(KIDAL)), load(), "kidal")
    sides = account.sides
    assert (sides.before.events, sides.after.events) == (3, 2)
    assert f"<td>{sides.before.events}</td>" in page
    assert t("page.events.get-counts") in labels(test)
    assert not test.file_uploader


def test_what_is_asked_stands_in_the_address_and_comes_back_from_it() -> None:
    test = given(KIDAL, site="kidal", km="20", days="30", clock="holder", places="all", cut="1", colour="party")
    asked = Around(km=20, days=30, clock=Turn.HOLDER, coarse=True, cut_off=True, colour=Colour.PARTY)
    assert test.slider("w-radius").value == 20
    assert test.selectbox("w-clock").value == Turn.HOLDER
    test.slider("w-radius").set_value(35).run()
    assert test.query_params["km"] == "35"
    assert {key: test.query_params[key] for key in ("days", "clock", "places", "cut", "colour")} == {
        key: value for key, value in asked.to_query().items() if key != "km"
    }


def test_a_window_that_the_file_does_not_cover_is_refused_until_asked_for() -> None:
    test = given(KIDAL, site="kidal", days="180")
    refused = alerts(test)
    assert len(refused) == 1
    t = Translator("en")
    assert refused[0].startswith("Kidal: the window 4 May 2023 to 27 April 2024 is cut off")
    assert t("page.events.cut-off") in refused[0]
    test.toggle("w-cut-off").set_value(True).run()
    assert not alerts(test)
    assert Translator("en")("events.flag.cut-off-after") in html(test)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_citation_tells_the_version_of_ucdp_only_and_every_filter(lang: str) -> None:
    t = Translator(lang)
    assert t("events.credit.no-version") in given(KIDAL, lang=lang).code[0].value
    cut_off = t("page.events.chosen-cut-off", chosen="")
    for content in (ef.acled(), UNKNOWN.replace(b"quand;nord;est", b"date;lat;lon")):
        told = given(content, lang=lang).code[0].value
        assert t("events.credit.no-version") not in told
        assert cut_off not in told
    assert cut_off in given(ef.acled(), lang=lang, cut="1").code[0].value


def test_where_all_sites_are_refused_no_chart_is_explained() -> None:
    test, t = given(ef.ged(ef.UCDP_ROWS)), Translator("en")
    page = html(test)
    assert t("page.events.refused", count=13) in page
    assert "Bars: " not in page
    assert page.count(t("page.events.cut-off")) == 1
    assert "Bars: " in html(test.toggle("w-cut-off").set_value(True).run())


def test_a_removed_file_is_gone() -> None:
    test = given(KIDAL)
    test.button("w-remove").click().run()
    assert test.file_uploader
    assert not [name for name in NAMES if f"kept-{name}" in test.session_state]


def test_one_session_sees_nothing_of_another() -> None:
    one = given(KIDAL, "mine-alone.csv")
    other = opened()
    assert "mine-alone" in html(one)
    assert "mine-alone" not in html(other)
    assert other.file_uploader


def test_rejected_rows_are_listed_and_safe_to_open() -> None:
    broken = ef.UCDP_ROWS[0] | {"id": "7", "date_start": '=HYPERLINK("x")', "where_coordinates": "<script>"}
    test = given(ef.delimited(ef.GED, [*ROWS, broken]).encode(), "<script>alert(1)</script>.csv")
    page = html(test)
    assert "<script>alert" not in page
    assert "=HYPERLINK" in page
    assert Translator("en")("page.events.get-rejects") in labels(test)


def test_of_an_acled_file_neither_rows_nor_rejected_cells_are_shown_for_taking() -> None:
    bad = ef.ACLED_ROWS[0] | {"event_id_cnty": "MLI9", "latitude": "SECRET-CELL"}
    test = given(ef.acled([*ef.ACLED_ROWS, bad]), site="kidal")
    assert "SECRET-CELL" not in html(test)
    assert labels(test) == [Translator("en")(f"page.events.get-{name}") for name in ("rejects", "counts")]
    assert not test.dataframe


def test_the_operator_can_switch_single_events_of_acled_off(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Translator("en")("page.events.no-single")
    assert told not in html(given(ef.acled()))
    monkeypatch.setenv("GEODATA_ACLED_DETAILS", "off")
    assert told in html(given(ef.acled()))
    assert told not in html(given(KIDAL))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_columns_that_are_not_recognised_are_asked_for(lang: str) -> None:
    test, t = given(UNKNOWN, lang=lang), Translator(lang)
    assert len(alerts(test)) == 1
    assert test.button("w-read").disabled
    for field, column in {"date_start": "quand", "lat": "nord", "lon": "est", "type": "quoi"}.items():
        test.selectbox(f"w-column-{field}").select(column)
    test.run()
    assert t("page.events.preview") in html(test)
    assert "<td>18.44</td>" in html(test)
    test.button("w-read").click().run()
    assert not test.exception
    assert t("page.events.is-generic") in html(test)


def _chosen(test: AppTest, **columns: str) -> AppTest:
    for field, column in columns.items():
        test.selectbox(f"w-column-{field}").select(column)
    test.run().button("w-read").click().run()
    assert not test.exception
    return test


RIGHT = {"date_start": "quand", "lat": "y_pos", "lon": "x_pos", "actor_a": "qui", "type": "quoi", "fatalities": "tués"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wrong_choice_of_columns_can_be_corrected(lang: str) -> None:
    rows = "".join(f"2023-10-{day:02},18.44,1.41,JNIM,choc,2\n" for day in range(1, 30))
    test = given(f"quand,y_pos,x_pos,qui,quoi,tués\n{rows}".encode(), lang=lang)
    t = Translator(lang)
    _chosen(test, **RIGHT | {"lon": "quoi"})
    assert t("events.none", name="events.csv", rows=t("events.rows", count=29)) in html(test)
    assert {field: test.selectbox(f"w-column-{field}").value for field in RIGHT} == RIGHT | {"lon": "quoi"}
    _chosen(test, lon="x_pos")
    assert t("page.events.accepted", count=29, first=date(2023, 10, 1), last=date(2023, 10, 29)) in html(test)


def test_a_plain_file_that_was_recognised_wrongly_can_be_read_again() -> None:
    content = b"date,reported,lat,lon,type,deaths\n2023-10-01,2023-11-02,18.44,1.41,1,9\n"
    test, t = given(content, site="kidal", cut="1", on="2023-11-15"), Translator("en")
    assert "from 1 October 2023" in html(test)
    test.button("w-again").click().run()
    assert test.selectbox("w-column-date_start").value == "date"
    assert test.button("w-remove")
    assert "<strong>events.csv</strong>" in html(test)
    # The same answers again, and nothing is lost.
    test.button("w-read").click().run()
    assert "from 1 October 2023" in html(test)
    test.button("w-again").click().run()
    _chosen(test, date_start="reported", fatalities="")
    page = html(test)
    assert "from 2 November 2023" in page
    assert t("page.events.no-deaths-figure") in page
    test.button("w-again").click().run()
    assert test.selectbox("w-column-date_start").value == "reported"
    assert test.selectbox("w-column-fatalities").value == ""
    test.button("w-remove").click().run()
    assert not [name for name in NAMES if f"kept-{name}" in test.session_state]


def test_another_file_takes_the_place_of_one_to_be_read_again() -> None:
    test = given(b"date,lat,lon\n2023-10-01,18.44,1.41\n", "plain.csv")
    test.button("w-again").click().run()
    test.file_uploader[0].upload("GEDEvent_v25_1.csv", KIDAL, "text/csv")
    test.run()
    assert Translator("en")("page.events.is-ucdp-ged") in html(test)
    assert "kept-upload" not in test.session_state
    assert "w-again" not in {button.key for button in test.button}


def test_a_wrong_answer_about_dates_can_be_corrected() -> None:
    test = given(b"date,lat,lon\n05/06/2023,18.4,1.4\n07/08/2023,18.4,1.4\n")
    # The columns can be chosen here, too.
    assert test.selectbox("w-column-lat").value == "lat"
    test.radio("w-date-order").set_value("month").run()
    test.button("w-read").click().run()
    assert "from 6 May 2023" in html(test)
    test.button("w-again").click().run()
    assert test.radio("w-date-order").value == "month"
    test.radio("w-date-order").set_value("day").run()
    test.button("w-read").click().run()
    assert "from 5 June 2023" in html(test)


def test_of_a_publishers_file_only_the_order_of_dates_is_asked() -> None:
    rows = [row | {"event_date": day} for row, day in zip(ef.ACLED_ROWS, ("05/06/2023",) * 3, strict=True)]
    test, t = given(ef.acled(rows)), Translator("en")
    assert not [box for box in test.selectbox if (box.key or "").startswith("w-column")]
    test.button("w-read").click().run()
    assert t("page.events.is-acled") in html(test)
    assert "5 June 2023" in html(test)
    test.button("w-again").click().run()
    assert test.radio("w-date-order").value == "day"
    assert not [box for box in test.selectbox if (box.key or "").startswith("w-column")]
    test.radio("w-date-order").set_value("month").run()
    test.button("w-read").click().run()
    assert t("page.events.is-acled") in html(test)
    assert "6 May 2023" in html(test)


def test_every_field_of_a_plain_table_can_be_chosen() -> None:
    content = (
        b"quand,fin,y_pos,x_pos,un,deux,bas,haut,net\n2023-10-01,2023-10-03,18.44,1.41,JNIM,IS,1,9,week\n"
        b"2023-10-02,2023-10-02,18.44,1.41,JNIM,IS,1,9,day\n"
    )
    test, t = given(content, site="kidal", cut="1", on="2023-10-15"), Translator("en")
    assert {box.key for box in test.selectbox if box.key} >= {f"w-column-{field}" for field in ALIASES}
    columns = {"date_start": "quand", "date_end": "fin", "lat": "y_pos", "lon": "x_pos", "date_precision": "net"}
    _chosen(test, **columns, actor_a="un", actor_b="deux", low="bas", high="haut", fatalities="bas")
    page = html(test)
    assert "<p>JNIM – IS</p>" in page
    assert t("page.events.bounds", low=1, high=9) in page
    assert t("events.date.week") in page
    assert "1–3 October 2023" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_columns_are_told_in_the_readers_words(lang: str) -> None:
    test, t = given(ef.acled(), lang=lang), Translator(lang)
    page = html(test)
    assert t("join.named", name=t("page.events.field-actor_a"), value="actor1") in page
    assert not [field for field in ("actor_a", "date_start", "with_b") if field in page]
    tabs = [tab.label for tab in test.tabs]
    assert tabs == [t("page.events.tab-read"), t("page.events.tab-cite"), t("page.events.tab-rejected", count=0)]


def test_doubtful_dates_are_asked_for() -> None:
    test = given(b"date,lat,lon\n05/06/2023,18.4,1.4\n07/08/2023,18.4,1.4\n")
    assert len(alerts(test)) == 1
    test.radio("w-date-order").set_value("month").run()
    test.button("w-read").click().run()
    assert "6 May 2023" in html(test)
    assert "5 June 2023" not in html(test)


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("events.csv", b"0" * 30_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b"date,lat,lon\n"),
        ("rubbish.csv", bytes(range(256)) * 40),
        ("bomb.zip", _bomb()),
        ("lfs.csv", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
        ("page.csv", b"<!DOCTYPE html><html><body>sign in</body></html>"),
        ("monthly.csv", ef.MONTHLY),
        ("![x](http://example.invalid/x.png).csv", b"a,b\n1,2\n"),
        ("no-event.csv", b"date,lat,lon\nnever,1,1\n"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_input_is_one_line_and_the_page_goes_on(name: str, content: bytes) -> None:
    test = given(content, name)
    assert len(alerts(test)) == 1
    assert "\n" not in alerts(test)[0]
    assert not test.error
    assert not test.markdown
    test.file_uploader[0].upload("events.csv", KIDAL, "text/csv")
    test.run()
    assert not alerts(test)
    assert Translator("en")("page.events.is-ucdp-ged") in html(test)


def test_single_events_are_told_as_text_never_as_markup() -> None:
    row = ROWS[5] | {"side_a": "<img src=x onerror=alert(1)>", "source_office": "<b>bold</b>"}
    test = given(ef.delimited(ef.GED, [*ROWS[:5], row, *ROWS[6:]]).encode(), site="kidal", on="2023-11-15")
    page = html(test)
    assert 'class="gd-event"' in page
    assert "&lt;img src=x" in page
    assert "<img" not in page
    assert "<b>bold" not in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_parties_are_told_in_words_and_under_one_name(lang: str) -> None:
    parties = ("XXX432", "FLA", "CSP-PSD", "CSP-PSD", "CSP-DPA")
    rows = [row | {"side_b": name} for row, name in zip(ROWS[3:], parties, strict=True)]
    t = Translator(lang)
    test = given(ef.delimited(ef.GED, rows).encode(), lang=lang, site="kidal", cut="1", colour="party", on="2023-11-15")
    page, nobody = html(test), t("events.party.unidentified", code="XXX432")
    assert f'<th scope="row">{nobody}</th>' in page
    assert '<th scope="row">CSP-PSD / CSP-DPA / FLA</th>' in page
    assert {nobody, "CSP-PSD / CSP-DPA / FLA"} <= set(test.multiselect("w-parties").options)
    # Rows keep the file's own word.
    assert "<p>Government of Mali – CSP-PSD</p>" in page
    assert t("events.note.renamed", count=4, detail="CSP-PSD, CSP-DPA, FLA") in page


def test_french_has_a_space_before_the_colon_of_a_card() -> None:
    test = given(ef.acled(), lang="fr", site="menaka", on="2023-08-26")
    assert "Développements stratégiques\N{NO-BREAK SPACE}: Headquarters or base established" in html(test)


def test_of_a_place_that_was_clicked_the_window_is_told() -> None:
    test = given(KIDAL, on="2023-11-15", window="90")
    assert 'class="gd-event"' not in html(test)
    test.session_state["kept-event"] = 0
    test.run()
    assert html(test).count('class="gd-event"') == 3
    assert Translator("en")("page.events.here", count=3) in html(test)


def test_where_single_events_are_switched_off_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEODATA_ACLED_DETAILS", "off")
    test = given(ef.acled(), site="ber", on="2023-08-20")
    test.session_state["kept-event"] = 0
    assert 'class="gd-event"' not in html(test.run())


def test_the_question_is_the_views() -> None:
    asked = Around.from_query({"km": "151", "days": "6", "clock": "x", "places": "y", "colour": "z"})
    assert asked == Around()
    assert Question(radius_km=asked.km, days=asked.days) == Question()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_site_with_no_event_around_it_is_told_too(lang: str) -> None:
    test = given(KIDAL, lang=lang, site="ansongo", on="2023-11-30")
    assert not alerts(test)
    assert Translator(lang)("events.describes") in html(test)
    assert test.sidebar.segmented_control(key="w-lang")
