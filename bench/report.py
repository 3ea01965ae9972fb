"""The figures as a table, each beside what it must reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

THOUSAND: Final = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: where it stands in the results, what it is, and the most that it may be."""

    path: str
    label: str
    most: float | None = None


LINES: Final = (
    Line("show_ms.usual_window.median", "show(day), claims of 30 days, median ms", 1),
    Line("show_ms.usual_window.p95", "show(day), claims of 30 days, p95 ms", 2),
    Line("show_ms.all_claims_so_far.median", "show(day), all claims so far, median ms", 1),
    Line("show_ms.all_claims_so_far.p95", "show(day), all claims so far, p95 ms", 2),
    Line("show_ms.all_claims_so_far_with_layout.median", "  the same with layout, median ms"),
    Line("show_every_layer_ms.usual_window.median", "show(day), every layer, claims of 30 days, median ms"),
    Line("show_every_layer_ms.usual_window.p95", "show(day), every layer, claims of 30 days, p95 ms", 3),
    Line("show_every_layer_ms.all_claims_so_far.p95", "show(day), every layer, all claims so far, p95 ms", 3),
    Line("drag.frame_ms.median", "frame while dragging (middle of 3 drags), median ms"),
    Line("drag.frame_ms.p95", "frame while dragging, p95 ms", 20),
    Line("drag.frame_ms.max", "frame while dragging, longest ms", 50),
    Line("drag.days_shown", "days seen in a drag of 91 moves"),
    Line("release.panel_follows_ms.median", "release to panel, dossier open, median ms", 300),
    Line("release.panel_follows_ms.p95", "release to panel, dossier open, p95 ms", 500),
    Line("filter.map_shows_ms.median", "filter to map, median ms", 300),
    Line("filter.map_shows_ms.p95", "filter to map, p95 ms"),
    Line("first_paint_ms.median", "warm visit to first site on the map, median ms", 1200),
    Line("first_paint_ms.p95", "warm visit to first site on the map, p95 ms"),
    Line("naive_first_paint_ms.median", "the naive way: warm visit to its first mark, median ms"),
    Line("first_paint_ratio", "  ours, in multiples of it"),
    Line("private_first_paint_ms.median", "  in a private window, median ms"),
    Line("naive_private_first_paint_ms.median", "  the naive way in a private window, median ms"),
    Line("release.script_cpu_ms.median", "processor time of the script per rerun, median ms", 20),
    Line("release.script_cpu_ms.p95", "processor time of the script per rerun, p95 ms"),
    Line("script_cpu_ms.median", "  of the whole page (AppTest), median ms"),
    Line("release.server_cpu_ms", "processor time of the server per rerun, mean ms"),
    Line("first_load.beyond_streamlit_bytes", "first load beyond Streamlit's own, bytes", 600_000),
    Line("first_load.map_files_bytes", "  of it the map's files"),
    Line("first_load.component_bytes", "  of it streamlit-folium's component"),
    Line("first_load.messages_bytes", "  of it messages of the WebSocket"),
    Line("first_load.streamlit_bytes", "first load of Streamlit itself, bytes"),
    Line("release.bytes_per_rerun", "per rerun, both ways, bytes", 20_000),
    Line("step.map_shows_ms.median", "key to map, median ms"),
    Line("step.map_shows_ms.p95", "key to map, p95 ms"),
    Line("naive.map_shows_ms.median", "the naive way: key to map, median ms"),
    Line("naive.map_shows_ms.p95", "the naive way: key to map, p95 ms"),
    Line("naive.server_cpu_ms", "the naive way: processor time of the server per step, ms"),
    Line("naive.bytes_per_step", "the naive way: per step, both ways, bytes"),
)


def table(found: dict[str, Any]) -> str:
    """Return the table as text."""
    width = max(len(line.label) for line in LINES)
    rows = [f"{'':{width}}  {'measured':>10}  {'target':>10}"]
    for line in LINES:
        value = _at(found, line.path)
        mark = "" if line.most is None or value is None else ("ok" if value <= line.most else "MISSED")
        most = "" if line.most is None else f"{line.most:,.0f}"
        rows.append(f"{line.label:{width}}  {_written(value):>10}  {most:>10}  {mark}".rstrip())
    return "\n".join(rows)


def _at(found: dict[str, Any], path: str) -> float | None:
    value: Any = found
    for name in path.split("."):
        value = value[name]
    return None if value is None else float(value)


def _written(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= THOUSAND or value == int(value) else f"{value:g}"
