"""The benchmark of the library: every subject runs the same drivers and returns the same."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from subprocess import run

import pytest

from neurlang.benchmarks import missing_subjects
from neurlang.programs.stdlib import Compiler
from stdlib import CALLS, GCC, WANTED, geomeans, library_with_drivers, runs_of, timed
from stdlib_counts import HAND_WRITTEN

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "stdlib.py"


def test_the_functions_are_those_that_are_written_by_hand() -> None:
    assert sorted(CALLS) == sorted(path.stem for path in HAND_WRITTEN.glob("*.nl"))


@pytest.mark.slow
def test_all_drivers_compile() -> None:
    compiler = Compiler(library_with_drivers())
    for name in CALLS:
        assert compiler.lines(compiler.library.find(f"drivers.drive_{name}"))


@pytest.mark.slow
def test_subjects_agree_and_are_compared(tmp_path: Path) -> None:
    missing = missing_subjects()
    compiler = Compiler(library_with_drivers())
    times = [timed(name, runs_of(name, compiler, tmp_path, missing), 2) for name in ("gcd", "reverse_array")]
    compared = {tier for tier in WANTED if tier not in missing and GCC not in missing}
    assert all(each.ratio.keys() == compared for each in times)
    assert geomeans(times).keys() == compared


@pytest.mark.slow
def test_without_a_compiler_it_says_what_is_missing() -> None:
    command = [sys.executable, str(SCRIPT), "--functions", "gcd", "--rounds", "2"]
    done = run(command, capture_output=True, text=True, check=True, env={**os.environ, "PATH": ""})
    assert "missing: gcc -O2, gcc is not installed" in done.stdout
    assert "geomean" not in done.stdout


@pytest.mark.slow
def test_an_unknown_function_is_refused() -> None:
    done = run(
        [sys.executable, str(SCRIPT), "--functions", "gdc"], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "The benchmark has no function 'gdc'" in done.stderr
