"""How a source is cited on the page: a numbered mark in a sentence, and a line in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.domain.dates import published_on
from geodata.ui.markup import link, tag, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.domain.model import Source
    from geodata.i18n.catalog import Translator
    from geodata.ui.context import Context

_FULL_DAY = len("2023-10-31")
_MONTH = len("2023-10")


def cite(context: Context, source_ids: Iterable[str]) -> str:
    """Return links to the sources, each by its publisher: one click from the sentence to the page that says so.

    Where only what was public counts, a page that came out later is not cited.
    """
    marks = []
    for source_id in context.out(source_ids):
        source = context.data.source(source_id)
        title = f"{source.title} ({published(source, context.t)})"
        marks.append(
            tag(
                "a",
                words(source.publisher),
                class_="gd-cite",
                href=source.url,
                title=title,
                target="_blank",
                rel="noopener noreferrer",
            ),
        )
    return tag("span", " ".join(marks), class_="gd-cites") if marks else ""


def source_line(context: Context, source: Source) -> str:
    """Return a source in full: publisher, title, date, and which agency it repeats."""
    t = context.t
    parts = [
        tag("strong", words(source.publisher)),
        link(source.title, source.url),
        words(published(source, t)),
    ]
    if source.relays:
        parts.append(words(t("page.source.relays", agency=source.relays.replace(";", ", "))))
    return ", ".join(parts)


def published(source: Source, t: Translator) -> str:
    """Return the date of a source as exactly as it is known."""
    day = published_on(source.published)
    if day is None:
        return t("page.source.undated")
    if len(source.published) == _FULL_DAY:
        return t.date(day)
    return t.date(day, "month") if len(source.published) == _MONTH else str(day.year)
