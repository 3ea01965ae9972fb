"""What goes beside every export: what it holds, from which version, under which terms, and how to cite it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from geodata.export.choice import part_in_words
from geodata.export.citation import dataset_sentence

if TYPE_CHECKING:
    from datetime import date

    from geodata.data.terms import Terms
    from geodata.domain.view import View
    from geodata.export.selection import Selection
    from geodata.i18n.catalog import Translator

SUFFIX = ".about.json"
"""The sidecar of `data.gpkg` is `data.gpkg.about.json`."""


def about(selection: Selection, *, terms: Terms, today: date, t: Translator) -> dict[str, Any]:
    """Return what is said of an export, as plain values for JSON; the same goes into the formats that have room."""
    view, span = selection.view, selection.span
    return {
        "title": terms.title,
        "description": terms.description,
        "data_version": terms.version,
        "exported_on": today.isoformat(),
        "licence": {"name": terms.licence, "address": terms.licence_url},
        "citation": dataset_sentence(terms=terms, t=t),
        "filter": "" if view is None else _query(view),
        "filter_in_words": t("export.whole") if view is None else part_in_words(view, data=selection.data, t=t),
        "from": span.start.isoformat() if span else selection.data.mission.start.isoformat(),
        "to": span.end.isoformat() if span else selection.data.mission.end.isoformat(),
        "rows": selection.counts,
        "crs": "EPSG:4326",
        "boundary_note": t("export.boundaries"),
        "points_note": t("export.points"),
        "claims_note": t("export.claims"),
        "formula_note": t("export.formulas"),
        "credits": [t("export.credit_points")],
    }


def as_json(document: dict[str, Any]) -> bytes:
    """Return the sidecar as a file."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _query(view: View) -> str:
    # The days are named even where they are the usual ones: a part is never taken for the whole record.
    days = {"from": view.start.isoformat(), "to": view.end.isoformat()}
    return urlencode(days | view.to_query(), safe=",")
