"""The brief to print: complete, in both languages, with a source for everything, and nothing that runs."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from geodata.domain.changes import changes
from geodata.domain.published import Knowledge
from geodata.export.brief import brief_html
from geodata.export.errors import EmptySelection
from geodata.i18n.catalog import Translator

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.domain.model import MissionData
    from geodata.domain.view import View

TODAY = date(2026, 11, 23)


class Read(HTMLParser):
    """A page as another program reads it: its tags, its attributes, and the text of each tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self._open.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.text.append((self._open[-1] if self._open else "", data))

    def of(self, tag: str) -> list[str]:
        return [text for name, text in self.text if name == tag]


def test_it_holds_map_situation_changes_claims_and_sources(
    shipped: MissionData, view_of: Callable[..., View], t: Translator
) -> None:
    text = brief_html(shipped, view_of(on="2023-11-05"), today=TODAY, t=t)
    read = Read(text)
    assert read.of("h1") == [t("brief.title", day=date(2023, 11, 5))]
    assert read.of("h2") == [
        t("page.situation.changed"), t("page.table.sites"), t("brief.claims", count=30), t("page.table.source-list"),
    ]  # fmt: skip
    assert read.tags["svg"] == 2
    assert read.of("dd") == ["5", "0", "6", "2"]
    assert shipped.mission.version in text
    kidal = shipped.site("kidal").name.get(t.lang)
    assert kidal in read.of("th")
    assert any(kidal in line for line in read.of("span"))
    assert t("map.legend.boundaries") in read.of("figcaption")[0]


def test_every_number_leads_to_a_source(shipped: MissionData, view_of: Callable[..., View]) -> None:
    text = brief_html(shipped, view_of(on="2023-11-05"), today=TODAY, t=Translator("en"))
    read = Read(text)
    cited = {int(number) for mark in read.of("sup") for number in mark.split(", ")}
    listed = len(re.findall(r"<li><b>", text.split("<ol>")[1]))
    assert cited == set(range(1, listed + 1))
    state = {publisher.publisher for publisher in shipped.sources}
    assert set(read.of("b")) & state


def test_filters_are_said_and_followed(shipped: MissionData, view_of: Callable[..., View]) -> None:
    view = view_of(
        on="2023-10-31", region="kidal", claimant="jnim,csp", at="kidal", q="CAMP", by="said", dates="strict"
    )
    read = Read(brief_html(shipped, view, today=TODAY, t=Translator("en")))
    (told, *_) = [text for tag, text in read.text if tag == "p" and "Region" in text]
    for part in (
        "1 June 2023 to 31 October 2023", "Region: Kidal", "Who claims: CSP and JNIM", "Linked UN site: Kidal",
        "Search the claims: “CAMP”", "Place claims by the day they were said", "Only certain dates",
    ):  # fmt: skip
        assert part in told
    assert "Gao" not in read.of("th")
    assert "3 of 13 sites shown" in read.of("p")


@pytest.mark.parametrize(("lang", "said"), [("en", "20 October 2023 · all"), ("fr", "le 20 octobre 2023 · tous")])
def test_a_single_day_is_no_range(shipped: MissionData, view_of: Callable[..., View], lang: str, said: str) -> None:
    view = view_of(on="2023-10-20", from_="2023-10-20", to="2023-11-20", vs="2023-11-20")
    read = Read(brief_html(shipped, view, today=TODAY, t=Translator(lang)))
    assert [text for text in read.of("p") if text.startswith(said)]
    assert not [text for text in read.of("p") if "20 November" in text or "20 novembre" in text]


def test_with_only_what_was_public_no_later_source_is_named(shipped: MissionData, view_of: Callable[..., View]) -> None:
    day = date(2023, 11, 1)
    text = brief_html(shipped, view_of(on=day.isoformat(), known="1"), today=TODAY, t=Translator("en"))
    late = [source for source in shipped.sources if not Knowledge.of(shipped, day).knows((source.id,))]
    assert late
    assert not [source.id for source in late if f'href="{source.url}"' in text]


def test_the_latest_are_told_and_the_rest_counted(shipped: MissionData, view_of: Callable[..., View]) -> None:
    text = brief_html(shipped, view_of(on="2023-12-31"), today=TODAY, t=Translator("en"))
    every = changes(shipped, start=date(2023, 6, 1), end=date(2023, 12, 31))
    groups = len({(change.day, change.site_id) for change in every})
    assert f"{groups - 12} earlier changes in these days are not listed here." in text


def test_a_quiet_day_says_so(shipped: MissionData, view_of: Callable[..., View], t: Translator) -> None:
    view = view_of(on="2023-06-01", claimant="jnim", q="nothingofthekind")
    text = brief_html(shipped, view, today=TODAY, t=t)
    assert t("brief.no-changes") in text
    assert t("brief.no-claims") in text


def test_nothing_left_is_refused(shipped: MissionData, view_of: Callable[..., View]) -> None:
    with pytest.raises(EmptySelection):
        brief_html(shipped, view_of(on="2023-11-05", region="sikasso"), today=TODAY, t=Translator("en"))


def test_a_text_of_the_record_never_becomes_markup(
    hostile: MissionData, view_of: Callable[..., View], t: Translator
) -> None:
    view = view_of(on="2023-11-05", q="<script>alert(1)</script>")
    for chosen in (view, view_of(on="2023-11-05")):
        read = Read(brief_html(hostile, chosen, today=TODAY, t=t))
        assert not {"script", "img", "iframe", "object", "base", "form"} & set(read.tags)
        assert not [name for _, name, _ in read.attributes if name.startswith("on")]
        addresses = [value for _, name, value in read.attributes if name in {"href", "src"}]
        assert all(value == "data:," or value.startswith(("https://", "http://")) for value in addresses)
    (rule,) = [value for tag, name, value in read.attributes if tag == "meta" and "default-src" in value]
    assert rule.startswith("default-src 'none'; script-src 'none'; style-src 'sha256-")


def test_it_leads_back_to_the_same_view(shipped: MissionData, view_of: Callable[..., View], t: Translator) -> None:
    view = view_of(on="2023-11-05", region="kidal", known="1")
    query = "on=2023-11-05&region=kidal&known=1"
    (told,) = [text for tag, text in Read(brief_html(shipped, view, today=TODAY, t=t)).text if query in text]
    assert told == t("brief.view", query=query)
    published = brief_html(shipped, view, today=TODAY, t=t, address="https://example.org/mali")
    assert [text for text in Read(published).of("p") if f"https://example.org/mali?{query}" in text]
    assert t("brief.view", query=query) not in Read(published).of("p")


def test_who_held_towns_is_told_with_its_sources_where_the_layer_is_on(
    shipped: MissionData, view_of: Callable[..., View], t: Translator
) -> None:
    day = "2023-10-05"
    without = brief_html(shipped, view_of(on=day), today=TODAY, t=t)
    told = brief_html(shipped, view_of(on=day, layers="claims,control"), today=TODAY, t=t)
    assert t("page.layer.control") not in Read(without).of("h2")
    assert t("page.layer.control") in Read(told).of("h2")
    name = f"{shipped.place('anefis').name.get(t.lang)} ({t('map.scope.town')})"
    assert name in Read(told).of("b")
    row = shipped.control_row("ct-anefis-csp")
    assert all(shipped.source(source_id).url in told for source_id in row.source_ids)
