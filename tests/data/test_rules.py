"""Every rule of the check, tried by changing cells of the shipped mission in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geodata.data import registry
from geodata.data.check import rule_faults
from geodata.data.files import Files, read_files
from geodata.data.schema import cell_faults, reference_faults
from geodata.data.shape import shape_faults

if TYPE_CHECKING:
    from geodata.data.faults import Fault


@pytest.fixture(scope="module")
def files() -> Files:
    sound, faults = read_files(registry.folder("minusma"))
    assert sound is not None
    assert faults == []
    return sound


def broken(files: Files, file: str, row_id: str, cells: dict[str, str]) -> tuple[int, list[Fault]]:
    """Return the line of a row and the faults of the mission once some of its cells are changed."""
    table = next(table for table in files.tables.values() if table.path == file)
    raw = files.raws[table.name].copy()
    line = int(raw.index[raw["id"] == row_id][0])
    raw.loc[line, list(cells)] = list(cells.values())
    changed = replace(files, raws={**files.raws, table.name: raw})
    found = [*cell_faults(table, raw), *shape_faults(table, raw)]
    return line, [*found, *reference_faults(files.tables, changed.raws), *rule_faults(changed)]


@pytest.mark.parametrize(
    ("file", "row_id", "column", "cell", "message"),
    [
        ("site_events.csv", "kidal-04", "earliest", "2023-13-01", "not a day of the calendar"),
        ("site_events.csv", "kidal-04", "kind", "vanished", "is not one of"),
        ("site_events.csv", "kidal-04", "shown", "yes", "neither true nor false"),
        ("site_events.csv", "kidal-04", "time", "25:00", "does not match"),
        ("sites.csv", "kidal", "closure_order", "eight", "not a whole number"),
        ("sites.csv", "kidal", "nominal_troops", "-3", "below 0"),
        ("sites.csv", "kidal", "contingents", "Chad", "has an item that does not match"),
        ("sites.csv", "kidal", "contingents", "TD;;BD", "empty item"),
        ("sites.csv", "kidal", "contingents", "TD;TD", "names an item twice"),
        ("sites.csv", "kidal", "name_en", " Kidal", "space at an end"),
        ("sites.csv", "kidal", "opened", "2013-13", "not a year, month or day"),
        ("places.csv", "kidal", "lat", "north", "not a number"),
        ("places.csv", "kidal", "lat", "180", "above 90"),
        ("claims.csv", "agc-001", "regions", "atlantis", "has an item that is not one of"),
        ("claims.csv", "agc-001", "claimant_id", "nobody", "no row 'nobody' in actors"),
        ("claims.csv", "agc-001", "precision", "", "must not be empty"),
        ("sources.csv", "un-23oct", "url", "ftp://example.org/", "does not match"),
        ("sources.csv", "un-23oct", "accessed", "2020-01-01", "read on 2020-01-01, before"),
        ("actors.csv", "fama", "name_fr", "", "must not be empty"),
    ],
)
def test_a_cell_that_breaks_its_description(  # noqa: PLR0917 - one row of the table above
    files: Files,
    file: str,
    row_id: str,
    column: str,
    cell: str,
    message: str,
) -> None:
    line, found = broken(files, file, row_id, {column: cell})
    faults = [fault for fault in found if (fault.file, fault.column) == (file, column)]
    assert [fault.row for fault in faults] == [line]
    assert message in faults[0].message


@pytest.mark.parametrize(
    ("file", "row_id", "cells", "column", "message"),
    [
        ("site_events.csv", "kidal-04", {"latest": "2023-10-30"}, "latest", "comes before earliest"),
        ("site_events.csv", "kidal-04", {"latest": "2023-11-02"}, "precision", "is day, but"),
        (
            "site_events.csv",
            "kidal-04",
            {"earliest": "1999-01-01", "latest": "1999-01-01"},
            "earliest",
            "before the re",
        ),
        ("site_events.csv", "kidal-04", {"earliest": "2030-01-01", "latest": "2030-01-01"}, "latest", "after the reco"),
        (
            "site_events.csv",
            "kidal-01",
            {"earliest": "2023-12-01", "latest": "2023-12-01"},
            "earliest",
            "after the dep",
        ),
        ("site_events.csv", "goundam-01", {"earliest": "2023-12-01", "latest": "2023-12-01"}, "earliest", "after the "),
        ("site_events.csv", "kidal-04", {"clock": "presence"}, "clock", "cannot move the clock of presence"),
        ("site_events.csv", "kidal-departed", {"clock": "transfer"}, "clock", "cannot move the clock of transfer"),
        ("site_events.csv", "kidal-departed", {"partial": "true"}, "partial", "is not a hand-over"),
        ("control.csv", "ctl-kidal-1", {"to_precision": ""}, "to_precision", "beside the rest of its period"),
        ("control.csv", "ctl-kidal-1", {"to_latest": "2023-10-01", "to_earliest": "2023-10-01"}, "to_latest", "ended"),
        ("control.csv", "ctl-kidal-1", {"scope": "town"}, "scope", "about its camp"),
        ("control.csv", "ctl-kidal-1", {"holder_ids": "minusma"}, "holder_ids", "follows from its departure"),
        ("control.csv", "ctl-kidal-1", {"holder_ids": ""}, "holder_ids", "nobody is named"),
        ("control.csv", "ctl-aguelhok-1-alt-1", {"shown": "true"}, "shown", "cannot be shown"),
        ("control.csv", "ctl-aguelhok-1-alt-1", {"alternative_to": "ctl-kidal-1"}, "alternative_to", "another site"),
        ("places.csv", "kidal", {"lat": "13.5", "lon": "2.1"}, "lat", "lies outside Mali"),
        ("places.csv", "kidal", {"lat": "48.8", "lon": "2.3"}, "lat", "lies outside the map"),
        ("places.csv", "kidal", {"note_en": "A town."}, "note_fr", "the French is missing"),
        ("places.csv", "kidal", {"note_en": "A town.", "note_fr": "Une ville: ici."}, "note_fr", "before :"),
        ("places.csv", "kidal", {"note_en": "It's a town.", "note_fr": "Une ville."}, "note_en", "apostrophe"),
        ("places.csv", "kidal", {"note_en": "The junta’s.", "note_fr": "Une ville."}, "note_en", "military authori"),
        ("actors.csv", "fama", {"parent_id": "fama"}, "parent_id", "leads back"),
        ("figures.csv", "fig-departed-total-2023-10-31", {"unit": ""}, "unit", "beside a number"),
        ("figures.csv", "fig-departed-total-2023-10-31", {"value": ""}, "value", "neither a number nor words"),
        ("claims.csv", "agc-001", {"accuracy_km": ""}, "accuracy_km", "beside a point"),
        ("claims.csv", "agc-001", {"place_precision": ""}, "place_precision", "beside a point"),
        (
            "claims.csv",
            "agc-013",
            {"status_note_en": "", "status_note_fr": ""},
            "status_note_en",
            "where the status is confirmed",
        ),
        (
            "sources.csv",
            "un-23oct",
            {"url": "https://sahutiafrica.net/au-mali-des-frappes-aeriennes-font-pres-de-12-morts-a-kidal/"},
            "url",
            "the address of 'sahuti-kidal-1107' as well",
        ),
        ("claims.csv", "agc-001", {"place_precision": "within"}, "place_precision", "regions and for no point"),
        ("claims.csv", "agc-083", {"regions": ""}, "place_precision", "regions and for no point"),
        (
            "claims.csv",
            "agc-083",
            {"until_earliest": "2023-06-02", "until_latest": "2023-06-02"},
            "until_latest",
            "end",
        ),
        ("claims.csv", "agc-083", {"until_precision": ""}, "until_precision", "beside the rest of its period"),
        ("claims.csv", "agc-119", {"route_ids": "niono-lere;nowhere"}, "route_ids", "no row 'nowhere' in routes"),
        ("routes.csv", "niono-lere", {"place_ids": "niono"}, "place_ids", "two settlements at least"),
        (
            "routes.csv",
            "niono-lere",
            {"place_ids": "niono;ber-timbuktu-road"},
            "place_ids",
            "no settlement with a veri",
        ),
        ("routes.csv", "niono-lere", {"place_ids": "ogossagou;niono"}, "place_ids", "no settlement with a verified"),
        ("routes.csv", "niono-lere", {"id": "niono-nampala"}, "id", "no claim concerns"),
    ],
)
def test_a_row_that_cannot_be(  # noqa: PLR0917 - one row of the table above
    files: Files,
    file: str,
    row_id: str,
    cells: dict[str, str],
    column: str,
    message: str,
) -> None:
    line, found = broken(files, file, row_id, cells)
    faults = [fault for fault in found if (fault.file, fault.row, fault.column) == (file, line, column)]
    assert any(message in fault.message for fault in faults)


@pytest.mark.parametrize(
    ("areas", "message"),
    [({"ML-99": ("kidal",)}, "no layer has an outline 'ML-99'"), ({"ML-8": ("kidale",)}, "'kidale' is no region")],
)
def test_an_area_without_outline_or_region(files: Files, areas: dict[str, tuple[str, ...]], message: str) -> None:
    changed = replace(files, mission=replace(files.mission, areas=areas))
    found = [fault for fault in rule_faults(changed) if fault.column == "areas"]
    assert [message in fault.message for fault in found] == [True]
    assert found[0].file == "mission.toml"
