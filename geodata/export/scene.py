"""What a view shows on one day: the sites, the claims of its window with what they cover, and all other layers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geodata.domain.areas import area_of
from geodata.domain.control import held_on
from geodata.domain.convoys import incidents_on, on_road
from geodata.domain.published import public_record
from geodata.domain.snapshot import snapshot
from geodata.domain.vocabulary import UnPresence

if TYPE_CHECKING:
    from datetime import date

    from geodata.domain.model import Claim, Control, Convoy, ConvoyIncident, MissionData
    from geodata.domain.snapshot import SiteState
    from geodata.domain.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that is drawn of a day, the claims in time order; `window` is None where the view does not show claims.

    `roads` and `areas` are the claims whose roads and whole regions are drawn, `rings` the rows of control, `reach` the
    sites that the UN has not left. A layer that is off is empty.
    """

    day: date
    known: bool
    window: int | None
    states: tuple[SiteState, ...]
    claims: tuple[Claim, ...]
    convoys: tuple[Convoy, ...]
    incidents: tuple[ConvoyIncident, ...]
    roads: tuple[Claim, ...]
    areas: tuple[Claim, ...]
    rings: tuple[Control, ...]
    reach: tuple[str, ...]

    @classmethod
    def of(cls, data: MissionData, view: View, day: date) -> Scene:
        """Return what a view shows on a day, by its filters, its layers, and what was public where that is asked."""
        known_on = day if view.known else None
        snap = snapshot(data, on=day, filters=view.filters, known_on=known_on, claim_days=view.window)
        with_claims, record = "claims" in view.layers, public_record(data, known_on)
        with_convoys = "convoys" in view.layers
        claims = tuple(sorted(snap.claims, key=_by_day))
        return cls(
            day=day,
            known=view.known,
            window=view.window if with_claims else None,
            states=tuple(state for state in snap.states if state.site_id in snap.shown),
            claims=claims if with_claims else (),
            convoys=on_road(record, day) if with_convoys else (),
            incidents=incidents_on(record, day) if with_convoys else (),
            roads=tuple(claim for claim in claims if claim.route_ids) if "routes" in view.layers else (),
            areas=tuple(claim for claim in claims if area_of(data, claim)) if "regions" in view.layers else (),
            rings=held_on(data, on=day, known_on=known_on) if "control" in view.layers else (),
            reach=tuple(
                state.site_id
                for state in snap.states
                if "reach" in view.layers and state.un_presence is not UnPresence.CLOSED
            ),
        )

    def drawn(self, day: date) -> Scene:
        """Return the scene as if it were of another day: two scenes whose marks are the same are then equal."""
        return replace(self, day=day, states=tuple(replace(state, on=day) for state in self.states))


def shows_anything(data: MissionData, view: View) -> bool:
    """Tell whether a site or a claim passes the filters of a view on any of its days."""
    days = (view.start + timedelta(days=number) for number in range((view.end - view.start).days + 1))
    scenes = (Scene.of(data, view, day) for day in days)
    return any(scene.states or scene.claims for scene in scenes)


def _by_day(claim: Claim) -> tuple[date, date, str]:
    return claim.when.earliest, claim.when.latest, claim.id
