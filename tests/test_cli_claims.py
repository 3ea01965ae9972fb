"""The ledger on the command line."""

from __future__ import annotations

import json

import pytest

from geodata.cli import main


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main(["claims", *arguments, "--format", "json"]) == 0
    rows: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return rows


def test_every_claim_is_told_with_what_a_reader_needs(capsys: pytest.CaptureFixture[str]) -> None:
    rows = told(capsys)
    assert len(rows) == 138
    for row in rows:
        assert {"id", "date", "place", "actor", "kind", "status", "happening_id", "source_ids"} <= set(row)
        assert row["source_ids"]


def test_claims_of_one_party_in_a_month(capsys: pytest.CaptureFixture[str]) -> None:
    rows = told(capsys, "--from", "2023-09-01", "--to", "2023-09-30", "--actor", "csp")
    assert {row["actor"] for row in rows} == {"csp"}
    assert "agc-026" in {row["id"] for row in rows}
    assert all(str(row["date"]) <= "2023-09-30" and str(row["latest"]) >= "2023-09-01" for row in rows)


def test_what_was_known_of_kidal_on_the_first_of_november(capsys: pytest.CaptureFixture[str]) -> None:
    known = {row["id"] for row in told(capsys, "--site", "kidal", "--known-on", "2023-11-01")}
    every = {row["id"] for row in told(capsys, "--site", "kidal")}
    assert {"agc-063", "agc-064"} <= known < every
    assert "agc-071" not in known


def test_a_table_writes_a_date_no_more_exactly_than_it_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    """What happened at Tessalit some day of October 2023, and what the week of 2 October saw."""
    assert main(["claims", "--from", "2023-10-01", "--to", "2023-10-15"]) == 0
    days = {line.split("  ")[0] for line in capsys.readouterr().out.splitlines()[1:]}
    assert {"2023-10", "2023-10-02/2023-10-08", "2023-10-05"} <= days


@pytest.mark.parametrize(("lang", "words"), [("en", "no claim passes"), ("fr", "aucune revendication")])
def test_an_empty_ledger_says_so(lang: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--from", "2023-06-01", "--to", "2023-06-01", "--lang", lang]) == 0
    assert words in capsys.readouterr().out


def test_a_table_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--kind", "blockade", "--lang", "fr"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0].startswith("Date")
    assert "Tombouctou" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--actor", "zz"), "nothing is called 'zz'"),
        (("--status", "true"), "nothing is called 'true'"),
        (("--from", "2023-13-01"), "is not a date"),
        (("--from", "2024-01-01", "--to", "2023-01-01"), "outside the record"),
        (("--from", "2023-12-01", "--to", "2023-07-01"), "comes after"),
        (("--site", "kidall"), "did you mean: kidal"),
    ],
)
def test_a_wrong_value_is_one_clear_line(
    arguments: tuple[str, ...],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["claims", *arguments]) == 2
    caught = capsys.readouterr()
    assert words in caught.err
    assert len(caught.err.splitlines()) == 1
    assert not caught.out
