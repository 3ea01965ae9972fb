from __future__ import annotations

import dataclasses
import pickle
from datetime import date
from pathlib import Path
from typing import get_args, get_type_hints

import geopandas as gpd
import pandas as pd
import pytest

from geodata.data import registry
from geodata.data.contract import RECORDS, contract_faults
from geodata.data.load import load, read
from geodata.data.package import read_package
from geodata.data.provenance import read_provenance
from geodata.data.rows import columns_of, records
from geodata.domain.model import MissionData, Period, Precision
from geodata.errors import DataFaults, UnknownMission

FOLDER = registry.folder("minusma")


@dataclasses.dataclass
class Odd:
    shape: bytes


def test_every_table_described_has_its_record_with_the_same_columns() -> None:
    tables = {table.name: table for table in read_package(FOLDER).tables}
    assert set(tables) == set(RECORDS)
    for name, record in RECORDS.items():
        assert columns_of(record) == tables[name].column_names, name


def test_every_vocabulary_described_is_the_records_own() -> None:
    """A value that the description allows and the code does not know would break loading, and the reverse is dead."""
    for table in read_package(FOLDER).tables:
        hints = get_type_hints(RECORDS[table.name])
        for column in table.columns:
            hint = hints.get(column.name)
            kinds = [
                kind
                for kind in (hint, *get_args(hint))
                if isinstance(kind, type) and kind.__module__.endswith("vocabulary")
            ]
            if kinds and column.name != "certainty":
                assert set(column.enum) == {value.value for value in kinds[0]}, (table.name, column.name)
            elif kinds:
                assert set(column.enum) < {value.value for value in kinds[0]}, (table.name, column.name)


def test_each_frame_holds_its_table(shipped: MissionData) -> None:
    tables = {table.name: table for table in read_package(FOLDER).tables}
    assert set(shipped.frames) == set(tables)
    for name, frame in shipped.frames.items():
        assert list(frame.columns)[: len(tables[name].columns)] == list(tables[name].column_names)
        assert list(frame.index) == list(range(len(frame)))
        for column in tables[name].columns:
            dtype = str(frame[column.name].dtype)
            expected = {"integer": "Int64", "number": "float64", "boolean": "bool", "list": "object"}
            assert dtype == expected.get(column.type, dtype), (name, column.name)
            assert column.type != "date" or dtype.startswith("datetime64")


@pytest.mark.parametrize("name", ["sites", "places", "claims", "convoy-incidents"])
def test_tables_with_points_are_in_degrees(shipped: MissionData, name: str) -> None:
    frame = shipped.frames[name]
    assert isinstance(frame, gpd.GeoDataFrame)
    assert frame.crs.to_epsg() == 4326
    with_point = frame[frame["lat"].notna()]
    assert (with_point.geometry.x == with_point["lon"]).all()
    assert frame[frame["lat"].isna()].geometry.isna().all()


def test_a_site_stands_where_its_place_is(shipped: MissionData) -> None:
    kidal = shipped.frames["sites"].set_index("id").loc["kidal"]
    place = shipped.place(shipped.site("kidal").place_id)
    assert (kidal["lat"], kidal["lon"], kidal["accuracy_km"]) == (place.lat, place.lon, place.accuracy_km)


def test_records_carry_periods_texts_and_lists(shipped: MissionData) -> None:
    event = shipped.event("kidal-04")
    assert event.when == Period(date(2023, 10, 31), date(2023, 10, 31), Precision.DAY)
    assert event.note.en
    assert event.note.fr
    assert "fama" in event.actor_ids
    row = shipped.control_row("ctl-kidal-2")
    assert row.began == Period.on(date(2023, 11, 14))
    assert row.ended is None
    assert row.holder_ids == ("fama", "wagner")


def test_the_mission_knows_its_span_and_presets(shipped: MissionData) -> None:
    mission = shipped.mission
    assert (mission.start, mission.end) == (date(2023, 6, 1), date(2024, 12, 31))
    assert mission.presets["withdrawal"].end == date(2023, 12, 31)
    assert date(2023, 10, 31) in mission.span
    assert date(2025, 1, 1) not in mission.span
    assert mission.extent.holds(lat=18.4, lon=1.4)


def test_each_load_is_a_new_object(shipped: MissionData) -> None:
    other = load()
    assert other is not shipped
    assert other.sites == shipped.sites


def test_the_mission_can_be_pickled(shipped: MissionData) -> None:
    again = pickle.loads(pickle.dumps(shipped))  # noqa: S301 - our own bytes
    assert again.sites == shipped.sites
    assert again.frames["sites"].crs == shipped.frames["sites"].crs


def test_an_unknown_mission_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownMission, match="no mission 'monusco'; known: minusma"):
        load("monusco")


def test_errors_survive_pickling() -> None:
    for error in (UnknownMission(mission="x", known=["y"]), DataFaults(mission="x", faults=["a", "b"])):
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
        assert str(again) == str(error)


def test_a_record_of_an_unreadable_type_is_refused() -> None:
    with pytest.raises(TypeError, match="no reader for a field of type"):
        records(Odd, pd.DataFrame({"shape": ["round"]}))


def test_a_description_without_a_table_or_a_column_is_refused() -> None:
    package = read_package(FOLDER)
    assert contract_faults(package) == []
    sites, *others = package.tables
    clipped = dataclasses.replace(sites, columns=sites.columns[1:])
    assert [fault.column for fault in contract_faults(dataclasses.replace(package, tables=(clipped, *others)))] == [
        "sites.id"
    ]
    assert [fault.column for fault in contract_faults(dataclasses.replace(package, tables=tuple(others)))] == ["sites"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("start = 2023-06-01", 'start = "2023-06-01"'), ("start = 2023-06-01", "start = 2030-06-01"), ("[span]", "[spa]")],
)
def test_a_mission_without_a_proper_span_is_refused(copy: Path, old: str, new: str) -> None:
    path = copy / "mission.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(DataFaults, match=r"mission\.toml: cannot be read"):
        read(copy)


def test_each_layer_says_where_it_comes_from() -> None:
    recorded = read_provenance(FOLDER)
    for layer in read_package(FOLDER).layers:
        origin = recorded[Path(layer.path).name]
        assert origin.licence
        assert origin.attribution
        assert origin.processing
