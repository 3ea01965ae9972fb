"""Put several files of one data set together, such as those of two countries that share a border."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from geodata.events.errors import MixedDatasets
from geodata.events.model import EventFile, Format, Note, NoteKind, Reason
from geodata.events.sieve import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence


def combine(files: Sequence[EventFile]) -> EventFile:
    """Return the events of several files as one; an event that two of them hold is rejected the second time.

    Raises MixedDatasets for different data sets, and for an annual release of UCDP beside Candidate files: they
    describe the same events, and nothing says that an event keeps its id from one to the other.
    """
    first, *rest = files
    for other in rest:
        if other.format.family != first.format.family or (Format.UCDP_CANDIDATE in {first.format, other.format}) != (
            first.format is other.format is Format.UCDP_CANDIDATE
        ):
            raise MixedDatasets(name=other.report.name, first=first.format.value, second=other.format.value)
    if not rest:
        return first
    whole = pd.concat([_without_categories(file.frame) for file in files], ignore_index=True)
    again = whole["id"].duplicated()
    doubles = pd.DataFrame(
        {
            "line": whole.loc[again, "row"].to_numpy(),
            "reason": Reason.DUPLICATE.value,
            "column": "id",
            "value": whole.loc[again, "id"].to_numpy(),
        }
    )
    rejects = pd.concat([*(file.rejects for file in files), doubles[list(COLUMNS)]], ignore_index=True)
    frame = _with_categories(whole[~again].reset_index(drop=True), first.frame)
    firsts = [file.report.first for file in files if file.report.first]
    lasts = [file.report.last for file in files if file.report.last]
    report = replace(
        first.report,
        name=", ".join(file.report.name for file in files),
        rows=sum(file.report.rows for file in files),
        accepted=len(frame),
        rejected=len(rejects),
        # Only days that all of the files cover are covered.
        first=max(firsts, default=None),
        last=min(lasts, default=None),
        notes=_summed([note for file in files for note in file.report.notes]),
    )
    return EventFile(format=first.format, frame=frame, rejects=rejects, report=report)


def _without_categories(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype({name: "str" for name in frame.columns if frame[name].dtype == "category"})


def _with_categories(frame: pd.DataFrame, model: pd.DataFrame) -> pd.DataFrame:
    fixed = {name: pd.CategoricalDtype(model[name].cat.categories) for name in ("date_precision", "geo_precision")}
    free = {name: "category" for name in model.columns if model[name].dtype == "category" and name not in fixed}
    return frame.astype({**fixed, **free})


def _summed(notes: Sequence[Note]) -> tuple[Note, ...]:
    found: dict[NoteKind, Note] = {}
    for note in notes:
        known = found.get(note.kind)
        found[note.kind] = note if known is None else replace(known, count=known.count + note.count)
    return tuple(found.values())
