"""How to cite a view, in the forms that readers paste: a sentence, APA, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from geodata.export.choice import choice_in_words

if TYPE_CHECKING:
    from datetime import date

    from geodata.data.terms import Terms
    from geodata.domain.model import MissionData
    from geodata.domain.view import View
    from geodata.i18n.catalog import Translator

_BIBTEX = str.maketrans(
    {
        **{letter: f"\\{letter}" for letter in "&%#_{}$"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "–": "--",
    }
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""APA of English-language readers; the French form is written by the catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A view of the data, cited."""

    sentence: str
    apa: str
    bibtex: str
    csl: str


def permalink(view: View, address: str, *, mark: str = "?") -> str:
    """Return the address of a view: the dashboard's with `?`, a file's with `#`; the query alone without an address."""
    query = urlencode(view.to_query(), safe=",")
    return f"{address}{mark}{query}" if query else address


def subject(view: View, *, data: MissionData, t: Translator) -> str:
    """Say in a few words what a view shows: a claim, or one day or two, and what its filters leave."""
    if view.claim is not None:
        return t("cite.claim", claim=view.claim, title=data.claim(view.claim).title.get(t.lang))
    day = view.on or view.start
    named = "cite.day" if view.site is None else "cite.site"
    site = "" if view.site is None else data.site(view.site).name.get(t.lang)
    if view.to_day is None:
        shown = t(named, site=site, day=day)
    else:
        shown = t(f"{named}s", site=site, day=day, other=view.to_day)
    choice = t("cite.separator").join(choice_in_words(view, data=data, t=t))
    return t("cite.chosen", subject=shown, choice=choice) if choice else shown


def cite(
    view: View, *, data: MissionData, terms: Terms, address: str, accessed: date, t: Translator, mark: str = "?"
) -> Citation:
    """Return a view's citation. `address` is where the dashboard or the file is published, or "" where it is not."""
    link = permalink(view, address, mark=mark) if address else ""
    authors = t.list(terms.authors)
    parts = {
        "authors": authors,
        "title": terms.title,
        "version": terms.version,
        "licence": terms.licence,
        "subject": subject(view, data=data, t=t),
        "year": str(terms.created.year),
        "accessed": accessed,
        "link": link,
    }
    return Citation(
        sentence=t("cite.sentence_link" if link else "cite.sentence", **parts),
        apa=_apa(parts, t),
        bibtex=_bibtex(terms, link=link, note=str(parts["subject"]), accessed=accessed),
        csl=json.dumps([_csl(terms, link=link, note=str(parts["subject"]), accessed=accessed, t=t)],
                       ensure_ascii=False, indent=2),
    )  # fmt: skip


def dataset_sentence(*, terms: Terms, t: Translator) -> str:
    """Return how to cite the data as a whole."""
    return t("cite.dataset", authors=t.list(terms.authors), title=terms.title, version=terms.version,
             licence=terms.licence)  # fmt: skip


def _apa(parts: dict[str, object], t: Translator) -> str:
    accessed: Any = parts["accessed"]
    retrieved = f"{_MONTHS[accessed.month - 1]} {accessed.day}, {accessed.year}" if t.lang == "en" else accessed
    return t("cite.apa_link" if parts["link"] else "cite.apa", **{**parts, "retrieved": retrieved})


def _bibtex(terms: Terms, *, link: str, note: str, accessed: date) -> str:
    fields = {
        "author": f"{{{' and '.join(f'{{{name.translate(_BIBTEX)}}}' for name in terms.authors)}}}",
        "title": f"{{{{{terms.title.translate(_BIBTEX)}}}}}",
        "year": f"{{{terms.created.year}}}",
        "version": f"{{{terms.version}}}",
        "note": f"{{{note.translate(_BIBTEX)}. {terms.licence}}}",
    }
    if link:
        # In a url field a bare % begins a comment only in some styles; a permalink holds none but escapes.
        fields["url"] = f"{{{link}}}"
        fields["urldate"] = f"{{{accessed.isoformat()}}}"
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"@misc{{{terms.name}-{terms.version},\n{lines}\n}}\n"


def _csl(terms: Terms, *, link: str, note: str, accessed: date, t: Translator) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": f"{terms.name}-{terms.version}",
        "type": "dataset",
        "title": terms.title,
        "author": [{"literal": name} for name in terms.authors],
        "issued": {"date-parts": [[terms.created.year, terms.created.month, terms.created.day]]},
        "version": terms.version,
        "license": terms.licence_url,
        "note": note,
        "language": t.lang,
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]},
    }
    return {**item, "URL": link} if link else item
