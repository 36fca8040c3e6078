"""`nl stdlib`: what it says, and how it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from neurlang.errors import UsageError
from neurlang.programs.stdlib import SOURCES, verifying
from neurlang.programs.testing import parse_annotations

if TYPE_CHECKING:
    from collections.abc import Callable

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
        (("--verify", "--references", "nowhere"), 2, "No references.py in nowhere"),
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


FORMULAS = """
from types import SimpleNamespace

class Proof(SimpleNamespace):
    def __str__(self):
        return "proved" if self.is_proved else "not proved: wrong for n = 7"

def formulas(z3):
    return {"twice": %s}

def prove(program, signature, documentation, formula):
    return Proof(is_proved=formula)
"""


@pytest.mark.parametrize(("formula", "text"), [(True, "proved"), (False, "")])
def test_the_verdict_on_a_formula_stands_in_the_file(
    nl: Callable[..., Ended], source: Path, formula: bool, text: str
) -> None:
    pytest.importorskip("z3")
    (source / "plain.py").write_text(DOCUMENTED)
    references = source / f"references_{formula}"
    references.mkdir()
    (references / "references.py").write_text(REFERENCES % "2 * n")
    (references / "agreement.py").write_text(AGREEMENT)
    (references / "formulas.py").write_text(FORMULAS % formula)
    ended = nl("stdlib", "--verify", "--source", source, "--references", references, "--verbose")
    assert ended.code == (0 if formula else 1)
    assert (
        "proved, tested 10, code equals source" if formula else "not proved: wrong for n = 7"
    ) in ended.out
    nl("stdlib", "--build", "--source", source, "--output", "made")
    assert parse_annotations(Path("made/plain/twice.nl").read_text("utf-8")).verified == text


def test_without_the_repository_it_says_where_references_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(verifying, "REFERENCES", tmp_path)
    with pytest.raises(UsageError, match="they stand in its repository, in tests/programs/stdlib"):
        verifying.verify(SOURCES, tmp_path)
