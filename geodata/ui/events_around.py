"""Before and after around one site: the counts, and what they are to be read with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.domain.dates import Period
from geodata.events.account import Account
from geodata.events.answer import overlap_lines
from geodata.events.refusal import Where, refusal
from geodata.events.towns import compared
from geodata.ui.events_kept import accounts
from geodata.ui.events_words import party_words, type_words
from geodata.ui.markup import bullets, table, tag, words
from geodata.ui.passage import passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geodata.events.account import Share, Side, Sides
    from geodata.ui.context import Context
    from geodata.ui.events_kept import Kept

_SHARES = 8


def answer(context: Context, kept: Kept) -> Account | None:
    """Say in a sentence what was counted around the chosen site, and return the account; None where there is none."""
    t = context.t
    if context.view.site is None:
        st.html(tag("p", words(t("page.events.choose-site")), class_="gd-quiet"))
        return None
    account = next(one for one in accounts(context, kept) if one.place_id == context.view.site)
    if not isinstance(account, Account):
        why = refusal(account.error, data=context.data, where=Where.PAGE, t=t)
        st.html(tag("p", words(why), class_="gd-error", role="alert"))
        return None
    st.html(
        tag("p", words(_sentence(context, account)), role="status")
        + tag("p", tag("strong", words(t("events.describes"))))
    )
    return account


def around(context: Context, kept: Kept, account: Account) -> None:
    """Draw the account of the chosen site: its counts beside those it is to be read with, its flags, its shares."""
    t = context.t
    st.html(tag("h2", words(t("page.events.around-site", site=account.name.get(t.lang))), class_="gd-h2"))
    rows = [counted(context, account, account.sides), *_beside(context, kept, account)]
    heads = ("around", "day", "before", "deaths", "rate", "after", "deaths", "rate", "spanning")
    st.html(
        table([t(f"page.events.head-{head}") for head in heads], rows)
        + tag("p", words(t("events.rates")), class_="gd-quiet")
        + bullets(flag_lines(context, account), class_="gd-lines gd-flags")
    )
    types, parties = st.columns(2, gap="medium")
    passage(_shares(context, "types", account.types, lambda name: type_words(name, t)), types)
    form = kept.file.format
    passage(_shares(context, "parties", account.parties, lambda name: party_words(name, form, t)), parties)


def counted(context: Context, account: Account, sides: Sides, name: str = "") -> tuple[str, ...]:
    """Return a row of counts: where, the day, either side, and what spans the day."""
    t, when = context.t, account.turning.when
    exact = sides.day != account.turning.day or when.earliest == when.latest
    return (
        name or account.name.get(t.lang),
        t.date(sides.day, "short") if exact else t.period(Period(when.earliest, when.latest, when.precision)),
        *_side(context, sides.before),
        *_side(context, sides.after),
        t.number(sides.spanning),
    )


def _side(context: Context, side: Side) -> tuple[str, str, str]:
    t = context.t
    deaths = t("events.no_figure") if side.deaths is None else t.number(side.deaths)
    return t.number(side.events), deaths, rate_words(context, side)


def rate_words(context: Context, side: Side) -> str:
    """Return a rate with its interval, as exactly as such counts deserve."""
    t = context.t
    if side.rate is None or side.interval is None:
        return t("page.events.no-rate")
    rate, low, high = (t.number(round(value, 1)) for value in (side.rate, *side.interval))
    return t("page.events.rate", rate=rate, low=low, high=high)


def flag_lines(context: Context, account: Account) -> list[str]:
    """Return what must be known of an account, as markup."""
    t = context.t
    return [words(line) for line in (*account.flag_words(t), *overlap_lines(account, context.data, t))]


def _sentence(context: Context, account: Account) -> str:
    t, sides = context.t, account.sides
    return t(
        "page.events.sentence",
        km=account.question.radius_km,
        site=account.name.get(t.lang),
        days=account.question.days,
        before=sides.before.events,
        after=sides.after.events,
        clock=t(f"events.clock.{account.turning.clock}"),
    )


def _beside(context: Context, kept: Kept, account: Account) -> Iterator[tuple[str, ...]]:
    """Yield the rows that a site is to be read with: a year earlier, and towns without a UN site."""
    t = context.t
    if account.placebo is not None:
        yield counted(context, account, account.placebo, t("events.earlier", site=account.name.get(t.lang)))
    for town in compared(kept.index, context.data, account):
        yield counted(context, town, town.sides, t("events.town", town=town.name.get(t.lang)))


def _shares(context: Context, kind: str, shares: Sequence[Share], named: Callable[[str], str]) -> str:
    t = context.t
    if not shares:
        return ""
    rows = [
        (named(one.name), *map(t.number, (one.before, one.deaths_before, one.after, one.deaths_after)))
        for one in shares[:_SHARES]
    ]
    more = len(shares) - _SHARES
    heads = [t(f"page.events.head-{head}") for head in (kind, "before", "deaths", "after", "deaths")]
    rest = tag("p", words(t("page.events.more-shares", count=more)), class_="gd-quiet") if more > 0 else ""
    return table(heads, rows) + rest
