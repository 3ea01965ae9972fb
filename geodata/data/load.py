"""Read a mission from its folder, or refuse it with every fault of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.data import frames, registry
from geodata.data.files import Files, read_files
from geodata.data.rows import records
from geodata.data.story import faults as story_faults
from geodata.data.story import read_story
from geodata.domain.model import (
    Actor,
    ActorName,
    Claim,
    ClaimFigure,
    Control,
    Convoy,
    ConvoyIncident,
    Disagreement,
    Figure,
    Milestone,
    MissionData,
    Place,
    Plan,
    Route,
    Site,
    SiteEvent,
    Source,
)
from geodata.errors import DataFaults

if TYPE_CHECKING:
    from pathlib import Path


def load(mission_id: str = "minusma") -> MissionData:
    """Return a shipped mission. Raises UnknownMission, or DataFaults listing everything that is wrong."""
    return read(registry.folder(mission_id))


def read(folder: Path) -> MissionData:
    """Return the mission that lies in a folder. Raises DataFaults listing everything that is wrong."""
    files, faults = read_files(folder)
    if files is not None and not faults:
        faults = story_faults(files)
    if files is None or faults:
        raise DataFaults(mission=folder.name, faults=sorted(faults))
    return assemble(files)


def assemble(files: Files) -> MissionData:
    """Return the records and frames of files without faults."""
    raws = files.raws
    typed = {name: frames.typed(table, raws[name]) for name, table in files.tables.items()}
    for name in ("places", "claims", "convoy-incidents"):
        typed[name] = frames.with_points(typed[name])
    typed["sites"] = frames.located(typed["sites"], typed["places"])
    return MissionData(
        mission=files.mission,
        sites=records(Site, raws["sites"]),
        places=records(Place, raws["places"]),
        events=records(SiteEvent, raws["site-events"]),
        control=records(Control, raws["control"]),
        disagreements=records(Disagreement, raws["disagreements"]),
        plans=records(Plan, raws["plan"]),
        convoys=records(Convoy, raws["convoys"]),
        incidents=records(ConvoyIncident, raws["convoy-incidents"]),
        figures=records(Figure, raws["figures"]),
        milestones=records(Milestone, raws["milestones"]),
        actors=records(Actor, raws["actors"]),
        actor_names=records(ActorName, raws["actor-names"]),
        claims=records(Claim, raws["claims"]),
        routes=records(Route, raws["routes"]),
        claim_figures=records(ClaimFigure, raws["claim-figures"]),
        sources=records(Source, raws["sources"]),
        story=read_story(files.folder),
        frames=typed,
    )
