"""The key to the bars of the sites, in colours and words: of those colours and signs alone that are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.charts.gantt_rows import slip_rows, slip_words
from geodata.domain.sentences import holder_label
from geodata.domain.spells import plan_of, spells_of, transfers_of
from geodata.domain.vocabulary import MISSION_HOLDER, UNKNOWN, Certainty, Transfer, UnPresence
from geodata.ui.markup import tag, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.charts.frame import Span
    from geodata.domain.spells import Spell
    from geodata.ui.context import Context

_SIGNS = {Transfer.FORMAL: "formal", Transfer.PARTIAL: "partial", Transfer.WITHOUT_HANDOVER: "without"}


def gantt_key(context: Context, site_ids: Sequence[str]) -> str:
    """Return the key to the bars of these sites, as markup."""
    t, data = context.t, context.data
    spells = [spell for site_id in site_ids for spell in spells_of(data, site_id)]
    closed = [spell for spell in spells if spell.un_presence is UnPresence.CLOSED]
    moved = {change.after for site_id in site_ids for change in transfers_of(data, site_id)}
    drawn = {
        "closing": any(spell.un_presence is UnPresence.CLOSING for spell in spells),
        "fade": any(spell.soft_from < spell.start for spell in spells),
        "contested": any(spell.certainty is not Certainty.CONFIRMED for spell in closed),
        "plan": any(plan_of(data, site_id) for site_id in site_ids),
        **{name: kind in moved for kind, name in _SIGNS.items()},
    }
    holders = sorted({spell.holder for spell in spells}, key=lambda one: (one == UNKNOWN, one != MISSION_HOLDER, one))
    chips = [tag("span", tag("i", "", data_holder=one) + words(_named(context, one, spells))) for one in holders]
    chips += [
        tag("span", tag("i", "", class_=f"gd-key-{name}") + words(t(f"page.timeline.key-{name}")))
        for name, there in drawn.items()
        if there
    ]
    return "".join(chips)


def slip_key(context: Context, site_id: str, span: Span) -> str:
    """Return what the number at the end of a site's bar means, as markup."""
    [row] = slip_rows(context.data, span, [site_id])
    told = words(slip_words(context.data, site_id, span))
    return tag("span", tag("b", words(row["slip"])) + told, class_="gd-key-slip")


def _named(context: Context, holder: str, spells: Sequence[Spell]) -> str:
    """Name whoever a colour stands for: those who hold together, where they are the same everywhere."""
    if holder == UNKNOWN:
        return context.t("vocab.holding.unknown")
    together = {spell.holders for spell in spells if spell.holder == holder}
    names = together.pop() if len(together) == 1 else (holder,)
    return context.t.list(holder_label(one, data=context.data, t=context.t) for one in names)
