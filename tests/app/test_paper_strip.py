"""The bars of a site as they stand on paper."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geodata.charts.frame import Span
from geodata.i18n.catalog import LANGUAGES, Translator
from geodata.ui.paper_strip import paper_strip

if TYPE_CHECKING:
    from geodata.domain.model import MissionData


def _strip(data: MissionData, site_id: str, lang: str = "en") -> str:
    return paper_strip(data, Span(start=data.mission.start, end=data.mission.end, t=Translator(lang)), site_id)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_site_has_bars_that_stay_on_the_strip(shipped: MissionData, lang: str) -> None:
    for site in shipped.sites:
        pieces = re.findall(r"<span style=\"left:([\d.]+)%;width:([\d.]+)%", _strip(shipped, site.id, lang))
        assert pieces, site.id
        assert all(float(left) + float(width) <= 100.02 for left, width in pieces), site.id
        assert min(float(left) for left, _ in pieces) == 0, site.id


def test_the_sign_and_the_words_are_those_of_the_chart(shipped: MissionData) -> None:
    strip = _strip(shipped, "kidal")
    assert strip.count("✕") == 1
    assert ">UN</span>" in strip
    assert ">FAMa/Wagner</span>" in strip
    assert ">CSP</span>" not in strip  # two weeks of nineteen months leave no room for a word


def test_a_short_range_cuts_the_bars_at_its_ends(shipped: MissionData) -> None:
    span = Span(start=date(2023, 10, 31), end=date(2023, 11, 13), t=Translator("en"))
    assert "left:0.00%;width:100.00%" in paper_strip(shipped, span, "kidal")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_months_bear_their_years_and_the_axis_its_title(shipped: MissionData, lang: str) -> None:
    strip = _strip(shipped, "kidal", lang)
    assert re.findall(r"<i[^>]*>[^<]*(20\d\d)</i>", strip) == ["2023", "2024"]
    assert Translator(lang)("chart.axis.day") in strip
