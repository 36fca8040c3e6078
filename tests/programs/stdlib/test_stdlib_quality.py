"""Compiled code against hand-written code and naive code: instructions executed on the same inputs."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from neurlang.programs.ir import assemble
from neurlang.programs.machine import Code, Outcome, decode, run
from neurlang.programs.stdlib import SOURCES, Compiler, read_library
from neurlang.programs.stdlib.reading.docstrings import documentation_of
from neurlang.programs.stdlib.running import PythonLibrary
from neurlang.programs.stdlib.testing.executing import Arguments, placed, result_of, same
from neurlang.programs.stdlib.testing.sampling import Sampler

HAND_WRITTEN = sorted((Path(__file__).parent / "hand_written").glob("*.nl"))
MOST, MOST_OF_NAIVE = 1.10, 0.6


def outcome_of(code: Code, arguments: Arguments) -> Outcome:
    return run(code, arguments.registers, preload=arguments.memory, max_instructions=200_000)


@pytest.mark.slow
def test_code_is_as_short_as_an_expert_writes_it() -> None:
    library = read_library(SOURCES)
    compiler, naive, python = Compiler(library), Compiler(library, naive=True), PythonLibrary(library)
    ratios: list[tuple[float, float]] = []
    for path in HAND_WRITTEN:
        function = library.find(path.stem)
        codes = [
            decode(program)
            for program in (
                assemble(path.read_text("utf-8"), path.name),
                compiler.program(function),
                naive.program(function),
            )
        ]
        executed = [0, 0, 0]
        for values in Sampler(function, documentation_of(function), python).inputs(25, 1):
            outcomes = [outcome_of(code, placed(function, values)) for code in codes]
            if any(outcome.trap is not None for outcome in outcomes):
                continue
            results = [result_of(function, values, outcome) for outcome in outcomes]
            assert all(same(results[0], other) for other in results[1:]), (path.stem, values)
            executed = [count + outcome.executed for count, outcome in zip(executed, outcomes, strict=True)]
        ratios.append((executed[1] / executed[0], executed[1] / executed[2]))
    assert len(ratios) == 24
    of_hand_written, of_naive = (
        math.exp(sum(map(math.log, column)) / len(ratios)) for column in zip(*ratios, strict=True)
    )
    assert of_hand_written <= MOST
    assert of_naive <= MOST_OF_NAIVE
