"""The naive way, to compare with: a slider of Streamlit's, and a folium map that is built anew for each of its steps.

It draws the same sites and claims over the same outline and takes Leaflet from its own server, as we do.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

from geodata.data import registry
from geodata.data.load import load
from geodata.domain.snapshot import snapshot
from geodata.maps.theme import HOLDERS


@st.cache_resource
def outline() -> dict[str, Any]:
    """Return the country's outline."""
    mission = load().mission
    path = registry.folder("minusma") / mission.outline.file
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    code = mission.outline.iso_a3
    home = [one for one in document["features"] if code in one["properties"].values()]
    return {"type": "FeatureCollection", "features": home}


def day_map(day: date) -> folium.Map:
    """Return the map of a day."""
    data = st.cache_resource(load)()
    drawn = folium.Map(location=(16.6, -2.4), zoom_start=6, tiles=None)
    drawn.default_js = [("leaflet", "/app/static/leaflet.js")]
    drawn.default_css = [("leaflet_css", "/app/static/leaflet.css")]
    folium.GeoJson(outline(), style_function=lambda _: {"color": "#777", "fillOpacity": 0.05}).add_to(drawn)
    found = snapshot(data, on=day)
    for state in found.states:
        site = data.site(state.site_id)
        place = data.place(site.place_id)
        folium.CircleMarker(
            (place.lat, place.lon),
            radius=10,
            fill=True,
            color=HOLDERS[state.holder].fill,
            tooltip=f"{site.name.en}: {state.un_presence}, {state.transfer}, {state.holder}, {state.certainty}",
        ).add_to(drawn)
    for claim in found.claims:
        if claim.lat is not None and claim.lon is not None:
            folium.CircleMarker((claim.lat, claim.lon), radius=4, tooltip=claim.title.en).add_to(drawn)
    said = f'<div data-day="{day}" style="width:90px">{day}</div>'
    folium.Marker((24, -2), icon=folium.DivIcon(html=said)).add_to(drawn)
    return drawn


st.set_page_config(layout="wide")
chosen = st.slider("Day", date(2023, 6, 1), date(2023, 12, 31), date(2023, 10, 15))
st_folium(day_map(chosen), key="map", height=700, use_container_width=True, returned_objects=[])
st.header(str(chosen))
