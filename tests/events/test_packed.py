"""What goes to the browser: bytes that can be read back to the same events, and are nobody else's."""

from __future__ import annotations

from datetime import date

import event_files as ef
import numpy as np
import pytest

from geodata.domain.around import Colour
from geodata.domain.mission import Extent, Span
from geodata.events.grouping import MOST_GROUPS, grouped, parties_of, usual_parties
from geodata.events.nearby import EventIndex
from geodata.events.packed import BLUR, NO_FIGURE, STEPS, Packed, pack
from geodata.events.read import read_events

DAYS = Span(date(2023, 6, 1), date(2024, 12, 31))
BOX = Extent(west=-13.0, south=9.5, east=5.5, north=26.0)
SECRET = b"0123456789abcdef"


def _index(content: bytes | None = None) -> EventIndex:
    return EventIndex.of(read_events(content or ef.ged()))


def _pack(index: EventIndex, *, secret: bytes = SECRET, single: bool = True, colour: Colour = Colour.TYPE) -> Packed:
    return pack(index, grouped(index, colour), days=DAYS, extent=BOX, secret=secret, single=single)


def _read(content: bytes) -> dict[str, np.ndarray]:
    size, at = np.frombuffer(content, "<u4", 2).tolist()
    found = {}
    for name, kind in (
        ("day", "<i4"),
        ("lat", "<i4"),
        ("lon", "<i4"),
        ("dead", "<u2"),
        ("group", "u1"),
        ("area", "u1"),
    ):
        found[name] = np.frombuffer(content, kind, size, at)
        at += found[name].nbytes
    assert at == len(content)
    return found


def test_the_bytes_hold_the_events_in_the_order_of_their_days() -> None:
    index = _index()
    packed = _pack(index)
    read = _read(packed.content)
    assert read["day"].tolist() == sorted(index.start.tolist())
    assert (read["lat"] / STEPS).tolist() == pytest.approx(index.lat[packed.order].tolist(), abs=1e-5)
    assert (read["lon"] / STEPS).tolist() == pytest.approx(index.lon[packed.order].tolist(), abs=1e-5)
    assert read["dead"].tolist() == [7, 0, 3]
    assert read["area"].tolist() == [1, 0, 0]


def test_no_figure_is_not_nought_and_many_dead_are_not_no_figure() -> None:
    rows = [ef.UCDP_ROWS[0] | {"id": str(number), "best": best} for number, best in enumerate(("", "0", "999999"))]
    assert _read(_pack(_index(ef.ged(rows))).content)["dead"].tolist() == [NO_FIGURE, 0, NO_FIGURE - 1]


def test_what_the_map_cannot_show_stays_behind() -> None:
    moved = [
        {"id": "1", "date_start": "2022-01-01", "date_end": "2022-01-01"},
        {"id": "2", "latitude": "40.0", "geom_wkt": ""},
        {"id": "3", "date_start": "2023-03-10", "date_end": "2023-03-10"},
    ]
    index = _index(ef.ged(ef.UCDP_ROWS[0] | change for change in moved))
    packed = _pack(index)
    assert index.file.frame["id"].iloc[index.rows[packed.order]].tolist() == ["ucdp:3"]


def test_two_sessions_never_share_a_file_nor_two_choices_of_one() -> None:
    index = _index()
    ours, theirs = _pack(index).content, _pack(index, secret=b"another" * 3).content
    # The store looks at the first bytes of a large file; there the two must differ already.
    assert ours[:40] != theirs[:40]
    assert ours[40:] == theirs[40:]
    assert ours[:40] != _pack(index, colour=Colour.PARTY).content[:40]
    assert ours == _pack(index).content


def test_where_single_events_may_not_be_shown_no_exact_place_leaves() -> None:
    read = _read(_pack(_index(), single=False).content)
    for name in ("lat", "lon"):
        parts = read[name] / STEPS / BLUR
        assert parts.tolist() == pytest.approx(np.round(parts).tolist())


def test_a_type_is_a_group_and_the_rest_are_others() -> None:
    rows = [{"date": "2023-07-01", "lat": "18", "lon": "1", "type": f"kind {min(number, 9)}"} for number in range(30)]
    index = _index(ef.delimited(("date", "lat", "lon", "type"), rows).encode())
    found = grouped(index, Colour.TYPE)
    assert len(found.names) == MOST_GROUPS
    assert found.names[0] == "kind 9"
    kinds = index.file.frame["type"].iloc[index.rows].tolist()
    assert [("?" if code == MOST_GROUPS else found.names[code]) for code in found.codes] == [
        kind if kind in found.names else "?" for kind in kinds
    ]


def test_an_event_between_two_parties_takes_the_colour_of_the_one_named_first() -> None:
    index = _index()
    assert set(parties_of(index)) == {"Government of Mali", "CSP-PSD", "IS", "JNIM", "Civilians"}
    assert usual_parties(index)[-1] == "Government of Mali"
    found = grouped(index, Colour.PARTY, ("CSP-PSD", "Government of Mali"))
    sides = [set(pair) for pair in index.file.frame[["actor_a", "actor_b"]].iloc[index.rows].to_numpy().tolist()]
    wanted = [0 if "CSP-PSD" in pair else 1 if "Government of Mali" in pair else 2 for pair in sides]
    assert found.codes.tolist() == wanted


def test_joint_sides_are_parties_of_their_own() -> None:
    index = _index(ef.ged([ef.UCDP_ROWS[0] | {"side_b": "GATIA, MSA"}]))
    assert set(parties_of(index)) == {"Government of Mali", "GATIA", "MSA"}
