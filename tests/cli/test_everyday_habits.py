"""What people type by habit: other spellings, pipes, registers and paths without flags; mistyped commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Ended

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_registers_need_no_flag(nl: Callable[..., Ended]) -> None:
    assert nl("run", EXAMPLES / "factorial.nl", "r0=10").out == "3628800\n"


def test_a_program_that_reads_arguments_gets_them_as_they_are(nl: Callable[..., Ended]) -> None:
    Path("count.nl").write_text("io.getargs r0\nhalt")
    assert nl("run", "count.nl", "r0=10", "x").out == "2\n"


def test_a_word_that_nothing_reads_is_an_error(nl: Callable[..., Ended]) -> None:
    ended = nl("run", EXAMPLES / "factorial.nl", "ten")
    assert (ended.code, "ten: a register and its value are wanted" in ended.err) == (2, True)


def test_paths_of_tests_need_no_flag(nl: Callable[..., Ended]) -> None:
    ended = nl("test", EXAMPLES / "factorial.nl", EXAMPLES / "fibonacci.nl")
    assert (ended.code, "in 2 files" in ended.out) == (0, True)


def test_environments_and_hidden_folders_are_not_tested(nl: Callable[..., Ended]) -> None:
    text = "; @test: -> r0=1\nmov r0, 1"
    for folder in (".hidden", "node_modules/x", "env", "mine"):
        Path(folder).mkdir(parents=True)
        Path(folder, "one.nl").write_text(text)
    Path("env/pyvenv.cfg").touch()
    ended = nl("test", "-v")
    assert (ended.code, "1 test in 1 file" in ended.out) == (0, True)
    assert nl("test", ".hidden").code == 0, "a folder that is named is tested"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("optmize", "'optimize'"), ("promt", "'prompt'"), ("dissasm", "'disasm'"), ("rul", "'rules'")],
)
def test_a_mistyped_command_gets_the_nearest_ones(nl: Callable[..., Ended], typed: str, meant: str) -> None:
    ended = nl(typed, "x")
    assert (ended.code, meant in ended.err) == (2, True)


def test_a_prompt_in_the_place_of_a_command_is_shown_how_to_ask(nl: Callable[..., Ended]) -> None:
    assert 'nl prompt "factorial of 10"' in nl("factorial of 10").err


def test_british_spelling(nl: Callable[..., Ended]) -> None:
    assert nl("optimise", "--help").out == nl("optimize", "--help").out.replace(
        "nl optimize", "nl optimise", 1
    )


@pytest.mark.slow
def test_a_pipe_needs_no_dash() -> None:
    command = [sys.executable, "-m", "neurlang", "prompt"]
    ended = subprocess.run(command, input="2 + 3\n", capture_output=True, text=True, check=True)
    assert ended.stdout == "5\n"


@pytest.mark.slow
def test_without_a_pipe_nothing_is_waited_for() -> None:
    command = [sys.executable, "-m", "neurlang", "prompt"]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert (ended.returncode, "Give one prompt" in ended.stderr) == (2, True)
