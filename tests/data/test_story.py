from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.data.check import check
from geodata.data.load import read
from geodata.errors import DataFaults

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.domain.model import MissionData


def faults(copy: Path) -> str:
    return "\n".join(str(fault) for fault in check(copy).faults)


def test_the_story_has_eight_to_twelve_steps_in_time_order(shipped: MissionData) -> None:
    days = [step.day for step in shipped.story]
    assert 8 <= len(days) <= 12
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('site = "ber"', 'site = "bar"', "ber: no site 'bar'"),
        ('"rfi-ber"', '"rfi-bar"', "ber: no source 'rfi-bar'"),
        ("day = 2023-08-13", "day = 2013-08-13", "outside the days of the record"),
        ("day = 2023-08-13", "day = 2023-07-01", "ber: comes before the step above it"),
        ("day = 2023-08-13", 'day = "2023-08-13"', "written without quotation marks"),
        ('id = "ber"', 'id = "the-order"', "the-order: the id is there twice"),
        ("L’ordre de partir", "L'ordre de partir", "the apostrophe is ’"),
        ("L’ordre de partir", "", "the-order: no words"),
        ('site = "ber"', 'sight = "ber"', "no such key: sight"),
        ('site = "ber"', 'claim = "agc-999"', "ber: no claim 'agc-999'"),
        ('site = "ber"', 'site = "ber"\nclaim = "agc-001"', "ber: a step chooses a site or a claim, not both"),
        ('site = "ber"', "window = 8", "ber: no window of 8 days: 1, 7, 30, 90, or 0 for all so far"),
        ('site = "ber"', 'window = "7"', "ber: the window of a step is a number of days"),
        ('site = "ber"', 'layers = ["convoys", "rain"]', "ber: no layer 'rain'"),
        ('site = "ber"', 'layers = "convoys"', "ber: the layers of a step stand in brackets"),
        ("[[step]]", "[[step", "cannot be read"),
        ('title_en = "The order to leave"', "", "cannot be read: 'title_en'"),
    ],
)
def test_a_broken_story_is_told_and_refused(copy: Path, old: str, new: str, told: str) -> None:
    path = copy / "story.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert told in faults(copy)
    with pytest.raises(DataFaults):
        read(copy)


def test_a_step_may_ask_for_a_claim_a_window_and_layers(copy: Path) -> None:
    path = copy / "story.toml"
    asked = 'claim = "agc-001"\nwindow = 7\nlayers = ["reach", "control"]'
    path.write_text(path.read_text("utf-8").replace('site = "ber"', asked, 1), "utf-8")
    assert faults(copy) == ""
    [step] = [step for step in read(copy).story if step.id == "ber"]
    assert (step.site_id, step.claim_id, step.window, step.layers) == ("", "agc-001", 7, {"reach", "control"})


def test_the_step_about_the_convoy_shows_convoys(shipped: MissionData) -> None:
    asked = {step.id: (step.claim_id, step.window, step.layers) for step in shipped.story}
    assert asked["the-convoy"] == ("", None, {"convoys"})
    assert asked["the-order"] == ("", None, frozenset())


def test_a_mission_may_have_no_story(copy: Path) -> None:
    (copy / "story.toml").unlink()
    assert faults(copy) == ""
    assert read(copy).story == ()
