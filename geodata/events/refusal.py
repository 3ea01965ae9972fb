"""Why a question has no answer in words: sites by name, days as the language writes them, and what helps where."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from geodata.events.errors import NoTurningDay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.domain.mission import MissionData
    from geodata.errors import GeodataError
    from geodata.i18n.catalog import Translator


class Where(StrEnum):
    """Where the reader asked: what helps has another name on a page than on the command line."""

    PAGE = "page"
    COMMAND = "command"


def reason(error: GeodataError, *, data: MissionData, t: Translator) -> str:
    """Return why something was refused, without what helps."""
    values = dict(error.values)
    site = values.get("site")
    if site in {one.id for one in data.sites}:
        values["site"] = data.site(str(site)).name.get(t.lang)
    if isinstance(error, NoTurningDay):
        return t(f"events.no-day.{values['clock']}", site=values["site"])
    return t(f"error.{error.code}", **values)


def remedy(error: GeodataError, *, where: Where, t: Translator) -> str:
    """Return what the reader can do about it there; "" where that goes without saying, or nothing helps."""
    key = f"events.remedy.{where}.{error.code}"
    if not t.has(key):
        return ""
    # A switch is called what the page calls it.
    return t(key, cut_off=t("page.events.cut-off"), clock=t("page.events.clock"))


def remedies(errors: Iterable[GeodataError], *, where: Where, t: Translator) -> list[str]:
    """Return what helps against several refusals, each remedy once."""
    return list(dict.fromkeys(filter(None, (remedy(error, where=where, t=t) for error in errors))))


def refusal(error: GeodataError, *, data: MissionData, where: Where, t: Translator) -> str:
    """Return why something was refused and what helps, in one line."""
    helps = remedy(error, where=where, t=t)
    why = reason(error, data=data, t=t)
    return t("events.refused", reason=why, remedy=helps) if helps else why
