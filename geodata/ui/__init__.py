"""Streamlit, and nothing else: the state of the page, its widgets and its panels."""
