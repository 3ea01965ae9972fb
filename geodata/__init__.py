"""The withdrawal of the UN mission in Mali, camp by camp, as data and maps.

What stays as it is from one version to the next, for scripts and notebooks (docs/researchers.md):

>>> import geodata
>>> data = geodata.load()
>>> geodata.snapshot(data, on="2023-10-31").counts.un_presence["closed"]
8
>>> geodata.changes(data, start="2023-10-01", end="2023-10-31")["site"].nunique()
4

`geodata.data` reads a mission, `geodata.domain` answers questions about it, `geodata.maps`, `geodata.charts` and
`geodata.export` draw and write the answers. Importing the package does no work: each name is fetched when it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.domain.snapshot import Snapshot
    from geodata.domain.view import Filters
    from geodata.errors import GeodataError
    from geodata.research import changes, claims, load, measures, snapshot
    from geodata.research import living_map as map  # noqa: A004  the word that a reader looks for

__all__ = ["Filters", "GeodataError", "Snapshot", "changes", "claims", "load", "map", "measures", "snapshot"]

_WHERE = {
    "Filters": "geodata.domain.view:Filters",
    "GeodataError": "geodata.errors:GeodataError",
    "Snapshot": "geodata.domain.snapshot:Snapshot",
    "changes": "geodata.research:changes",
    "claims": "geodata.research:claims",
    "load": "geodata.research:load",
    "map": "geodata.research:living_map",
    "measures": "geodata.research:measures",
    "snapshot": "geodata.research:snapshot",
}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    module, _, attribute = _WHERE[name].partition(":")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
