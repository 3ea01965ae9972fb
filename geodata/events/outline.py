"""The outline of a mission's country, to tell where a circle leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from geodata.data import registry
from geodata.data.layers import read_features

if TYPE_CHECKING:
    from geodata.domain.mission import MissionData


def country_outline(data: MissionData) -> shapely.Geometry | None:
    """Return the country as the shipped base map draws it, or None where it is not drawn."""
    outline = data.mission.outline
    try:
        features = read_features(registry.folder(data.mission.id), outline.file)
    except (OSError, ValueError):
        return None
    shapes = [shape for properties, shape in features if properties.get("iso_a3") == outline.iso_a3]
    return shapely.union_all(shapes) if shapes else None
