"""The map as one HTML file: the living map of `geodata.maps`, opened on a view."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from geodata.data import registry
from geodata.data.terms import read_terms
from geodata.domain.sentences import holder_label
from geodata.domain.snapshot import snapshot
from geodata.domain.vocabulary import UNKNOWN
from geodata.export.citation import dataset_sentence
from geodata.i18n.catalog import LANGUAGES, Translator
from geodata.maps.onefile import Shell, one_file
from geodata.maps.standalone import first_state, inline_scripts

if TYPE_CHECKING:
    from geodata.domain.model import MissionData
    from geodata.domain.view import View

_LISTS = ("regions", "holders", "presences", "certainties", "claimants", "against", "kinds", "statuses", "sites")
"""The filters that are lists of values; the map's own panel offers each of them."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that lies beside the map, for the foot: its name there and its relative address."""

    label: str
    href: str


def map_html(data: MissionData, view: View, *, lang: str | None = None, downloads: tuple[Download, ...] = ()) -> str:
    """Return the map of a view as an HTML page that needs nothing else. Raises AssetError.

    Without `lang` the page speaks the language of whoever opens it; it offers every language in any case.
    """
    filters: dict[str, list[str] | str] = {
        name: sorted(getattr(view.filters, name)) for name in _LISTS if getattr(view.filters, name)
    }
    if view.filters.text:
        filters["text"] = view.filters.text
    state = first_state(
        data,
        on=view.on,
        start=view.start,
        end=view.end,
        lang=lang,
        site=view.site,
        claim=view.claim,
        filters=filters,
        window=view.window,
        known=view.known,
        basis=view.filters.basis.value,
        strict=view.filters.strict,
        layers=sorted(view.layers),
    )
    t = Translator(lang or LANGUAGES[0])
    shell = Shell(
        lang=t.lang, title=t("map.foot.heading"), description=t("map.foot.description"), fallback=_fallback(data, t)
    )
    links = [{"label": item.label, "href": item.href} for item in downloads]
    return one_file(inline_scripts(data), options={"state": state, "downloads": links}, shell=shell)


def _fallback(data: MissionData, t: Translator) -> str:
    """Return what a browser without scripts shows: how every site ended, and how to cite it."""
    rows = []
    for state in snapshot(data, on=data.mission.end).states:
        holders = [holder_label(holder, data=data, t=t) for holder in state.holders or (UNKNOWN,)]
        cells = (
            data.site(state.site_id).name.get(t.lang),
            t(f"vocab.un_presence.{state.un_presence}"),
            t(f"vocab.transfer.{state.transfer}"),
            t.list(holders),
            t(f"vocab.certainty.{state.certainty}"),
        )
        rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    citation = dataset_sentence(terms=read_terms(registry.folder(data.mission.id)), t=t)
    return (
        f"<h1>{escape(t('map.foot.heading'))}</h1><p>{escape(t('map.foot.script'))}</p>"
        f"<table><caption>{escape(t('cli.sites', date=data.mission.end))}</caption>{''.join(rows)}</table>"
        f"<p>{escape(t('map.foot.note'))}</p><p>{escape(t('map.foot.cite', citation=citation))}</p>"
    )
