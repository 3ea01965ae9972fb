"""The state of every site on one day, and what the reader asked to see of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from geodata.domain.intervals import SiteInterval, compile_intervals, interval_on
from geodata.domain.ledger import selected, within
from geodata.domain.published import Knowledge
from geodata.domain.view import Filters
from geodata.domain.vocabulary import UNKNOWN, Transfer, UnPresence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geopandas import GeoDataFrame

    from geodata.domain.claims import Claim
    from geodata.domain.mission import MissionData
    from geodata.domain.records import Control, SiteEvent

SITE_DIMENSIONS = ("regions", "holders", "presences", "certainties")
"""The filters of sites, by their name in `Filters`."""

CLAIM_WINDOW_DAYS = 30
"""How many days, the day itself included, the claims of a snapshot reach back unless told otherwise."""


class Stage(StrEnum):
    """Where a site stands in the withdrawal, as the clock counts it: one place for each site, in this order.

    `PENDING` are sites that the UN has left while what becomes of them is not settled.
    """

    OPEN = "open"
    CLOSING = "closing"
    HANDED = "handed"
    PENDING = "pending"
    WITHOUT = "without"


_STAGES_OF_CLOSED = {Transfer.NONE: Stage.PENDING, Transfer.WITHOUT_HANDOVER: Stage.WITHOUT}


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteState(SiteInterval):
    """All that is known of a site on a day: the interval that holds the day, and the day."""

    on: date

    @classmethod
    def of(cls, interval: SiteInterval, on: date) -> Self:
        """Return the state that an interval gives its site on one of its days."""
        return cls(on=on, **{one.name: getattr(interval, one.name) for one in fields(SiteInterval)})

    @property
    def stage(self) -> Stage:
        """Where the clock counts the site."""
        if self.un_presence is not UnPresence.CLOSED:
            return Stage(self.un_presence.value)
        return _STAGES_OF_CLOSED.get(self.transfer, Stage.HANDED)


def stages(states: Iterable[SiteState]) -> dict[Stage, int]:
    """Count the sites at each stage, as the clock does; hand-overs not yet settled only where there are any."""
    counted = Counter(state.stage for state in states)
    return {stage: counted[stage] for stage in Stage if counted[stage] or stage is not Stage.PENDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many sites are in each state; each of the four mappings adds up to `total`."""

    total: int
    un_presence: Mapping[str, int]
    transfer: Mapping[str, int]
    holder: Mapping[str, int]
    certainty: Mapping[str, int]
    changing: int

    @classmethod
    def of(cls, states: Iterable[SiteState]) -> Self:
        """Count the states; presences and transfers that no site has count as 0."""
        counted = tuple(states)
        presences = Counter(state.un_presence for state in counted)
        transfers = Counter(state.transfer for state in counted)
        return cls(
            total=len(counted),
            un_presence={value.value: presences[value] for value in UnPresence},
            transfer={value.value: transfers[value] for value in Transfer},
            holder=dict(Counter(state.holder for state in counted)),
            certainty=dict(Counter(state.certainty.value for state in counted)),
            changing=sum(state.changing for state in counted),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Every site on a day, in the order of closing, whatever the filters; `shown` names those that pass them.

    `counts` counts what is shown. `claims` are those that pass the filters and fall in the days from `claims_from` to
    `on`. `hidden_undated` is the number of rows left out because, with `known_on`, none of their sources bears a date.
    """

    on: date
    known_on: date | None
    states: tuple[SiteState, ...]
    shown: frozenset[str]
    counts: Counts
    claims: tuple[Claim, ...]
    claims_from: date
    hidden_undated: int
    _by_site: Mapping[str, SiteState] = field(repr=False, compare=False)

    def state(self, site_id: str) -> SiteState:
        """Return the state of a site, shown or not; raise KeyError where there is none."""
        return self._by_site[site_id]

    def frame(self, data: MissionData) -> GeoDataFrame:
        """Return the sites shown as a new frame in EPSG:4326.

        Columns: id, name_en, name_fr, un_presence, transfer, holder, holders (joined by ;), certainty, changing,
        geometry.
        """
        states = [state for state in self.states if state.site_id in self.shown]
        sites = data.frames["sites"].set_index("id", drop=False)
        rows = sites.loc[[state.site_id for state in states], ["id", "name_en", "name_fr", "geometry"]]
        stated: GeoDataFrame = rows.reset_index(drop=True).assign(
            un_presence=[state.un_presence.value for state in states],
            transfer=[state.transfer.value for state in states],
            holder=[state.holder for state in states],
            holders=[";".join(state.holders) for state in states],
            certainty=[state.certainty.value for state in states],
            changing=[state.changing for state in states],
        )
        return stated[[name for name in stated.columns if name != "geometry"] + ["geometry"]]


def snapshot(
    data: MissionData,
    *,
    on: date,
    filters: Filters | None = None,
    known_on: date | None = None,
    claim_days: int = CLAIM_WINDOW_DAYS,
) -> Snapshot:
    """Return the state of every site on a day.

    Filters hide sites and claims, they never alter a state. With `known_on`, only rows that rest on something
    published by that day count. `claim_days` 0 reaches back over the whole record.
    """
    chosen = filters if filters is not None else Filters()
    intervals = compile_intervals(data, known_on=known_on)
    states = tuple(SiteState.of(interval_on(intervals[site.id], on), on) for site in data.sites_in_order)
    shown = tuple(state for state in states if _passes(data, state, chosen))
    knowledge = Knowledge.of(data, known_on)
    claims_from = on - timedelta(days=claim_days - 1) if claim_days else date.min
    return Snapshot(
        on=on,
        known_on=known_on,
        states=states,
        shown=frozenset(state.site_id for state in shown),
        counts=Counts.of(shown),
        claims=tuple(
            claim
            for claim in selected(data, chosen)
            if within(claim, first=claims_from, last=on, filters=chosen) and knowledge.knows(claim.source_ids)
        ),
        claims_from=claims_from,
        hidden_undated=_hidden_undated(data, knowledge),
        _by_site={state.site_id: state for state in states},
    )


def site_counts(data: MissionData, states: Iterable[SiteState], filters: Filters) -> dict[str, Counter[str]]:
    """Return for every filter of sites how many sites each of its values would show, the others being as they are."""
    found: dict[str, Counter[str]] = {name: Counter() for name in SITE_DIMENSIONS}
    for state in states:
        for name, counter in found.items():
            if _passes(data, state, filters.having(name, ())):
                counter.update(_values(data, state)[name])
    return found


def _passes(data: MissionData, state: SiteState, filters: Filters) -> bool:
    values = _values(data, state)
    return all(
        not (chosen := getattr(filters, name)) or not chosen.isdisjoint(values[name]) for name in SITE_DIMENSIONS
    )


def _values(data: MissionData, state: SiteState) -> dict[str, tuple[str, ...]]:
    return {
        "regions": (data.site(state.site_id).region,),
        "holders": state.holders or (UNKNOWN,),
        "presences": (state.un_presence,),
        "certainties": (state.certainty,),
    }


def _hidden_undated(data: MissionData, knowledge: Knowledge) -> int:
    if knowledge.known_on is None:
        return 0
    key = ("undated",)
    if key not in data.memory:
        rows: tuple[SiteEvent | Control | Claim, ...] = (*data.events, *data.control, *data.claims)
        data.memory[key] = sum(knowledge.undated(row.source_ids) for row in rows)
    count = data.memory[key]
    return count if isinstance(count, int) else 0
