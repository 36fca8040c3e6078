"""`nl run`: a program, run by the reference interpreter."""

from __future__ import annotations

import sys
import time
from pathlib import Path  # noqa: TC003  (typer reads the annotation)
from typing import TYPE_CHECKING, Annotated, Any

import typer

from neurlang.cli.output import show_json
from neurlang.cli.program_files import load_program
from neurlang.errors import UsageError
from neurlang.programs.ir import Register, print_instruction
from neurlang.programs.machine import (
    DEFAULT_MAX_INSTRUCTIONS,
    DEFAULT_MEMORY,
    parse_value,
    run,
    signed,
    to_float,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from neurlang.programs.ir import Program
    from neurlang.programs.machine import Outcome, State, Trap

_COLUMNS = 4  # registers on a line of a trap's report


def command(
    file: Annotated[Path, typer.Argument(help="A .nl or .nlb file; - for standard input.")],
    reg: Annotated[list[str] | None, typer.Option("--reg", help="Set a register, as r0=5 or r1=2.5.")] = None,
    max_instr: Annotated[
        int, typer.Option("--max-instr", help="Bound on executed instructions; 0 for none.")
    ] = DEFAULT_MAX_INSTRUCTIONS,
    memory: Annotated[int, typer.Option("--memory", help="Size of the memory in bytes.")] = DEFAULT_MEMORY,
    stats: Annotated[bool, typer.Option("--stats", help="Print counts and time on standard error.")] = False,
    trace: Annotated[bool, typer.Option("--trace", help="Print each instruction on standard error.")] = False,
    json_output: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
) -> None:
    """Run a program and print r0.

    Example: nl run examples/factorial.nl --reg r0=5
    """
    program = load_program(file)
    started = time.perf_counter()
    outcome = run(
        program,
        parse_registers(reg or []),
        memory_size=memory,
        max_instructions=max_instr,
        trace=_tracer(program) if trace else None,
    )
    seconds = time.perf_counter() - started
    if json_output:
        show_json("neurlang.run/1", _fields(outcome, seconds))
    elif outcome.trap is None:
        print(outcome.result)
    else:
        print(trap_report(outcome.trap, program.name), file=sys.stderr)
    if stats and not json_output:
        print(f"{outcome.executed:,} instructions in {seconds * 1000:.3f} ms", file=sys.stderr)
    if outcome.trap is not None:
        raise typer.Exit(1)


def parse_registers(settings: list[str]) -> dict[str | int, int]:
    """The registers that `name=value` texts set. Raises UsageError."""
    registers: dict[str | int, int] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise UsageError(f"--reg {setting}: a register and its value are wanted, as r0=5")
        try:
            registers[name.strip()] = parse_value(value)
        except ValueError as error:
            raise UsageError(f"--reg {setting}: {error}") from None
    return registers


def trap_report(trap: Trap, name: str) -> str:
    """A trap for people: its name and why, place and text of the instruction, registers."""
    number = "" if trap.number is None else f" {trap.number}"
    place = f"instruction {trap.index}" + ("" if trap.line is None else f", {name}:{trap.line}")
    cells = [f"{register:>5} {value:#018x}" for register, value in trap.registers.items()]
    rows = ["".join(cells[start : start + _COLUMNS]) for start in range(0, len(cells), _COLUMNS)]
    return "\n".join(
        [f"Trap {trap.kind.name}{number} at {place}: {trap.message}", f"    {trap.instruction}", *rows]
    )


def _tracer(program: Program) -> Callable[[int, State], None]:
    """A function that prints an instruction and the registers that it names."""
    labels = program.labels

    def show(index: int, state: State) -> None:
        instruction = program.instructions[index]
        named = {
            operand.name: operand.number for operand in instruction.operands if isinstance(operand, Register)
        }
        values = " ".join(f"{name}={signed(state.slots[number])}" for name, number in named.items())
        print(f"{index:5}  {print_instruction(instruction, labels):<40} {values}".rstrip(), file=sys.stderr)

    return show


def _fields(outcome: Outcome, seconds: float) -> dict[str, Any]:
    bits = outcome.registers["r0"]
    value = to_float(bits)
    finite = value - value == 0  # JSON has no infinities and no NaN
    return {
        "r0": outcome.result,
        "hex": f"{bits:#018x}",
        "float": value if finite else str(value),
        "executed": outcome.executed,
        "milliseconds": round(seconds * 1000, 3),
        "registers": dict(outcome.registers),
        "trap": None if outcome.trap is None else _trap_fields(outcome.trap),
    }


def _trap_fields(trap: Trap) -> dict[str, Any]:
    return {
        "name": trap.kind.name,
        "number": trap.number,
        "message": trap.message,
        "index": trap.index,
        "instruction": trap.instruction,
        "line": trap.line,
    }
