"""Small pieces of HTML, escaped where they are made: text from the record is never markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def tag(name: str, content: str = "", /, **attributes: str | None) -> str:
    """Return an element around `content`, which is markup already; attributes are escaped, `class_` is `class`."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{content}</{name}>"


def words(text: object) -> str:
    """Return text as markup."""
    return escape(str(text))


def link(text: str, address: str) -> str:
    """Return a link that opens beside the page; an address that is no web address stays text."""
    if not address.startswith(("https://", "http://")):
        return words(text)
    return tag("a", words(text), href=address, target="_blank", rel="noopener noreferrer")


def bullets(items: Iterable[str], *, class_: str | None = None) -> str:
    """Return a list of items that are markup already; nothing where there are none."""
    rows = "".join(tag("li", item) for item in items)
    return tag("ul", rows, class_=class_) if rows else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, caption: str = "") -> str:
    """Return a table of plain text under its heads; the first cell of a row names the row."""
    head = tag("tr", "".join(tag("th", words(name), scope="col") for name in heads))
    body = "".join(
        tag("tr", tag("th", words(first), scope="row") + "".join(tag("td", words(cell)) for cell in rest))
        for first, *rest in rows
    )
    title = tag("caption", words(caption)) if caption else ""
    return tag("div", tag("table", title + tag("thead", head) + tag("tbody", body)), class_="gd-table", tabindex="0")
