"""Errors in sources: file, line, column, the line itself, and what to write instead."""

from __future__ import annotations

import ast

from neurlang.errors import SourceError


def error_at(file: str, text: str, node: ast.AST, message: str, hint: str = "") -> SourceError:
    """The error at a node of a source's tree; one of several lines is shown by its first."""
    number = getattr(node, "lineno", 1)
    lines = text.splitlines()
    line = lines[number - 1] if number <= len(lines) else ""
    column = len(line.encode()[: getattr(node, "col_offset", 0)].decode(errors="replace"))
    end = line.encode()[: getattr(node, "end_col_offset", 0)].decode(errors="replace")
    width = len(end) - column if getattr(node, "end_lineno", number) == number else len(line) - column
    carets = "^" * max(1, width)
    pointer = " " * column + carets + (f"  {hint}" if hint else "")
    return SourceError(f"{file}:{number}:{column + 1}: {message}\n{line}\n{pointer}")
