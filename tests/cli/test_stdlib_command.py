"""`nl stdlib`: what it says, and how it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Ended

SOURCE = """from neurlang.programs.stdlib.types import u64
def twice(n: u64) -> u64:
    return n + n
def wrong(n: u64) -> u64:
    return n ** 2
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "plain.py").write_text(SOURCE)
    return folder


def test_show_prints_each_stage(nl: Callable[..., Ended], source: Path) -> None:
    assert "add r0, r0, r0" in nl("stdlib", "show", "twice", "--source", str(source)).out
    ssa = nl("stdlib", "show", "twice", "--stage", "ssa", "--source", str(source)).out
    assert ssa.startswith("def plain.twice(%0: u64) -> u64:\n")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "Say what to do"),
        (("--build", "--verify"), 2, "Say what to do"),
        (("show",), 2, "Name one function"),
        (("show", "twise"), 2, "did you mean 'twice'?"),
        (("show", "wrong"), 1, "plain.py:5:12: `**` cannot be compiled"),
        (("--build",), 1, "'twice' has no docstring"),
        (("--verify", "--references", "nowhere"), 2, "No references in nowhere"),
    ],
)
def test_is_refused(
    nl: Callable[..., Ended], source: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    ended = nl("stdlib", *arguments, "--source", str(source))
    assert ended.code == code
    assert message in ended.err
