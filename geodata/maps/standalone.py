"""The living map on its own: in a notebook, or saved as one HTML file that opens with no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from geodata.data import registry
from geodata.data.terms import read_terms
from geodata.domain.areas import areas_of
from geodata.maps.assets import scripts
from geodata.maps.base import base_payload
from geodata.maps.details import details_payload
from geodata.maps.element import HEIGHT, standalone_map
from geodata.maps.payload import mission_payload, words_payload

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import folium
    from branca.element import Figure

    from geodata.domain.model import MissionData
    from geodata.maps.assets import Script


def mission_map(
    data: MissionData,
    *,
    on: date | None = None,
    start: date | None = None,
    end: date | None = None,
    lang: str = "en",
    site: str | None = None,
    height: int = HEIGHT,
) -> folium.Map:
    """Return the map of a mission with its clock and everything inside, for a notebook.

    Without `start` and `end` the clock runs over the mission's first preset; without `on` it stands on the first day.
    `height` is in pixels. Raises AssetError where Leaflet or a base layer is missing.
    """
    state = first_state(data, on=on, start=start, end=end, lang=lang, site=site)
    living = standalone_map(inline_scripts(data), state=state, height=height)
    # A notebook shows the figure in a frame of this height; a saved file ignores it.
    cast("Figure", living.get_root()).height = f"{height + 16}px"
    return living


def inline_scripts(data: MissionData) -> tuple[Script, ...]:
    """Return everything that a map on its own runs. Raises AssetError where Leaflet or a base layer is missing."""
    folder = registry.folder(data.mission.id)
    return scripts(
        mission=mission_payload(data),
        basemap=base_payload(folder / "base", areas=areas_of(data)),
        words=words_payload(data),
        details=details_payload(data, read_terms(folder)),
    )


def first_state(
    data: MissionData,
    *,
    on: date | None = None,
    start: date | None = None,
    end: date | None = None,
    lang: str | None = None,
    site: str | None = None,
    claim: str | None = None,
    filters: Mapping[str, Sequence[str] | str] | None = None,
    **more: object,
) -> dict[str, Any]:
    """Return the state on which a map on its own opens; no `lang` stands for the language of the reader's browser."""
    usual = next(iter(data.mission.presets.values()), data.mission.span)
    first, last = start or usual.start, end or usual.end
    day = on or first
    return {
        "lang": lang,
        "day": day.isoformat(),
        "start": min(first, day).isoformat(),
        "end": max(last, day).isoformat(),
        "site": site,
        "claim": claim,
        "filters": dict(filters or {}),
        **more,
    }
