from __future__ import annotations

import json
from typing import TYPE_CHECKING

import event_files as files
import pytest

from geodata.cli import main
from geodata.data.load import load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ged(tmp_path: Path) -> Path:
    """Return a file from 2022 to 2024 with three events around Kidal."""
    days = ["2022-01-01", "2023-10-01", "2023-11-04", "2023-11-20", "2024-12-31"]
    rows = [files.UCDP_ROWS[0] | {"id": day, "date_start": day, "date_end": day} for day in days]
    path = tmp_path / "own.csv"
    path.write_bytes(files.ged([*rows, files.UCDP_ROWS[0] | {"date_start": "soon"}]))
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    try:
        code = main(["events", *map(str, arguments)])
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_document_of_a_site(capsys: pytest.CaptureFixture[str], ged: Path) -> None:
    code, out, err = run(capsys, ged, "--site", "kidal", "--format", "json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert list(document)[:8] == ["file", "site", "clock", "day", "radius_km", "before", "after", "flags"]
    assert {name: document["file"][name] for name in ("format", "rows", "rejected", "first", "last")} == {
        "format": "ucdp-ged",
        "rows": 6,
        "rejected": 1,
        "first": "2022-01-01",
        "last": "2024-12-31",
    }
    assert (document["site"], document["clock"], document["day"]) == ("kidal", "departed", "2023-10-31")
    assert list(document["before"])[:5] == ["days", "events", "deaths", "rate_per_30_days", "interval"]
    assert [document[side]["events"] for side in ("before", "after")] == [1, 2]
    assert document["after"]["deaths"] == 6
    assert document["after"]["rate_per_30_days"] == pytest.approx(2 / 3, abs=1e-3)
    assert document["before"]["interval"] == pytest.approx([0.0253 / 3, 5.5716 / 3], abs=1e-3)
    assert "small-numbers" in document["flags"]
    assert document["placebo"]["day"] == "2022-10-31"


def test_the_document_of_a_site_has_the_towns_of_the_table(capsys: pytest.CaptureFixture[str], ged: Path) -> None:
    asked = ("--site", "kidal", "--radius-km", "30")
    towns = json.loads(run(capsys, ged, *asked, "--format", "json")[1])["towns"]
    table = run(capsys, ged, *asked)[1]
    names = load().frames["places"].set_index("id")["name_en"]
    assert len(towns) == 3
    for town in towns:
        assert f"{names[town['town']]}, no UN site" in table
        assert town["km"] >= 60
        assert town["day"] == "2023-10-31"
        assert set(town["before"]) == set(town["after"]) >= {"days", "events", "deaths", "rate_per_30_days", "interval"}
        assert town["spanning"] == 0


def test_counts_agree_with_their_nouns(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("date,lat,lon,deaths\n2023-11-01,18.44,1.41,1\n")
    asked = (path, "--site", "kidal", "--allow-cut-off")
    assert "own.csv: 1 row, 1 event, 0 rejected; " in run(capsys, *asked)[1]
    told = run(capsys, *asked, "--lang", "fr")[1]
    assert "own.csv\N{NO-BREAK SPACE}: 1 ligne, 1 événement, 0 rejetée\N{NO-BREAK SPACE}; " in told
    assert "1 (1 mort), " in told
    path.write_text("date,lat,lon,deaths\n2023-11-01,18.44,1.41,2\n2023-11-02,18.44,1.41,\n2023-11-02,18,x,\n")
    told = run(capsys, *asked, "--lang", "fr")[1]
    assert "3 lignes, 2 événements, 1 rejetée" in told
    assert "2 (2 morts), " in told
    path.write_text("date,lat,lon\n2023-11-01,18.44,1.41\n")
    assert "1 (sans chiffre), " in run(capsys, *asked, "--lang", "fr")[1]


def test_the_document_of_all_sites(capsys: pytest.CaptureFixture[str], ged: Path) -> None:
    code, out, _ = run(capsys, ged, "--format", "json", "--clock", "transferred", "--lang", "fr")
    document = json.loads(out)
    assert code == 0
    assert len(document["sites"]) == 13
    refused = {site["site"]: site["refused"]["code"] for site in document["sites"] if "refused" in site}
    messages = {site["site"]: site["refused"]["message"] for site in document["sites"] if "refused" in site}
    assert messages["kidal"] == (
        "Kidal\N{NO-BREAK SPACE}: d’après le relevé, il n’y a pas eu de remise officielle. Choisissez un autre --clock."
    )
    assert "du 17 août 2024 au 12 février 2025" in messages["bamako"]
    assert refused == {"aguelhok": "no_turning_day", "kidal": "no_turning_day", "bamako": "window_cut_off"}


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("site", [["--site", "kidal"], []])
def test_the_table(capsys: pytest.CaptureFixture[str], ged: Path, site: list[str], lang: str) -> None:
    code, out, err = run(capsys, ged, "--lang", lang, *site)
    assert (code, err) == (0, "")
    assert out.splitlines()[-1].startswith("This describes" if lang == "en" else "Ceci décrit")
    assert "Kidal" in out


def test_the_rejects_can_be_kept(capsys: pytest.CaptureFixture[str], ged: Path, tmp_path: Path) -> None:
    run(capsys, ged, "--rejects", tmp_path / "rejects.csv")
    assert (tmp_path / "rejects.csv").read_text().splitlines()[1:] == ["7,bad-date,date_start,soon 00:00:00.000"]


def test_rejects_that_cannot_be_written_are_one_line(
    capsys: pytest.CaptureFixture[str], ged: Path, tmp_path: Path
) -> None:
    for path in (tmp_path / "none" / "r.csv", tmp_path):
        code, out, err = run(capsys, ged, "--site", "kidal", "--rejects", path)
        assert (code, out) == (2, "")
        assert err.startswith(f"geodata: {path} cannot be written: ")
        assert err.count("\n") == 1


def test_a_file_without_an_event_lists_its_faults(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("date,lat,lon\nsoon,16,1\n")
    code, out, err = run(capsys, path)
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "own.csv: 1 row, no event among them",
        "own.csv, line 2: not a date that can be read to the day (date: soon)",
    ]


def test_the_reader_answers_what_the_file_does_not_tell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Quand,Y,X\n03/04/2023,16,1\n")
    asked = ("--column", "date_start=Quand", "--allow-cut-off", "--site", "gao", "--format", "json")
    code, _, err = run(capsys, path, *asked)
    assert code == 2
    assert "say which comes first. Add --dates day-first or --dates month-first." in err
    code, out, _ = run(capsys, path, *asked, "--dates", "day-first")
    assert code == 0
    assert json.loads(out)["file"]["first"] == "2023-04-03"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.csv",), "geodata: none.csv: there is no such file"),
        (("none.csv", "--radius-km", "3"), "geodata: radius-km must be from 5 to 150, not 3"),
        (("none.csv", "--days", "365"), "geodata: days must be from 7 to 180, not 365"),
        (("none.csv", "--site", "kidall"), "geodata: no site 'kidall'; did you mean: kidal"),
        (("none.csv", "--column", "lat"), "geodata: none.csv: the mapping names 'lat', which does not exist"),
        (("none.csv", "--clock", "noon"), "geodata events: argument --clock: invalid choice"),
    ],
)
def test_a_mistake_is_one_line(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "arguments", "helps"),
    [
        ("a,b\n1,2\n", (), "Name them with --column, such as --column lat=NAME."),
        ("date,lat,lon\n2023-01-01,16,1\n", ("--column", "lat:y"), "Write --column FIELD=NAME."),
        ("date,lat,lon\n25/08/2023,16,1\n08/25/2023,16,1\n", (), "Add --dates day-first or --dates month-first."),
        ("date,lat,lon\n2023-10-01,16,1\n", ("--site", "kidal", "--clock", "transferred"), "Choose another --clock."),
    ],
)
def test_a_refusal_names_what_helps(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str, arguments: tuple[str, ...], helps: str
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(content)
    code, out, err = run(capsys, path, *arguments)
    assert (code, out) == (2, "")
    assert err.endswith(f". {helps}\n")
    assert err.count("\n") == 1


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_table_tells_refused_sites_by_name_and_once_what_helps(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "own.csv"
    path.write_text("date,lat,lon\n2023-10-01,16,1\n")
    code, out, _ = run(capsys, path, "--lang", lang)
    assert code == 0
    assert out.count("--allow-cut-off") == 1
    assert "Ménaka" in out
    assert "2023-" not in out


def test_a_cut_off_window_is_one_line(capsys: pytest.CaptureFixture[str], ged: Path) -> None:
    code, _, err = run(capsys, ged, "--site", "bamako")
    assert code == 2
    assert err == (
        "geodata: Bamako (mission headquarters): the window 17 August 2024 to 12 February 2025 is cut off, the file "
        "runs from 1 January 2022 to 31 December 2024. Add --allow-cut-off to count by the days that the file covers.\n"
    )
    code, out, _ = run(capsys, ged, "--site", "bamako", "--allow-cut-off", "--format", "json")
    assert code == 0
    assert json.loads(out)["after"]["days"] == 47
