"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.export.errors import PathExists, PathUnwritable

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_files(contents: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Write every file under a temporary name, then give all of them their own.

    Raises PathExists unless `force` allows to replace, and PathUnwritable; in both cases nothing is left behind.
    """
    refuse_existing(tuple(contents), force=force)
    with ExitStack() as cleaning:
        parts = []
        for path, content in contents.items():
            part = _part(path, content)
            cleaning.callback(part.unlink, missing_ok=True)
            parts.append((part, path))
        for part, path in parts:
            try:
                part.replace(path)
            except OSError as error:
                raise _unwritable(path, error) from error


def refuse_existing(paths: tuple[Path, ...], *, force: bool) -> None:
    """Raise PathExists where a file is there already, unless `force`, and PathUnwritable where none can be.

    A folder in its place is never replaced.
    """
    for path in paths:
        if path.is_dir():
            raise PathUnwritable(path=path, cause=os.strerror(errno.EISDIR))
        if not path.parent.is_dir():
            # Said before the work is done, not after it.
            raise PathUnwritable(path=path, cause=os.strerror(errno.ENOENT))
        if path.exists() and not force:
            raise PathExists(path=path)


def _part(path: Path, content: bytes) -> Path:
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".part")
    except OSError as error:
        raise _unwritable(path, error) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        part.chmod(0o644)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _unwritable(path, error) from error
    return part


def _unwritable(path: Path, error: OSError) -> PathUnwritable:
    return PathUnwritable(path=path, cause=error.strerror or type(error).__name__)
