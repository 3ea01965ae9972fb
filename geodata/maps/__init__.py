"""The living map: one folium map that carries every day at once, and the clock that shows one."""
