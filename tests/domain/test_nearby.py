from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.data.load import load
from geodata.domain.nearby import RADII_KM, claims_near, convoys_of, town_control

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

SITES = [site.id for site in load("minusma").sites]


@pytest.mark.parametrize("site_id", SITES)
def test_a_wider_circle_holds_every_claim_of_a_narrower_one(shipped: MissionData, site_id: str) -> None:
    found = [{one.claim.id for one in claims_near(shipped, site_id, km=km)} for km in RADII_KM]
    assert found[0] <= found[1] <= found[2]


@pytest.mark.parametrize("site_id", SITES)
def test_claims_near_are_not_those_about_the_site_and_have_a_place(shipped: MissionData, site_id: str) -> None:
    own = {claim.id for claim in shipped.claims_of(site_id)}
    found = claims_near(shipped, site_id, km=100)
    assert not own & {one.claim.id for one in found}
    assert all(0 <= one.km <= 100 and one.claim.place_precision != "region" for one in found)
    assert [round(one.km) for one in found] == sorted(round(one.km) for one in found)


def test_the_convoy_from_kidal_comes_with_what_hit_it(shipped: MissionData) -> None:
    [(convoy, incidents)] = convoys_of(shipped, "kidal")
    assert convoy.id == "cv-kidal"
    assert [row.when.earliest.day for row in incidents] == [31, 1, 3, 4]


def test_the_town_of_kidal_had_its_own_holders(shipped: MissionData) -> None:
    assert {holder for row in town_control(shipped, "kidal") for holder in row.holder_ids} >= {"csp", "fama"}
