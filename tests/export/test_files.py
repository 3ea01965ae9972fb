"""Files are written whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from geodata.export.errors import ExportError, PathExists, PathUnwritable
from geodata.export.files import write_files
from geodata.i18n.catalog import texts


def test_both_files_are_there_and_nothing_else(tmp_path: Path) -> None:
    write_files({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]
    assert (tmp_path / "b").read_bytes() == b"2"


def test_what_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"mine")
    with pytest.raises(PathExists, match="add --force"):
        write_files({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert not (tmp_path / "a").exists()
    assert (tmp_path / "b").read_bytes() == b"mine"
    write_files({tmp_path / "b": b"2"}, force=True)
    assert (tmp_path / "b").read_bytes() == b"2"


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(PathUnwritable):
        write_files({tmp_path / "b": b"2"}, force=True)


def test_a_missing_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(PathUnwritable, match="cannot be written: No such file or directory"):
        write_files({tmp_path / "no" / "a": b"1"})


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(PathUnwritable, match="No space left"):
        write_files({tmp_path / "a": b"1"})
    assert not list(tmp_path.iterdir())


def test_every_error_has_its_words_in_every_language() -> None:
    for kind in (ExportError, *ExportError.__subclasses__()):
        assert texts("en")[f"error.{kind.code}"] == kind.template
        assert texts("fr")[f"error.{kind.code}"] != kind.template
