"""Reading sources: modules, types, docstrings and domains."""
