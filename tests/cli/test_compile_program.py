"""`nl compile FILE.nl`, once in a fresh process."""

from __future__ import annotations

import platform
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Ended

pytestmark = pytest.mark.skipif(
    platform.machine() != "x86_64" or sys.platform != "linux", reason="files are made for x86-64 Linux"
)


def fresh(folder: Path, *arguments: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "neurlang.cli", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
def test_a_program_becomes_an_executable_that_prints_what_nl_run_prints(tmp_path: Path) -> None:
    (tmp_path / "cube.nl").write_text("mul r1, r0, r0\nmul r0, r1, r0\nhalt\n")
    assert fresh(tmp_path, "compile", "cube.nl", "-o", "cube") == (0, "Wrote cube.\n", "")
    made = subprocess.run(["./cube", "r0=-7"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert made.stdout == fresh(tmp_path, "run", "cube.nl", "--reg", "r0=-7")[1] == "-343\n"


@pytest.mark.slow
def test_the_form_follows_the_suffix_and_json_names_the_files(
    tmp_path: Path, nl: Callable[..., Ended]
) -> None:
    (tmp_path / "one.nl").write_text("mov r0, 1\n")
    made = nl("compile", "one.nl", "-o", "one.so", "--json")
    fields = {"schema": "neurlang.compile-program/1", "format": "so", "files": ["one.so", "one.h"]}
    assert (made.code, made.json) == (0, fields)
    assert nl("compile", "one.nl", "-o", "one.bin").out == "Wrote one.bin.\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["one.nl"], "Error: A program needs -o"),
        (["absent.nl", "-o", "x"], "Error: File not found: absent.nl"),
        (["one.nl", "-o", "x", "--format", "pe"], "Error: --format takes elf, so, raw; found 'pe'."),
        (["one.nl", "-o", "x", "--max-instr", "-1"], "Error: --max-instr -1: 0 or more is wanted"),
        (["x + 1", "--format", "elf"], "Error: --format is for programs"),
        (["host.nl", "-o", "x"], "Error: host.nl:2: 'time.now' needs the host"),
    ],
)
def test_senseless_use_is_refused(
    tmp_path: Path, nl: Callable[..., Ended], arguments: list[str], words: str
) -> None:
    (tmp_path / "one.nl").write_text("mov r0, 1\n")
    (tmp_path / "host.nl").write_text("nop\ntime.now r0\n")
    done = nl("compile", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(words)
