"""The standard library: a compiler of a typed subset of Python, and the library's sources in it."""
