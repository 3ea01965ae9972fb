"""Why something cannot be exported: each error is one clear line, in every language."""

from __future__ import annotations

from geodata.errors import GeodataError


class ExportError(GeodataError):
    """Something that was asked for cannot be written."""

    code = "export"
    template = "this cannot be exported"


class PathExists(ExportError):
    """A file or a folder is there already."""

    code = "path_exists"
    template = "{path} is there already: choose another name, or add --force to replace it"


class PathUnwritable(ExportError):
    """A file cannot be written where it was asked for."""

    code = "path_unwritable"
    template = "{path} cannot be written: {cause}"


class UnknownFormat(ExportError):
    """There is no such format."""

    code = "unknown_format"
    template = "no format '{form}'; known: {known}"


class EmptySelection(ExportError):
    """Nothing of the record passes the filters and the dates."""

    code = "empty_selection"
    template = "nothing in the record passes this choice of dates and filters: there is nothing to write"


class TooManyFrames(ExportError):
    """An animation would have more frames than anybody watches, or a machine holds."""

    code = "too_many_frames"
    template = "{count} frames are more than the {most} of an animation: take fewer days, or a step of {step} days"


class NoEncoder(ExportError):
    """The program that makes MP4 files is not on this machine."""

    code = "no_encoder"
    template = "an MP4 needs the program ffmpeg, which is not on this machine: install it, or choose a GIF"


class EncoderFailed(ExportError):
    """The program that makes MP4 files refused."""

    code = "encoder_failed"
    template = "ffmpeg could not make the MP4 ({cause}): choose a GIF, or another ffmpeg"


class Stopped(ExportError):
    """Whoever asked for it changed their mind."""

    code = "stopped"
    template = "stopped: nothing was written"
