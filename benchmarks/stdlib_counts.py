"""Instructions that compiled functions execute, beside hand-written code and code compiled without any pass."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from neurlang.programs.ir import assemble
from neurlang.programs.machine import Code, Outcome, decode, run
from neurlang.programs.stdlib import SOURCES, Compiler, read_library
from neurlang.programs.stdlib.reading.docstrings import documentation_of
from neurlang.programs.stdlib.running import PythonLibrary
from neurlang.programs.stdlib.testing.executing import Arguments, placed, result_of, same
from neurlang.programs.stdlib.testing.sampling import Sampler

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HAND_WRITTEN = Path(__file__).parents[1] / "tests" / "programs" / "stdlib" / "hand_written"
INPUTS, SEED = 25, 1
MAX_INSTRUCTIONS = 200_000


@dataclass(frozen=True, slots=True)
class Count:
    """What a function executes on all inputs together: hand-written, compiled, and compiled without passes."""

    name: str
    hand_written: int
    compiled: int
    naive: int

    @property
    def of_hand_written(self) -> float:
        """Compiled over hand-written."""
        return self.compiled / self.hand_written

    @property
    def of_naive(self) -> float:
        """Compiled over naive."""
        return self.compiled / self.naive


def counts() -> Iterator[Count]:
    """The count of each function that is written by hand. Raises ValueError if two forms give different results."""
    library = read_library(SOURCES)
    compiler, naive, python = Compiler(library), Compiler(library, naive=True), PythonLibrary(library)
    for path in sorted(HAND_WRITTEN.glob("*.nl")):
        function = library.find(path.stem)
        programs = (
            assemble(path.read_text("utf-8"), path.name),
            compiler.program(function),
            naive.program(function),
        )
        codes = [decode(program) for program in programs]
        executed = [0, 0, 0]
        for values in Sampler(function, documentation_of(function), python).inputs(INPUTS, SEED):
            outcomes = [_outcome(code, placed(function, values)) for code in codes]
            if any(outcome.trap is not None for outcome in outcomes):
                continue
            first, *others = (result_of(function, values, outcome) for outcome in outcomes)
            if not all(same(first, other) for other in others):
                raise ValueError(f"{path.stem}: different results for {values}")
            executed = [count + outcome.executed for count, outcome in zip(executed, outcomes, strict=True)]
        yield Count(path.stem, *executed)


def _outcome(code: Code, arguments: Arguments) -> Outcome:
    return run(code, arguments.registers, preload=arguments.memory, max_instructions=MAX_INSTRUCTIONS)


def means(found: Iterable[Count]) -> tuple[float, float]:
    """The geometric means: compiled over hand-written, compiled over naive."""
    found = list(found)
    return (
        statistics.geometric_mean(count.of_hand_written for count in found),
        statistics.geometric_mean(count.of_naive for count in found),
    )
