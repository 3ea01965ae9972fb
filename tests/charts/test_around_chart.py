"""The chart of all sites before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geodata.charts.around import around_chart
from geodata.charts.frame import specification
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    from geodata.maps.theme import ThemeName

SITES: list[dict[str, Any]] = [
    {
        "name": "Kidal",
        "days": 30,
        "stretches": [
            {"first": -30, "last": -1, "events": 3, "rate": 3.0},
            {"first": 0, "last": 29, "events": 6, "rate": 6.0},
        ],
        "sides": [
            {"events": 3, "rate": 3.0, "low": 0.6, "high": 8.8},
            {"events": 6, "rate": 6.0, "low": 2.2, "high": 13.1},
        ],
    },
    {
        "name": "Ber",
        "days": 30,
        "stretches": [{"first": -30, "last": -1, "events": 0, "rate": None}],
        "sides": [None, {"events": 0, "rate": 0.0, "low": 0.0, "high": 3.7}],
    },
]


def _values(spec: dict[str, Any]) -> list[list[dict[str, Any]]]:
    return [layer["data"]["values"] for layer in spec["layer"]]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_site_has_its_picture_and_both_axes_their_titles(lang: str, theme: ThemeName) -> None:
    t = Translator(lang)
    spec = specification(around_chart(SITES, t=t, theme=theme))
    named = {row["name"] for rows in _values(spec) for row in rows if "name" in row}
    assert named == {"Kidal", "Ber"}
    titles = {
        layer["encoding"][axis]["axis"]["title"]
        for layer in spec["layer"]
        for axis in ("x", "y")
        if layer["encoding"][axis].get("axis")
    }
    assert titles == {t("chart.around.days"), t("chart.around.rate")}


def test_a_bar_is_as_high_as_its_rate_and_what_is_not_covered_has_none() -> None:
    spec = specification(around_chart(SITES, t=Translator("en")))
    bars = next(
        rows for layer, rows in zip(spec["layer"], _values(spec), strict=True) if layer["mark"]["type"] == "bar"
    )
    heights = [row["base"] - row["top"] for row in bars]
    assert len(bars) == 2
    assert heights[1] == pytest.approx(2 * heights[0])
    texts = [row["counts"] for rows in _values(spec) for row in rows if "counts" in row]
    assert set(texts) == {"3 → 6", "– → 0"}


def test_no_site_is_no_fault() -> None:
    assert specification(around_chart([], t=Translator("en")))["layer"]
