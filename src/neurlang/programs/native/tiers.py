"""Running a program by the fastest means that pays: the interpreter, stencils, or code optimised as a whole.

All have the same outcome. `run_native` uses stencils from the first instruction. `run_program` interprets first, since
most programs end before code for them would be ready, and then switches to something faster.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypedDict, Unpack

from neurlang.errors import NativeCodeError
from neurlang.programs.ir import Program
from neurlang.programs.machine import (
    DEFAULT_MAX_INSTRUCTIONS,
    DEFAULT_MEMORY,
    Code,
    Executor,
    Host,
    Outcome,
    State,
    TrapKind,
    decode,
    run,
)
from neurlang.programs.native.warning import NativeCodeWarning

BEFORE_LOADING, ONCE_LOADED = 20_000, 200
"""Instructions that `run_program` interprets first: the cost of loading stencils, and of preparing a run after that."""

LOWERING = 8
"""Instructions that are interpreted in the time that making native code of one takes."""

LONG = 50_000_000
"""The number of instructions of a run from which the program is worth optimising as a whole for its next run."""


class How(TypedDict, total=False):
    """The arguments of a run besides the program and its registers, as `machine.run` takes them."""

    memory_size: int
    max_instructions: int
    preload: Mapping[int, bytes] | None
    host: Host | None
    trace: Callable[[int, State], None] | None


Registers = Mapping[str | int, int] | None


def run_native(program: Program | Code, registers: Registers = None, **how: Unpack[How]) -> Outcome:
    """Run as `machine.run` does, with the same arguments, by stencils from the first instruction.

    In between, the interpreter runs what only it can (ops that need the host, strict capabilities, traces). Raises
    NativeCodeError if stencils are not available.
    """
    from neurlang.programs.native.stencils import NativeExecutor, make_stencils

    make_stencils()
    return run(program, registers, executor=NativeExecutor, **how)


def run_optimised(program: Program | Code, registers: Registers = None, **how: Unpack[How]) -> Outcome:
    """Run as `machine.run` does, in code that LLVM optimised as a whole.

    A bound of time ends the run, but not the code, which goes on in a thread until its fuel or the process ends.

    Raises UsageError if the program is not pure, NativeCodeError if no code can be loaded.
    """
    from neurlang.programs.native.whole import compile_whole

    program = program.program if isinstance(program, Code) else program
    whole = compile_whole(program, how.get("memory_size", DEFAULT_MEMORY))
    fuel = how.get("max_instructions", DEFAULT_MAX_INSTRUCTIONS)
    return whole.run(registers, max_instructions=fuel, preload=how.get("preload"), seconds=_seconds(how))


def run_program(program: Program | Code, registers: Registers = None, **how: Unpack[How]) -> Outcome:
    """Run as `machine.run` does, with the same arguments, by whatever is fastest.

    A pure program that does not end early is run again, in native code. After a long run, another process optimises the
    program as a whole in the background, for its next run. If native code is not available, the interpreter runs, with
    a warning.
    """
    code = _decoded(program)
    if _seconds(how) is not None and not _have_stencils(hidden=code.hidden):
        return run(code, registers, **how)  # making them takes half a minute, and cannot be cut short
    if how.get("trace") is not None or code.outside or code.hidden:
        return run(code, registers, executor=partial(_FallbackExecutor, _interpreted_first(code)), **how)
    bound = how.get("max_instructions", DEFAULT_MAX_INSTRUCTIONS)
    interpreted = _interpreted_first(code)
    first = min(bound or interpreted, interpreted)
    early = how.copy()
    early["max_instructions"] = first
    outcome = run(code, registers, **early)
    ran_out = outcome.trap is not None and outcome.trap.kind is TrapKind.FUEL
    return _run_long(code, registers, how) if ran_out and first != bound else outcome


def _run_long(code: Code, registers: Registers, how: How) -> Outcome:
    """Run a pure program that does not end soon from its start."""
    from neurlang.programs.native.whole import compile_ahead, is_stored

    memory_size = how.get("memory_size", DEFAULT_MEMORY)
    # Code optimised as a whole cannot be stopped, so stencils run if there is a bound of time.
    if _seconds(how) is None and is_stored(code.program, memory_size):
        try:
            return run_optimised(code, registers, **how)
        except NativeCodeError as error:
            _warn(error)
            return run(code, registers, **how)
    outcome = run(code, registers, executor=partial(_FallbackExecutor, 0), **how)
    if outcome.executed >= LONG:
        compile_ahead(code.program, memory_size)
    return outcome


def _seconds(how: How) -> float | None:
    """The bound of time of a run."""
    host = how.get("host")
    return None if host is None else host.limits.seconds


def _have_stencils(*, hidden: bool) -> bool:
    from neurlang.programs.native.stencils import are_stencils_stored

    return are_stencils_stored(hidden=hidden)


def _interpreted_first(code: Code) -> int:
    """How many instructions are interpreted before native code is made: more for a long program."""
    loaded = sys.modules.get("neurlang.programs.native.stencils.first_tier")
    is_loaded = loaded is not None and loaded.loaded_table.cache_info().currsize
    lowering = LOWERING * len(code.steps)
    return lowering if lowering > BEFORE_LOADING else ONCE_LOADED if is_loaded else BEFORE_LOADING


class _FallbackExecutor:
    """An executor that compiles on its first call, and leaves everything to the interpreter if it cannot."""

    def __init__(self, after: int, code: Code) -> None:
        self.after = after
        self._code = code
        self._executor: Executor | None = None
        self._is_hopeless = False

    def __call__(
        self, state: State, index: int, fuel: int, paid: int, floor: int = 0
    ) -> tuple[int, int, int]:
        """As `Executor` says."""
        if self._is_hopeless:
            return index, fuel, paid
        try:
            if self._executor is None:
                from neurlang.programs.native.stencils import NativeExecutor, make_stencils

                make_stencils()
                self._executor = NativeExecutor(self._code)
            return self._executor(state, index, fuel, paid, floor)
        except NativeCodeError as error:
            self._is_hopeless = True
            _warn(error)
            return index, fuel, paid


def _warn(error: NativeCodeError) -> None:
    """Warn why the interpreter runs; by default, Python shows the warning once per process."""
    warnings.warn(f"No native code: {error}. The interpreter runs.", NativeCodeWarning, stacklevel=1)


def _decoded(program: Program | Code) -> Code:
    return program if isinstance(program, Code) else decode(program)
