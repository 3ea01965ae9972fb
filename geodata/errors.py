"""What can go wrong, under names that a caller can catch.

Each error is one clear English line; `code` and `values` let a catalogue say it in another language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class GeodataError(Exception):
    """The root of every error raised on purpose by this package."""

    code: ClassVar[str] = "unknown"
    template: ClassVar[str] = "something went wrong"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.template.format_map(values))

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only construction: without this, a pickled error (a worker's, a cache's) could not be read back.
        return (_rebuild, (type(self), self.values))


def _rebuild(kind: type[GeodataError], values: dict[str, object]) -> GeodataError:
    return kind(**values)


class DataFaults(GeodataError):
    """A mission's files break their own description; `faults` lists every place."""

    code = "data_faults"
    template = "{mission}: {count} fault(s) in the data, first: {first}"

    def __init__(self, *, mission: str, faults: Sequence[object]) -> None:
        self.faults = tuple(faults)
        super().__init__(mission=mission, count=len(self.faults), first=str(self.faults[0]) if self.faults else "")

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild_faults, (self.values["mission"], self.faults))


def _rebuild_faults(mission: str, faults: tuple[object, ...]) -> DataFaults:
    return DataFaults(mission=mission, faults=faults)


class UnknownMission(GeodataError):
    """No mission of that name is shipped, or the folder holds none."""

    code = "unknown_mission"
    template = "no mission '{mission}'; known: {known}"

    def __init__(self, *, mission: str, known: Sequence[str]) -> None:
        super().__init__(mission=mission, known=", ".join(known) or "none")


class UnknownValue(GeodataError):
    """An option was given a value that nothing in the record bears."""

    code = "unknown_value"
    template = "--{option}: nothing is called '{value}'; there are: {known}"

    def __init__(self, *, option: str, value: str, known: Sequence[str]) -> None:
        super().__init__(option=option, value=value, known=", ".join(known))


class UnknownSite(GeodataError):
    """No site has that id."""

    code = "unknown_site"
    template = "no site '{site}'; did you mean: {near}"

    def __init__(self, *, site: str, near: Sequence[str]) -> None:
        super().__init__(site=site, near=", ".join(near))


class BadDate(GeodataError):
    """A text is not an ISO day."""

    code = "bad_date"
    template = "'{text}' is not a date: write it as 2023-10-31"

    def __init__(self, *, text: str) -> None:
        super().__init__(text=text)


class DateOutsideSpan(GeodataError):
    """A day lies outside the days that a mission's record covers."""

    code = "date_outside_span"
    template = "{day} is outside the record, which runs from {start} to {end}"

    def __init__(self, *, day: date, start: date, end: date) -> None:
        super().__init__(day=day, start=start, end=end)


class DatesReversed(GeodataError):
    """A span of days ends before it begins."""

    code = "dates_reversed"
    template = "the first day {start} comes after the last day {end}"

    def __init__(self, *, start: date, end: date) -> None:
        super().__init__(start=start, end=end)


class AssetError(GeodataError):
    """A file that the map needs cannot be prepared or found."""

    code = "asset"
    template = "a file that the map needs is missing"


class LeafletMissing(AssetError):
    """The package that holds Leaflet is not installed."""

    code = "leaflet_missing"
    template = "Leaflet is not installed: run `make run`, or `pip install XStatic-Leaflet==1.9.3.0`"


class ScriptMissing(AssetError):
    """One of the map's own scripts or styles is not where it was installed."""

    code = "script_missing"
    template = "the map’s own file {file} is missing: install the project again"

    def __init__(self, *, file: str) -> None:
        super().__init__(file=file)


class AssetsUnwritable(AssetError):
    """The folder that serves the map’s files cannot be written."""

    code = "assets_unwritable"
    template = "the map’s files cannot be written to {folder}/ ({cause}): make room there, or allow writing"

    def __init__(self, *, folder: str, cause: str) -> None:
        super().__init__(folder=folder, cause=cause)


class BaseLayerBroken(AssetError):
    """A layer of the base map cannot be read, or lacks something."""

    code = "base_layer_broken"
    template = "a layer of the base map is broken: {file}: {cause}; restore the file"

    def __init__(self, *, file: str, cause: str) -> None:
        super().__init__(file=file, cause=cause)
