import pickle

import pytest
from tiny import END, mission

from geodata.domain.model import MissionData, Text
from geodata.domain.snapshot import snapshot


def test_rows_are_found_by_id(tiny: MissionData) -> None:
    assert tiny.site("alpha").region == "north"
    assert tiny.place("alpha").lat == 17.0
    assert tiny.source("early").published == "2023-06-02"
    assert tiny.actor("army").id == "army"
    assert tiny.claim("c1").claimant_id == "army"
    assert tiny.event("alpha-departed").site_id == "alpha"
    assert tiny.control_row("bravo-1").site_id == "bravo"
    with pytest.raises(KeyError):
        tiny.site("nowhere")


def test_rows_are_found_by_site(tiny: MissionData) -> None:
    assert [event.id for event in tiny.events_of("bravo")] == ["bravo-departed", "bravo-handed-over"]
    assert [row.id for row in tiny.control_of("alpha")] == ["alpha-1", "alpha-2"]
    assert [plan.id for plan in tiny.plans_of("alpha")] == ["p1", "p2"]
    assert len(tiny.claims_of("alpha")) == 3
    assert tiny.claims_of("bravo") == tiny.disagreements_of("alpha") == tiny.figures_of("c1") == ()


def test_a_mission_survives_a_cache_that_pickles(tiny: MissionData) -> None:
    before = snapshot(tiny, on=END)
    assert snapshot(pickle.loads(pickle.dumps(tiny)), on=END).states == before.states  # noqa: S301 - our own bytes


def test_two_missions_are_never_mistaken_for_one_another() -> None:
    assert mission() != mission()


def test_a_text_falls_back_to_the_other_language() -> None:
    assert Text("Gao", "").get("fr") == "Gao"
    assert Text("", "Gao").get("en") == "Gao"
    assert Text("Timbuktu", "Tombouctou").get("fr") == "Tombouctou"
    assert not Text()


def test_the_shipped_figures_of_a_claim_come_in_order(shipped: MissionData) -> None:
    for claim in shipped.claims:
        orders = [figure.order for figure in shipped.figures_of(claim.id)]
        assert orders == sorted(orders)
