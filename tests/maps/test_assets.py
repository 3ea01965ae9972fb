"""The files that the browser loads: whole, hashed, safe, and without another host."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from geodata.errors import AssetsUnwritable, LeafletMissing
from geodata.maps import assets
from geodata.maps.assets import EVENT_SCRIPTS, INLINE_SCRIPTS, SCRIPTS, Script, bundle, publish, script_json

ROOT = Path(assets.__file__).parent


def test_every_script_is_listed_once() -> None:
    assert sorted((*SCRIPTS, *INLINE_SCRIPTS, *EVENT_SCRIPTS)) == sorted(
        path.stem for path in (ROOT / "js").glob("*.js")
    )
    assert len(set(SCRIPTS)) == len(SCRIPTS)


def test_json_cannot_leave_its_script() -> None:
    text = script_json({"name": "</script><script>alert(1)</script>", "line": "\u2028"})
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text)["name"] == "</script><script>alert(1)</script>"


def test_published_files_are_whole_and_old_ones_go(tmp_path: Path) -> None:
    folder = tmp_path / "static"
    assert publish(folder, (Script("gd-a-1.js", "one"), Script("gd-b-1.js", "two"))) == ("gd-a-1.js", "gd-b-1.js")
    (folder / "mine.txt").write_text("kept")
    publish(folder, (Script("gd-a-2.js", "three"), Script("gd-b-1.js", "two")))
    assert sorted(path.name for path in folder.iterdir()) == ["gd-a-2.js", "gd-b-1.js", "mine.txt"]
    assert (folder / "gd-a-2.js").read_text() == "three"


def test_a_bundle_holds_every_part_in_order_and_changes_its_name_with_each() -> None:
    parts = Script("gd-a-1.js", "one()", styles=("a {}",)), Script("gd-b-1.js", "two() // the end")
    whole = bundle(parts)
    assert whole.text == "one();\ntwo() // the end"
    assert whole.styles == ("a {}",)
    assert bundle(iter(parts)) == whole
    assert bundle((Script("gd-a-2.js", "one( )"), parts[1])).name != whole.name


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "static").write_text("a file where the folder should be")
    with pytest.raises(AssetsUnwritable, match="make room there, or allow writing"):
        publish(tmp_path / "static", (Script("gd-a-1.js", "one"),))


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(AssetsUnwritable, match="No space left"):
        publish(tmp_path, (Script("gd-a-1.js", "one"),))
    assert not list(tmp_path.iterdir())


def test_leaflet_missing_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(assets.resources, "files", missing)
    with pytest.raises(LeafletMissing, match="make run"):
        assets.leaflet("leaflet.js")
