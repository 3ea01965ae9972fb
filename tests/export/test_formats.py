"""Every format, read back by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import geopandas as gpd
import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest

from geodata.data import registry
from geodata.export.cells import harmless
from geodata.export.errors import EmptySelection, UnknownFormat
from geodata.export.formats import FORMATS, Export, export
from geodata.export.story import story_frame
from geodata.i18n.catalog import LANGUAGES, Translator

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.domain.model import MissionData
    from geodata.domain.view import View

Made = Callable[[str, str], Export]
TODAY = date(2026, 11, 23)
KML = "{http://www.opengis.net/kml/2.2}"
EXTENTS = ("whole", "part")
# Frictionless runs as its own command, as a reader would run it.
FRICTIONLESS = [sys.executable, "-m", "frictionless", "validate"]


@pytest.fixture
def on_disk(made: Made, tmp_path: Path) -> Callable[[str, str], Path]:
    def write(form: str, extent: str) -> Path:
        path = tmp_path / f"{extent}{FORMATS[form].suffix}"
        path.write_bytes(made(form, extent).content)
        return path

    return write


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("extent", EXTENTS)
def test_each_export_has_a_sidecar_that_says_what_it_is(made: Made, form: str, extent: str) -> None:
    told = json.loads(made(form, extent).sidecar)
    assert told["format"] == form
    assert told["exported_on"] == "2026-11-23"
    assert told["data_version"] in told["citation"]
    assert told["licence"] == {"name": "CC-BY-4.0", "address": "https://creativecommons.org/licenses/by/4.0/"}
    assert "no endorsement" in told["boundary_note"]
    assert told["filter"] == ("" if extent == "whole" else "from=2023-10-01&to=2023-11-15&region=kidal")
    assert told["rows"]["sources"] > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_part_names_its_site_and_its_filters(shipped: MissionData, view_of: Callable[..., View], lang: str) -> None:
    t = Translator(lang)
    view = view_of(site="kidal", region="kidal", presence="closed", claimant="jnim", q="a&b", known="1")
    view = replace(view, on=date(2023, 11, 5))
    told = json.loads(export(shipped, "csv", today=TODAY, t=t, view=view).sidecar)
    lines = (
        t("export.part", start=view.start, end=view.end),
        t("export.choice", label=t("page.table.site"), values="Kidal"),
        t("export.choice", label=t("page.sidebar.regions"), values="Kidal"),
        t("export.choice", label=t("page.sidebar.claimants"), values=shipped.actor("jnim").short.get(lang)),
        t("export.choice", label=t("page.sidebar.text"), values=t("export.quoted", text="a&b")),
        t("export.state_on", day=date(2023, 11, 5)),
    )
    assert [line for line in lines if line not in told["filter_in_words"]] == []
    assert t("page.sidebar.known") not in told["filter_in_words"], "it narrows no data"
    assert dict(parse_qsl(told["filter"], strict_parsing=True))["q"] == "a&b"


def test_a_part_of_the_usual_days_says_that_it_is_a_part(shipped: MissionData, view_of: Callable[..., View]) -> None:
    made = export(shipped, "csv", today=TODAY, t=Translator("en"), view=view_of(region="foo"))
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        package = json.loads(archive.read("datapackage.json"))
    assert "Part of the record: what passes the filters from 1 June 2023" in package["description"]
    assert package["geodata:filter"] == json.loads(made.sidecar)["filter"] == "from=2023-06-01&to=2023-12-31"


def test_the_whole_csv_is_the_record_to_the_byte(made: Made, shipped: MissionData) -> None:
    origin = registry.folder("minusma")
    with zipfile.ZipFile(io.BytesIO(made("csv", "whole").content)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".csv")]
        assert len(names) == 17
        # The story is a file of its own in the record, and a table here.
        for name in set(names) - {"story.csv"}:
            assert archive.read(name) == (origin / name).read_bytes(), name
        told = list(csv.DictReader(io.StringIO(archive.read("story.csv").decode())))
    assert [(row["id"], row["day"], row["title_fr"]) for row in told] == [
        (step.id, step.day.isoformat(), step.title.fr) for step in shipped.story
    ]
    assert told[0]["source_ids"].split(";") == list(shipped.story[0].source_ids)


def test_a_part_has_the_steps_of_its_days_and_sites(made: Made, shipped: MissionData) -> None:
    with zipfile.ZipFile(io.BytesIO(made("csv", "part").content)) as archive:
        told = list(csv.DictReader(io.StringIO(archive.read("story.csv").decode())))
        sources = {row["id"] for row in csv.DictReader(io.StringIO(archive.read("sources.csv").decode()))}
    kidal = {site.id for site in shipped.sites if site.region == "kidal"}
    wanted = [
        step.id
        for step in shipped.story
        if step.site_id in kidal and date(2023, 10, 1) <= step.day <= date(2023, 11, 15)
    ]
    assert wanted
    assert [row["id"] for row in told] == wanted
    assert {name for row in told for name in row["source_ids"].split(";")} <= sources


def test_a_step_of_the_story_takes_along_all_that_it_asks_of_the_map(
    shipped: MissionData, view_of: Callable[..., View], tmp_path: Path
) -> None:
    step = replace(shipped.story[0], claim_id="agc-066", window=0, layers=frozenset({"routes", "convoys"}))
    data = replace(shipped, story=(step, *shipped.story[1:]))
    content = export(data, "csv", today=TODAY, t=Translator("en"), view=view_of(to="2023-06-30")).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    told = next(csv.DictReader(io.StringIO((tmp_path / "story.csv").read_text("utf-8"))))
    assert (told["claim_id"], told["window"], told["layers"]) == ("agc-066", "0", "convoys;routes")
    found = validated(tmp_path / "datapackage.json")
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("extent", EXTENTS)
def test_the_csv_is_a_data_package_that_frictionless_accepts(
    on_disk: Callable[[str, str], Path], tmp_path: Path, extent: str
) -> None:
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(on_disk("csv", extent)) as archive:
        archive.extractall(folder)
    found = validated(folder / "datapackage.json")
    assert found.returncode == 0, found.stdout
    assert (folder / "about.json").is_file()


def test_the_shipped_package_validates_with_frictionless() -> None:
    found = validated(registry.folder("minusma") / "datapackage.json")
    assert found.returncode == 0, found.stdout


def validated(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*FRICTIONLESS, str(path)], capture_output=True, text=True, check=False)  # noqa: S603


@pytest.mark.parametrize("extent", EXTENTS)
def test_the_workbook_opens_with_every_table(made: Made, shipped: MissionData, extent: str) -> None:
    told = json.loads(made("xlsx", extent).sidecar)["rows"]
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", extent).content))
    assert book.sheetnames == ["about", *told]
    frames = {**shipped.frames, "story": story_frame(shipped)}
    for name, rows in told.items():
        sheet = book[name]
        assert sheet.max_row == rows + 1, name
        assert [cell.value for cell in sheet[1]] == [column for column in frames[name].columns if column != "geometry"][
            : sheet.max_column
        ]
    sites = book["sites"]
    header = [cell.value for cell in sites[1]]
    assert isinstance(sites.cell(2, header.index("closure_order") + 1).value, int)
    claims = book["claims"]
    header = [cell.value for cell in claims[1]]
    assert isinstance(claims.cell(2, header.index("earliest") + 1).value, datetime)
    assert isinstance(claims.cell(2, header.index("lat") + 1).value, float)


def test_no_cell_of_the_workbook_is_a_formula(made: Made) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", "whole").content))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("extent", EXTENTS)
def test_the_geopackage_opens_with_every_layer(on_disk: Callable[[str, str], Path], made: Made, extent: str) -> None:
    path = on_disk("gpkg", extent)
    rows = json.loads(made("gpkg", extent).sidecar)["rows"]
    layers = {name: kind for name, kind in pyogrio.list_layers(path)}  # noqa: C416  numpy rows
    assert layers["sites"] == layers["site_states"] == layers["claims"] == "Point"
    assert layers["convoy_lines"] == "LineString"
    for name, count in rows.items():
        if count:
            assert pyogrio.read_info(path, layer=name.replace("-", "_"))["features"] == count
    states = pyogrio.read_dataframe(path, layer="site_states")
    assert states.crs.to_epsg() == 4326
    kidal = states[(states["site_id"] == "kidal") & (states["start"] == "2023-10-31")].iloc[0]
    assert (kidal["holder_ids"], kidal["transfer"]) == ("csp", "without_handover")
    assert (kidal.geometry.x, kidal.geometry.y) == pytest.approx((1.4092, 18.4435))
    told = pyogrio.read_dataframe(path, layer="about").set_index("name")["value"]
    assert "no endorsement" in told["boundary_note"]


@pytest.mark.parametrize("extent", EXTENTS)
def test_geoparquet_is_version_1_1_with_a_covering(on_disk: Callable[[str, str], Path], extent: str) -> None:
    path = on_disk("parquet", extent)
    metadata = pq.read_schema(path).metadata
    geo = json.loads(metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert "no endorsement" in json.loads(metadata[b"geodata"])["boundary_note"]
    frame = gpd.read_parquet(path)
    near = gpd.read_parquet(path, bbox=(1, 18, 2, 19))
    assert 0 < len(near) < len(frame)
    assert frame.crs.to_epsg() == 4326
    # The columns have one type, whatever rows were chosen.
    assert pq.read_schema(path).field("start").type == "timestamp[ms]"
    assert pq.read_schema(path).field("claimant_id").type in {"string", "large_string"}


@pytest.mark.parametrize("extent", EXTENTS)
def test_geojson_is_valid_and_keeps_every_source(
    on_disk: Callable[[str, str], Path], shipped: MissionData, extent: str
) -> None:
    path = on_disk("geojson", extent)
    document = json.loads(path.read_text("utf-8"))
    assert document["type"] == "FeatureCollection"
    known = {source["id"] for source in document["sources"]}
    for feature in document["features"]:
        properties = feature["properties"]
        assert properties["start"] <= properties["end"], properties["id"]
        assert properties["source_ids"]
        assert set(properties["source_ids"]) <= known
    assert len(pyogrio.read_dataframe(path)) == len(document["features"])
    if extent == "whole":
        claims = [feature["id"] for feature in document["features"] if feature["properties"]["layer"] == "claims"]
        assert claims == [claim.id for claim in shipped.claims]


@pytest.mark.parametrize("extent", EXTENTS)
def test_kml_has_a_span_of_days_for_each_mark(made: Made, extent: str) -> None:
    root = ET.fromstring(made("kml", extent).content)  # noqa: S314  our own output
    marks = root.findall(f".//{KML}Placemark")
    assert len(marks) > 20
    for mark in marks:
        begin, end = mark.find(f"{KML}TimeSpan/{KML}begin"), mark.find(f"{KML}TimeSpan/{KML}end")
        assert begin is not None
        assert end is not None
        assert date.fromisoformat(str(begin.text)) <= date.fromisoformat(str(end.text))
        assert "http" in str(mark.findtext(f"{KML}description"))
    kidal = next(mark for mark in marks if mark.findtext(f"{KML}name") == "Kidal")
    lon, lat = str(kidal.findtext(f"{KML}Point/{KML}coordinates")).split(",")
    assert (float(lon), float(lat)) == pytest.approx((1.4092, 18.4435))


def test_a_part_leads_nowhere_outside_of_itself(made: Made, shipped: MissionData) -> None:
    document = json.loads(made("geojson", "part").content)
    states = [feature for feature in document["features"] if feature["properties"]["layer"] == "site-states"]
    regions = {site.id: site.region for site in shipped.sites}
    assert {regions[feature["properties"]["site_id"]] for feature in states} == {"kidal"}
    for feature in states:
        assert "2023-10-01" <= feature["properties"]["start"] <= feature["properties"]["end"] <= "2023-11-15"


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_choice_is_refused(shipped: MissionData, view_of: Callable[..., View], form: str) -> None:
    view = view_of(from_="2023-06-01", to="2023-06-02", region="sikasso")
    with pytest.raises(EmptySelection):
        export(shipped, form, today=TODAY, t=Translator("en"), view=view)


def test_an_unknown_format_names_the_known_ones(shipped: MissionData) -> None:
    with pytest.raises(UnknownFormat, match="csv, xlsx, geojson"):
        export(shipped, "shp", today=TODAY, t=Translator("en"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["kml", "csv"])
def test_exports_speak_the_language_asked_for(shipped: MissionData, lang: str, form: str) -> None:
    t = Translator(lang)
    assert t("export.boundaries") in export(shipped, form, today=TODAY, t=t).sidecar.decode()


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+33", "'+33"),
        ("-1+2", "'-1+2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("Kidal = held", "Kidal = held"),
        ("", ""),
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_disarmed(text: str, safe: str) -> None:
    assert harmless(text) == safe


def test_hostile_cells_run_nowhere(shipped: MissionData) -> None:
    hostile: dict[str, Any] = dict(shipped.frames)
    notes = hostile["sites"].copy()
    notes["note_en"] = '=cmd|"/c calc"!A1'
    hostile["sites"] = notes
    data = replace(shipped, frames=hostile)
    with zipfile.ZipFile(io.BytesIO(export(data, "csv", today=TODAY, t=Translator("en")).content)) as archive:
        assert "'=cmd" in archive.read("sites.csv").decode()
        assert ",=cmd" not in archive.read("sites.csv").decode()
    book = openpyxl.load_workbook(io.BytesIO(export(data, "xlsx", today=TODAY, t=Translator("en")).content))
    header = [cell.value for cell in book["sites"][1]]
    cell = book["sites"].cell(2, header.index("note_en") + 1)
    assert (cell.data_type, cell.value) == ("s", '\'=cmd|"/c calc"!A1')


def test_the_roads_that_claims_name_are_schematic_lines(on_disk: Callable[[str, str], Path]) -> None:
    for form, layer in (("geojson", None), ("gpkg", "claim_lines"), ("parquet", None)):
        path = on_disk(form, "whole")
        frame = gpd.read_parquet(path) if form == "parquet" else gpd.read_file(path, layer=layer)
        lines = frame if layer else frame[frame["layer"] == "claim-routes"]
        assert set(lines["id"]) == {
            "agc-007-timbuktu-ber",
            "agc-011-timbuktu-ber",
            "agc-016-douentza-gao",
            "agc-062-ansongo-labbezanga",
            "agc-066-kidal-gao",
            "agc-119-niono-lere",
            "agc-132-bandiagara-bankass",
        }
        assert set(lines.geom_type) == {"LineString"}
        assert lines["schematic"].astype(bool).all()


def test_the_roads_of_a_part_are_those_of_its_claims(made: Made) -> None:
    with zipfile.ZipFile(io.BytesIO(made("csv", "part").content)) as archive:
        text = archive.read("routes.csv").decode()
    assert [line.split(",")[0] for line in text.splitlines()] == ["id", "kidal-gao"]
