"""The words of the interface in each language; knows nothing of the rest of the package."""
