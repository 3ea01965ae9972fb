"""A folder that any static host can serve: the map, the data in every format, and the data package."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.data import registry
from geodata.domain.view import View, Vocabulary
from geodata.export.errors import PathExists, PathUnwritable
from geodata.export.formats import FORMATS, export
from geodata.export.onefile import Download, map_html
from geodata.export.sidecar import SUFFIX
from geodata.i18n.catalog import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from geodata.domain.model import MissionData
    from geodata.i18n.catalog import Translator

MARK: Final = ".geodata-site"
"""A folder that holds this file was written here, and may be written again."""


def write_site(
    folder: Path, data: MissionData, *, today: date, t: Translator, lang: str | None = None, force: bool = False
) -> Mapping[str, int]:
    """Write the folder whole or not at all, and return the size of each file in it.

    Raises PathExists where the folder is there already, unless `force`; a folder with other things in it is never
    replaced. Raises PathUnwritable.
    """
    if folder.exists():
        if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
            raise PathUnwritable(path=folder, cause=t("export.other_things"))
        if not force:
            raise PathExists(path=folder)
    contents = site_files(data, today=today, t=t, lang=lang)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as work:
            fresh, old = Path(work) / "new", Path(work) / "old"
            for name, content in contents.items():
                path = fresh / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            if folder.exists():
                folder.replace(old)
            fresh.replace(folder)
    except OSError as error:
        raise PathUnwritable(path=folder, cause=error.strerror or type(error).__name__) from error
    return {name: len(content) for name, content in contents.items()}


def site_files(data: MissionData, *, today: date, t: Translator, lang: str | None = None) -> dict[str, bytes]:
    """Return every file of the folder by its path in it."""
    stem = f"{data.mission.id}-{data.mission.version}"
    files: dict[str, bytes] = {MARK: b""}
    downloads = []
    for form, details in FORMATS.items():
        made = export(data, form, today=today, t=t)
        name = f"data/{stem}-{form}{details.suffix}" if form == "csv" else f"data/{stem}{details.suffix}"
        files[name] = made.content
        files[name + SUFFIX] = made.sidecar
        downloads.append(Download(label=form.upper(), href=name))
    origin = registry.folder(data.mission.id)
    for path in sorted(origin.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            files[f"data/package/{path.relative_to(origin).as_posix()}"] = path.read_bytes()
    view = View.from_query({}, vocabulary=Vocabulary.of(data, langs=LANGUAGES), default_lang=LANGUAGES[0])
    files["index.html"] = map_html(data, view, lang=lang, downloads=tuple(downloads)).encode()
    return files
