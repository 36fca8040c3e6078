"""Running the tests of one `.nl` text: each on a fresh machine, with fakes for what it mocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from neurlang.errors import NeurlangError
from neurlang.programs.ir import assemble
from neurlang.programs.machine import decode, run
from neurlang.programs.testing.annotations import parse_annotations
from neurlang.programs.testing.cases import Difference
from neurlang.programs.testing.coverage import NOT_MEASURED, Coverage
from neurlang.programs.testing.fakes import fake_host, mocked_names

if TYPE_CHECKING:
    from neurlang.programs.machine import Code, Outcome, Trap
    from neurlang.programs.testing.annotations import Annotations
    from neurlang.programs.testing.cases import Case


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One test that was run: its line and text, and what was not as wanted."""

    line: int
    text: str
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        """Whether everything was as wanted."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one file. `error` says why there is no program to test, `skipped` counts tests not run."""

    name: str
    results: tuple[CaseResult, ...] = ()
    skipped: int = 0
    error: str | None = None
    coverage: Coverage = NOT_MEASURED

    @property
    def passed(self) -> int:
        """How many tests passed."""
        return sum(result.passed for result in self.results)

    @property
    def failed(self) -> int:
        """How many tests failed; a file that is no program counts as one."""
        return len(self.results) - self.passed + (self.error is not None)


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What to run and what to measure."""

    include_servers: bool = False
    fail_fast: bool = False
    coverage: bool = False


def run_tests(text: str, name: str, options: RunOptions) -> FileReport:
    """Run the tests that a `.nl` text carries; `name` stands for it in messages. Raises nothing."""
    try:
        annotations = parse_annotations(text, name)
        program = assemble(text, name, partial(mocked_names, annotations.mocks))
    except NeurlangError as error:
        return FileReport(name, error=str(error))
    if annotations.needs_asking and not options.include_servers:
        return FileReport(name, skipped=len(annotations.cases))
    code, reached, results = decode(program), set[int](), list[CaseResult]()
    for case in annotations.cases:
        results.append(_run_case(code, annotations, case, reached if options.coverage else None))
        if options.fail_fast and not results[-1].passed:
            break
    coverage = Coverage(len(reached), len(program.instructions)) if options.coverage else NOT_MEASURED
    return FileReport(name, tuple(results), coverage=coverage)


def _run_case(code: Code, annotations: Annotations, case: Case, reached: set[int] | None) -> CaseResult:
    try:
        with fake_host(code.program, annotations) as host:
            outcome = run(
                code,
                {setting.register: setting.bits for setting in case.registers},
                preload={setting.address: setting.content for setting in case.memory},
                trace=None if reached is None else lambda index, _: reached.add(index),
                host=host,
            )
    except NeurlangError as error:
        differences: tuple[Difference, ...] = (Difference(None, str(error), "a run"),)
    else:
        differences = _differences(case, outcome)
    return CaseResult(case.line, case.text, differences)


def _differences(case: Case, outcome: Outcome) -> tuple[Difference, ...]:
    if outcome.trap is not None:
        return (Difference(None, _trapped(outcome.trap), "a run without a trap"),)
    found = (setting.difference(outcome) for setting in case.outputs)
    return tuple(difference for difference in found if difference is not None)


def _trapped(trap: Trap) -> str:
    line = "" if trap.line is None else f" in line {trap.line}"
    return f"trap {trap.kind.name}{line}: {trap.message} ({trap.instruction})"
