"""`nl compile FILE.nl` in a fresh process."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    platform.machine() != "x86_64" or sys.platform != "linux", reason="files are made for x86-64 Linux"
)


def nl(folder: Path, *arguments: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "neurlang.cli", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout, done.stderr


def test_a_program_becomes_an_executable_that_says_what_nl_run_says(tmp_path: Path) -> None:
    (tmp_path / "cube.nl").write_text("mul r1, r0, r0\nmul r0, r1, r0\nhalt\n")
    assert nl(tmp_path, "compile", "cube.nl", "-o", "cube") == (0, "Wrote cube.\n", "")
    made = subprocess.run(["./cube", "r0=-7"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert made.stdout == nl(tmp_path, "run", "cube.nl", "--reg", "r0=-7")[1] == "-343\n"


def test_the_form_follows_the_suffix_and_json_names_the_files(tmp_path: Path) -> None:
    (tmp_path / "one.nl").write_text("mov r0, 1\n")
    code, output, _ = nl(tmp_path, "compile", "one.nl", "-o", "one.so", "--json")
    fields = {"schema": "neurlang.compile-program/1", "format": "so", "files": ["one.so", "one.h"]}
    assert (code, json.loads(output)) == (0, fields)
    assert nl(tmp_path, "compile", "one.nl", "-o", "one.bin")[1] == "Wrote one.bin.\n"


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
def test_what_makes_no_sense_is_refused(tmp_path: Path, arguments: list[str], words: str) -> None:
    (tmp_path / "one.nl").write_text("mov r0, 1\n")
    (tmp_path / "host.nl").write_text("nop\ntime.now r0\n")
    code, output, error = nl(tmp_path, "compile", *arguments)
    assert (code, output) == (2, "")
    assert error.startswith(words)
