"""What `import geodata` offers: cheap to import, whole, and true to the record."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import geodata
from geodata.domain.changes import changes
from geodata.domain.snapshot import snapshot
from geodata.errors import BadDate, DateOutsideSpan, DatesReversed, UnknownMission

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

ROOT = Path(__file__).parents[1]


def test_importing_the_package_does_no_work() -> None:
    program = "import sys, geodata; print([name for name in sys.modules if name.split('.')[0] in {'pandas', 'folium'}])"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout.strip() == "[]"


def test_every_name_is_there_and_told() -> None:
    for name in geodata.__all__:
        assert getattr(geodata, name).__doc__, name
        assert name in dir(geodata)
        assert f"`geodata.{name}" in (ROOT / "docs" / "researchers.md").read_text("utf-8") or name == "Snapshot"
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = geodata.nothing  # type: ignore[attr-defined]


def test_a_day_is_a_date_or_a_text(shipped: MissionData) -> None:
    by_text = geodata.snapshot(shipped, on="2023-10-31", known_on="2023-11-30", claim_days=7)
    assert by_text == snapshot(shipped, on=date(2023, 10, 31), known_on=date(2023, 11, 30), claim_days=7)
    with pytest.raises(BadDate):
        geodata.snapshot(shipped, on="31/10/2023")
    with pytest.raises(DateOutsideSpan):
        geodata.snapshot(shipped, on=date(2022, 1, 1))
    with pytest.raises(UnknownMission):
        geodata.load("monusco")
    for reversed_ in (geodata.changes, geodata.claims, geodata.measures):
        with pytest.raises(DatesReversed):
            reversed_(shipped, start="2023-10-02", end="2023-10-01")


def test_changes_are_those_of_the_record(tiny: MissionData) -> None:
    found = geodata.changes(tiny, lang="fr")
    whole = changes(tiny, start=tiny.mission.start, end=tiny.mission.end)
    assert list(found["event_id"]) == [change.event_id for change in whole]
    assert list(found["day"]) == [pd.Timestamp(change.day) for change in whole]
    assert found["sentence"].str.len().min() > 10
    empty = geodata.changes(tiny, start=tiny.mission.end)
    assert empty.empty
    assert list(empty.columns) == list(found.columns)
    assert empty.dtypes["day"].kind == "M"


def test_claims_are_filtered_and_placed(shipped: MissionData) -> None:
    every = geodata.claims(shipped)
    assert len(every) == len(shipped.claims)
    assert every.crs.to_epsg() == 4326
    assert every["latest"].ge(every["earliest"]).all()
    placed = {claim.id for claim in shipped.claims if claim.lat is not None}
    assert set(every.loc[every.geometry.notna(), "id"]) == placed
    assert placed < set(every["id"])
    some = geodata.claims(shipped, start="2023-10-01", filters=geodata.Filters(claimants=frozenset({"jnim"})))
    assert set(some["claimant"]) == {"jnim"}
    assert some["latest"].min() >= pd.Timestamp("2023-10-01")
    early = geodata.claims(shipped, known_on="2023-08-01")
    assert 0 < len(early) < len(every)
    none = geodata.claims(shipped, filters=geodata.Filters(text="nothing of the kind"))
    assert (len(none), none.crs.to_epsg(), list(none.columns)) == (0, 4326, list(every.columns))


def test_measures_add_up_on_every_day(shipped: MissionData) -> None:
    found = geodata.measures(shipped)
    sites = len(shipped.sites)
    assert (found[["open", "closing", "closed"]].sum(axis="columns") == sites).all()
    assert (found[["none", "partial", "formal", "without_handover"]].sum(axis="columns") == sites).all()
    assert len(found) == (shipped.mission.end - shipped.mission.start).days + 1
    assert found["closed"].is_monotonic_increasing
    day = geodata.measures(shipped, start="2023-10-31", end="2023-10-31").iloc[0]
    pd.testing.assert_series_equal(day, found.loc["2023-10-31"])
    early = geodata.measures(shipped, start="2023-06-01", end="2023-06-02")
    assert early["departed"].isna().all()


def test_the_example_notebook_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    book = json.loads((ROOT / "docs" / "example.ipynb").read_text("utf-8"))
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    scope: dict[str, Any] = {}
    shown = []
    for cell in book["cells"]:
        if cell["cell_type"] != "code":
            continue
        assert not cell["outputs"], "the notebook is kept without outputs"
        shown.append(run("".join(cell["source"]), scope))
    first = shown[0]
    assert "geodata" in first._repr_html_()
    assert all(value is not None for value in shown)


def run(source: str, scope: dict[str, Any]) -> Any:  # noqa: ANN401
    """Run a cell as a notebook does, and return the value of its last line."""
    *steps, last = ast.parse(source).body
    assert isinstance(last, ast.Expr), "each cell ends with what it shows"
    exec(compile(ast.Module(steps, []), "<cell>", "exec"), scope)  # noqa: S102  the project's own notebook
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), scope)  # noqa: S307
