"""The base map: what the browser gets, and what happens when a file is broken."""

from __future__ import annotations

import hashlib
import json
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from geodata.errors import AssetError
from geodata.maps.base import BasePayload, Line, Name, base_payload

FOLDER = Path(__file__).parents[2] / "geodata" / "missions" / "minusma" / "base"
ROLES = {"countries", "surroundings", "regions", "river", "rivers", "lakes", "towns", "names"}


@pytest.fixture(scope="module")
def payload() -> BasePayload:
    return base_payload(FOLDER)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "base"))


def provenance() -> dict[str, dict[str, object]]:
    files: dict[str, dict[str, object]] = json.loads((FOLDER / "PROVENANCE.json").read_text(encoding="utf-8"))["files"]
    return files


def unpack(line: Line, scale: int) -> list[tuple[float, float]]:
    points, lng, lat = [], 0, 0
    for dx, dy in zip(line[::2], line[1::2], strict=True):
        lng, lat = lng + dx, lat + dy
        points.append((lng / scale, lat / scale))
    return points


def every_name(payload: BasePayload) -> list[Name]:
    return [*payload["names"], *payload["towns"]]


def test_is_small_and_plain_json(payload: BasePayload) -> None:
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    assert len(text.encode()) <= 130_000
    assert json.loads(text) == payload


def test_is_the_same_each_time(payload: BasePayload) -> None:
    assert base_payload(FOLDER) == payload


def test_the_country_is_one_closed_outline_where_mali_is(payload: BasePayload) -> None:
    (ring,) = (unpack(line, payload["scale"]) for line in payload["home"])
    assert ring[0] == ring[-1]
    lngs, lats = zip(*ring, strict=True)
    assert (min(lngs), max(lngs)) == pytest.approx((-12.26, 4.24), abs=0.02)
    assert (min(lats), max(lats)) == pytest.approx((10.14, 24.99), abs=0.02)


@pytest.mark.parametrize("key", ["land", "home"])
def test_areas_are_closed(payload: BasePayload, key: str) -> None:
    rings = payload["land"] if key == "land" else payload["home"]
    assert all(sum(line[2::2]) == sum(line[3::2]) == 0 for line in rings)
    assert all(len(line) >= 8 for line in rings)


def test_land_has_no_holes_along_its_borders(payload: BasePayload) -> None:
    for line in payload["land"]:
        lngs, lats = zip(*unpack(line, payload["scale"]), strict=True)
        inland = -11 < lngs[0] < 5 and 11 < lats[0] < 26
        assert not inland


def test_borders_are_lines_drawn_once(payload: BasePayload) -> None:
    seen: set[frozenset[tuple[float, float]]] = set()
    for line in payload["borders"] + payload["disputed"]:
        points = unpack(line, payload["scale"])
        for ends in pairwise(points):
            assert frozenset(ends) not in seen
            seen.add(frozenset(ends))
    assert len(seen) > 3000


def test_the_edge_of_the_data_is_no_border(payload: BasePayload) -> None:
    west, south, east, north = -13.0, 9.5, 5.5, 26.0
    for line in payload["borders"]:
        points = unpack(line, payload["scale"])
        for (x0, y0), (x1, y1) in pairwise(points):
            assert not (x0 == x1 and x0 in {west, east} and south <= y0 <= north)
            # Western Sahara does end at the 26th parallel, which is our northern edge.
            parallel = y0 == north and -12.1 <= x0 <= -8.6
            assert parallel or not (y0 == y1 and y0 in {south, north} and west <= x0 <= east)


def test_the_border_of_western_sahara_is_set_apart(payload: BasePayload) -> None:
    assert payload["disputed"]
    assert all(lat > 20 and lng < -5 for line in payload["disputed"] for lng, lat in unpack(line, payload["scale"]))


def test_the_river_runs_past_the_towns_on_it(payload: BasePayload) -> None:
    river = [point for one in payload["rivers"] if one["kind"] == "major" for point in unpack(one["line"], 1000)]
    towns = {town["id"]: town["points"][0] for town in payload["towns"]}
    for town in ("bamako", "segou", "gao", "ansongo", "bourem", "niamey"):
        lat, lng = towns[town]
        assert min(abs(x - lng) + abs(y - lat) for x, y in river) < 0.12


def test_every_name_is_said_in_both_languages(payload: BasePayload) -> None:
    for name in every_name(payload):
        assert set(name["text"]) == {"en", "fr"}
        assert all(text == text.strip() and text for text in name["text"].values())
        assert 1 <= name["rank"] <= 5
        assert all(-90 <= lat <= 90 and -180 <= lng <= 180 for lat, lng in name["points"])


def test_names_differ_where_the_languages_do(payload: BasePayload) -> None:
    text = {name["id"]: name["text"] for name in every_name(payload)}
    assert text["timbuktu"] == {"en": "Timbuktu", "fr": "Tombouctou"}
    assert text["algeria"] == {"en": "Algeria", "fr": "Algérie"}
    assert text["lake-faguibine"]["fr"] == "Lac Faguibine"


def test_ids_are_unique_and_hyphenated(payload: BasePayload) -> None:
    ids = [name["id"] for name in every_name(payload)]
    assert len(ids) == len(set(ids))
    # streamlit-folium drops what follows an underscore from the text it hashes.
    assert not [name for name in ids if "_" in name or name != name.lower()]


def test_misplaced_towns_are_put_right(payload: BasePayload) -> None:
    towns = {town["id"]: town["points"][0] for town in payload["towns"]}
    assert towns["bamba"] == pytest.approx([17.033, -1.4])
    assert towns["tessit"] == pytest.approx([15.224, 0.292], abs=0.001)


def test_no_label_stands_for_a_region_that_the_layer_lacks(payload: BasePayload) -> None:
    regions = [name for name in payload["names"] if name["kind"] == "region"]
    assert {name["id"] for name in regions} >= {"region-kidal", "region-gao", "region-timbuktu"}
    for name in regions:
        in_menaka = [point for point in name["points"] if point[0] < 17.6 and point[1] > 1.6]
        in_taoudenit = [point for point in name["points"] if point[0] > 20]
        assert not in_menaka
        assert not in_taoudenit


def test_the_mission_has_one_country_of_rank_one(payload: BasePayload) -> None:
    assert [name["id"] for name in payload["names"] if (name["kind"], name["rank"]) == ("country", 1)] == ["mali"]


def test_every_file_has_its_origin_and_its_hash() -> None:
    files = provenance()
    assert set(files) == {path.name for path in FOLDER.glob("*.geojson")}
    assert {entry["role"] for entry in files.values()} == ROLES
    for name, entry in files.items():
        content = (FOLDER / name).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["bytes"] == len(content)
        assert entry["features"] == len(json.loads(content)["features"])
        assert all(entry.get(key) for key in ("licence", "attribution", "processing", "caveat"))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"features": 3}', '{"features": [{"properties": {}}]}', '{"features": [[]]}', "\udcff"],
)
@pytest.mark.parametrize("name", ["countries_10m.geojson", "names.geojson"])
def test_a_corrupt_file_is_one_clear_error(copy: Path, name: str, text: str) -> None:
    (copy / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(AssetError, match=name) as caught:
        base_payload(copy)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("geometry", [{"type": "Polygon", "coordinates": [[1, 2]]}, {"type": "Blob"}, None, 7])
def test_a_corrupt_geometry_is_one_clear_error(copy: Path, geometry: object) -> None:
    feature = {"type": "Feature", "properties": {"area_km2": 1}, "geometry": geometry}
    (copy / "lakes_gshhs.geojson").write_text(json.dumps({"features": [feature]}), encoding="utf-8")
    with pytest.raises(AssetError, match=r"lakes_gshhs\.geojson"):
        base_payload(copy)


def test_a_missing_file_is_one_clear_error(copy: Path) -> None:
    (copy / "niger_main.geojson").unlink()
    with pytest.raises(AssetError, match=r"niger_main\.geojson: cannot be read"):
        base_payload(copy)


def test_a_missing_property_is_named(copy: Path) -> None:
    path = copy / "towns_geonames500.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    del document["features"][0]["properties"]["rank"]
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(AssetError, match="no property 'rank'"):
        base_payload(copy)


@pytest.mark.parametrize("text", ["{}", "3", '{"home": "MLI", "files": {"names.geojson": {}}}'])
def test_a_bad_record_of_origin_is_one_clear_error(copy: Path, text: str) -> None:
    (copy / "PROVENANCE.json").write_text(text, encoding="utf-8")
    with pytest.raises(AssetError, match=r"PROVENANCE\.json"):
        base_payload(copy)


def test_a_mission_needs_only_what_it_has(copy: Path) -> None:
    path = copy / "PROVENANCE.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["files"] = {"countries_10m.geojson": document["files"]["countries_10m.geojson"]}
    path.write_text(json.dumps(document), encoding="utf-8")
    payload = base_payload(copy)
    assert payload["home"]
    assert not payload["towns"]
