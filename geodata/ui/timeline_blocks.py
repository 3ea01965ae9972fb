"""What stands with each picture of the timeline: words, key, table, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.charts.drawdown import figure_rows, total
from geodata.charts.gantt_rows import bar_sources, since, slip_words
from geodata.charts.milestones import milestone_rows
from geodata.charts.weeks import OTHERS, claimant_groups, group_label, week_rows
from geodata.domain.measures import departed, slip
from geodata.domain.reach import RADII_KM, reach_by_change
from geodata.domain.sentences import holder_label
from geodata.domain.spells import plan_of, spells_of, transfers_of
from geodata.domain.vocabulary import UnPresence
from geodata.domain.weekly import claims_by_week
from geodata.ui.chart_block import Block, Jump
from geodata.ui.chart_specs import kept
from geodata.ui.gantt_key import gantt_key
from geodata.ui.markup import tag, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from geodata.charts.frame import Row, Span
    from geodata.ui.context import Context


def blocks(context: Context, span: Span) -> Iterator[Block]:
    """Yield the pictures in the order of the page."""
    yield _gantt(context, span)
    yield _drawdown(context, span)
    yield _weeks(context, span)
    yield _milestones(context, span)
    yield _reach(context, span)


def _gantt(context: Context, span: Span) -> Block:
    t, data = context.t, context.data
    sites = [site for site in data.sites_in_order if site.id in context.snapshot.shown]
    rows, jumps, sources = [], [], []
    for site in sites:
        spells = spells_of(data, site.id)
        gone = next((one for one in spells if one.un_presence is UnPresence.CLOSED), None)
        plan = plan_of(data, site.id)
        moved = transfers_of(data, site.id)
        after = [
            f"{t.list(holder_label(one, data=data, t=t) for one in spell.holders) or t('vocab.holding.unknown')}"
            f" ({since(spell, span)})"
            for spell in spells
            if spell.un_presence is UnPresence.CLOSED
        ]
        rows.append(
            (
                site.name.get(t.lang),
                since(gone, span) if gone else t("page.dossier.not-yet"),
                t("join.clauses").join(f"{t(f'vocab.transfer.{one.after}')}, {t.period(one.when)}" for one in moved)
                or t("vocab.transfer.none"),
                t("join.clauses").join(after),
                plan.planned.get(t.lang) if plan else "",
                slip_words(data, site.id, span),
            )
        )
        jumps.append(Jump(day=gone.start, site=site.id) if gone else None)
        sources += bar_sources(data, site.id)
    slips = [days for site in sites if (days := slip(data, site.id)) is not None]
    heads = ("site", "out", "transfer", "holder", "plan", "slip")
    return Block(
        name="gantt",
        spec=kept(context, "gantt", span),
        title=t("page.timeline.gantt"),
        note=t("page.timeline.gantt-note"),
        alt=t(
            "page.timeline.gantt-alt",
            count=len(sites),
            early=sum(days < 0 for days in slips),
            late=sum(days > 0 for days in slips),
        ),
        columns=_columns(context, heads, rows),
        jumps=jumps,
        source_ids=sources,
        key=gantt_key(context, [site.id for site in sites]),
        picks=("pick1", "pick2", "pick3"),
    )


def _drawdown(context: Context, span: Span) -> Block:
    t, data = context.t, context.data
    rows = figure_rows(data, span)
    figures = {row.id: row for row in data.figures}
    whole, last = total(data), departed(data, on=span.end)
    empty = _no_figure(context, span, rows)
    key = [
        tag("span", tag("b", sign) + words(t(f"page.timeline.key-{name}")))
        for sign, name in (("●", "exact"), ("◆", "about"), ("▲", "at-least"), ("○", "part"))
    ]
    return Block(
        name="drawdown",
        spec=kept(context, "drawdown", span),
        title=t("page.timeline.drawdown"),
        note=t("page.timeline.drawdown-note"),
        empty=empty,
        alt=empty
        or (
            t(
                "page.timeline.drawdown-alt",
                value=last.value,
                when=last.when,
                total=(whole.value or 0) if whole else 0,
            )
            if last
            else t("page.timeline.drawdown-parts")
        ),
        columns=_columns(context, ("date", "figure", "who"), [(row["when"], row["state"], row["who"]) for row in rows]),
        jumps=[Jump(day=_inside(context, row["jump"])) for row in rows],
        source_ids=[source for row in rows for source in figures[row["id"]].source_ids]
        + list(whole.source_ids if whole else ()),
        key="".join(key),
    )


def _no_figure(context: Context, span: Span, rows: Sequence[Row]) -> str:
    """Say that no figure falls in the days shown, and what the last one before them was; nothing where one does."""
    if any(row["begin"] <= span.end and row["day"] >= span.start for row in rows):
        return ""
    before = [row for row in rows if row["whole"] and row["day"] < span.start]
    if not before:
        return context.t("page.timeline.drawdown-none")
    return context.t("page.timeline.drawdown-last", state=before[-1]["state"], when=before[-1]["when"])


def _weeks(context: Context, span: Span) -> Block:
    t, data = context.t, context.data
    weekly = claims_by_week(data, filters=context.view.filters)
    rows = week_rows(data, span, weekly)
    groups = dict.fromkeys(claimant_groups(weekly).values())
    key = "".join(
        tag(
            "span",
            tag("i", "", data_holder=group, class_="gd-key-others" if group == OTHERS else None)
            + words(group_label(data, group, span)),
        )
        for group in groups
    )
    shown = [week for week in weekly.weeks if week.sunday >= span.start and week.monday <= span.end]
    busiest: dict[date, int] = {}
    for week in shown:
        busiest[week.monday] = busiest.get(week.monday, 0) + len(week.claims)
    peak = max(busiest, key=lambda monday: busiest[monday], default=span.start)
    return Block(
        name="weeks",
        spec=kept(context, "weeks", span),
        title=t("page.timeline.weeks"),
        note=t("page.timeline.weeks-note", count=len(weekly.undated)),
        alt=t("page.timeline.weeks-alt", count=sum(busiest.values()), monday=peak, most=busiest.get(peak, 0)),
        columns=_columns(
            context, ("week", "claimant", "claims"), [(row["when"], row["who"], row["claims"]) for row in rows]
        ),
        jumps=[Jump(day=_inside(context, row["jump"])) for row in rows],
        source_ids=[source for week in shown for claim in week.claims for source in claim.source_ids],
        key=key,
    )


def _milestones(context: Context, span: Span) -> Block:
    t, data = context.t, context.data
    rows = milestone_rows(data, span)
    by_id = {row.id: row for row in data.milestones}
    every = sorted(data.milestones, key=lambda row: row.when)
    return Block(
        name="milestones",
        spec=kept(context, "milestones", span),
        title=t("page.timeline.milestones"),
        note=t("page.timeline.milestones-note"),
        alt=t("page.timeline.milestones-alt", count=len(rows)),
        columns=_columns(
            context,
            ("date", "milestone", "note"),
            [(t.period(row.when), row.title.get(t.lang), row.note.get(t.lang)) for row in every],
        ),
        jumps=[Jump(day=row.when.latest) if row.when.latest in data.mission.span else None for row in every],
        source_ids=[source for row in rows for source in by_id[row["id"]].source_ids],
        picks=("pick1", "pick2", "pick3"),
    )


def _reach(context: Context, span: Span) -> Block:
    t, data = context.t, context.data
    steps = reach_by_change(data)
    first = max((step for step in steps if step.on <= span.start), key=lambda step: step.on, default=steps[0])
    last = max((step for step in steps if step.on <= span.end), key=lambda step: step.on, default=steps[0])
    rows = [(t.date(step.on), *(step.within[radius] for radius in RADII_KM), len(step.nearest)) for step in steps]
    heads = ("date", *(f"within-{radius}" for radius in RADII_KM), "towns")
    departures = [event.source_ids for event in data.events if event.shown and event.kind == "departed"]
    return Block(
        name="reach",
        spec=kept(context, "reach", span),
        title=t("page.timeline.reach"),
        note=t("page.timeline.reach-note", count=len(first.nearest)),
        alt=t(
            "page.timeline.reach-alt",
            total=len(first.nearest),
            before=first.within[RADII_KM[1]],
            after=last.within[RADII_KM[1]],
            start=span.start,
            end=span.end,
        ),
        columns=_columns(context, heads, rows),
        jumps=[Jump(day=step.on) for step in steps],
        source_ids=["geonames", *(source for ids in departures for source in ids)],
        key="".join(
            tag("span", tag("i", "", class_=f"gd-key-km{radius}") + words(t("page.timeline.key-km", km=radius)))
            for radius in RADII_KM
        ),
    )


def _columns(context: Context, heads: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> dict[str, list[object]]:
    return {context.t(f"page.timeline.head-{head}"): [row[number] for row in rows] for number, head in enumerate(heads)}


def _inside(context: Context, day: date) -> date:
    mission = context.data.mission
    return min(max(day, mission.start), mission.end)
