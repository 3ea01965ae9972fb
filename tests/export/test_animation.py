"""The animation: every frame where it belongs, made whole or not at all, and stopped when asked."""

from __future__ import annotations

import io
import itertools
import os
import shutil
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from geodata.export import video
from geodata.export.animation import FRAME_MS, LAST_MS, MOST_FRAMES, PIXELS, Film, days_of, gif
from geodata.export.errors import EmptySelection, EncoderFailed, NoEncoder, TooManyFrames
from geodata.export.video import mp4
from geodata.i18n.catalog import Translator

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.domain.model import MissionData
    from geodata.domain.view import View

DAYS = st.dates(date(2023, 6, 1), date(2024, 12, 31))


@pytest.fixture(scope="session")
def film(shipped: MissionData, view_of: Callable[..., View]) -> Film:
    """Return the days on which the UN left Kidal: four frames, the last one out of step."""
    return Film.of(shipped, view_of(from_="2023-10-28", to="2023-11-02"), step=2, t=Translator("fr"))


@given(start=DAYS, end=DAYS, step=st.integers(1, 60))
def test_the_days_run_from_the_first_to_the_last(start: date, end: date, step: int) -> None:
    start, end = sorted((start, end))
    days = days_of(start, end, step)
    assert (days[0], days[-1]) == (start, end)
    gaps = [(after - before).days for before, after in itertools.pairwise(days)]
    assert all(gap == step for gap in gaps[:-1])
    assert all(0 < gap <= step for gap in gaps)


def test_the_gif_shows_every_day_and_rests_on_the_last(film: Film) -> None:
    heard: list[tuple[int, int]] = []
    content = gif(film, lambda done, total: heard.append((done, total)))
    assert heard == [(0, 4), (1, 4), (2, 4), (3, 4)]
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size, image.n_frames, image.info["loop"]) == ("GIF", PIXELS, 4, 0)
        frames, durations = [], []
        for number in range(image.n_frames):
            image.seek(number)
            frames.append(image.convert("RGB").tobytes())
            durations.append(image.info["duration"])
    assert durations == [FRAME_MS] * 3 + [LAST_MS]
    assert len(set(frames)) == 4, "each frame bears its own day"


def test_the_colours_of_the_signs_are_exact(film: Film) -> None:
    with Image.open(io.BytesIO(gif(film))) as image:
        image.seek(image.n_frames - 1)
        colours = image.convert("RGB").getcolors(1 << 20) or []
    found = {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in colours}
    # white paper, the orange of CSP at Kidal, the blue of the UN
    assert {"#ffffff", "#e69f00", "#0072b2"} <= found


def test_the_marks_of_a_day_are_those_of_its_picture(film: Film) -> None:
    first, *_, last = film.frames()
    assert first.size == last.size == PIXELS
    left, up = film._sheet.projection.at(film._sheet.places["kidal"].lat, film._sheet.places["kidal"].lon)
    spot = tuple(round(value * PIXELS[0] / 1485) for value in (left - 9, up))
    assert first.getpixel(spot) == (0x00, 0x72, 0xB2)
    assert last.getpixel(spot) == (0xE6, 0x9F, 0x00)


def test_whoever_listens_can_stop_it(film: Film) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    for make in (gif, mp4) if video.encoder() else (gif,):
        with pytest.raises(KeyboardInterrupt):
            make(film, stop)


def test_too_many_frames_are_refused_with_a_way_out(shipped: MissionData, view_of: Callable[..., View]) -> None:
    whole = view_of(from_="2023-06-01", to="2024-12-31")
    with pytest.raises(TooManyFrames) as found:
        Film.of(shipped, whole, t=Translator("en"))
    step = found.value.values["step"]
    assert isinstance(step, int)
    assert len(Film.of(shipped, whole, step=step, t=Translator("en")).days) <= MOST_FRAMES


def test_a_film_of_nothing_is_refused(shipped: MissionData, view_of: Callable[..., View]) -> None:
    with pytest.raises(EmptySelection):
        Film.of(shipped, view_of(region="sikasso", to="2023-06-03"), t=Translator("en"))


def fake_encoder(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "ffmpeg"
    program.write_text(f"#!{sys.executable}\nimport sys\n{body}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


def test_the_encoder_gets_every_frame(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = "open(sys.argv[-1], 'w').write(str(len(sys.stdin.buffer.read())))"
    fake_encoder(tmp_path, body, monkeypatch)
    frame = PIXELS[0] * PIXELS[1] * 3
    assert int(mp4(film)) == frame * (3 + LAST_MS // FRAME_MS)


def test_an_encoder_that_refuses_is_quoted(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_encoder(tmp_path, "sys.exit('Unknown encoder libx264')", monkeypatch)
    with pytest.raises(EncoderFailed, match=r"Unknown encoder libx264.*choose a GIF"):
        mp4(film)


def test_without_an_encoder_it_says_so(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoEncoder, match="ffmpeg, which is not on this machine"):
        mp4(film)


@pytest.mark.skipif(not (shutil.which("ffmpeg") and shutil.which("ffprobe")), reason="ffmpeg is not on this machine")
def test_another_program_reads_the_mp4(film: Film, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(mp4(film))
    asked = ("-v", "error", "-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0")
    told = subprocess.run(  # noqa: S603
        [shutil.which("ffprobe") or "", *asked, path], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == f"h264,{PIXELS[0]},{PIXELS[1]}"
