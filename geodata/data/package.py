"""The description of a mission's files, read from its datapackage.json (Frictionless Data Package v2).

Two properties of our own stand beside the standard ones, on list columns: `geodata:references` (each item is an id of
another table) and `geodata:items` or `geodata:itemPattern` (what an item may be).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict, cast

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE_FILE = "datapackage.json"

FieldType = Literal["string", "integer", "number", "boolean", "date", "list"]

LIST_DELIMITER = ";"


class _Constraints(TypedDict, total=False):
    required: bool
    unique: bool
    enum: list[str]
    pattern: str
    minimum: float
    maximum: float


class _ReferenceJson(TypedDict):
    resource: str


_FieldJson = TypedDict(
    "_FieldJson",
    {
        "name": str,
        "type": FieldType,
        "constraints": NotRequired[_Constraints],
        "geodata:references": NotRequired[_ReferenceJson],
        "geodata:items": NotRequired[list[str]],
        "geodata:itemPattern": NotRequired[str],
    },
)


class _ForeignKeyJson(TypedDict):
    fields: list[str]
    reference: _ReferenceJson


class _SchemaJson(TypedDict):
    fields: list[_FieldJson]
    foreignKeys: NotRequired[list[_ForeignKeyJson]]


class _ResourceJson(TypedDict):
    name: str
    path: str
    schema: NotRequired[_SchemaJson]


class _PackageJson(TypedDict):
    name: str
    version: str
    resources: list[_ResourceJson]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table; `references` names the table whose ids the cells (or the items of a list) must be."""

    name: str
    type: FieldType
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    references: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One CSV file; `name` is hyphenated, `path` relative to the mission's folder."""

    name: str
    path: str
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the file."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One GeoJSON file of the base map."""

    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """All the files of a mission."""

    version: str
    tables: tuple[Table, ...]
    layers: tuple[Layer, ...]


def read_package(folder: Path) -> Package:
    """Read what a mission's files should look like. Raises OSError or ValueError where the description is broken."""
    text = (folder / PACKAGE_FILE).read_text(encoding="utf-8")
    package = cast("_PackageJson", json.loads(text))
    try:
        return Package(
            version=package["version"],
            tables=tuple(table_of(resource) for resource in package["resources"] if "schema" in resource),
            layers=tuple(
                Layer(name=resource["name"], path=resource["path"])
                for resource in package["resources"]
                if resource["path"].endswith(".geojson")
            ),
        )
    except (KeyError, TypeError) as error:
        message = f"the description lacks {error}"
        raise ValueError(message) from error


def table_of(resource: _ResourceJson) -> Table:
    """Return the table that a resource of a data package describes."""
    schema = resource["schema"]
    references = {
        name: key["reference"]["resource"] or resource["name"]
        for key in schema.get("foreignKeys", [])
        for name in key["fields"]
    }
    columns = tuple(_column(field, references.get(field["name"], "")) for field in schema["fields"])
    return Table(name=resource["name"], path=resource["path"], columns=columns)


def _column(field: _FieldJson, reference: str) -> Column:
    rules = field.get("constraints", {})
    listed = field["type"] == "list"
    return Column(
        name=field["name"],
        type=field["type"],
        required=rules.get("required", False),
        unique=rules.get("unique", False),
        enum=tuple(field.get("geodata:items", []) if listed else rules.get("enum", [])),
        pattern=field.get("geodata:itemPattern", "") if listed else rules.get("pattern", ""),
        minimum=rules.get("minimum"),
        maximum=rules.get("maximum"),
        references=field["geodata:references"]["resource"] if "geodata:references" in field else reference,
    )
