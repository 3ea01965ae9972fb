"""A guided tour of the record: a day, perhaps a site or a claim, and a text that rests on sources."""

from dataclasses import dataclass, replace
from datetime import date

from geodata.domain.records import Text
from geodata.domain.view import USUAL_WINDOW, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the story; `site_id` and `claim_id` are empty where it concerns the mission as a whole.

    `window` is the days in which claims are shown, None where the reader's stays; `layers` are those that the step
    needs beside what the reader shows.
    """

    id: str
    day: date
    site_id: str = ""
    claim_id: str = ""
    window: int | None = None
    layers: frozenset[str] = frozenset()
    title: Text
    text: Text
    source_ids: tuple[str, ...] = ()


def turned(view: View, step: Step, *, left: Step | None) -> View:
    """Return the view at a step: its day, its site or claim, whatever was chosen before, and what it needs shown.

    A window that the step `left` behind has set ends with it.
    """
    kept = USUAL_WINDOW if left is not None and left.window == view.window else view.window
    return replace(
        view,
        step=step.id,
        on=step.day,
        site=step.site_id or None,
        claim=step.claim_id or None,
        window=kept if step.window is None else step.window,
        layers=view.layers | step.layers,
        start=min(view.start, step.day),
        end=max(view.end, step.day),
        dropped=(),
    )
