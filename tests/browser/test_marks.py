"""The marks on the map at its first view: each can be hit, none lies on a name, and what is merged parts again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Open
    from driver import Dashboard

DESKTOP: dict[str, Any] = {}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
DAYS = ("2023-08-14", "2023-08-21", "2023-09-15", "2023-10-09", "2023-11-05", "2023-11-27", "2023-12-20")
SETTLED_MS = 400  # names are placed once the clock has passed on, and marks keep clear of them
LEAST = 0.2  # of the square round a mark: what a pointer can still find

GO = "(day) => { geodata.clock.go(geodata.dayOf(day), 'outside'); }"

# What part of the square round each mark belongs to it, and whether its middle does.
REACHED = """() => {
    const marks = [...document.querySelectorAll('.leaflet-container, .gd-corner')].flatMap((part) => (
        [...part.querySelectorAll('[data-site], [data-claim], .gd-more, [data-incident]')]));
    return marks.filter((mark) => mark.offsetWidth).map((mark) => {
        const box = mark.getBoundingClientRect();
        const hit = (x, y) => mark.contains(document.elementFromPoint(box.x + box.width * x, box.y + box.height * y));
        const steps = [0.1, 0.3, 0.5, 0.7, 0.9];
        const { site, claim, incident } = mark.dataset;
        return {
            name: site || claim || incident || `count at ${Math.round(box.x)}`,
            part: steps.flatMap((x) => steps.map((y) => hit(x, y))).filter(Boolean).length / 25,
            middle: hit(0.5, 0.5),
        };
    });
}"""

# The names that lie over their own mark: over its badge, or over the glyph itself.
NAMES_ON_MARKS = """() => {
    const over = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const box = (node) => node.getBoundingClientRect();
    const names = [...document.querySelectorAll('.gd-label-site')].filter(({ style }) => style.display !== 'none');
    const parts = [...document.querySelectorAll('[data-site]')].flatMap((mark) => (
        [...mark.querySelectorAll('.gd-badge:not(.gd-none) circle, .gd-fill')]));
    return names.filter(({ firstChild }) => parts.some((part) => over(box(firstChild), box(part))))
        .map(({ textContent }) => textContent);
}"""


def shown_on(dashboard: Dashboard, day: str) -> None:
    dashboard.run(GO, day)
    dashboard.page.wait_for_timeout(SETTLED_MS)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_mark_of_the_first_view_can_be_hit(open_in: Open, size: dict[str, Any]) -> None:
    dashboard = open_in("?on=2023-08-14", **size)
    dashboard.root.scroll_into_view_if_needed()
    for day in DAYS:
        shown_on(dashboard, day)
        marks = dashboard.run(REACHED)
        assert len(marks) > 13
        assert [mark["name"] for mark in marks if mark["part"] < LEAST or not mark["middle"]] == [], day


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_name_lies_on_a_mark_of_a_site(open_in: Open, size: dict[str, Any], lang: str) -> None:
    dashboard = open_in(f"?on=2023-11-05&lang={lang}", **size)
    for day in ("2023-11-05", "2023-12-20"):
        shown_on(dashboard, day)
        assert dashboard.run(NAMES_ON_MARKS) == [], day


def test_a_merged_fan_names_its_places_and_parts_when_one_zooms_in(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-09-15")
    drawn = "() => document.querySelectorAll('.gd-fan > [data-claim]').length"
    before = dashboard.run(drawn)
    claim = dashboard.scope.locator(".gd-fan > [data-claim]").first
    claim_id = claim.get_attribute("data-claim")
    place = dashboard.run("(id) => geodata.app.model.claims.find((claim) => claim.id === id).place.en", claim_id)
    assert place in str(claim.get_attribute("aria-label"))
    dashboard.run("() => { geodata.app.map.setView([16.7, -2.5], 9, { animate: false }); }")
    dashboard.page.wait_for_timeout(SETTLED_MS)
    assert dashboard.run(drawn) > before
    # Each bubble stands beside its own place, not beside another's.
    far: list[float] = dashboard.run("""() => [...document.querySelectorAll('.gd-fan > [data-claim]')].map((mark) => {
        const [box, point] = [mark, mark.parentNode].map((node) => node.getBoundingClientRect());
        return Math.hypot(box.x + box.width / 2 - point.x, box.y + box.height / 2 - point.y);
    })""")
    assert max(far) < 60


def test_a_chosen_claim_is_never_behind_a_count(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-11-05")
    stacked = dashboard.run("""() => geodata.app.claims.shown()
        .filter((id) => !document.querySelector(`[data-claim="${id}"]`))""")
    assert stacked
    dashboard.run("(id) => geodata.app.claims.setSelected(id)", stacked[0])
    expect(dashboard.claim(stacked[0])).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_site_that_two_hold_shows_the_letters_of_both_each_on_its_own_half(
    open_in: Open, size: dict[str, Any]
) -> None:
    dashboard = open_in("?on=2024-11-15&to=2024-12-31", **size)
    found = dashboard.site("gao").evaluate("""(mark) => {
        const half = mark.querySelector('.gd-second').getBoundingClientRect();
        const whole = mark.querySelector('.gd-fill').getBoundingClientRect();
        return [...mark.querySelectorAll('.gd-code')].map((code, second) => {
            const {left, right, height} = code.getBoundingClientRect();
            const own = second ? [half.left, half.right] : [whole.left, half.left];
            return [code.textContent, code.dataset.holder, left >= own[0] && right <= own[1], height > 6];
        });
    }""")
    assert found == [["ML", "mali-state", True, True], ["FA", "fama", True, True]]


# The rings round places of their own; the bubbles and counts that lie on one; and the names that stand beside them.
RINGS = """() => {
    const middle = (node) => {
        const { x, y, width, height } = node.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2, radius: width / 2 };
    };
    const rings = [...document.querySelectorAll('.gd-town[data-at-site="false"]')].map((ring) => (
        { id: ring.dataset.town, ...middle(ring) }));
    const bubbles = [...document.querySelectorAll('.gd-fan > [data-claim], .gd-more:not([hidden])')].map(middle);
    return {
        rings: rings.map(({ id }) => id),
        covered: rings.filter((ring) => bubbles.some((one) => (
            Math.hypot(one.x - ring.x, one.y - ring.y) < ring.radius + 8))).map(({ id }) => id),
        named: geodata.labels(geodata.app.map).shown().filter(({ group }) => group === 'rings').map(({ id }) => id),
    };
}"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_ring_round_a_town_is_named_and_no_bubble_lies_on_it(open_in: Open, size: dict[str, Any]) -> None:
    dashboard = open_in("?on=2023-08-14&layers=claims,control,convoys,routes", **size)
    for day in ("2023-08-21", "2023-10-05", "2023-11-05", "2023-12-20"):
        shown_on(dashboard, day)
        found = dashboard.run(RINGS)
        assert len(found["rings"]) >= 6
        assert found["covered"] == [], day
        # On a phone not every name has room.
        assert len(found["named"]) >= (2 if size is PHONE else 5), day


def test_rings_that_are_put_away_leave_no_name(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-10-05&layers=claims,control")
    assert dashboard.run(RINGS)["named"]
    dashboard.page.locator(".st-key-w-layers").get_by_text("Who held towns", exact=True).click()
    dashboard.asks(layers="claims")
    expect(dashboard.scope.locator(".gd-town")).to_have_count(0)
    dashboard.page.wait_for_timeout(SETTLED_MS)
    assert dashboard.run(RINGS)["named"] == []
