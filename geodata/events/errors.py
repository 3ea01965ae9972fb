"""What can go wrong with a reader's file of events, and with a question put to it; see `geodata.errors`."""

from __future__ import annotations

from geodata.errors import GeodataError


class EventFileError(GeodataError):
    """A reader's file of events cannot be used; every error of this kind bears the file's `name`."""

    code = "event_file"
    template = "{name}: this file cannot be read as events"


class MissingEventFile(EventFileError):
    """There is no such file."""

    code = "event_missing"
    template = "{name}: there is no such file, or it may not be read"


class EmptyEventFile(EventFileError):
    """The file holds nothing, or a header and no rows."""

    code = "event_empty"
    template = "{name}: the file holds no rows"


class EventFileTooLarge(EventFileError):
    """The file is over the limit of bytes for its kind."""

    code = "event_too_large"
    template = "{name}: {size} MB, over the limit of {limit} MB for such a file"


class TooManyRows(EventFileError):
    """The table has more rows than a session can hold."""

    code = "event_rows"
    template = "{name}: more than {limit} rows; cut it down, or save it as CSV if it is a workbook"


class TooManyColumns(EventFileError):
    """The table has more columns than any list of events."""

    code = "event_too_many_columns"
    template = "{name}: {count} columns, over the limit of {limit}: this is no list of events"


class OldWorkbook(EventFileError):
    """A workbook of the kind before .xlsx, or one locked with a password, which looks the same from outside."""

    code = "event_old_workbook"
    template = "{name}: an old Excel file (.xls) or one locked with a password; save it as .xlsx without a password"


class UnsupportedEventFile(EventFileError):
    """The file is of a kind that is not read."""

    code = "event_unsupported"
    template = "{name}: {kind} is not read here; save it as CSV, Excel (.xlsx), GeoJSON or GeoPackage"


class BrokenEventFile(EventFileError):
    """The bytes are not those of the kind of file that they begin as."""

    code = "event_broken"
    template = "{name}: the file is damaged, or is not a table: nothing could be read from it"


class LfsPointer(EventFileError):
    """The file is a Git LFS pointer in place of the data."""

    code = "event_lfs_pointer"
    template = "{name}: this is a Git LFS pointer, not the data; download the file from its publisher"


class WebPage(EventFileError):
    """The file is a web page, of a sign-in for instance."""

    code = "event_web_page"
    template = "{name}: this is a web page, not the data; sign in where it came from and download it again"


class ResavedEventFile(EventFileError):
    """A spreadsheet saved whole records into single cells."""

    code = "event_resaved"
    template = "{name}: a spreadsheet has re-saved this file and broken its records; download it again"


class BadArchive(EventFileError):
    """A zip file that holds no table or several."""

    code = "event_archive"
    template = "{name}: the zip file must hold one readable table; it holds {count} ({found})"


class ArchiveLocked(EventFileError):
    """A zip file with a password."""

    code = "event_archive_locked"
    template = "{name}: the zip file is locked with a password"


class ArchiveBomb(EventFileError):
    """A zip file that unpacks to far more than it weighs."""

    code = "event_archive_bomb"
    template = "{name}: the zip file unpacks to more than it may ({limit} MB or {ratio} times its size); refused"


class ArchivePath(EventFileError):
    """A zip file whose entries point outside of it."""

    code = "event_archive_path"
    template = "{name}: the zip file holds a path that leads outside of it ({path}); refused"


class UnknownColumns(EventFileError):
    """No column for a field without which there is no event; the reader may say which columns they are."""

    code = "event_columns"
    template = "{name}: no column was recognised for: {missing}; columns found: {columns}"


class BadMapping(EventFileError):
    """A mapping names a field or a column that does not exist."""

    code = "event_mapping"
    template = "{name}: the mapping names '{what}', which does not exist; known: {known}"


class AggregatedCounts(EventFileError):
    """The file holds counts by month and district."""

    code = "event_aggregated"
    template = "{name}: these are counts by month and district, not events: they have no point on a map"


class AmbiguousDates(EventFileError):
    """No date of a column tells whether the day or the month comes first."""

    code = "event_dates_ambiguous"
    template = "{name}: '{example}' may be day/month or month/day, and no other date settles it: say which comes first"


class MixedDates(EventFileError):
    """Some dates of a column have the day first, others the month."""

    code = "event_dates_mixed"
    template = "{name}: '{first}' has the day first and '{second}' the month: say which comes first"


class ForeignCrs(EventFileError):
    """The points are not in degrees of WGS 84."""

    code = "event_crs"
    template = "{name}: the coordinates are in {crs}; save the file in WGS 84 (EPSG:4326)"


class MixedDatasets(EventFileError):
    """Files of different data sets describe the same events and must not be added up."""

    code = "event_mixed"
    template = "{name}: {first} and {second} count the same events in different ways and are never added together"


class RejectsUnwritable(GeodataError):
    """The list of rejected rows cannot be written where it was asked for."""

    code = "rejects_unwritable"
    template = "{path} cannot be written: {cause}"


class ProximityOption(GeodataError):
    """A radius or a window outside of what the method allows."""

    code = "proximity_option"
    template = "{option} must be from {least} to {most}, not {value}"


class Refused(GeodataError):
    """A file or a question is refused, for a reason that is told in the words of where it was asked."""

    code = "refused"
    template = "{reason}"


class NoTurningDay(GeodataError):
    """A site's chosen clock never turned."""

    code = "no_turning_day"
    template = "{site}: the record has no day for the clock '{clock}'"


class WindowCutOff(GeodataError):
    """The file does not cover the whole of a window."""

    code = "window_cut_off"
    template = "{site}: the window {start} to {end} is cut off, the file runs from {first} to {last}"
