"""The files the browser loads: Leaflet, our scripts and the data, as content-hashed scripts.

Two modes: `served` writes them under the app's `static/` folder, whole or not at all, and names their addresses;
`inline` hands their text over, for a notebook or a saved file. Nothing comes from another host.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.errors import AssetsUnwritable, LeafletMissing, ScriptMissing
from geodata.maps.theme import HOLDERS, event_style_sheet, style_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SCRIPTS: Final = (
    "text",
    "model",
    "clock",
    "marks",
    "tip",
    "labels",
    "base",
    "room",
    "sites",
    "fans",
    "claims",
    "shapes",
    "routes",
    "regions",
    "convoys",
    "towns",
    "reach",
    "strip",
    "controls",
    "legend",
    "bridge",
    "sync",
    "stage",
    "start",
)
"""Our scripts, in the order in which they build on each other."""

INLINE_SCRIPTS: Final = ("permalink", "card", "filters", "page")
"""The scripts of a map on its own: what the app's page does round a served map, they do inside the file."""

EVENT_SCRIPTS: Final = ("eventdata", "eventpaint", "events")
"""The scripts of a map that shows the reader's own events."""

STYLES: Final = ("base", "marks", "app")
INLINE_STYLES: Final = ("page",)
EVENT_STYLES: Final = ("events",)


@dataclass(frozen=True, slots=True)
class Script:
    """One script: a file name that changes with its content, the content, and the styles that it brings."""

    name: str
    text: str
    styles: tuple[str, ...] = ()


def script_json(value: object) -> str:
    """Return JSON that is safe inside a script element: no `<`, and no line separator that ends a statement."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def scripts(
    *,
    mission: Mapping[str, Any],
    basemap: Mapping[str, Any],
    words: Mapping[str, Any],
    details: Mapping[str, Any] | None = None,
) -> tuple[Script, ...]:
    """Return Leaflet, the data and our scripts, in loading order. Raises AssetError where Leaflet is missing.

    With `details` the map stands on its own, and brings the scripts that need no page round it.
    """
    observers = tuple(sorted({claim["claimant"] for claim in mission["claims"]} - set(HOLDERS)))
    data = f"window.geodata ??= {{}};geodata.mission={script_json(mission)};geodata.catalogues={script_json(words)};"
    sheets = (leaflet("leaflet.css"), *(_read("css", f"{name}.css") for name in STYLES), style_sheet(observers))
    served = (
        _hashed("leaflet", leaflet("leaflet.js")),
        _hashed("basemap", f"window.geodata ??= {{}};geodata.basemap={script_json(basemap)};"),
        _hashed("mission", data),
        _styled("map", sheets, SCRIPTS),
    )
    if details is None:
        return served
    inline = tuple(_read("css", f"{name}.css") for name in INLINE_STYLES)
    return (
        *served,
        _hashed("details", f"geodata.details={script_json(details)};"),
        _styled("page", inline, INLINE_SCRIPTS),
    )


def bundle(parts: Iterable[Script]) -> Script:
    """Return scripts as one: streamlit-folium fetches one after the other, and the page round it works in between."""
    parts = tuple(parts)
    styles = tuple(style for part in parts for style in part.styles)
    return _hashed("map", ";\n".join(part.text for part in parts), styles=styles)


def event_script() -> Script:
    """Return what a map of the reader's own events needs beside the others; no other page loads it."""
    sheets = (event_style_sheet(), *(_read("css", f"{name}.css") for name in EVENT_STYLES))
    return _styled("events", sheets, EVENT_SCRIPTS)


def leaflet(name: str) -> str:
    """Return a file of Leaflet 1.9.3 from the XStatic package. Raises AssetError where the package is missing."""
    try:
        return resources.files("xstatic.pkg.leaflet").joinpath("data", name).read_text("utf-8")
    except (ModuleNotFoundError, OSError) as error:
        raise LeafletMissing from error


def publish(folder: Path, wanted: tuple[Script, ...]) -> tuple[str, ...]:
    """Write the scripts into `folder` and return their names; those of earlier contents are removed.

    Each file appears whole or not at all: it is written under a temporary name and renamed. Raises AssetError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for script in wanted:
            if not (folder / script.name).is_file():
                _write_whole(folder / script.name, script.text)
    except OSError as error:
        raise AssetsUnwritable(folder=folder.name, cause=error.strerror or "unknown") from error
    keep = {script.name for script in wanted}
    for old in folder.glob("gd-*.js"):
        if old.name not in keep:
            # Another process may have removed it, or still serve it on a system that locks open files.
            try:
                old.unlink(missing_ok=True)
            except OSError:
                continue
    return tuple(script.name for script in wanted)


def _write_whole(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".gd-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _hashed(name: str, text: str, *, styles: tuple[str, ...] = ()) -> Script:
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Script(name=f"gd-{name}-{digest}.js", text=text, styles=styles)


def _styled(name: str, sheets: tuple[str, ...], sources: tuple[str, ...]) -> Script:
    """Carry the styles in the script, so that the map is never seen without them."""
    css = "\n".join(sheets)
    style = (
        f"document.head.append(Object.assign(document.createElement('style'),{{textContent:{script_json(css)}}}));\n"
    )
    return _hashed(name, style + "\n".join(_read("js", f"{source}.js") for source in sources), styles=(css,))


def _read(folder: str, name: str) -> str:
    try:
        return resources.files("geodata.maps").joinpath(folder, name).read_text("utf-8")
    except OSError as error:
        raise ScriptMissing(file=f"{folder}/{name}") from error
