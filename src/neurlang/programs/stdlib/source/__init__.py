"""The library's sources: the typed subset of Python, one module per category."""
