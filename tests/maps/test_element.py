"""The folium side of the living map: drawn again and again, always the same."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit_folium

from geodata.maps.element import LivingMap, Message, living_map

ADDRESSES = ("/app/static/gd-map-1.js",)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What streamlit-folium hands to the browser."""
    found: list[dict[str, Any]] = []

    def component(**handed: object) -> None:
        handed.pop("on_change")
        found.append(handed)

    monkeypatch.setattr(streamlit_folium, "_component_func", component)
    return found


def draw(living: LivingMap, message: Message) -> None:
    streamlit_folium.st_folium(living, key="map", returned_objects=[], feature_group_to_add=message, render=False)


def test_a_map_that_is_kept_is_drawn_as_a_new_one(sent: list[dict[str, Any]]) -> None:
    kept = living_map(addresses=ADDRESSES)
    for living in (living_map(addresses=ADDRESSES), kept.again(), kept.again()):
        draw(living, Message(seq=1, jump=1, state={"day": "2023-10-31"}))
    new, *again = sent
    assert again == [new, new]
    assert new["js_links"] == list(ADDRESSES)
    assert '"day":"2023-10-31"' in new["feature_group"]


def test_a_message_leaves_no_trace_on_the_map_that_is_kept(sent: list[dict[str, Any]]) -> None:
    kept = living_map(addresses=ADDRESSES)
    children = list(kept._children)
    draw(kept.again(), Message(seq=1, jump=1, state={"day": "2023-10-31"}))
    draw(kept.again(), Message(seq=2, jump=2, state={"day": "2023-11-05"}))
    assert list(kept._children) == children
    assert sent[0]["script"] == sent[1]["script"]
    assert "2023-10-31" not in str(sent[1])


def test_words_of_a_reader_are_never_read_as_a_template(sent: list[dict[str, Any]]) -> None:
    words = "{% for %} {{ 6 * 7 }} {# note #}"
    draw(living_map(addresses=ADDRESSES).again(), Message(seq=1, jump=1, state={"text": words}))
    assert words in sent[0]["feature_group"]
