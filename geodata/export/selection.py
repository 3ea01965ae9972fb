"""Which rows of the record go out: all of them, or those that a view asks for with everything that they point to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.domain.ledger import selected, within
from geodata.domain.model import Span
from geodata.domain.snapshot import snapshot
from geodata.export.errors import EmptySelection
from geodata.export.story import NAME as STORY
from geodata.export.story import story_frame, with_story

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    import pandas as pd

    from geodata.data.package import Column, Package, Table
    from geodata.domain.model import MissionData, Period
    from geodata.domain.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The chosen rows of every table, in file order; `ids` are those asked for, without what they point to.

    `span` is the days asked for, None for the whole record; so is `view`.
    """

    data: MissionData
    package: Package
    frames: Mapping[str, pd.DataFrame]
    ids: Mapping[str, frozenset[str]]
    span: Span | None
    view: View | None

    @property
    def whole(self) -> bool:
        """Tell whether it is the record as it stands."""
        return self.view is None

    @property
    def counts(self) -> dict[str, int]:
        """The number of rows of each table."""
        return {name: len(frame) for name, frame in self.frames.items()}


def select(data: MissionData, package: Package, *, view: View | None = None) -> Selection:
    """Return the whole record, or the rows of a view. Raises EmptySelection where no site, event or claim passes."""
    frames = {table.name: data.frames[table.name] for table in package.tables}
    if data.story:
        package = with_story(package)
        frames |= {STORY: story_frame(data)}
    if view is None:
        every = {name: frozenset(frame["id"]) for name, frame in frames.items()}
        return Selection(data=data, package=package, frames=frames, ids=every, span=None, view=None)
    span = Span(view.start, view.end)
    asked = _asked(data, view, span)
    if not any(asked[name] for name in ("sites", "site-events", "claims", "convoys")):
        raise EmptySelection
    kept = _closed(package.tables, frames, asked)
    return Selection(
        data=data,
        package=package,
        frames={
            name: frame[frame["id"].isin(sorted(kept[name]))].reset_index(drop=True) for name, frame in frames.items()
        },
        ids={name: frozenset(asked[name]) for name in frames},
        span=span,
        view=view,
    )


def _asked(data: MissionData, view: View, span: Span) -> dict[str, set[str]]:
    filters = view.filters
    day = snapshot(data, on=view.on or span.end, filters=filters)
    sites = {site for site in day.shown if not filters.sites or site in filters.sites}
    claims = {
        claim.id for claim in selected(data, filters) if within(claim, first=span.start, last=span.end, filters=filters)
    }
    if view.site is not None:
        sites &= {view.site}
        claims &= {claim.id for claim in data.claims_of(view.site)}
    # What belongs to the mission as a whole goes along unless a choice of sites was made.
    everywhere = sites == {site.id for site in data.sites}
    asked: dict[str, set[str]] = defaultdict(set)
    asked["sites"], asked["claims"] = sites, claims
    asked["site-events"] = {row.id for row in data.events if row.site_id in sites and _touches(row.when, span)}
    asked["control"] = {
        row.id
        for row in data.control
        if (row.site_id in sites or (everywhere and not row.site_id)) and _held(row.began, row.ended, span)
    }
    asked["convoys"] = {
        row.id
        for row in data.convoys
        if (row.origin_site_id in sites or (everywhere and not row.origin_site_id))
        and (row.departure is None or _held(row.departure, row.arrival or row.departure, span))
    }
    asked["convoy-incidents"] = {row.id for row in data.incidents if row.convoy_id in asked["convoys"]}
    asked["plan"] = {row.id for row in data.plans if row.site_id in sites or (everywhere and not row.site_id)}
    asked["disagreements"] = {
        row.id for row in data.disagreements if row.site_id in sites or (everywhere and not row.site_id)
    }
    asked[STORY] = {
        step.id
        for step in data.story
        if (step.site_id in sites or (everywhere and not step.site_id)) and span.start <= step.day <= span.end
    }
    asked["claim-figures"] = {row.id for row in data.claim_figures if row.claim_id in claims}
    if everywhere:
        asked["figures"] = {row.id for row in data.figures if _touches(row.when, span)}
        asked["milestones"] = {row.id for row in data.milestones if _touches(row.when, span)}
    return asked


def _touches(when: Period, span: Span) -> bool:
    return when.overlaps(span.start, span.end)


def _held(began: Period | None, ended: Period | None, span: Span) -> bool:
    """Tell whether something lasted on any day of the span; without a beginning or an end it is open on that side."""
    return (began is None or began.earliest <= span.end) and (ended is None or ended.latest >= span.start)


def _closed(
    tables: Iterable[Table], frames: Mapping[str, pd.DataFrame], asked: Mapping[str, Collection[str]]
) -> dict[str, set[str]]:
    """Return the rows asked for and all rows that they name, so that no reference of an export leads nowhere."""
    pointing = {table.name: [column for column in table.columns if column.references] for table in tables}
    kept: dict[str, set[str]] = {name: set() for name in frames}
    fresh: dict[str, set[str]] = {name: set(asked.get(name, ())) for name in frames}
    while any(fresh.values()):
        found: dict[str, set[str]] = defaultdict(set)
        for name, ids in fresh.items():
            if not ids:
                continue
            kept[name] |= ids
            rows = frames[name][frames[name]["id"].isin(sorted(ids))]
            for column in pointing[name]:
                found[column.references] |= _named(rows, column)
        fresh = {name: found[name] - kept[name] for name in frames}
    # An actor's names go with the actor: nothing points to them.
    if "actor-names" in frames:
        names = frames["actor-names"]
        of_kept = names[names["actor_id"].isin(sorted(kept["actors"]))]
        kept["actor-names"] |= set(of_kept["id"])
        kept["sources"] |= {source for sources in of_kept["source_ids"] for source in sources}
    return kept


def _named(rows: pd.DataFrame, column: Column) -> set[str]:
    cells = rows[column.name]
    if column.type == "list":
        return {item for items in cells for item in items}
    return set(cells) - {""}
