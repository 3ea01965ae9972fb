"""What every chart shares: one time axis, one left edge, and colours that hold in both themes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from geodata.maps.theme import HOLDERS, OBSERVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.i18n.catalog import Translator
    from geodata.maps.theme import ThemeName

LEFT: Final = 92
"""Room for the labels of the vertical axis, the same in every chart, so that the days stand below each other."""

RIGHT: Final = 64
"""Room on the right, likewise."""

PICK: Final = "pick"
"""How the names of the selections begin that a click makes."""

NOW: Final = "now"
"""The data set that holds the clock's day, apart from all that does not change with it."""

_MONTHS_UP_TO_DAYS: Final = 400
_WEEKS_UP_TO_DAYS: Final = 70
_WEEK: Final = 7
_TITLE: Final = 30
_BELOW: Final = 66
_YEAR_MONTHS: Final = 12

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a theme that are not those of a party."""

    ink: str
    quiet: str
    rule: str
    day: str
    paper: str


LOOKS: Final[Mapping[ThemeName, Look]] = {
    "light": Look(ink="#2f2d2b", quiet="#59636e", rule="#d5dae0", day="#c1301c", paper="#ffffff"),
    "dark": Look(ink="#e8eaed", quiet="#a3adb8", rule="#3b444e", day="#ff8a70", paper="#171614"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What a chart is drawn for: the days shown, the words and the theme."""

    start: date
    end: date
    t: Translator
    theme: ThemeName = "light"
    # Whether clicks are answered; a picture for a file needs none.
    selected: bool = True

    @property
    def look(self) -> Look:
        """The colours of the theme."""
        return LOOKS[self.theme]

    @property
    def days(self) -> int:
        """How many days are shown, at least one."""
        return max((self.end - self.start).days, 1)

    def holds(self, day: date) -> bool:
        """Tell whether the day is shown."""
        return self.start <= day <= self.end

    def clamped(self, day: date) -> date:
        """Return the day, or the nearest one that is shown."""
        return min(max(day, self.start), self.end)


def fill(actor: str) -> str:
    """Return the colour of a party; observers and whoever is not listed share one."""
    return HOLDERS[actor].fill if actor in HOLDERS else OBSERVER.fill


def letters(actor: str) -> str:
    """Return the colour of letters that stand on a party's colour."""
    return HOLDERS[actor].text if actor in HOLDERS else OBSERVER.text


def rows(values: Iterable[Mapping[str, Any]]) -> alt.Data:
    """Return rows as inline data; days become ISO texts, which the browser reads as midnight UTC."""
    plain = [{key: _plain(value) for key, value in row.items()} for row in values]
    return alt.Data(values=plain)  # type: ignore[no-untyped-call]  # altair's own class carries no types


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def moment(day: date) -> alt.DateTime:
    """Return a day as altair wants it in a scale."""
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)


def day_of(stamp: float) -> date:
    """Return the day that a point of the axis (milliseconds since 1970) lies on."""
    return datetime.fromtimestamp(stamp / 1000, UTC).date()


def time_axis(span: Span, name: str = "day", *, labels: bool = True) -> alt.X:
    """Return the horizontal axis that all charts share."""
    axis = alt.Axis(
        title=span.t("chart.axis.day") if labels else None,
        values=[moment(day) for day in ticks(span.start, span.end)],
        labelExpr=_label_expression(span.t, weekly=span.days <= _WEEKS_UP_TO_DAYS),
        labelOverlap="greedy",
        labelFlush=False,
        labels=labels,
        grid=True,
        tickSize=4,
        titleFontWeight="normal",
    )
    return alt.X(f"{name}:T", axis=axis, scale=time_scale(span))


def time_scale(span: Span) -> alt.Scale:
    """Return the scale of the days shown, in UTC, the last day included whole."""
    return alt.Scale(type="utc", domain=[moment(span.start), moment(span.end + timedelta(days=1))], nice=False)


def left_axis(title: str | None = None, **options: Any) -> alt.Axis:  # noqa: ANN401  altair's own options
    """Return a vertical axis as wide as every other, its title included."""
    room = LEFT - _TITLE if title else LEFT
    return alt.Axis(
        title=title,
        minExtent=room,
        maxExtent=room,
        labelLimit=room - 8,
        labelFlush=False,
        titleFontWeight="normal",
        **options,
    )


def ticks(start: date, end: date) -> list[date]:
    """Return the days that the axis names: Mondays of a short span, firsts of the month, quarters of a long one."""
    days = (end - start).days
    if days <= _WEEKS_UP_TO_DAYS:
        first = start + timedelta(days=-start.weekday() % _WEEK)
        return [first + timedelta(days=step) for step in range(0, (end - first).days + 1, _WEEK)]
    step = 1 if days <= _MONTHS_UP_TO_DAYS else 2
    found = []
    number = start.year * _YEAR_MONTHS + start.month - 1 + (start.day > 1)
    while (day := date(number // _YEAR_MONTHS, number % _YEAR_MONTHS + 1, 1)) <= end:
        found.append(day)
        number += step
    return found


def _label_expression(t: Translator, *, weekly: bool) -> str:
    """Return how the browser writes a tick: in the reader's language, with the year where it begins."""
    months = json.dumps([t.date(date(2023, month, 1), "month_short") for month in range(1, _YEAR_MONTHS + 1)])
    name = f"{months}[utcmonth(datum.value)]"
    if weekly:
        return f"utcdate(datum.value) + ' ' + {name}"
    return f"{name} + (utcmonth(datum.value) < 2 || datum.index == 0 ? ' ' + utcyear(datum.value) : '')"


def now_line(span: Span) -> alt.Chart:
    """Return the line of the clock's day, which runs through every chart; `on_day` says where it stands."""
    line: alt.Chart = (
        alt.Chart(alt.NamedData(NOW))
        .mark_rule(color=span.look.day, strokeWidth=2, opacity=0.85, clip=True)
        .encode(x=alt.X("day:T", scale=time_scale(span)))
    )
    return line


def specification(chart: alt.LayerChart) -> Row:
    """Return the chart as Vega-Lite, without the day of the clock, so that it may be kept."""
    found: Row = chart.to_dict(validate=False)
    return found


def on_day(kept: Row, day: date) -> Row:
    """Return a chart that was kept with the clock on a day."""
    return {**kept, "datasets": {**kept.get("datasets", {}), NOW: [{"day": day.isoformat()}]}}


def click(number: int) -> alt.Parameter:
    """Return the selection that a click on a mark makes: the day it stands for, and its site."""
    return alt.selection_point(
        name=f"{PICK}{number}",
        fields=["jump", "site"],
        on="click",
        clear=False,
        toggle=False,
        empty=False,
        nearest=False,
    )


def tooltip(span: Span, *names: str) -> list[alt.Tooltip]:
    """Return the lines of a tooltip, each a field of the row under a heading of the catalogue."""
    return [alt.Tooltip(f"{name}:N", title=span.t(f"chart.tip.{name}")) for name in names]


def sized(layers: Sequence[alt.Chart], look: Look, *, height: int, right: int = RIGHT) -> alt.LayerChart:
    """Return layers as one chart as wide as the page lets it be; `height` is that of the picture without its axis."""
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            height=height + _BELOW,
            width="container",
            padding={"left": 4, "top": 6, "right": right, "bottom": 4},
        )
        .configure_view(strokeOpacity=0)
        # The page's own grey for axes is too faint on its white.
        # The chart's own text and its table are what is read aloud: Vega would read out our fields, and in English.
        .configure_axis(labelColor=look.quiet, titleColor=look.quiet, aria=False)
        .configure_mark(aria=False)
    )
    return chart
