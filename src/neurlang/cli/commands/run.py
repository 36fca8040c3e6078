"""`nl run`: run a program in the interpreter and, if that is faster, as native code."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.cli.isolated import is_native_ready, wall_builder
from neurlang.cli.observing import observer, register_rows
from neurlang.cli.options.limit_options import LimitOptions
from neurlang.cli.options.option_groups import with_groups
from neurlang.cli.options.permission_options import PermissionOptions, Seed, granted_lines
from neurlang.cli.output import show_json
from neurlang.cli.program_files import load_program
from neurlang.cli.workers import check_workers, run_workers
from neurlang.errors import UsageError
from neurlang.programs.extensions import installed
from neurlang.programs.machine import (
    DEFAULT_MAX_INSTRUCTIONS,
    DEFAULT_MEMORY,
    Host,
    parse_value,
    run,
)
from neurlang.programs.native import (
    compile_whole,
    make_stencils,
    run_native,
    run_optimised,
    run_program,
)

if TYPE_CHECKING:
    from neurlang.programs.ir import Program
    from neurlang.programs.machine import Outcome, Trap

SECOND_TIER = 2


class Backend(StrEnum):
    """What runs the program."""

    auto = "auto"
    interp = "interp"
    jit = "jit"


@with_groups
def command(
    file: Annotated[Path, typer.Argument(help="A .nl or .nlb file; - for standard input.")],
    arguments: Annotated[
        list[str] | None,
        typer.Argument(help="Arguments of the program; if it reads none, registers, such as r0=10."),
    ] = None,
    *,
    reg: Annotated[
        list[str] | None, typer.Option("--reg", help="Set a register, such as r0=5 or r1=2.5.")
    ] = None,
    max_instr: Annotated[
        int, typer.Option("--max-instr", help="Bound on executed instructions; 0 for none.")
    ] = DEFAULT_MAX_INSTRUCTIONS,
    memory: Annotated[int, typer.Option("--memory", help="Size of the memory in bytes.")] = DEFAULT_MEMORY,
    permissions: PermissionOptions,
    limits: LimitOptions,
    strict_caps: Annotated[
        bool, typer.Option("--strict-caps", help="Refuse addresses without a capability.")
    ] = False,
    backend: Annotated[
        Backend, typer.Option("--backend", help="auto: the interpreter, then native code if that is faster.")
    ] = Backend.auto,
    tier: Annotated[
        int | None,
        typer.Option("--tier", min=1, max=2, help="1: stencils; 2: pure programs, optimised as a whole."),
    ] = None,
    isolate: Annotated[
        bool, typer.Option("--isolate", help="Run in a process that the kernel bounds, too (Linux).")
    ] = False,
    seed: Seed = None,
    workers: Annotated[
        int, typer.Option("--workers", help="Processes of a server program, sharing its port.")
    ] = 1,
    stats: Annotated[
        bool, typer.Option("--stats", help="Print counts, time and permissions on standard error.")
    ] = False,
    trace: Annotated[bool, typer.Option("--trace", help="Print each instruction on standard error.")] = False,
    breaks: Annotated[
        list[str] | None,
        typer.Option("--break", metavar="LABEL|LINE", help="Print the state whenever this is reached."),
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
) -> None:
    """Run a program and print r0. Of the outside world it reaches only the console, unless a flag allows more.

    Example: nl run examples/factorial.nl r0=5
    """
    words = tuple(arguments or ())
    host = Host(
        permissions=permissions.permissions(),
        limits=limits.limits(),
        extensions=installed(),
        arguments=words,
        seed=seed,
        strict_capabilities=strict_caps,
        share_ports=workers > 1,
    )
    granted = host.permissions.granted()
    program = load_program(file)
    registers = parse_registers([*(reg or ()), *(() if _reads_arguments(program) else words)])
    observe = observer(program, trace=trace, breaks=breaks or [])
    execute = runner_of(backend, tier, observes=observe is not None)
    check_workers(program, workers)
    wall = None
    if isolate:
        wall = wall_builder(host, program, memory)
        execute = prepared(execute, program, memory)
    execute = partial(execute, program, registers, memory_size=memory, max_instructions=max_instr, host=host)
    if observe is not None:
        execute = partial(execute, trace=observe)
    once = partial(_run_once, execute, program.name, granted if stats else None, as_json=json_output)
    code = once() if workers == 1 and wall is None else run_workers(workers, once, wall)
    if code:
        raise typer.Exit(code)


def _reads_arguments(program: Program) -> bool:
    return any(
        instruction.op_mode.full_name in ("io.getarg", "io.getargs") for instruction in program.instructions
    )


def _run_once(
    execute: Callable[[], Outcome], name: str, granted: Mapping[str, tuple[str, ...]] | None, *, as_json: bool
) -> int:
    """Run a program and show the outcome; return the exit code."""
    started = time.perf_counter()
    outcome = execute()
    seconds = time.perf_counter() - started
    _show(outcome, name, seconds, granted, as_json=as_json)
    return 0 if outcome.trap is None else 1


def runner_of(backend: Backend, tier: int | None, *, observes: bool) -> Callable[..., Outcome]:
    """The function that runs the program. Raises UsageError if options contradict each other."""
    if observes and (tier is not None or backend is Backend.jit):
        raise UsageError(
            "--trace and --break show what the interpreter does; leave out --backend jit and --tier."
        )
    if tier is not None and backend is Backend.interp:
        raise UsageError(f"--tier {tier} is native code; leave out --backend interp.")
    if tier == SECOND_TIER:
        return run_optimised
    if backend is Backend.jit or tier is not None:
        return run_native
    return run if backend is Backend.interp else run_program


def prepared(execute: Callable[..., Outcome], program: Program, memory: int) -> Callable[..., Outcome]:
    """What runs the program behind the wall. Native code is made beforehand: behind the wall it cannot be stored."""
    if execute is run_native:
        make_stencils()
    elif execute is run_optimised:
        compile_whole(program, memory)
    elif execute is run_program and not is_native_ready():
        return run
    return execute


def parse_registers(settings: list[str]) -> dict[str | int, int]:
    """The registers set by `name=value` texts. Raises UsageError."""
    registers: dict[str | int, int] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise UsageError(f"{setting}: a register and its value are wanted, such as r0=5")
        try:
            registers[name.strip()] = parse_value(value)
        except ValueError as error:
            raise UsageError(f"{setting}: {error}") from None
    return registers


def trap_report(trap: Trap, name: str) -> str:
    """A trap for people: its name and reason, place and text of the instruction, registers."""
    return "\n".join([trap.headline(name), f"    {trap.instruction}", *register_rows(trap.registers)])


def _show(
    outcome: Outcome,
    name: str,
    seconds: float,
    granted: Mapping[str, tuple[str, ...]] | None,
    *,
    as_json: bool,
) -> None:
    """Show an outcome; with `granted`, also the counts and what the flags allowed."""
    if as_json:
        show_json(reports.run_report(outcome, seconds, granted))
        return
    if outcome.trap is None:
        sys.stdout.write(f"{outcome.result}\n")  # in one write: workers share the stream
    else:
        print(trap_report(outcome.trap, name), file=sys.stderr)
    for text in outcome.unjoined:
        print(f"Never joined: {text}", file=sys.stderr)
    if granted is not None:
        print(f"{outcome.executed:,} instructions in {seconds * 1000:.3f} ms", file=sys.stderr)
        for line in granted_lines(granted):
            print(line, file=sys.stderr)
