"""From a program in the register language to its outcome: assemble it, run it by the fastest means.

These are `neurlang.assemble` and `neurlang.run`: what `nl run` does, for Python programs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from neurlang.errors import NeurlangError, UsageError
from neurlang.pipeline.checking import described, seconds_of, size_of
from neurlang.programs.extensions import installed, user_extensions
from neurlang.programs.ir import Program
from neurlang.programs.ir import assemble as assembled
from neurlang.programs.machine import (
    DEFAULT_MAX_INSTRUCTIONS,
    DEFAULT_MEMORY,
    Code,
    Host,
    Outcome,
    State,
)
from neurlang.programs.native import run_program


class Trap(NeurlangError):  # noqa: N818  (the language calls it so)
    r"""A program ended by a trap. `outcome` is how it ended; its `trap` says which trap it was, and where.

    Example:
        >>> import neurlang
        >>> program = neurlang.assemble("mov r0, 1\ndiv r0, r0, r1")
        >>> try:
        ...     neurlang.run(program)
        ... except neurlang.Trap as trap:
        ...     print(trap.outcome.trap.kind.name)
        DIVZERO

    """

    kind = "trap"

    def __init__(self, outcome: Outcome, name: str) -> None:
        trap = outcome.trap
        assert trap is not None
        super().__init__(trap.headline(name))
        self.outcome = outcome


def assemble(text: str, name: str = "<text>") -> Program:
    """The program that a text in the register language describes; `name` identifies the text in messages.

    It may call the extensions of installed packages.

    Example:
        >>> import neurlang
        >>> neurlang.assemble("mov r0, 6")
        Program('<text>', 1 instruction)

    Raises:
        AssemblyError: the text is not a program; the message has all errors, up to 20.
        UsageError: it is not a text.

    """
    if not isinstance(text, str):
        raise UsageError(f"A program's text is wanted, not {described(text)}.")
    return assembled(text, name, user_extensions)


def run(
    program: Program | Code,
    registers: Mapping[str | int, int] | None = None,
    *,
    memory: int | str = DEFAULT_MEMORY,
    max_instructions: int = DEFAULT_MAX_INSTRUCTIONS,
    timeout: float | None = None,
    max_output: int | str | None = None,
    preload: Mapping[int, bytes] | None = None,
    trace: Callable[[int, State], None] | None = None,
    host: Host | None = None,
    check: bool = True,
) -> Outcome:
    """Run a program as `nl run` does: interpreted, or as native code if it is long enough.

    Args:
        program: what `assemble` returns.
        registers: values of registers by name or number, -2^63 to 2^64 - 1; all others are 0.
        memory: size of the sandbox in bytes, or with a unit: `"64K"`, `"1G"`.
        max_instructions: bound on instructions; 0 is none.
        timeout: bound on the time of the run in seconds by the clock on the wall, whether it computes, waits or sleeps.
        max_output: bound on what it prints, in bytes or with a unit.
        preload: bytes by the address at which they are written before the run.
        trace: called with the index and the state before each instruction, which is then interpreted.
        host: what it may reach outside its sandbox; only the console by default. `timeout` and `max_output` replace its
            limits.
        check: whether a trap is raised; if not, it is the outcome's `trap`.

    Example:
        >>> import neurlang
        >>> program = neurlang.assemble("mul r0, r0, r1")
        >>> neurlang.run(program, {"r0": 6, "r1": 7}).result
        42
        >>> neurlang.run(neurlang.assemble("forever: b forever"), check=False).trap.kind.name
        'FUEL'

    Raises:
        Trap: the program trapped, and `check` is true.
        UsageError: an argument is not what is described here.

    """
    if not isinstance(program, Program | Code):
        raise UsageError(
            f"A program is wanted, as neurlang.assemble(text) returns it, not {described(program)}."
        )
    host = host or Host(extensions=installed())
    limits = host.limits
    if timeout is not None:
        limits = replace(limits, seconds=seconds_of("timeout", timeout))
    if max_output is not None:
        limits = replace(limits, output_bytes=size_of("max_output", max_output))
    outcome = run_program(
        program,
        registers,
        memory_size=size_of("memory", memory),
        max_instructions=max_instructions,
        preload=preload,
        trace=trace,
        host=replace(host, limits=limits),
    )
    if check and outcome.trap is not None:
        raise Trap(outcome, (program.program if isinstance(program, Code) else program).name)
    return outcome
