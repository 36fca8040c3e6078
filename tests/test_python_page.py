"""The code of docs/python.md runs, and gives what its comments say."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "python.md"
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
CLAIM = re.compile(r"^(?P<code>[^#\n]+?)\s+# (?P<value>'.*'|[0-9.]+|array\(.*\))", re.MULTILINE)


@pytest.fixture(scope="module")
def names() -> dict[str, object]:
    """What the page's code defines, block after block."""
    found: dict[str, object] = {}
    for block in BLOCKS:
        exec(compile(ast.parse(block), str(PAGE), "exec"), found)
    return found


@pytest.mark.parametrize(
    "claim", [each for block in BLOCKS for each in CLAIM.finditer(block)], ids=lambda each: each["code"]
)
def test_a_line_gives_what_its_comment_says(claim: re.Match[str], names: dict[str, object]) -> None:
    if claim["code"].startswith("answer."):
        assert claim["value"].startswith(repr(eval(claim["code"], names)))
    else:
        assert repr(eval(claim["code"], names)) == claim["value"]


def test_there_are_claims() -> None:
    assert sum(len(CLAIM.findall(block)) for block in BLOCKS) >= 4
