"""The page on expressions: its example runs, its table is the op table."""

from __future__ import annotations

import doctest
from pathlib import Path

from neurlang.kernels.expr import OPS

PAGE = Path(__file__).parents[3] / "docs" / "expressions.md"


def test_the_example_runs_as_shown() -> None:
    outcome = doctest.testfile(str(PAGE), module_relative=False)
    assert outcome.attempted > 5
    assert outcome.failed == 0


def test_the_table_of_operations_is_the_op_table() -> None:
    def plain(text: str) -> str:
        return text.replace("|", "\\|")

    def cell(text: str | None) -> str:
        return f"`{plain(text)}`" if text else ""

    expected = [
        f"| `{entry.name}` | {plain(entry.meaning)} | {cell(entry.domain)} | {cell(entry.spelt('c'))} |"
        for entry in OPS
        if entry.arg_kinds
    ]
    assert PAGE.read_text().splitlines()[-len(expected) :] == expected
