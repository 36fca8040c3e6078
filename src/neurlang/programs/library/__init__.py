"""The library: hand-written programs that come with the package, and their calling convention."""

from neurlang.programs.library.loading import load_body, parse_body

__all__ = ["load_body", "parse_body"]
