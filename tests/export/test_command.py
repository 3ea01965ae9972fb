"""`python -m geodata export`: one line for what was written, one line for a mistake, nothing half-written."""

from __future__ import annotations

import errno
import io
import json
import os
from typing import TYPE_CHECKING

import pytest

from geodata.cli import main
from geodata.export.site import MARK

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.domain.model import MissionData


@pytest.fixture(autouse=True)
def loaded(shipped: MissionData, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.cli.load", lambda: shipped)


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    try:
        code = main(["export", *map(str, arguments)])
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_map_opens_on_what_was_asked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    code, out, err = run(
        capsys, "map", "--out", path, "--on", "2024-02-01", "--site", "kidal", "--lang", "fr", "--layers", "control"
    )
    assert (code, err, out.count("\n")) == (0, "", 1)
    assert str(path) in out
    text = path.read_text("utf-8")
    assert '"lang":"fr","day":"2024-02-01","start":"2023-06-01","end":"2024-02-01","site":"kidal"' in text
    assert '"layers":["control"]' in text
    assert [one.name for one in tmp_path.iterdir()] == ["map.html"]


def test_a_link_of_the_dashboard_is_a_view(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    link = "http://localhost:8501/?on=2023-10-31&claimant=jnim&window=7"
    assert run(capsys, "map", "--out", path, "--view", link)[0] == 0
    text = path.read_text("utf-8")
    assert '"day":"2023-10-31"' in text
    assert '"claimants":["jnim"]' in text
    assert '"window":7' in text


@pytest.mark.parametrize(
    ("kind", "out"), [("map", "x.html"), ("picture", "x.svg"), ("brief", "x.html"), ("data", "x.kml")]
)
def test_what_a_view_means_in_vain_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str, out: str
) -> None:
    form = ("--format", "kml") if kind == "data" else ()
    code, _, err = run(
        capsys,
        kind,
        "--out",
        tmp_path / out,
        *form,
        "--view",
        "on=2023-99-99&region=kidal,atlantis&site=gao&regoin=kidal",
    )
    assert (code, err) == (0, "geodata: --view: values that mean nothing here are left out: on, region, regoin\n")


def test_the_language_of_a_view_counts_unless_another_is_given(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    view = ("--view", "lang=fr&on=2023-10-31")
    assert run(capsys, "map", "--out", tmp_path / "fr.html", *view)[0] == 0
    assert '"lang":"fr","day"' in (tmp_path / "fr.html").read_text("utf-8")
    assert run(capsys, "brief", "--out", tmp_path / "brief.html", *view)[1].endswith("ko\n")
    assert run(capsys, "map", "--out", tmp_path / "en.html", *view, "--lang", "en")[0] == 0
    assert '"lang":"en","day"' in (tmp_path / "en.html").read_text("utf-8")


def test_no_layer_is_a_choice(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "map", "--out", tmp_path / "x.html", "--layers", "none")[0] == 0
    assert '"layers":[]' in (tmp_path / "x.html").read_text("utf-8")
    assert (
        run(capsys, "picture", "--out", tmp_path / "x.svg", "--on", "2023-11-05", "--layers", "control,reach")[0] == 0
    )
    drawn = (tmp_path / "x.svg").read_text("utf-8")
    assert "data-control" in drawn
    assert "data-reach" in drawn
    assert "data-claim" not in drawn


def test_the_data_come_with_their_sidecar(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "kidal.kml"
    arguments = ("data", "--format", "kml", "--out", path, "--site", "kidal", "--from", "2023-10-01")
    code, out, err = run(capsys, *arguments)
    assert (code, err, out.count("\n")) == (0, "", 2)
    told = json.loads((tmp_path / "kidal.kml.about.json").read_text("utf-8"))
    assert told["filter"] == "from=2023-10-01&to=2023-12-31&site=kidal"
    code, _, err = run(capsys, *arguments)
    assert (code, err.count("\n")) == (2, 1)
    assert "add --force" in err
    assert run(capsys, *arguments, "--force")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("data", "--format", "shp", "--out", "x"), "geodata: no format 'shp'; known: csv, xlsx"),
        (("data", "--format", "csv", "--out", "no/x.zip"), "geodata: no/x.zip cannot be written: No such file"),
        (("data", "--format", "csv", "--out", "."), "geodata: . cannot be written"),
        (("data", "--format", "csv", "--out", "x", "--site", "kidall"), "geodata: no site 'kidall'; did you mean"),
        (("data", "--format", "csv", "--out", "x", "--from", "soon"), "geodata: 'soon' is not a date"),
        (
            ("data", "--format", "csv", "--out", "x", "--from", "2023-10-02", "--to", "2023-10-01"),
            "geodata: the first day 2023-10-02 comes after",
        ),
        (
            ("data", "--format", "csv", "--out", "x", "--view", "region=sikasso&to=2023-06-02"),
            "geodata: nothing in the record passes",
        ),
        (("map", "--out", "x", "--on", "2022-01-01"), "geodata: 2022-01-01 is outside the record"),
        (
            ("picture", "--out", "x.svg", "--layers", "foo"),
            "geodata: --layers: nothing is called 'foo'; there are: claims, con",
        ),
        (("map", "--out", "x", "--layers", "claims,foo"), "geodata: --layers: nothing is called 'foo'; there are"),
        (("map", "--out", "x", "--view", "region=sikasso&to=2023-06-02"), "geodata: nothing in the record passes"),
        (("map", "--out", "no/x.html"), "geodata: no/x.html cannot be written"),
        (("picture", "--out", "x.jpg"), "geodata: no format 'jpg'; known: png, svg"),
        (("picture", "--out", "x"), "geodata: no format ''; known: png, svg"),
        (("picture", "--out", "no/x.png"), "geodata: no/x.png cannot be written: No such file"),
        (("picture", "--out", "x.png", "--view", "region=sikasso"), "geodata: nothing in the record passes"),
        (("animation", "--out", "x.avi"), "geodata: no format 'avi'; known: gif, mp4"),
        (("animation", "--out", "no/x.gif"), "geodata: no/x.gif cannot be written: No such file"),
        (("animation", "--out", "x.gif", "--to", "2024-12-31"), "geodata: 580 frames are more than the 400"),
        (("animation", "--out", "x.gif", "--step", "0"), "geodata export animation: argument --step: '0' is not a"),
        (("animation", "--out", "x.gif", "--step", "1.5"), "geodata export animation: argument --step: '1.5' is not"),
        (("animation", "--out", "x.gif", "--from", "2023-09-02", "--to", "2023-09-01"), "geodata: the first day"),
        (("animation", "--out", "x.gif", "--view", "region=sikasso&to=2023-06-02"), "geodata: nothing in the record"),
        (("brief", "--out", "no/x.html"), "geodata: no/x.html cannot be written: No such file"),
        (("brief", "--out", "x.html", "--on", "2030-01-01"), "geodata: 2030-01-01 is outside the record"),
        (("brief", "--out", "x.html", "--view", "region=sikasso"), "geodata: nothing in the record passes"),
        (("map",), "geodata export map: the following arguments are required: --out"),
        ((), "geodata export: the following arguments are required: WHAT"),
    ],
)
def test_a_mistake_is_one_line_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (("picture", "--out", "day.svg", "--on", "2023-11-05"), b"<?xml"),
        (("picture", "--out", "day.PNG", "--on", "2023-11-05", "--lang", "fr"), b"\x89PNG"),
        (("animation", "--out", "days.gif", "--from", "2023-10-30", "--to", "2023-11-01"), b"GIF89a"),
        (("brief", "--out", "day.html", "--on", "2023-11-05", "--site", "kidal"), b"<!DOCTYPE html>"),
    ],
)
def test_each_picture_is_written_once(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    begins: bytes,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *arguments)
    assert (code, err, out.count("\n")) == (0, "", 1)
    path = tmp_path / arguments[2]
    assert path.read_bytes().startswith(begins)
    path.write_bytes(b"mine")
    code, _, err = run(capsys, *arguments)
    assert (code, "--force" in err, path.read_bytes()) == (2, True, b"mine")
    assert run(capsys, *arguments, "--force")[0] == 0
    assert path.read_bytes().startswith(begins)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_an_animation_that_is_stopped_leaves_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(done: int, total: int) -> None:
        if done == 1 < total:
            raise KeyboardInterrupt

    monkeypatch.setattr("geodata.export.command._progress", interrupted)
    code, out, err = run(capsys, "animation", "--out", tmp_path / "x.gif", "--to", "2023-06-03")
    assert (code, out, err) == (2, "", "geodata: stopped: nothing was written\n")
    assert not list(tmp_path.iterdir())


def test_a_disc_that_is_full_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(io.BytesIO):
        def write(self, _content: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def opened(handle: int, _mode: str) -> Full:
        os.close(handle)
        return Full()

    monkeypatch.setattr("geodata.export.files.os.fdopen", opened)
    path = tmp_path / "x.gif"
    code, out, err = run(capsys, "animation", "--out", path, "--to", "2023-06-02")
    assert (code, out, err) == (2, "", f"geodata: {path} cannot be written: No space left on device\n")
    assert not list(tmp_path.iterdir())


def test_the_folder_for_a_static_host(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert run(capsys, "site", "--out", folder)[0] == 0
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"index.html", MARK, "data/package/datapackage.json", "data/package/sources.csv"} <= names
    text = (folder / "index.html").read_text("utf-8")
    for suffix in ("-csv.zip", ".xlsx", ".geojson", ".gpkg", ".parquet", ".kml"):
        (name,) = [one for one in names if one.endswith(suffix) and "/package/" not in one]
        assert f"{name}.about.json" in names
        assert f'"href":"{name}"' in text
    code, _, err = run(capsys, "site", "--out", folder)
    assert (code, "add --force" in err) == (2, True)
    (folder / "old.txt").write_text("of an earlier version")
    assert run(capsys, "site", "--out", folder, "--force")[0] == 0
    assert not (folder / "old.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_somebody_else_is_never_replaced(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    code, _, err = run(capsys, "site", "--out", tmp_path, "--force")
    assert (code, err.count("\n")) == (2, 1)
    assert (tmp_path / "thesis.txt").read_text() == "mine"
