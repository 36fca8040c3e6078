"""The library: hand-written programs that come with the package, and their calling convention."""

from neurlang.programs.library.loading import load_body, load_function, parse_body

__all__ = ["load_body", "load_function", "parse_body"]
