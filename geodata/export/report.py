"""A report of an error, begun with what was on screen, for the reader to complete and send."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from geodata.domain.snapshot import snapshot
from geodata.export.citation import subject

if TYPE_CHECKING:
    from geodata.domain.model import MissionData
    from geodata.domain.view import View
    from geodata.i18n.catalog import Translator

_WEB = ("https://", "http://")


def report_text(view: View, *, data: MissionData, link: str, t: Translator) -> str:
    """Return the text of a report: what was shown, the ids of its rows, and what the reader is to add."""
    lines = [
        t("cite.report_shown", subject=subject(view, data=data, t=t)),
        t("cite.report_version", version=data.mission.version),
    ]
    if link:
        lines.append(t("cite.report_link", link=link))
    rows = _rows(view, data)
    if rows:
        lines.append(t("cite.report_rows", rows=", ".join(rows)))
    asked = (t(f"cite.report_{name}") for name in ("wrong", "right", "source"))
    return "\n".join([*lines, *(f"\n{line}\n" for line in asked)])


def report_address(template: str, *, title: str, body: str) -> str:
    """Return where the report is sent, filled in as far as the address has room; "" for no address of the web."""
    if not template.startswith(_WEB):
        return ""
    return template.replace("{title}", quote(title, safe="")).replace("{body}", quote(body, safe=""))


def _rows(view: View, data: MissionData) -> tuple[str, ...]:
    """Return the ids of the rows that the chosen claim or site rests on, on the day."""
    if view.claim is not None:
        return (view.claim, *(row.id for row in data.figures_of(view.claim)))
    if view.site is not None:
        state = snapshot(data, on=view.on or view.start).state(view.site)
        return (view.site, *state.event_ids, *state.control_ids)
    return ()
