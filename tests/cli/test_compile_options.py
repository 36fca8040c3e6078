"""`nl compile`: an option that does not apply to the input is refused, even beside one that does."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from neurlang.cli.app import main


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.nl").write_text("mov r0, 1\n")


def nl(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["nl", "compile", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("a.nl -o a --dtype f64", "--dtype is for formulas"),
        ("a.nl -o a --emit c", "--emit is for formulas"),
        ("a.nl -o a --name f", "--name is for formulas"),
        ("a.nl -o a --target avx2", "--target is for formulas"),
        ("a.nl -o a --no-fma", "--fma is for formulas"),
        ("a.nl -o a.so --memory 100", "--memory is for executables"),
        ("a.nl -o a.so --max-instr 5", "--max-instr is for executables"),
        ("a.nl -o a.bin --max-instr 0", "--max-instr is for executables"),
        ("a.nl -o a --format raw --memory 65536", "--memory is for executables"),
        ("x+1 --format elf", "--format is for programs"),
        ("x+1 --memory 100", "--memory is for programs"),
        ("x+1 -o x.so --max-instr 5", "--max-instr is for programs"),
        ("x+1 --emit c --target avx2", "--target is for machine code; 'c'"),
        ("x+1 -o x.py --no-fma", "--fma is for machine code; 'python'"),
        ("x+1 -o x.glsl --fma", "--fma is for machine code; 'glsl'"),
        ("x+1 --emit c --json", "--json is for a summary or a library"),
    ],
)
def test_options_that_do_not_apply_are_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: str, says: str
) -> None:
    assert nl(monkeypatch, *arguments.split()) == 2
    captured = capsys.readouterr()
    assert says in captured.err + captured.out  # with --json an error is JSON, too
    assert [path.name for path in Path().iterdir()] == ["a.nl"]


@pytest.mark.parametrize(
    "arguments",
    [
        "a.nl -o a --memory 65536 --max-instr 5",
        "a.nl -o a.bin --json",
        "x+1 --emit llvm --target scalar --no-fma --dtype f32",
        "x+1 --emit c --name f",
        "x+1 --target scalar --no-fma --json",
    ],
)
def test_options_that_apply_are_taken(monkeypatch: pytest.MonkeyPatch, arguments: str) -> None:
    assert nl(monkeypatch, *arguments.split()) == 0
