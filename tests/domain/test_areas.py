"""Which outlines a claim about whole regions is drawn on."""

from __future__ import annotations

from dataclasses import replace

import pytest
import tiny as small

from geodata.domain.areas import area_of, areas_of
from geodata.domain.model import MissionData, PlacePrecision

# One outline is older than two of the regions.
AREAS = {"X-1": ("north", "far-north"), "X-2": ("south",)}


@pytest.fixture
def mission(tiny: MissionData) -> MissionData:
    return small.mission(mission=replace(tiny.mission, areas=AREAS))


@pytest.mark.parametrize(
    ("regions", "area"),
    [
        (("south",), ("X-2",)),
        (("far-north", "north"), ("X-1",)),
        (("south", "north", "far-north"), ("X-1", "X-2")),
        # Part of an outline is not the outline, and what is drawn is all that was named.
        (("north",), ()),
        (("north", "south"), ()),
        (("south", "elsewhere"), ()),
        ((), ()),
    ],
)
def test_an_area_is_exactly_the_regions_named(
    mission: MissionData, regions: tuple[str, ...], area: tuple[str, ...]
) -> None:
    claim = replace(small.claim("c9", small.day("10-15")), regions=regions, place_precision=PlacePrecision.REGION)
    assert area_of(mission, claim) == area


@pytest.mark.parametrize("precision", [one for one in PlacePrecision if one is not PlacePrecision.REGION])
def test_a_place_somewhere_in_a_region_is_not_the_region(mission: MissionData, precision: PlacePrecision) -> None:
    claim = replace(small.claim("c9", small.day("10-15")), regions=("south",), place_precision=precision)
    assert area_of(mission, claim) == ()


def test_each_area_is_named_once(shipped: MissionData) -> None:
    north = ("ML-6", "ML-7", "ML-8")
    assert areas_of(shipped) == (("ML-5", *north), north)
    assert area_of(shipped, shipped.claim("agc-083")) == north
    # Gao, Ménaka and Timbuktu: the outline of Timbuktu would take Taoudénit with it.
    assert area_of(shipped, shipped.claim("agc-042")) == ()
