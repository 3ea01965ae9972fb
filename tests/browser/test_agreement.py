"""The browser and Python say the same of every day."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from geodata.domain.areas import area_of
from geodata.domain.control import held_on
from geodata.domain.convoys import incidents_on, on_road
from geodata.domain.published import public_record
from geodata.domain.reach import un_run
from geodata.domain.snapshot import Snapshot, snapshot
from geodata.domain.view import View, Vocabulary

if TYPE_CHECKING:
    from driver import Dashboard

    from geodata.domain.model import MissionData

DAYS = 50
ASK = """(days) => days.map((iso) => {
    geodata.show(geodata.dayOf(iso));
    return {
        day: document.querySelector('[data-day]').dataset.day,
        sites: geodata.app.sites.states(),
        claims: geodata.app.claims.shown(),
        roads: geodata.app.routes.shown(),
        regions: geodata.app.regions.shown(),
        reach: geodata.app.reach.shown(),
        towns: geodata.app.towns.shown(),
        convoys: geodata.app.convoys.shown(),
        marks: Object.fromEntries([...document.querySelectorAll('[data-site]')].map((mark) => [
            mark.dataset.site,
            [mark.dataset.unPresence, mark.dataset.holder, mark.dataset.certainty, mark.checkVisibility()],
        ])),
    };
})"""
QUERIES = [
    {},
    {"region": "kidal,gao", "claimant": "jnim,fama"},
    {"presence": "closed", "holder": "csp,unknown,wagner,fama", "certainty": "probable,contested,unknown"},
    {
        "by": "said",
        "dates": "strict",
        "known": "1",
        "status": "claimed,contested",
        "layers": "claims,control,convoys,reach,regions,routes",
    },
]


def some_days(data: MissionData) -> list[date]:
    """Return days drawn by a fixed seed, and those that are dear to us: both ends and a change."""
    span = (data.mission.end - data.mission.start).days
    drawn = random.Random(20231031).sample(range(span + 1), DAYS)  # noqa: S311  a sample, no secret
    dear = [
        data.mission.start,
        data.mission.end,
        date(2023, 8, 13),
        date(2023, 10, 30),
        date(2023, 10, 31),
        date(2023, 11, 5),
    ]
    return [*dear, *(data.mission.start + timedelta(days=number) for number in drawn)]


def in_browser(found: dict[str, Any]) -> dict[str, tuple[object, ...]]:
    return {
        site["id"]: (
            site["presence"],
            site["transfer"],
            tuple(site["holders"]),
            site["certainty"],
            site["changing"],
            site["shown"],
        )
        for site in found["sites"]
    }


def in_python(snap: Snapshot) -> dict[str, tuple[object, ...]]:
    return {
        state.site_id: (
            state.un_presence.value,
            state.transfer.value,
            state.holders,
            state.certainty.value,
            state.changing,
            state.site_id in snap.shown,
        )
        for state in snap.states
    }


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: urlencode(query) or "everything")
def test_map_and_snapshot_agree_on_fifty_days(
    dashboard: Dashboard,
    shipped: MissionData,
    query: dict[str, str],
) -> None:
    vocabulary = Vocabulary.of(shipped)
    view = View.from_query(query, vocabulary=vocabulary, default_lang="en")
    days = some_days(shipped)
    dashboard.open("?" + urlencode(query))
    told = dashboard.run(ASK, [day.isoformat() for day in days])
    for day, found in zip(days, told, strict=True):
        snap = snapshot(shipped, on=day, filters=view.filters, known_on=day if view.known else None)
        assert found["day"] == day.isoformat()
        assert in_browser(found) == in_python(snap), day
        assert sorted(found["claims"]) == sorted(claim.id for claim in snap.claims), day
        assert sorted(found["roads"]) == sorted(claim.id for claim in snap.claims if claim.route_ids), day
        assert sorted(found["regions"]) == sorted(claim.id for claim in snap.claims if area_of(shipped, claim)), day
        running = un_run(shipped, on=day, known_on=day if view.known else None)
        assert set(found["reach"]) == (set(running) if "reach" in view.layers else set()), day
        held = held_on(shipped, on=day, known_on=day if view.known else None) if "control" in view.layers else ()
        assert set(found["towns"]) == {row.id for row in held}, day
        record = public_record(shipped, snap.known_on)
        assert [set(ids) for ids in found["convoys"]] == [
            {convoy.id for convoy in on_road(record, day)},
            {incident.id for incident in incidents_on(record, day)},
        ], day
        assert found["marks"] == {
            state.site_id: [
                state.un_presence.value,
                state.holder,
                state.certainty.value,
                state.site_id in snap.shown,
            ]
            for state in snap.states
        }, day
