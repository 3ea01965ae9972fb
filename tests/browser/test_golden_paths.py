"""The questions that people come with, answered by clicking; what is expected is written from the facts by hand.

Nothing here reads the record: a wrong row fails as a wrong page does. Days are reached on the clock, choices made in
the sidebar, and answers read where a reader reads them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from driver import LIKELY_MS, Dashboard
from playwright.sync_api import Locator, expect

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("en", "fr")


class Reader:
    """A reader of one language in front of the page."""

    def __init__(self, dashboard: Dashboard, lang: str) -> None:
        self.dashboard = dashboard
        self.page = dashboard.page
        self.lang = lang

    def say(self, en: str, fr: str) -> str:
        """Return the words of the reader's language."""
        return en if self.lang == "en" else fr

    def after_kidal(self, days: int) -> None:
        """Open the map, click the sign of Kidal on the clock's strip, 31 October 2023, and go on by some days."""
        self.dashboard.open(f"?lang={self.lang}")
        sign = self.dashboard.scope.locator(".gd-moment").filter(has_text="Kidal")
        sign.click(force=True)  # the glyph is smaller than its place to click
        self.dashboard.on("2023-10-31")
        for _ in range(days):
            self.dashboard.button("forward", self.lang).click()
        self.dashboard.shows(f"2023-11-0{days}", self.lang)
        self.dashboard.still()

    def ask_about_kidal(self) -> Locator:
        """Click the mark of Kidal; return the sentence that says what holds on the day."""
        self.dashboard.site("kidal").click()
        expect(self.dashboard.dossier).to_have_text("Kidal")
        self.dashboard.still()
        return self.dashboard.panel.locator(".gd-now")

    def to_claims(self) -> None:
        """Open the page and go to the claims by their link."""
        self.page.goto(f"{self.dashboard.address}/?lang={self.lang}")
        name = self.say("Claims", "Revendications")
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
        heading = self.page.get_by_role("heading", level=1, name=self.say("Who said what", "Qui a dit quoi"))
        expect(heading).to_be_visible(timeout=3 * LIKELY_MS)
        self.dashboard.still()

    def open_filters(self) -> Locator:
        """Open the filters of claims in the sidebar."""
        self.dashboard.unfold("claims")
        return self.page.locator(".st-key-w-fold-claims")

    def between(self, first: str, last: str) -> None:
        """Type the two dates of the range, the digits alone, into the sidebar."""
        self.page.get_by_test_id("stSidebar").get_by_text(self.say("Own dates", "Dates au choix"), exact=True).click()
        days = self.page.locator('.st-key-w-dates [data-type="day"]')
        expect(days).to_have_count(2)
        for field, digits in zip(days.all(), (first, last), strict=True):
            field.click()
            self.page.keyboard.type(digits)
        self.page.keyboard.press("Escape")
        self.dashboard.still()

    def counted(self, shown: int) -> None:
        """Wait until the page says how many claims it shows."""
        line = self.page.get_by_role("status").filter(has_text=re.compile(rf"\b{shown} (of|sur) \d+"))
        expect(line).to_be_visible()
        self.dashboard.still()

    def card(self, title: str) -> Locator:
        """Return the card of the version with this title."""
        return self.page.locator(".gd-version").filter(has_text=title)


@pytest.fixture(params=LANGUAGES)
def reader(dashboard: Dashboard, request: pytest.FixtureRequest) -> Reader:
    return Reader(dashboard, str(request.param))


def hosts(links: Locator) -> Iterable[str]:
    return [str(link.get_attribute("href")) for link in links.all()]


def test_who_held_kidal_camp_on_5_november_2023(reader: Reader) -> None:
    """The CSP: it said so within hours, and Jeune Afrique and AFP reported it; the army came on the 14th."""
    reader.after_kidal(5)
    now = reader.ask_about_kidal()  # one click
    expect(now).to_contain_text(re.compile(reader.say("held by the CSP", "tenu par le CSP")))
    expect(now).to_contain_text(reader.say("confirmed", "confirmé"))
    expect(now).to_contain_text(reader.say("without a hand-over", "sans rétrocession"))
    sources = now.locator("a")  # the second click opens one
    expect(sources.filter(has_text="Jeune Afrique")).to_be_visible()
    assert all(address.startswith("https://") for address in hosts(sources))
    expect(reader.dashboard.site("kidal")).to_have_attribute("data-holder", "csp")


def test_what_each_party_said_of_bourem(reader: Reader) -> None:
    """12 September 2023. CSP: camp taken, then left, 97 soldiers dead. Army: beaten back, 10 own dead, 46 enemies."""
    reader.to_claims()
    search = reader.open_filters().get_by_role("textbox").first
    search.fill("Bourem")
    search.press("Enter")
    rebels = reader.card(reader.say("CSP says it took the Bourem camp", "Le CSP dit avoir pris le camp de Bourem"))
    army = reader.card(reader.say("Army says it beat back an attack", "L’armée dit avoir repoussé une attaque"))
    expect(rebels).to_contain_text("97")
    expect(army).to_contain_text("46")
    expect(army).to_contain_text("10")
    for one in (rebels, army):
        expect(one).to_contain_text(reader.say("contested", "contesté"))
        assert one.locator("a").count() >= 1
    together = reader.page.locator(".gd-versions").filter(has=rebels)
    expect(together.filter(has=army)).to_have_count(1)


def test_what_was_known_on_1_november_2023_about_kidal(reader: Reader) -> None:
    """The UN had left, the CSP spoke; the bombs on the convoy were first reported on the 4th, the drones later."""
    reader.after_kidal(1)
    bombs = reader.dashboard.claim("agc-066")
    expect(bombs).to_be_attached()
    reader.page.locator(".st-key-w-known").get_by_text(
        reader.say("Only what was public on the day", "Seulement ce qui était public ce jour-là"),
    ).click()
    reader.dashboard.asks(known="1")
    expect(bombs).not_to_be_attached()
    now = reader.ask_about_kidal()
    expect(now).to_contain_text(reader.say("held by the CSP", "tenu par le CSP"))
    expect(now.locator("a").filter(has_text="Jeune Afrique")).to_be_visible()
    panel = reader.dashboard.panel
    expect(panel).to_contain_text(
        reader.say(
            "CSP says it controls the sites MINUSMA left", "Le CSP dit contrôler les sites quittés par la MINUSMA"
        ),
    )
    # The drones of 4 November, the army's entry of the 14th, Reuters of the 3rd: nobody could know them.
    for later in ("drone", reader.say("14 November", "14 novembre"), "Zonebourse"):
        expect(panel).not_to_contain_text(re.compile(later, re.IGNORECASE))


def test_every_claim_by_the_csp_in_september_2023(reader: Reader) -> None:
    """Eight: the Su-25, self-defence, wartime, Bourem, Léré thrice, Dioura."""
    reader.to_claims()
    reader.between("01092023", "30092023")
    reader.dashboard.asks(**{"from": "2023-09-01", "to": "2023-09-30"})
    reader.dashboard.still()
    reader.open_filters()
    reader.dashboard.choose("claimants", "CSP (8)")
    reader.dashboard.asks(claimant="csp")
    reader.counted(8)
    titles = {
        "en": (
            "CMA says it shot down an army Su-25 north of Gao",
            "CSP says it will take self-defence measures across Azawad",
            "CMA issues a “wartime” communication",
            "CSP says it took the Bourem camp, then withdrew",
            "CSP says it took the army camps at Léré",
            "CSP says it left Léré during the night",
            "CSP gives its count of the fighting at Léré",
            "CSP says it overran the Dioura camp, then left",
        ),
        "fr": (
            "La CMA dit avoir abattu un Su-25 de l’armée au nord de Gao",
            "Le CSP annonce des mesures d’autodéfense dans tout l’Azawad",
            "La CMA publie une communication « en temps de guerre »",
            "Le CSP dit avoir pris le camp de Bourem, puis s’être retiré",
            "Le CSP dit avoir pris les camps de l’armée à Léré",
            "Le CSP dit avoir quitté Léré dans la nuit",
            "Le CSP donne son bilan des combats de Léré",
            "Le CSP dit avoir pris le camp de Dioura, puis l’avoir quitté",
        ),
    }
    expect(reader.page.locator(".gd-version h4")).to_have_text(list(titles[reader.lang]))
