"""What a view leaves out, in words: its filters, by their names in the sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.domain.sentences import holder_label
from geodata.domain.view import Basis

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.domain.model import MissionData
    from geodata.domain.view import Filters, View
    from geodata.i18n.catalog import Translator


def choice_in_words(view: View, *, data: MissionData, t: Translator) -> tuple[str, ...]:
    """Return a line for each filter that is set, and for what else narrows the view; nothing where all is shown."""
    lines = _filters_in_words(view.filters, data=data, t=t)
    return (*lines, t("page.sidebar.known")) if view.known else lines


def part_in_words(view: View, *, data: MissionData, t: Translator) -> str:
    """Say in sentences what narrows a part of the data: its days, its site, and its filters.

    What only the pages heed, such as what was public on a day, narrows no data and is not said.
    """
    filters = view.filters
    lines = [t("export.part", start=view.start, end=view.end)]
    if view.site is not None:
        site = data.site(view.site).name.get(t.lang)
        lines.append(t("export.choice", label=t("page.table.site"), values=site) + ".")
    lines += [f"{line}." for line in _filters_in_words(filters, data=data, t=t)]
    if filters.presences or filters.holders or filters.certainties:
        # The days are a range, but a site passes by its state on one of them.
        lines.append(t("export.state_on", day=view.on or view.end))
    return " ".join(lines)


def _filters_in_words(filters: Filters, *, data: MissionData, t: Translator) -> tuple[str, ...]:
    def actor(name: str) -> str:
        return holder_label(name, data=data, t=t)

    said: dict[str, Callable[[str], str]] = {
        "regions": lambda name: t(f"vocab.region.{name}"),
        "presences": lambda name: t(f"vocab.un_presence.{name}"),
        "holders": actor,
        "certainties": lambda name: t(f"vocab.certainty.{name}"),
        "claimants": actor,
        "against": actor,
        "kinds": lambda name: t(f"vocab.claim_kind.{name}"),
        "statuses": lambda name: t(f"vocab.claim_status.{name}"),
        "sites": lambda name: data.site(name).name.get(t.lang),
    }
    lines = [
        t("export.choice", label=t(f"page.sidebar.{name}"), values=t.list(sorted(map(say, chosen))))
        for name, say in said.items()
        if (chosen := getattr(filters, name))
    ]
    if filters.text:
        lines.append(t("export.choice", label=t("page.sidebar.text"), values=t("export.quoted", text=filters.text)))
    if filters.basis is Basis.SAID:
        lines.append(f"{t('page.sidebar.basis')} {t('page.basis.said')}")
    if filters.strict:
        lines.append(t("page.sidebar.strict"))
    return tuple(lines)
