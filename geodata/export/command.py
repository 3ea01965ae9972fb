"""`python -m geodata export`: the map as one file, pictures, a brief, the data, or a folder for any static host.

Each command returns the lines that tell what it wrote. What only one of them needs (folium, pyarrow, openpyxl) is
imported there, so that the other commands of the package start as fast as without it.
"""

# Imports inside functions, for the reason above.
# ruff: noqa: PLC0415

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import parse_qsl, urlsplit

from geodata.domain.asked import day_asked, site_asked
from geodata.domain.view import KEYS, LAYERS, View, Vocabulary
from geodata.errors import DatesReversed, UnknownValue
from geodata.export.errors import EmptySelection, Stopped, UnknownFormat
from geodata.export.files import refuse_existing, write_files
from geodata.export.sidecar import SUFFIX
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from geodata.domain.model import MissionData

    Parser = argparse.ArgumentParser
    Command = Callable[[argparse.Namespace, MissionData, Translator], list[str]]

Made = TypeVar("Made")

LONGEST_STEP: Final = 60
_NO_LAYER: Final = "none"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe what can be exported, and how. `make` in the options is the command that was chosen."""
    kinds = parser.add_subparsers(title="what", required=True, metavar="WHAT")

    _drawn(
        kinds.add_parser("map", help="the map with its clock as one HTML file that needs no network"),
        _map,
        out="such as map.html",
        on="the day on which the clock stands",
    )
    _drawn(
        kinds.add_parser("picture", help="the map of a day as a picture for print (PNG or SVG)"),
        _picture,
        out="such as map.png or map.svg",
        on="the day that it shows",
    )
    film = _drawn(
        kinds.add_parser("animation", help="the map over a range of days, moving (GIF, or MP4 with ffmpeg)"),
        _animation,
        out="such as map.gif or map.mp4",
    )
    film.add_argument("--step", metavar="DAYS", type=_days, default=1, help="days from one frame to the next")
    _drawn(
        kinds.add_parser("brief", help="map, situation, changes, claims and sources of a day, to print (HTML)"),
        _brief,
        out="such as brief.html",
        on="the day that it tells of",
    )
    data = _of_view(
        kinds.add_parser("data", help="the data, whole or in part, with a sidecar that tells what they are"),
        _data,
    )
    data.add_argument("--format", required=True, metavar="FORMAT", help="csv, xlsx, geojson, gpkg, parquet or kml")

    site = kinds.add_parser("site", help="a folder with the map and the data that any static host can serve")
    site.add_argument("--out", required=True, metavar="FOLDER", type=Path)
    _add_rest(site)
    site.set_defaults(make=_site)


def _of_view(parser: Parser, make: Command, *, out: str | None = None, on: str | None = None) -> Parser:
    """Give a command what those that show a view have in common; `out` and `on` explain its file and its day."""
    parser.add_argument("--out", required=True, metavar="FILE", type=Path, help=out)
    _add_view(parser)
    if on:
        parser.add_argument("--on", metavar="DAY", help=on)
    _add_rest(parser)
    parser.set_defaults(make=make)
    return parser


def _drawn(parser: Parser, make: Command, *, out: str, on: str | None = None) -> Parser:
    """Give a command that draws the map what it has in common with the others, and the layers."""
    parser.add_argument("--layers", metavar="LIST", help=f"of {','.join(sorted(LAYERS))}, or {_NO_LAYER}")
    return _of_view(parser, make, out=out, on=on)


def _add_view(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--view", metavar="ADDRESS", default="", help="a link of the dashboard, or its part after ?")
    parser.add_argument("--from", metavar="DAY", dest="start", help="the first day")
    parser.add_argument("--to", metavar="DAY", dest="end", help="the last day")
    parser.add_argument("--site", metavar="ID", help="this site, such as kidal")


def _add_rest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, help="for a map: that of whoever opens it, unless given")
    parser.add_argument("--force", action="store_true", help="replace what is there already")


def _days(text: str) -> int:
    # argparse puts this line after the name of the option.
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= LONGEST_STEP:
        message = f"'{text}' is not a number of days from 1 to {LONGEST_STEP}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def run(options: argparse.Namespace, data: MissionData) -> list[str]:
    """Run the command that was chosen and return what to say. Raises GeodataError; then nothing was written."""
    # A link of the dashboard names the language that it was read in.
    if options.lang is None and _query(options).get("lang") in LANGUAGES:
        options.lang = _query(options)["lang"]
    made: list[str] = options.make(options, data, Translator(options.lang or LANGUAGES[0]))
    return made


def _map(options: argparse.Namespace, data: MissionData, t: Translator) -> list[str]:
    from geodata.export.onefile import map_html
    from geodata.export.scene import shows_anything

    refuse_existing((options.out,), force=options.force)
    view = _on_day(options, data)
    if not shows_anything(data, view):
        raise EmptySelection
    return _written(options, map_html(data, view, lang=options.lang).encode(), t)


def _layers(text: str) -> frozenset[str]:
    known = (*sorted(LAYERS), _NO_LAYER)
    asked = text.split(",")
    unknown = next((name for name in asked if name not in known), None)
    if unknown is not None:
        raise UnknownValue(option="layers", value=unknown, known=known)
    return LAYERS.intersection(asked)


def _on_day(options: argparse.Namespace, data: MissionData) -> View:
    view = _view(options, data)
    if not options.on:
        return view
    day = day_asked(options.on, data)
    return replace(view, on=day, start=min(view.start, day), end=max(view.end, day))


def _picture(options: argparse.Namespace, data: MissionData, t: Translator) -> list[str]:
    from geodata.export.picture import PICTURES

    draw = _by_ending(options.out, PICTURES)
    refuse_existing((options.out,), force=options.force)
    return _written(options, draw(data, _on_day(options, data), t=t), t)


def _animation(options: argparse.Namespace, data: MissionData, t: Translator) -> list[str]:
    from geodata.export.animation import Film, gif
    from geodata.export.video import mp4

    make = _by_ending(options.out, {"gif": gif, "mp4": mp4})
    refuse_existing((options.out,), force=options.force)
    film = Film.of(data, _view(options, data), step=options.step, t=t)
    try:
        content = make(film, _progress)
    except KeyboardInterrupt:
        raise Stopped from None
    finally:
        _progress(len(film.days), len(film.days))
    return _written(options, content, t)


def _progress(done: int, total: int) -> None:
    """Tell a terminal how far it is, on one line that is wiped at the end."""
    if sys.stderr.isatty():
        text = f"{done} / {total}" if done < total else " " * 2 * len(f"{total} / ")
        sys.stderr.write(f"\r{text}\r" if done == total else f"\r{text}")
        sys.stderr.flush()


def _brief(options: argparse.Namespace, data: MissionData, t: Translator) -> list[str]:
    from geodata.export.brief import brief_html

    refuse_existing((options.out,), force=options.force)
    return _written(options, brief_html(data, _on_day(options, data), today=_today(), t=t).encode(), t)


def _by_ending(path: Path, makers: Mapping[str, Made]) -> Made:
    form = path.suffix.removeprefix(".").lower()
    if form not in makers:
        raise UnknownFormat(form=form, known=", ".join(makers))
    return makers[form]


def _written(options: argparse.Namespace, content: bytes, t: Translator) -> list[str]:
    write_files({options.out: content}, force=options.force)
    return [t("export.written", path=options.out, size=_kilobytes(content))]


def _data(options: argparse.Namespace, data: MissionData, t: Translator) -> list[str]:
    from geodata.export.formats import export, format_of

    format_of(options.format)
    beside = Path(f"{options.out}{SUFFIX}")
    refuse_existing((options.out, beside), force=options.force)
    whole = not (options.view or options.start or options.end or options.site)
    made = export(data, options.format, today=_today(), t=t, view=None if whole else _view(options, data))
    contents = {options.out: made.content, beside: made.sidecar}
    write_files(contents, force=options.force)
    return [t("export.written", path=path, size=_kilobytes(content)) for path, content in contents.items()]


def _site(options: argparse.Namespace, data: MissionData, t: Translator) -> list[str]:
    from geodata.export.site import write_site

    written = write_site(options.out, data, today=_today(), t=t, lang=options.lang, force=options.force)
    return [t("export.folder", path=options.out, count=len(written), size=sum(written.values()) // 1000)]


def _query(options: argparse.Namespace) -> dict[str, str]:
    # Of an address only the part that says what to show matters, after the ? of a page or the # of a file.
    parts = urlsplit(getattr(options, "view", ""))
    return dict(parse_qsl(parts.query or parts.fragment or parts.path))


def _view(options: argparse.Namespace, data: MissionData) -> View:
    query = _query(options)
    asked = View.from_query(query, vocabulary=Vocabulary.of(data, langs=LANGUAGES), default_lang=LANGUAGES[0])
    # A page lets pass what others add to a link; on the command line a key that nothing knows is a slip of the pen.
    if dropped := [key for key in query if key in asked.dropped or key not in KEYS]:
        t = Translator(options.lang or LANGUAGES[0])
        sys.stderr.write(f"geodata: {t('export.dropped', names=', '.join(dropped))}\n")
    start = day_asked(options.start, data) if options.start else asked.start
    end = day_asked(options.end, data) if options.end else asked.end
    if end < start:
        raise DatesReversed(start=start, end=end)
    site = site_asked(options.site, data) if options.site else asked.site
    on = asked.on if asked.on is not None and start <= asked.on <= end else None
    # What gives data has no layers.
    named = getattr(options, "layers", None)
    layers = asked.layers if named is None else _layers(named)
    return replace(asked, start=start, end=end, site=site, on=on, layers=layers)


def _today() -> date:
    return datetime.now(tz=UTC).date()


def _kilobytes(content: bytes) -> int:
    return -(-len(content) // 1000)
