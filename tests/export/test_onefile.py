"""The map as one file: everything inside, nothing asked of anyone, and no text that runs."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from geodata.export.onefile import Download, map_html
from geodata.i18n.catalog import LANGUAGES
from geodata.maps.onefile import Shell, one_file
from geodata.maps.standalone import first_state, inline_scripts

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.domain.model import MissionData
    from geodata.domain.view import View

LIMIT = 2_000_000


class Page(HTMLParser):
    """The elements of a page that could load or run something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag
        if tag in {"script", "style"}:
            (self.scripts if tag == "script" else self.styles).append("")

    def handle_endtag(self, _tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts[-1] += data
        elif self._inside == "style":
            self.styles[-1] += data

    @property
    def policy(self) -> dict[str, list[str]]:
        """The content security policy, directive by directive."""
        text = next(
            attributes["content"] or ""
            for tag, attributes in self.tags
            if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
        )
        return {words[0]: words[1:] for words in (part.split() for part in text.split(";"))}


@pytest.fixture(scope="module")
def text(shipped: MissionData, view_of: Callable[..., View]) -> str:
    return map_html(shipped, view_of(on="2023-10-31", site="kidal"))


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_it_is_small_and_loads_nothing(text: str) -> None:
    assert len(text.encode()) < LIMIT
    for tag, attributes in Page(text).tags:
        assert tag not in {"iframe", "img", "object", "embed", "base", "form", "video", "audio"}
        assert not set(attributes) & {"src", "srcset", "data", "action", "style"}
        assert not [name for name in attributes if name.startswith("on")]
        if tag == "link":
            assert attributes["href"] == "data:,"


def test_the_policy_lets_nothing_else_run(text: str) -> None:
    page = Page(text)
    policy = page.policy
    assert policy["default-src"] == policy["connect-src"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert policy["img-src"] == ["data:"]
    assert [hashed(script) for script in page.scripts] == policy["script-src"]
    assert hashed(page.styles[0]) == policy["style-src"][0]
    assert not re.search("unsafe|http|\\*", " ".join(policy["script-src"] + policy["style-src"]))


def test_the_same_view_is_the_same_file(shipped: MissionData, text: str, view_of: Callable[..., View]) -> None:
    assert map_html(shipped, view_of(on="2023-10-31", site="kidal")) == text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_it_tells_how_every_site_ended(
    shipped: MissionData, view_of: Callable[..., View], lang: str
) -> None:
    told = map_html(shipped, view_of(), lang=lang)
    fallback = told[told.index("<noscript>") : told.index("</noscript>")]
    assert f'<html lang="{lang}">' in told
    assert all(site.name.get(lang) in fallback for site in shipped.sites)


def test_every_filter_goes_along(shipped: MissionData, view_of: Callable[..., View]) -> None:
    text = map_html(shipped, view_of(q="no claim says </script>", against="minusma", at="kidal", by="said"))
    for part in (
        '"text":"no claim says \\u003c/script>"',
        '"against":["minusma"]',
        '"sites":["kidal"]',
        '"basis":"said"',
    ):
        assert part in text


def test_downloads_are_offered_in_the_foot(shipped: MissionData, view_of: Callable[..., View]) -> None:
    told = map_html(shipped, view_of(), downloads=(Download("CSV", "data/a.zip"),))
    assert '{"label":"CSV","href":"data/a.zip"}' in told


def test_no_text_of_the_page_is_markup(shipped: MissionData) -> None:
    bad = "</noscript></title><script>alert(1)</script>"
    shell = Shell(lang='"><script>', title=bad, description=f'"{bad}', fallback="")
    state = first_state(shipped, site=bad)
    page = Page(one_file(inline_scripts(shipped), options={"state": state}, shell=shell))
    assert not [script for script in page.scripts if script.startswith("alert")]
    assert len(page.scripts) == len(page.policy["script-src"])
