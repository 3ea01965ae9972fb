"""Break a copy of the shipped mission in one way at a time: the check says where, and the command says 1."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from geodata.cli import main
from geodata.data.check import check
from geodata.data.faults import Fault
from geodata.data.load import read
from geodata.errors import DataFaults

if TYPE_CHECKING:
    from pathlib import Path

Edit = Callable[[str, str, str, str], int]


def new_faults(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[Fault]:
    """Return the faults of a broken copy, and hold the command line to them."""
    report = check(folder)
    faults = report.faults
    with pytest.MonkeyPatch.context() as patch:
        # The command is given what was just found: checking takes most of a second, and these tests are many.
        patch.setattr("geodata.cli.check", {folder: report}.__getitem__)
        assert main(["check", "--mission", str(folder)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert [str(fault) for fault in faults] == told.err.splitlines()[:-1]
    return list(faults)


def places(faults: list[Fault]) -> list[tuple[str, int, str]]:
    return [(fault.file, fault.row, fault.column) for fault in faults]


def test_the_untouched_copy_is_sound(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(copy).faults == ()
    assert main(["check", "--mission", str(copy)]) == 0
    assert capsys.readouterr().out.startswith("minusma: 16 tables")


def test_a_misnamed_column(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / "convoys.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("vehicles", "trucks", 1), encoding="utf-8")
    assert places(new_faults(copy, capsys)) == [("convoys.csv", 1, "trucks"), ("convoys.csv", 1, "vehicles")]


def test_swapped_columns(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / "actors.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("id,name_en,name_fr", "id,name_fr,name_en", 1), encoding="utf-8")
    (fault,) = new_faults(copy, capsys)
    assert (fault.file, fault.row, fault.column) == ("actors.csv", 1, "name_fr")
    assert "out of order" in fault.message


def test_a_row_that_is_too_short(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / "figures.csv"
    lines = path.read_text(encoding="utf-8").count("\n")
    with path.open("a", encoding="utf-8") as stream:
        stream.write("stray,cells\n")
    (fault,) = new_faults(copy, capsys)
    assert (fault.file, fault.row) == ("figures.csv", lines + 1)


def test_a_missing_file(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "milestones.csv").unlink()
    assert new_faults(copy, capsys) == [Fault("milestones.csv", 0, "", "the file is missing")]


@pytest.mark.parametrize(
    ("mangled", "row", "message"),
    [
        (lambda raw: b"\xef\xbb\xbf" + raw, 1, "byte order mark"),
        (lambda raw: raw.replace(b"\n", b"\r\n"), 1, "LF alone"),
        (lambda raw: raw.rstrip(b"\n"), None, "must end with LF"),
        (lambda raw: raw + b"\xff\n", 0, "not UTF-8"),
    ],
)
def test_a_file_of_the_wrong_form(
    copy: Path, capsys: pytest.CaptureFixture[str], mangled: Callable[[bytes], bytes], row: int | None, message: str
) -> None:
    path = copy / "actors.csv"
    path.write_bytes(mangled(path.read_bytes()))
    (fault,) = [fault for fault in new_faults(copy, capsys) if fault.file == "actors.csv"]
    assert message in fault.message
    assert row is None or fault.row == row


def test_an_id_given_twice(copy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    line = edit("claims.csv", "agc-002", "id", "agc-001")
    assert ("claims.csv", line, "id") in places(new_faults(copy, capsys))


def test_a_source_that_does_not_exist(copy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    line = edit("site_events.csv", "kidal-04", "source_ids", "nobody-2023")
    faults = [fault for fault in new_faults(copy, capsys) if fault.file != "sources.csv"]
    assert places(faults) == [("site_events.csv", line, "source_ids")]
    assert "'nobody-2023'" in faults[0].message


def test_a_row_without_a_source(copy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    line = edit("control.csv", "ctl-kidal-1", "source_ids", "")
    faults = [fault for fault in new_faults(copy, capsys) if fault.file != "sources.csv"]
    assert faults == [Fault("control.csv", line, "source_ids", "must not be empty")]


def test_a_source_that_nothing_rests_on(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / "sources.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + "idle,A paper,A title,result,2023,en,news,,https://example.org/,2026-11-23,,\n", encoding="utf-8"
    )
    (fault,) = new_faults(copy, capsys)
    assert (fault.file, fault.row, fault.column) == ("sources.csv", text.count("\n") + 1, "id")


@pytest.mark.parametrize(
    ("file", "row_id", "column", "cell", "message"),
    [
        ("convoys.csv", "cv-kidal", "dep_earliest", "2023-13-01", "not a day of the calendar"),
        ("places.csv", "kidal", "lat", "25.9", "lies outside Mali"),
        ("site_events.csv", "kidal-04", "note_fr", "", "must not be empty"),
        ("site_events.csv", "kidal-04", "latest", "2023-10-01", "comes before earliest"),
    ],
)
def test_a_broken_cell(  # noqa: PLR0917 - one row of the table above
    copy: Path,
    edit: Edit,
    capsys: pytest.CaptureFixture[str],
    file: str,
    row_id: str,
    column: str,
    cell: str,
    message: str,
) -> None:
    line = edit(file, row_id, column, cell)
    found = [
        fault for fault in new_faults(copy, capsys) if (fault.file, fault.row, fault.column) == (file, line, column)
    ]
    assert any(message in fault.message for fault in found)


def test_two_holders_at_once(copy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    edit("control.csv", "ctl-kidal-1", "to_latest", "2023-11-30")
    line = edit("control.csv", "ctl-kidal-1", "to_precision", "range") + 1
    assert places(new_faults(copy, capsys)) == [("control.csv", line, "shown")]


def test_a_convoy_that_arrives_before_it_leaves(copy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("arr_earliest", "arr_latest"):
        line = edit("convoys.csv", "cv-kidal", name, "2023-10-01")
    faults = new_faults(copy, capsys)
    assert ("convoys.csv", line, "arr_latest") in places(faults)
    assert any(fault.file == "convoy_incidents.csv" and "after the convoy arrived" in fault.message for fault in faults)


def test_a_claim_far_from_the_place_that_it_names(copy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    claim = next(claim for claim in read(copy).claims if claim.place_precision == "place" and claim.place_id == "ber")
    line = edit("claims.csv", claim.id, "lat", "16.0")
    (fault,) = new_faults(copy, capsys)
    assert (fault.file, fault.row, fault.column) == ("claims.csv", line, "lat")
    assert "km from 'ber'" in fault.message


def test_a_point_with_half_its_coordinates(copy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    claim = next(claim for claim in read(copy).claims if claim.lat is not None)
    line = edit("claims.csv", claim.id, "lon", "")
    assert ("claims.csv", line, "lon") in places(new_faults(copy, capsys))


def test_corrupt_geojson_is_one_fault(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / "base" / "countries_10m.geojson"
    path.write_bytes(path.read_bytes()[:5000])
    (fault,) = new_faults(copy, capsys)
    assert fault.file == "base/countries_10m.geojson"
    assert "cannot be read as GeoJSON" in fault.message


@pytest.mark.parametrize("document", [[], {"type": "Feature"}, {"type": "FeatureCollection", "features": [{}]}])
def test_json_that_is_no_feature_collection_is_one_fault(
    copy: Path, capsys: pytest.CaptureFixture[str], document: object
) -> None:
    (copy / "base" / "countries_10m.geojson").write_text(json.dumps(document), encoding="utf-8")
    (fault,) = new_faults(copy, capsys)
    assert "cannot be read as GeoJSON" in fault.message


def test_a_layer_that_is_not_the_one_recorded(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / "base" / "countries_10m.geojson"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (fault,) = new_faults(copy, capsys)
    assert "is not the file recorded" in fault.message


def test_a_layer_that_nothing_describes(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "base" / "countries_10m.geojson").rename(copy / "base" / "stray.geojson")
    faults = new_faults(copy, capsys)
    assert Fault("base/countries_10m.geojson", 0, "", "the file is missing") in faults
    assert {fault.file for fault in faults} == {"base/countries_10m.geojson", "base/stray.geojson"}


@pytest.mark.parametrize("name", ["mission.toml", "datapackage.json", "base/PROVENANCE.json"])
@pytest.mark.parametrize("text", [None, "", "{", '{"resources": [{}], "version": "1", "files": {"a": {}}}'])
def test_a_description_that_cannot_be_read_is_one_fault(
    copy: Path, capsys: pytest.CaptureFixture[str], name: str, text: str | None
) -> None:
    (copy / name).unlink() if text is None else (copy / name).write_text(text, encoding="utf-8")
    (fault,) = new_faults(copy, capsys)
    assert fault.file == name
    assert "cannot be read" in fault.message


def test_all_faults_of_all_tables_are_reported_at_once(
    copy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = {
        ("sites.csv", edit("sites.csv", "kidal", "kind", "palace"), "kind"),
        ("claims.csv", edit("claims.csv", "agc-001", "status", "believed"), "status"),
        ("places.csv", edit("places.csv", "gao", "lat", "48"), "lat"),
    }
    faults = new_faults(copy, capsys)
    assert expected <= set(places(faults))
    assert faults == sorted(faults)


def test_loading_refuses_a_malformed_table_with_every_fault(copy: Path, edit: Edit) -> None:
    lines = [edit("sites.csv", "kidal", "kind", "palace"), edit("plan.csv", "plan-kidal-1", "shown", "perhaps")]
    with pytest.raises(DataFaults, match=r"2 fault\(s\)") as caught:
        read(copy)
    assert [fault.row for fault in caught.value.faults if isinstance(fault, Fault)] == [lines[1], lines[0]]
