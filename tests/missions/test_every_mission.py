"""What holds for every mission that ships; a new folder is tested without a new line here."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geodata.data import registry
from geodata.data.check import check
from geodata.data.load import load
from geodata.domain.changes import changes
from geodata.domain.intervals import compile_intervals
from geodata.domain.snapshot import snapshot

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

pytestmark = pytest.mark.parametrize("mission_id", registry.mission_ids())


loaded = cache(load)


@pytest.fixture
def data(mission_id: str) -> MissionData:
    return loaded(mission_id)


def test_the_data_are_sound(mission_id: str) -> None:
    report = check(registry.folder(mission_id))
    assert [str(fault) for fault in report.faults] == []
    assert report.mission == mission_id


def test_the_folder_holds_data_only(mission_id: str) -> None:
    suffixes = {path.suffix for path in registry.folder(mission_id).rglob("*") if path.is_file()}
    assert suffixes <= {".csv", ".geojson", ".json", ".toml", ".md"}


def test_every_file_is_described(mission_id: str) -> None:
    folder = registry.folder(mission_id)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["path"] for resource in package["resources"]}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in {".csv", ".geojson"}}
    assert files == described
    for resource in package["resources"]:
        assert resource["description"], resource["name"]
        for field in resource.get("schema", {}).get("fields", []):
            assert field["description"], (resource["name"], field["name"])


def test_the_package_and_the_mission_bear_the_same_version(mission_id: str, data: MissionData) -> None:
    package = json.loads((registry.folder(mission_id) / "datapackage.json").read_text(encoding="utf-8"))
    assert package["version"] == data.mission.version


def test_frictionless_finds_the_package_sound(mission_id: str) -> None:
    command = shutil.which("frictionless", path=Path(sys.executable).parent)
    assert command, "frictionless is a development requirement"
    package = registry.folder(mission_id) / "datapackage.json"
    done = subprocess.run(  # noqa: S603 - a fixed command on our own file
        [command, "validate", str(package), "--json"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]


def test_presets_lie_inside_the_span(mission_id: str, data: MissionData) -> None:
    assert mission_id == data.mission.id
    for preset in data.mission.presets.values():
        assert preset.start in data.mission.span
        assert preset.end in data.mission.span


def test_every_shown_event_with_a_clock_makes_its_change(mission_id: str, data: MissionData) -> None:
    del mission_id
    made = {change.event_id for change in changes(data, start=data.mission.start, end=data.mission.end)}
    moving = {event.id for event in data.events if event.shown and event.clock}
    assert moving <= made


def test_every_interval_rests_on_a_source(mission_id: str, data: MissionData) -> None:
    del mission_id
    for intervals in compile_intervals(data).values():
        for interval in intervals:
            assert interval.source_ids
            assert all(data.source(source_id).url for source_id in interval.source_ids)


def test_every_site_closes_within_the_record(mission_id: str, data: MissionData) -> None:
    del mission_id
    counts = snapshot(data, on=data.mission.end).counts
    assert counts.un_presence["closed"] == counts.total == len(data.sites)
