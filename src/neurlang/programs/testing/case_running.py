"""Running the tests of one `.nl` text: each on a fresh machine, with fakes for what it mocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from neurlang.errors import NeurlangError
from neurlang.programs.ir import assemble
from neurlang.programs.machine import Code, Host, Outcome, State, Trap, decode, run
from neurlang.programs.native import run_native
from neurlang.programs.testing.annotations import Annotations, parse_annotations
from neurlang.programs.testing.cases import Case, Difference, trap_text
from neurlang.programs.testing.coverage import NOT_MEASURED, Coverage
from neurlang.programs.testing.fakes import RecordingConsole, counting_clock, fake_host, mocked_names
from neurlang.programs.testing.printed import Printed

Trace = Callable[[int, State], object]


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


BACKENDS: dict[str, Callable[..., Outcome]] = {"interp": run, "jit": run_native}
BOTH = "both"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What to run and what to measure; `backend` is one of `BACKENDS`, or `BOTH` to compare them.

    `seconds` bounds each run by the wall clock; None for as long as it takes.
    """

    include_servers: bool = False
    fail_fast: bool = False
    coverage: bool = False
    backend: str = "interp"
    seconds: float | None = None


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
        trace = (lambda index, _: reached.add(index)) if options.coverage else None
        test = _compare_case if options.backend == BOTH else _run_case
        results.append(test(code, annotations, case, trace, options))
        if options.fail_fast and not results[-1].passed:
            break
    coverage = Coverage(len(reached), len(program.instructions)) if options.coverage else NOT_MEASURED
    return FileReport(name, tuple(results), coverage=coverage)


def _run_case(
    code: Code, annotations: Annotations, case: Case, trace: Trace | None, options: RunOptions
) -> CaseResult:
    try:
        console = RecordingConsole()
        with fake_host(code.program, annotations, console=console, seconds=options.seconds) as host:
            outcome = _outcome(code, case, host, options.backend, trace)
    except NeurlangError as error:
        return _failed(case, error)
    return CaseResult(case.line, case.text, _differences(case, outcome, console.printed))


def _compare_case(
    code: Code, annotations: Annotations, case: Case, trace: Trace | None, options: RunOptions
) -> CaseResult:
    """The interpreter's result, with whatever differs in the others' runs in an equal world."""
    runs = {}
    try:
        for backend in BACKENDS:
            console = RecordingConsole()
            with fake_host(code.program, annotations, counting_clock(), console, options.seconds) as host:
                runs[backend] = (_outcome(code, case, host, backend, trace), console.printed)
                trace = None  # what is traced is interpreted: the interpreter's run, which comes first
    except NeurlangError as error:
        return _failed(case, error)
    (expected, printed), *others = runs.values()
    found = _differences(case, expected, printed)
    for outcome, output in others:
        found += _unlike(expected, outcome)
        if not output.is_same(printed):
            found += (Difference("jit output", repr(output.shown), repr(printed.shown)),)
    return CaseResult(case.line, case.text, found)


def _outcome(code: Code, case: Case, host: Host, backend: str, trace: Trace | None) -> Outcome:
    return BACKENDS[backend](
        code,
        {setting.register: setting.bits for setting in case.registers},
        preload={setting.address: setting.content for setting in case.memory},
        host=host,
        **({} if trace is None else {"trace": trace}),
    )


def _failed(case: Case, error: NeurlangError) -> CaseResult:
    return CaseResult(case.line, case.text, (Difference(None, str(error), "a run"),))


def _unlike(expected: Outcome, got: Outcome) -> tuple[Difference, ...]:
    """In what two runs of the same test differ."""
    found = [
        Difference(f"jit {name}", value, expected.registers[name])
        for name, value in got.registers.items()
        if value != expected.registers[name]
    ]
    if got.executed != expected.executed:
        found.append(Difference("jit executed", got.executed, expected.executed))
    if got.trap != expected.trap:
        found.append(Difference("jit trap", _told(got.trap), _told(expected.trap)))
    if got.memory != expected.memory:
        pairs = enumerate(zip(got.memory, expected.memory, strict=True))
        at = next(address for address, (mine, theirs) in pairs if mine != theirs)
        found.append(Difference(f"jit [{at:#x}]", got.memory[at], expected.memory[at]))
    return tuple(found)


def _told(trap: Trap | None) -> str:
    return "no trap" if trap is None else trap_text(trap)


def _differences(case: Case, outcome: Outcome, printed: Printed) -> tuple[Difference, ...]:
    if outcome.trap is not None and case.trap is None:
        return (Difference(None, trap_text(outcome.trap), "a run without a trap"),)
    found = [setting.difference(outcome) for setting in case.outputs]
    if case.trap is not None:
        found.append(case.trap.difference(outcome.trap))
    if case.prints is not None:
        found.append(case.prints.difference(printed))
    return tuple(difference for difference in found if difference is not None)
