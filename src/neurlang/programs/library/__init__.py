"""The library: hand-written programs that the package carries, and their calling convention."""

from neurlang.programs.library.loading import load_body, parse_body

__all__ = ["load_body", "parse_body"]
