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


PROMPTS = "\n".join(f"        phrasing {number} of {{n}}" for number in range(10))
DOCUMENTED = f'''from neurlang.programs.stdlib.types import u64
def twice(n: u64) -> u64:
    """Twice a number.

    Parameters:
        n (0 .. 9): a number

    Difficulty: 1

    Prompts:
{PROMPTS}
    """
    return n + n
'''
AGREEMENT = """
def disagreement(documentation, reference, values, result):
    wanted = reference.function(*values)
    return None if result.value == wanted else f"returned {result.value}, the reference {wanted}"
"""
REFERENCES = """
from types import SimpleNamespace
REFERENCES = {"twice": SimpleNamespace(named="doubling", function=lambda n: %s)}
"""


def test_a_build_tells_its_stages(nl: Callable[..., Ended], source: Path) -> None:
    (source / "plain.py").write_text(DOCUMENTED)
    ended = nl("stdlib", "--build", "--source", source, "--output", "made", "--verbose")
    assert ended.out.splitlines() == [
        "[1/4] parsing: 1 function in 1 module",
        "[2/4] compiling: 1 function, 2 instructions",
        "[3/4] generating tests: 6 tests, 100.0 % of the instructions",
        "[4/4] writing: 1 file below made",
        "made/plain/twice.nl",
    ]
    report = nl("stdlib", "--build", "--source", source, "--output", "made", "--json").json
    assert report["files"] == ["plain/twice.nl"]


@pytest.mark.parametrize(("formula", "passed"), [("2 * n", True), ("2 * n + (n == 7)", False)])
def test_verification_holds_a_function_against_its_reference(
    nl: Callable[..., Ended], source: Path, formula: str, passed: bool
) -> None:
    (source / "plain.py").write_text(DOCUMENTED)
    (source / "references").mkdir()
    (source / "references" / "references.py").write_text(REFERENCES % formula)
    (source / "references" / "agreement.py").write_text(AGREEMENT)
    ended = nl("stdlib", "--verify", "--source", source, "--references", source / "references", "--json")
    assert ended.code == (0 if passed else 1)
    (verdict,) = ended.json["verdicts"]
    assert verdict["passed"] is passed
    assert passed or verdict["why"] == "twice(7): returned 14, the reference 15"
