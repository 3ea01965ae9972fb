"""A film as MP4, where the machine has an encoder: the program ffmpeg."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.export.animation import FRAME_MS, LAST_MS, PIXELS
from geodata.export.errors import EncoderFailed, NoEncoder

if TYPE_CHECKING:
    from geodata.export.animation import Film, Progress

_ENCODER: Final = "ffmpeg"
_LONGEST_CAUSE: Final = 120


def encoder() -> str | None:
    """Return the path of the encoder, or None where there is none."""
    return shutil.which(_ENCODER)


def mp4(film: Film, progress: Progress | None = None) -> bytes:
    """Return a film as MP4 (H.264). What `progress` raises ends it, and nothing remains.

    Raises NoEncoder, EncoderFailed.
    """
    program = encoder()
    if program is None:
        raise NoEncoder
    with tempfile.TemporaryDirectory(prefix="geodata-") as folder:
        # An MP4 is finished by going back to its head, so it cannot come through a pipe.
        path, log = Path(folder) / "film.mp4", Path(folder) / "log.txt"
        with log.open("wb") as said:
            running = subprocess.Popen(  # noqa: S603  fixed arguments, and the program that the machine calls ffmpeg
                [program, *_arguments(path)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
            )
            try:
                _feed(running, film, progress)
                code = running.wait()
            finally:
                running.kill()
                running.wait()
        if code != 0 or not path.is_file():
            raise EncoderFailed(cause=_last_line(log) or f"{_ENCODER}: {code}")
        return path.read_bytes()


def _arguments(path: Path) -> tuple[str, ...]:
    size = "x".join(map(str, PIXELS))
    return (
        "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size,
        "-r", str(1000 // FRAME_MS), "-i", "-", "-an", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-crf", "18",
        "-movflags", "+faststart", str(path),
    )  # fmt: skip


def _feed(running: subprocess.Popen[bytes], film: Film, progress: Progress | None) -> None:
    stream = running.stdin
    if stream is None:
        return
    pixels = b""
    # A pipe that breaks: it has ended; its code and its last line tell why.
    with suppress(BrokenPipeError):
        try:
            for frame in film.frames(progress):
                pixels = frame.tobytes()
                stream.write(pixels)
            # A film has no pause of its own at the end.
            for _ in range(LAST_MS // FRAME_MS - 1):
                stream.write(pixels)
        finally:
            stream.close()


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")[:_LONGEST_CAUSE]
