"""The folium side of the living map: a map, its clock element, and the message to a map that already lives.

The map's script never varies, so that streamlit-folium never remounts it: what varies (day, site, filters, language)
travels in a `Message`, and the data in content-hashed scripts.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, cast

import folium
from branca.element import Element, MacroElement
from folium.elements import JSCSSMixin
from jinja2 import Template

from geodata.maps.assets import Script, script_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from branca.element import Figure

HEIGHT = 760
"""Height of the map and its clock on a wide screen, in pixels."""


class ClockElement(JSCSSMixin, MacroElement):
    """Start the clock and its layers on the map that it is added to."""

    _template = Template(
        "{% macro script(this, kwargs) %}\n"
        "geodata.start({{ this._parent.get_name() }}, {{ this.options_json }});\n"
        "{% endmacro %}",
    )

    def __init__(self, *, options: Mapping[str, Any], addresses: Sequence[str] = ()) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # folium's mixin carries no types
        self._name = "Clock"
        self.options_json = script_json(options)
        # On the instance, never on folium's classes: other maps of the same process keep their own.
        self.default_js = [(address, address) for address in addresses]
        self.default_css: list[tuple[str, str]] = []


class InlineScript(Element):
    """A script whose text is part of the page."""

    _template = Template("<script>{{ this.text }}</script>")

    def __init__(self, script: Script) -> None:
        super().__init__()
        self._name = "InlineScript"
        # A closing tag inside a string literal would end the element.
        self.text = script.text.replace("</script", "<\\/script")


class Message(folium.FeatureGroup):
    """Tell a living map its new state; streamlit-folium runs it only when its text changes."""

    _template = Template(
        "{% macro script(this, kwargs) %}\n"
        "var {{ this.get_name() }} = L.featureGroup();\n"
        "geodata.receive({{ this.message_json }});\n"
        "{% endmacro %}",
    )

    def __init__(self, *, seq: int, jump: int, state: Mapping[str, Any]) -> None:
        super().__init__()
        # The name that streamlit-folium expects of the variable that it adds to the map.
        self._name = "FeatureGroup"
        self.message_json = script_json({"seq": seq, "jump": jump, "state": state})

    def render(self, **_: object) -> str:
        """Leave the figure alone: streamlit-folium takes the script itself, folium would read it as a template."""
        return ""


class LivingMap(folium.Map):
    """A folium map that is rendered once, however often it is drawn; see `again`."""

    _rendered: str | None = None

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401  folium's own signature
        """Put the map's scripts into its figure, the first time that it is asked to."""
        if self._rendered is None:
            self._rendered = str(super().render(**kwargs))  # type: ignore[no-untyped-call]  # folium carries no types
        return self._rendered

    def again(self) -> LivingMap:
        """Return the map as it stands, for one more drawing: what is added to that leaves this one as it is."""
        self.render()
        other = copy.copy(self)
        other._children = self._children.copy()  # noqa: SLF001  its own twin's
        return other


def living_map(*, options: Mapping[str, Any] | None = None, addresses: Sequence[str] = ()) -> LivingMap:
    """Return the bare folium map with its clock and its scripts at `addresses`; the same script at every call."""
    settings = {"height": HEIGHT, **(options or {})}
    folium_map = LivingMap(
        location=(16.6, -2.4),
        zoom_start=6,
        tiles=None,
        zoom_snap=0.25,
        zoom_delta=0.5,
        min_zoom=4,
        max_zoom=11,
        max_bounds=True,
        min_lat=5,
        max_lat=30,
        min_lon=-20,
        max_lon=14,
        prefer_canvas=False,
    )
    folium_map.default_js = []
    folium_map.default_css = []
    folium_map.add_child(ClockElement(options=settings, addresses=addresses))
    return folium_map


def standalone_map(scripts: Sequence[Script], *, state: Mapping[str, Any], height: int = HEIGHT) -> folium.Map:
    """Return a map that holds everything it needs: for a notebook, or to be saved as one HTML file."""
    folium_map = living_map(options={"state": state, "height": height})
    figure = cast("Figure", folium_map.get_root())
    for script in scripts:
        figure.header.add_child(InlineScript(script), name=script.name)
    return folium_map
