"""Running a program by the fastest means that pays: interpreter, stencils, or code optimised as a whole.

All give the same outcome. `run_native` takes stencils from the first instruction; `run_program` interprets first,
since most programs end before code for them would be made, and goes on to what is faster for those that do not.
"""

from __future__ import annotations

import threading
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neurlang.errors import NativeCodeError, UsageError
from neurlang.programs.machine import (
    DEFAULT_MAX_INSTRUCTIONS,
    DEFAULT_MEMORY,
    Code,
    Outcome,
    TrapKind,
    decode,
    run,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from neurlang.programs.ir import Program
    from neurlang.programs.machine import Executor, Host

INTERPRETED_FIRST = 20_000
"""Instructions that `run_program` interprets: about what loading stencils takes."""

LONG = 50_000_000
"""Instructions from which on a program is worth optimising as a whole for its next run."""


class NativeCodeWarning(UserWarning):
    """Native code cannot be had, and the interpreter runs instead: that costs time only."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run is given beside the program, as `machine.run` takes it."""

    registers: Mapping[str | int, int] | None = None
    memory_size: int = DEFAULT_MEMORY
    max_instructions: int = DEFAULT_MAX_INSTRUCTIONS
    preload: Mapping[int, bytes] | None = None
    host: Host | None = None

    def run(self, code: Code, executor: Callable[[Code], Executor] | None = None, fuel: int | None = None) -> Outcome:
        """Run in the machine, with an executor or without."""
        return run(
            code,
            self.registers,
            memory_size=self.memory_size,
            max_instructions=self.max_instructions if fuel is None else fuel,
            preload=self.preload,
            host=self.host,
            executor=executor,
        )


def run_native(program: Program | Code, registers: Mapping[str | int, int] | None = None, **how: Any) -> Outcome:  # noqa: ANN401
    """Run as `machine.run` does, with the same arguments, by stencils from the first instruction.

    What only the interpreter has (ops that lead outside, strict capabilities) it does in between. Raises
    NativeCodeError where stencils cannot be had.
    """
    from neurlang.programs.native.executing import NativeExecutor
    from neurlang.programs.native.first_tier import loaded_table

    loaded_table()
    return Setting(registers, **how).run(_decoded(program), NativeExecutor)


def run_program(program: Program | Code, registers: Mapping[str | int, int] | None = None, **how: Any) -> Outcome:  # noqa: ANN401
    """Run as `machine.run` does, with the same arguments, by whatever is fastest.

    A pure program that does not end early runs anew in native code. One that ran long is optimised as a whole
    in the background, which takes effect from its next run. Where native code cannot be had the interpreter runs,
    with a warning.
    """
    setting, code = Setting(registers, **how), _decoded(program)
    if code.outside or code.hidden:
        return setting.run(code, _late_executor)
    first = min(setting.max_instructions or INTERPRETED_FIRST, INTERPRETED_FIRST)
    outcome = setting.run(code, fuel=first)
    ran_out = outcome.trap is not None and outcome.trap.kind is TrapKind.FUEL
    if not ran_out or first == setting.max_instructions:
        return outcome
    return _run_long(code, setting)


def run_optimised(program: Program | Code, registers: Mapping[str | int, int] | None = None, **how: Any) -> Outcome:  # noqa: ANN401
    """Run as `machine.run` does, in code that LLVM optimised as a whole. Raises UsageError where it is not pure."""
    from neurlang.programs.native.second_tier import compile_whole

    setting, code = Setting(registers, **how), _decoded(program)
    whole = compile_whole(code.program, setting.memory_size)
    return whole.run(
        setting.registers, max_instructions=setting.max_instructions, preload=setting.preload
    )


def _run_long(code: Code, setting: Setting) -> Outcome:
    """Run a pure program that does not end soon."""
    from neurlang.programs.native.second_tier import compile_whole, is_stored

    if is_stored(code.program, setting.memory_size):
        return run_optimised(code, setting.registers, **_rest(setting))
    outcome = setting.run(code, _late_executor)
    if outcome.executed >= LONG:
        _in_background(lambda: compile_whole(code.program, setting.memory_size))
    return outcome


def _rest(setting: Setting) -> dict[str, Any]:
    return {
        "memory_size": setting.memory_size,
        "max_instructions": setting.max_instructions,
        "preload": setting.preload,
    }


def _late_executor(code: Code) -> Executor:
    """Stencils after the first instructions; the interpreter, with a warning, where they cannot be had."""
    return _Reluctant(code)


class _Reluctant:
    """An executor that makes its code when it is first asked, and leaves all to the interpreter where it can't."""

    def __init__(self, code: Code) -> None:
        self.after = 0 if not (code.outside or code.hidden) else INTERPRETED_FIRST
        self._code = code
        self._executor: Executor | None = None
        self._is_hopeless = False

    def __call__(self, state: Any, index: int, fuel: int, paid: int, floor: int = 0) -> tuple[int, int, int]:  # noqa: ANN401
        """As `Executor` says."""
        if self._is_hopeless:
            return index, fuel, paid
        try:
            if self._executor is None:
                from neurlang.programs.native.executing import NativeExecutor

                self._executor = NativeExecutor(self._code)
            return self._executor(state, index, fuel, paid, floor)
        except NativeCodeError as error:
            self._is_hopeless = True
            warnings.warn(f"No native code: {error}. The interpreter runs.", NativeCodeWarning, stacklevel=2)
            return index, fuel, paid


def _in_background(work: Callable[[], object]) -> None:
    """Work that goes on beside the caller; the process waits for it before it ends."""

    def attempt() -> None:
        try:
            work()
        except UsageError:  # too long for the optimiser: it stays with stencils
            return

    threading.Thread(target=attempt, name="neurlang-optimiser").start()


def _decoded(program: Program | Code) -> Code:
    return program if isinstance(program, Code) else decode(program)
