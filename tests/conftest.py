"""What the tests share: a tiny mission, the shipped one, and a copy of it that a test may break."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tiny as tiny_mission
from hypothesis import settings

from geodata.data import registry
from geodata.data.load import load
from geodata.i18n.catalog import LANGUAGES, STRICT_VARIABLE, Translator

if TYPE_CHECKING:
    from geodata.domain.model import MissionData

# A text that no catalogue holds fails the test that asks for it, wherever it is asked for.
os.environ[STRICT_VARIABLE] = "1"

# How long an example takes says more of the machine's other work than of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

Edit = Callable[[str, str, str, str], int]


@pytest.fixture
def tiny() -> MissionData:
    """Return the tiny mission."""
    return tiny_mission.mission()


@pytest.fixture(scope="session")
def shipped() -> MissionData:
    """Return the mission that ships with the package."""
    return load("minusma")


@pytest.fixture(params=LANGUAGES)
def t(request: pytest.FixtureRequest) -> Translator:
    """Return the translator of each language in turn."""
    return Translator(request.param)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return the folder of a copy of the shipped mission."""
    return Path(shutil.copytree(registry.folder("minusma"), tmp_path / "copy"))


@pytest.fixture
def edit(copy: Path) -> Iterator[Edit]:
    """Return a function that changes one cell of the copy: file, id of the row, column, new cell -> line number."""

    def change(file: str, row_id: str, column: str, cell: str) -> int:
        path = copy / file
        with path.open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        index = next(index for index, row in enumerate(rows) if row[0] == row_id)
        rows[index][header.index(column)] = cell
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([header, *rows])
        return index + 2

    return change
