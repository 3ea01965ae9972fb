"""The living map on its own: in a notebook, or saved as one HTML file that opens with no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from geodata.data import registry
from geodata.maps.assets import scripts
from geodata.maps.base import base_payload
from geodata.maps.element import HEIGHT, standalone_map
from geodata.maps.payload import mission_payload, words_payload

if TYPE_CHECKING:
    from datetime import date

    import folium
    from branca.element import Figure

    from geodata.domain.model import MissionData


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
    """Return the map of a mission with its clock and everything inside; `.save(path)` writes it as one file.

    Without `start` and `end` the clock runs over the mission's first preset; without `on` it stands on the first day.
    `height` is in pixels. Raises AssetError where Leaflet or a base layer is missing.
    """
    usual = next(iter(data.mission.presets.values()), data.mission.span)
    first, last = start or usual.start, end or usual.end
    day = on or first
    state: dict[str, Any] = {
        "lang": lang,
        "day": day.isoformat(),
        "start": min(first, day).isoformat(),
        "end": max(last, day).isoformat(),
        "site": site,
        "claim": None,
        "filters": {},
    }
    files = scripts(
        mission=mission_payload(data),
        basemap=base_payload(registry.folder(data.mission.id) / "base"),
        words=words_payload(data),
    )
    living = standalone_map(files, state=state, height=height)
    # A notebook shows the figure in a frame of this height; a saved file ignores it.
    cast("Figure", living.get_root()).height = f"{height + 16}px"
    return living
