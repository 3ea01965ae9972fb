"""The terms under which a mission's data go out: title, authors, licence; read from datapackage.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict, cast

from geodata.data.package import PACKAGE_FILE

if TYPE_CHECKING:
    from pathlib import Path


class _Licence(TypedDict):
    name: str
    path: str


class _Contributor(TypedDict):
    title: str


class _PackageJson(TypedDict):
    name: str
    title: str
    description: str
    version: str
    created: str
    licenses: list[_Licence]
    contributors: list[_Contributor]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a citation and a licence line need: `created` is the day of this version of the data."""

    name: str
    title: str
    description: str
    authors: tuple[str, ...]
    version: str
    created: date
    licence: str
    licence_url: str


def read_terms(folder: Path) -> Terms:
    """Read the terms of the mission in a folder. Raises OSError, or KeyError and ValueError where they are lacking."""
    package = cast("_PackageJson", json.loads((folder / PACKAGE_FILE).read_text(encoding="utf-8")))
    licence = package["licenses"][0]
    return Terms(
        name=package["name"],
        title=package["title"],
        description=package["description"],
        authors=tuple(person["title"] for person in package["contributors"]),
        version=package["version"],
        created=date.fromisoformat(package["created"][:10]),
        licence=licence["name"],
        licence_url=licence["path"],
    )
