"""The map over a range of days as moving pictures: what stays is drawn once, the marks when they change.

A frame is the ground of the sheet, the marks of the day, and its heading. The frames come one by one, so that whoever
takes them can tell how far it is, or stop.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageColor

from geodata.export.drawing import GROUND, INK, QUIET, WARN, element
from geodata.export.errors import EmptySelection, TooManyFrames
from geodata.export.raster import image
from geodata.export.scene import Scene
from geodata.export.sheet import HEADING, HEIGHT, MAP, WIDTH, Sheet, blank, written
from geodata.maps.theme import ACCENTS, HOLDERS, OBSERVER

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Callable, Iterator
    from datetime import date

    from geodata.domain.model import MissionData
    from geodata.domain.view import View
    from geodata.i18n.catalog import Translator

    Progress = Callable[[int, int], object]

PIXELS: Final = (1188, 840)
"""The size of a frame; even numbers, which an MP4 needs."""
MOST_FRAMES: Final = 400
STEPS: Final = (1, 2, 7)
"""Days from one frame to the next, as the page offers them."""
FRAME_MS: Final = 100
LAST_MS: Final = 2500
"""How long a frame stays, and the last one, in milliseconds."""
_NEAR: Final = 10
"""Colours no further apart than this in every channel, of 255, are taken for one."""
_SAMPLES: Final = 4
"""From so many frames the colours of a film are taken."""
_TRACK: Final = (MAP[0], 88.0, MAP[2], 4)
"""The line under the heading that tells where in the range the day lies."""


@dataclass(frozen=True, kw_only=True)
class Film:
    """The frames of a range of days."""

    data: MissionData
    t: Translator
    view: View
    days: tuple[date, ...]
    scenes: tuple[Scene, ...]

    @classmethod
    def of(cls, data: MissionData, view: View, *, step: int = 1, t: Translator) -> Film:
        """Return the film of a view's days, every `step` days and the last one.

        Raises TooManyFrames beyond 400, and EmptySelection where no site passes the filters on any day.
        """
        days = days_of(view.start, view.end, step)
        if len(days) > MOST_FRAMES:
            raise TooManyFrames(count=len(days), most=MOST_FRAMES, step=_least_step(view.start, view.end))
        scenes = tuple(Scene.of(data, view, day) for day in days)
        if not any(scene.states for scene in scenes):
            raise EmptySelection
        return cls(data=data, t=t, view=view, days=days, scenes=scenes)

    def frames(self, progress: Progress | None = None) -> Iterator[Image.Image]:
        """Draw the frames one by one; before each, `progress` hears how many are done, and of how many."""
        drawn = lies = None
        marked = ground = self._ground
        for number, scene in enumerate(self.scenes):
            if progress is not None:
                progress(number, len(self.days))
            signs = scene.drawn(self.days[0])
            # What lies on the ground changes rarely and is slow to draw.
            if (covers := (scene.reach, scene.areas, scene.roads)) != lies:
                lies, ground = covers, self._covered(scene)
            if signs != drawn:
                drawn, marked = signs, self._marked(scene, ground)
            frame = marked.copy()
            frame.paste(self._heading(scene), (0, 0))
            yield frame

    @cached_property
    def _sheet(self) -> Sheet:
        return Sheet.of(self.data, self.scenes, t=self.t)

    @cached_property
    def _ground(self) -> Image.Image:
        root = blank(self.t)
        self._sheet.ground(root)
        self._sheet.surroundings(root, self.scenes)
        return _pixels(root, (0, 0, WIDTH, HEIGHT)).convert("RGB")

    def _covered(self, scene: Scene) -> Image.Image:
        root = blank(self.t, box=MAP)
        self._sheet.covers(root, scene)
        return _over(root, self._ground)

    def _marked(self, scene: Scene, ground: Image.Image) -> Image.Image:
        root = blank(self.t, box=MAP)
        self._sheet.marks(root, scene, view=self.view)
        return _over(root, ground)

    def _heading(self, scene: Scene) -> Image.Image:
        root = blank(self.t, box=HEADING)
        element(root, "rect", width=WIDTH, height=HEADING[3], fill="#ffffff")
        self._sheet.heading(root, scene)
        left, up, width, height = _TRACK
        whole = max(1, (self.days[-1] - self.days[0]).days)
        element(root, "rect", x=left, y=up, width=width, height=height, fill="#e4e7eb")
        element(
            root, "rect", x=left, y=up, width=width * (scene.day - self.days[0]).days / whole, height=height, fill=INK
        )
        return _pixels(root, HEADING).convert("RGB")


def _over(root: ET.Element, ground: Image.Image) -> Image.Image:
    """Return the ground with a drawing of the map on it."""
    signs, frame = _pixels(root, MAP), ground.copy()
    frame.paste(signs, (_scaled(MAP[0]), _scaled(MAP[1])), signs)
    return frame


def days_of(start: date, end: date, step: int) -> tuple[date, ...]:
    """Return every `step`-th day from `start`, and `end`."""
    days = [start + timedelta(days=after) for after in range(0, (end - start).days + 1, step)]
    return (*days, end) if days[-1] != end else tuple(days)


def gif(film: Film, progress: Progress | None = None) -> bytes:
    """Return a film as an animated GIF that repeats. What `progress` raises ends it, and nothing remains."""
    palette = _palette(film)
    frames = (
        frame.quantize(palette=palette, dither=Image.Dither.NONE)
        for frame in film.frames(progress)
    )  # fmt: skip
    durations = [FRAME_MS] * (len(film.days) - 1) + [LAST_MS]
    out = io.BytesIO()
    next(frames).save(out, "GIF", save_all=True, append_images=frames, duration=durations, loop=0, optimize=False)
    return out.getvalue()


def _palette(film: Film) -> Image.Image:
    """Return one palette for all frames: the colours of the signs as they are, and those that the ground needs most."""
    inks = dict.fromkeys(ink.fill for ink in (*HOLDERS.values(), OBSERVER))
    signs = [WARN, INK, QUIET, "#ffffff", ACCENTS["light"]["convoy"], *GROUND, *inks]
    colours = [ImageColor.getrgb(colour)[:3] for colour in signs]
    found = _sample(film).quantize(256 - len(colours), method=Image.Quantize.MEDIANCUT).getpalette() or []
    for other in zip(found[::3], found[1::3], found[2::3], strict=True):
        # Pillow looks colours up in coarse steps: a near neighbour would take the place of the exact one.
        if all(max(abs(one - two) for one, two in zip(colour, other, strict=True)) > _NEAR for colour in colours):
            colours.append(other)
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for colour in colours for channel in colour])
    return palette


def _sample(film: Film) -> Image.Image:
    """Return a few frames side by side: what only some days show needs colours as well."""
    last = len(film.days) - 1
    chosen = sorted({round(last * part / (_SAMPLES - 1)) for part in range(_SAMPLES)})
    few = replace(film, days=tuple(film.days[n] for n in chosen), scenes=tuple(film.scenes[n] for n in chosen))
    strip = Image.new("RGB", (PIXELS[0], PIXELS[1] * len(chosen)))
    for number, frame in enumerate(few.frames()):
        strip.paste(frame, (0, PIXELS[1] * number))
    return strip


def _pixels(root: ET.Element, box: tuple[float, ...]) -> Image.Image:
    return image(written(root), width=_scaled(box[2]))


def _scaled(length: float) -> int:
    return round(length * PIXELS[0] / WIDTH)


def _least_step(start: date, end: date) -> int:
    return -(-(end - start).days // (MOST_FRAMES - 1))
