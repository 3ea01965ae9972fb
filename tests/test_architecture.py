"""The house's rules, read from the imports themselves."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = [
    *sorted(path for folder in ("geodata", "pages") for path in (ROOT / folder).rglob("*.py")),
    ROOT / "app.py",
]

# Each room, and the rooms that it may look into.
MAY_IMPORT = {
    "errors": set(),
    "i18n": {"errors"},
    "domain": {"errors"},
    "data": {"errors", "domain", "i18n"},
    "events": {"errors", "domain", "data", "i18n"},
    "maps": {"errors", "domain", "data", "i18n"},
    "charts": {"errors", "domain", "maps", "i18n"},
    "export": {"errors", "domain", "data", "maps", "i18n"},
    "ui": {"errors", "domain", "data", "events", "maps", "charts", "export", "i18n"},
    "cli_claims": {"errors", "domain", "data", "i18n"},
    "research": {"errors", "domain", "data", "maps", "i18n"},
    "cli": {"errors", "domain", "data", "events", "maps", "export", "i18n", "cli_claims"},
}
LONGEST_MODULE = 300
LONGEST_PAGE = 60


def imports(path: Path) -> list[str]:
    """Return every module that a file imports, wherever in the file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return found


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    if parts[0] != "geodata":
        return "pages"
    return parts[1] if len(parts) > 2 else path.stem


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_imports_point_the_right_way(path: Path) -> None:
    allowed = MAY_IMPORT.get(room(path))
    if allowed is None:
        return
    for module in imports(path):
        parts = module.split(".")
        if parts[0] == "geodata" and len(parts) > 1:
            assert parts[1] == room(path) or parts[1] in allowed, f"{name(path)} imports {module}"


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_only_the_page_knows_streamlit(path: Path) -> None:
    if room(path) in {"ui", "pages"}:
        return
    # `serve` starts Streamlit as a command; it does not draw with it.
    assert not [module for module in imports(path) if module.split(".")[0] in {"streamlit", "streamlit_folium"}]


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_only_maps_know_folium(path: Path) -> None:
    if room(path) == "maps":
        return
    assert "folium" not in {module.split(".")[0] for module in imports(path)}


@pytest.mark.parametrize("path", [path for path in PYTHON if room(path) == "domain"], ids=name)
def test_the_domain_reads_no_file_no_clock_and_no_network(path: Path) -> None:
    roots = {module.split(".")[0] for module in imports(path)}
    assert not roots & {"os", "pathlib", "io", "time", "socket", "urllib", "requests", "tempfile", "random"}
    called = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
    assert not called & {"today", "now", "utcnow", "read_text", "read_csv", "open"}


@pytest.mark.parametrize("path", [path for path in PYTHON if room(path) in {"ui", "pages"}], ids=name)
def test_view_and_belongings_alone_touch_session_and_address(path: Path) -> None:
    if path.name in {"state.py", "belongings.py"}:
        return
    touched = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
    assert not touched & {"session_state", "query_params"}


def test_modules_stay_short() -> None:
    scripts = [*PYTHON, *(ROOT / "geodata").rglob("*.js")]
    long = {
        name(path): lines
        for path in scripts
        if (lines := len(path.read_text("utf-8").splitlines()))
        > (LONGEST_PAGE if room(path) == "pages" else LONGEST_MODULE)
    }
    assert not long


def test_nothing_points_at_another_host() -> None:
    """No address of a CDN, a font or a tile server in the code that the page runs."""
    told = [*(ROOT / "geodata" / "maps").rglob("*.js"), *(ROOT / "geodata").rglob("*.css"), *PYTHON]
    allowed = ("http://www.w3.org/", "http://www.opengis.net/", "https://datapackage.org/", "https://github.com/")
    for path in told:
        text = path.read_text("utf-8")
        for start in (i for i in range(len(text)) if text.startswith(("http://", "https://"), i)):
            address = text[start : start + 40]
            bare = address.split('"')[0].split("'")[0] in {"https://", "http://"}
            assert bare or address.startswith(allowed), f"{name(path)}: {address}"
