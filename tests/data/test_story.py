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


def test_a_mission_may_have_no_story(copy: Path) -> None:
    (copy / "story.toml").unlink()
    assert faults(copy) == ""
    assert read(copy).story == ()
