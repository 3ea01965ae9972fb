from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.data.cells import complaints, items
from geodata.data.faults import Fault
from geodata.data.geography import distance_km
from geodata.data.package import Column, Table
from geodata.data.tables import read_raw

if TYPE_CHECKING:
    from pathlib import Path

TABLE = Table(
    name="notes", path="notes.csv", columns=(Column(name="id", type="string"), Column(name="n", type="string"))
)


def read(folder: Path, text: str) -> tuple[list[int], list[Fault]]:
    (folder / "notes.csv").write_text(text, encoding="utf-8", newline="")
    frame, faults = read_raw(folder, TABLE)
    assert list(frame.columns) == ["id", "n"]
    return list(frame.index), faults


def test_a_row_is_known_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    lines, faults = read(tmp_path, 'id,n\na,"one\ntwo"\nb,three\n')
    assert lines == [2, 4]
    assert faults == []


def test_an_open_quotation_mark_is_a_fault_not_an_exception(tmp_path: Path) -> None:
    _, faults = read(tmp_path, 'id,n\na,"one\n')
    assert "cannot be read as CSV" in faults[0].message


def test_a_column_given_twice_is_a_fault(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "id,n,n\na,b,c\n")
    assert [fault.message for fault in faults] == ["the column is there twice"]


def test_an_empty_file_lacks_every_column(tmp_path: Path) -> None:
    lines, faults = read(tmp_path, "")
    assert lines == []
    assert [fault.column for fault in faults] == ["id", "n"]


def test_a_fault_is_one_line_that_an_editor_can_follow() -> None:
    assert str(Fault("a.csv", 3, "lat", "is wrong")) == "a.csv:3: lat: is wrong"
    assert str(Fault("a.geojson", 0, "", "is wrong")) == "a.geojson: is wrong"


@pytest.mark.parametrize(
    ("column", "cell", "complaint"),
    [
        (Column(name="n", type="integer"), "٣", "is not a whole number"),
        (Column(name="n", type="number"), "1e5", "is not a number"),
        (Column(name="n", type="number"), "nan", "is not a number"),
        (Column(name="n", type="date"), "2023-02-30", "is not a day"),
        (Column(name="n", type="date"), "20231031", "is not a day"),
        (Column(name="n", type="string", required=True), "", "must not be empty"),
        (Column(name="n", type="string"), "x" * 99 + " ", "…"),
    ],
)
def test_a_cell_that_would_not_convert_is_told(column: Column, cell: str, complaint: str) -> None:
    assert complaint in complaints(column)(cell)


def test_an_empty_cell_is_nothing_to_complain_about() -> None:
    for kind in ("string", "integer", "number", "boolean", "date", "list"):
        assert complaints(Column(name="n", type=kind))("") == ""  # type: ignore[arg-type]


def test_the_items_of_a_list() -> None:
    assert items("") == ()
    assert items("a;b") == ("a", "b")


def test_the_distance_from_kidal_to_gao() -> None:
    assert distance_km(18.4435, 1.4092, 16.2717, -0.0447) == pytest.approx(287, abs=5)
