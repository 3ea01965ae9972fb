"""The counts of all sites as a table to take along: CSV under the citation of the file that they come from.

Counts may leave the page whatever the licence of the rows: no event can be told from them.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from geodata.events.account import Account
from geodata.events.refusal import Where, refusal
from geodata.events.sieve import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.domain.mission import MissionData
    from geodata.events.account import Refusal, Side
    from geodata.i18n.catalog import Translator

BYTE_ORDER_MARK: Final = "\ufeff"
_SIDE: Final = ("days", "events", "deaths", "rate_per_30_days", "low", "high")
_HEADS: Final = (
    "site",
    "clock",
    "day",
    "radius_km",
    "window_days",
    *(f"{side}_{name}" for side in ("before", "after") for name in _SIDE),
    "spanning",
    "flags",
    "refused",
)


def counts_csv(found: Iterable[Account | Refusal], *, credit: Sequence[str], data: MissionData, t: Translator) -> bytes:
    """Return the counts, a row each, under lines that begin with # and tell the source and what the figures say."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    for line in (*credit, t("events.rates"), t("events.describes")):
        writer.writerow([f"# {line}"])
    writer.writerow(_HEADS)
    for item in found:
        writer.writerow([harmless(cell) for cell in _cells(item, data, t)])
    return (BYTE_ORDER_MARK + stream.getvalue()).encode()


def _cells(item: Account | Refusal, data: MissionData, t: Translator) -> list[str]:
    if not isinstance(item, Account):
        why = refusal(item.error, data=data, where=Where.PAGE, t=t)
        return [item.name.get(t.lang), *("" for _ in _HEADS[2:]), why]
    return [
        item.name.get(t.lang),
        item.turning.clock.value,
        item.turning.day.isoformat(),
        f"{item.question.radius_km:g}",
        str(item.question.days),
        *_side(item.sides.before),
        *_side(item.sides.after),
        str(item.sides.spanning),
        " ".join(item.flags),
        "",
    ]


def _side(side: Side) -> list[str]:
    low, high = side.interval or (None, None)
    rates = ("" if rate is None else f"{rate:.3f}" for rate in (side.rate, low, high))
    return [str(side.days), str(side.events), "" if side.deaths is None else str(side.deaths), *rates]
