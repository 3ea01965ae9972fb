"""The living map as one HTML file that opens from a disk, asks nothing of any host, and may be framed by any page."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, cast

from geodata.maps.element import InlineScript, living_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from branca.element import Figure

    from geodata.maps.assets import Script

NOTHING = "'none'"
_STYLE = (
    "html,body{margin:0;height:100%}.folium-map{height:100%}noscript{font:16px/1.5 system-ui;display:block;margin:2em}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What the file says before its scripts run, and where they do not: `fallback` is HTML, the rest is text."""

    lang: str
    title: str
    description: str
    fallback: str


def one_file(scripts: Iterable[Script], *, options: Mapping[str, Any], shell: Shell) -> str:
    """Return the HTML of a map with everything inside; the same arguments give the same text.

    `options` hold the `state` on which it opens, and the `downloads` beside it.
    """
    found = tuple(scripts)
    living = living_map(options={**options, "height": 0})
    # In place of random ids: two exports of the same view are the same file.
    living._id = "one"  # noqa: SLF001  branca has no public way
    for child in living._children.values():  # noqa: SLF001  as above
        child._id = "one"  # noqa: SLF001  as above
    figure = cast("Figure", living.get_root())
    figure.render()
    programs = [*(InlineScript(script).text for script in found), f"\n{figure.script.render()}\n"]
    styles = [_STYLE, *(style for script in found for style in script.styles)]
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy(programs, styles)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f'<meta name="description" content="{escape(shell.description)}">',
        f"<title>{escape(shell.title)}</title>",
        # Without it a browser asks the host for an icon.
        '<link rel="icon" href="data:,">',
        f"<style>{_STYLE}</style>",
    )
    body = (
        f"<noscript>{shell.fallback}</noscript>",
        figure.html.render().strip(),
        *(f"<script>{program}</script>" for program in programs),
    )
    lines = (
        "<!DOCTYPE html>",
        f'<html lang="{escape(shell.lang)}">',
        "<head>",
        *head,
        "</head>",
        "<body>",
        *body,
        "</body>",
        "</html>",
        "",
    )
    return "\n".join(lines)


def policy(programs: Iterable[str], styles: Iterable[str]) -> str:
    """Return a content security policy that lets these scripts and styles run, and nothing else, and asks no host."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, programs)) or NOTHING}",
            f"style-src {' '.join(map(_hash, styles))}",
            "img-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ),
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
