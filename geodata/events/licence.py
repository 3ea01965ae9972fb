"""What the publishers allow to be done with the rows of a reader's file, and how they want to be named.

ACLED's terms forbid handing on its rows; a public instance that shows single events of a reader's file is in doubt, so
its operator can switch that off. Counts may be shown and taken along.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from geodata.events.model import Format

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from geodata.events.model import EventFile
    from geodata.i18n.catalog import Translator

SWITCH: Final = "GEODATA_ACLED_DETAILS"
"""Set to `off` in the server's environment, no single event of an ACLED file is shown: only counts by area."""

# GEDEvent_v25_1.csv, GEDEvent_v23_0_11.csv, ged251-csv.zip
_VERSION: Final = re.compile(r"_v(\d{2}(?:[_.]\d{1,2}){1,3})|^ged(\d{3})\b", re.IGNORECASE)
_YEAR: Final = 2


def rows_may_leave(form: Format) -> bool:
    """Tell whether cells of the file may be offered for download."""
    return form is not Format.ACLED


def single_events(form: Format, environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether single events may be shown, or only counts by area."""
    return form is not Format.ACLED or environment.get(SWITCH, "").strip().casefold() not in {"off", "0", "false", "no"}


def version_of(file: EventFile) -> str:
    """Return the version of UCDP's release that the name of the file bears, "" where it bears none."""
    found = _VERSION.search(file.report.name) if file.format.family == "ucdp" else None
    if found is None:
        return ""
    if found[2]:
        return f"{found[2][:_YEAR]}.{found[2][_YEAR:]}"
    return found[1].replace("_", ".")


def credit(file: EventFile, *, accessed: date, chosen: str, t: Translator) -> tuple[str, ...]:
    """Return how to cite the reader's file, line by line: publisher, version, day of access, what was chosen of it.

    Only UCDP numbers its versions; other files are told by the day of access.
    """
    version = version_of(file)
    told = t("events.credit.version", version=version) if version else t("events.credit.no-version")
    report = file.report
    covered = t("events.credit.covered", name=report.name, count=report.accepted, first=report.first, last=report.last)
    return (
        t(f"events.credit.{file.format}"),
        *((told,) if file.format.family == "ucdp" else ()),
        covered,
        t("events.credit.accessed", day=accessed),
        t("events.credit.chosen", chosen=chosen),
    )
