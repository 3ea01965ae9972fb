"""The missions that are shipped, found by their folders."""

from __future__ import annotations

from pathlib import Path

from geodata.errors import UnknownMission

MISSIONS = Path(__file__).resolve().parent.parent / "missions"
"""Where the missions lie: one folder each, known by its `mission.toml`."""

MISSION_FILE = "mission.toml"


def mission_ids() -> tuple[str, ...]:
    """Return the ids of the missions shipped, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in MISSIONS.glob(f"*/{MISSION_FILE}")))


def folder(mission_id: str) -> Path:
    """Return the folder of a mission. Raises UnknownMission."""
    if mission_id not in mission_ids():
        raise UnknownMission(mission=mission_id, known=mission_ids())
    return MISSIONS / mission_id
