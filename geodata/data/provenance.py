"""Where each layer of the base map comes from, read from base/PROVENANCE.json."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROVENANCE_FILE = "base/PROVENANCE.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The origin of one layer: the package it was made from, its licence and credit, and the file's hash."""

    file: str
    package: str
    version: str
    registry: str
    licence: str
    attribution: str
    processing: str
    caveat: str
    sha256: str


def read_provenance(folder: Path) -> Mapping[str, Provenance]:
    """Return the origin of each layer by file name. Raises OSError or ValueError where it cannot be read."""
    text = (folder / PROVENANCE_FILE).read_text(encoding="utf-8")
    document: object = json.loads(text)
    entries = document.get("files") if isinstance(document, dict) else None
    return {str(name): _provenance(str(name), entry) for name, entry in (entries or {}).items()}


def _provenance(name: str, entry: object) -> Provenance:
    if not isinstance(entry, dict) or not entry.get("sha256"):
        message = f"{name} has no sha256"
        raise ValueError(message)
    known = {field.name: str(entry.get(field.name, "")) for field in fields(Provenance)}
    return Provenance(**{**known, "file": name})
