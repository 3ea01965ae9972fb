"""Roads and regions on the map: seen, reached by keyboard, opened like a claim, and in nobody’s way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Locator, expect

if TYPE_CHECKING:
    from driver import Dashboard

BLOCKADE = "CSP orders a blockade of roads from the Algerian border"
COVERED = """(hit) => {
    const box = hit.getBoundingClientRect();
    return [0.3, 0.5, 0.7].map((part) => {
        const top = document.elementFromPoint(box.x + box.width * part, box.y + box.height * 0.45);
        return top?.closest('.gd-shape') !== null;
    });
}"""


def shape(dashboard: Dashboard, claim_id: str) -> Locator:
    """Return the road or the outline of a claim."""
    return dashboard.scope.locator(f'.gd-shape[data-of="{claim_id}"]')


def test_a_road_and_a_region_open_their_claims(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-12-20&lang=en")
    outline = shape(dashboard, "agc-083")
    expect(outline).not_to_have_attribute("hidden", "")
    hit = outline.get_by_role("button")
    assert str(hit.get_attribute("aria-label")).startswith(BLOCKADE)
    assert hit.evaluate(COVERED) == [False] * 3
    hit.focus()
    dashboard.page.keyboard.press("Enter")
    expect(dashboard.dossier).to_have_text(BLOCKADE)
    expect(hit).to_have_attribute("aria-pressed", "true")
    expect(dashboard.claim("agc-083")).to_be_visible()  # in the chip inside the region
    # In force until 10 February: on the day after it a window of a day is past it.
    for day, hidden in (("2024-02-10", False), ("2024-02-11", True)):
        dashboard.run("(day) => { geodata.app.claims.setWindow(1); geodata.show(geodata.dayOf(day)); }", day)
        assert (outline.get_attribute("hidden") is not None) is hidden
    dashboard.run("() => { geodata.app.claims.setWindow(30); geodata.show(geodata.dayOf('2023-08-28')); }")
    road = shape(dashboard, "agc-016")
    expect(road).not_to_have_attribute("hidden", "")
    expect(road).to_have_attribute("data-route", "douentza-gao")
    road.get_by_role("button").focus()
    dashboard.page.keyboard.press("Enter")
    expect(dashboard.dossier).to_have_text("Newspaper says JNIM restricts the Douentza–Gao road at Boni")


def test_without_the_layer_a_region_keeps_its_chip_in_the_corner(dashboard: Dashboard) -> None:
    dashboard.open("?on=2023-12-20&lang=en&layers=claims")
    expect(shape(dashboard, "agc-083")).not_to_be_visible()
    expect(dashboard.scope.locator('.gd-corner [data-claim="agc-083"]')).to_be_visible()
    dashboard.page.locator(".st-key-w-layers").get_by_text("Regions in claims").click()
    expect(shape(dashboard, "agc-083")).not_to_have_attribute("hidden", "")
    expect(dashboard.scope.locator('.gd-area-chip [data-claim="agc-083"]')).to_be_visible()
