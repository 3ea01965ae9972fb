"""A change in words. The words come from the translator that is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from geodata.domain.vocabulary import Certainty, ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.domain.changes import Change
    from geodata.domain.mission import MissionData


class Words(Protocol):
    """What is needed of a translator."""

    @property
    def lang(self) -> str:
        """The language of the words."""

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key."""

    def has(self, key: str) -> bool:
        """Tell whether there is a text for a key."""

    def list(self, items: Iterable[str]) -> str:
        """Write a list."""


def sentence(change: Change, *, data: MissionData, t: Words) -> str:
    """Return what changed as one sentence."""
    site = data.site(change.site_id).name.get(t.lang)
    if change.kind is not ChangeKind.HOLDER:
        return t(f"change.{change.kind}.{change.after}", site=site)
    holders = t.list(holder_in_sentence(holder, data=data, t=t) for holder in change.holders)
    return t(f"change.holder.{_manner(change)}", site=site, holders=holders)


def headline(together: Sequence[Change], *, data: MissionData, t: Words) -> str:
    """Return the changes of one site on one day as one line."""
    parts = []
    for change in together:
        if change.kind is ChangeKind.HOLDER:
            holders = t.list(holder_in_sentence(holder, data=data, t=t) for holder in change.holders)
            parts.append(t(f"change.brief.{_manner(change)}", holders=holders))
        else:
            parts.append(t(f"change.brief.{change.after}"))
    site = data.site(together[0].site_id).name.get(t.lang)
    return t("change.brief.line", site=site, parts=t("change.brief.separator").join(parts))


def holder_in_sentence(holder: str, *, data: MissionData, t: Words) -> str:
    """Name an actor as it stands inside a sentence, with its article where the language wants one."""
    key = f"vocab.holder_in_sentence.{holder}"
    return t(key) if t.has(key) else holder_label(holder, data=data, t=t)


def holder_label(holder: str, *, data: MissionData, t: Words) -> str:
    """Name an actor in a table or a legend: its short name, or the word for an unknown holder."""
    key = f"vocab.holder.{holder}"
    return t(key) if t.has(key) else data.actor(holder).short.get(t.lang)


def holding(holders: Sequence[str], certainty: Certainty, *, data: MissionData, t: Words) -> str:
    """Say who holds a site, and how sure that is, as part of a sentence."""
    if not holders and certainty is Certainty.UNKNOWN:
        return t("vocab.holding.unknown")
    sure = t(f"vocab.certainty.{certainty}")
    if not holders:
        return t("vocab.holding.unsure", certainty=sure)
    named = t.list(holder_in_sentence(holder, data=data, t=t) for holder in holders)
    return t("vocab.holding.held", holders=named, certainty=sure)


def _manner(change: Change) -> str:
    if not change.holders:
        return "contested" if change.certainty is Certainty.CONTESTED else "unknown"
    if change.certainty is Certainty.CONFIRMED:
        return "held"
    return "contested_by" if change.certainty is Certainty.CONTESTED else "probable"
