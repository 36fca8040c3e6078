"""Run random programs by every executor and see that nothing differs: `make fuzz MINUTES=n`.

A program runs with fuel for its end and with as little as stops it somewhere. What differs is printed with its
seed, and ends the run with exit code 1.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import TYPE_CHECKING

import campaign
from random_programs import FRAGMENTS, HIDDEN, MEMORY, random_program, random_registers

from neurlang.programs.ir import print_program
from neurlang.programs.machine import Outcome, decode, run
from neurlang.programs.native import compile_whole, make_stencils, run_native

if TYPE_CHECKING:
    from collections.abc import Callable

    from campaign import Piece

    from neurlang.programs.ir import Program
    from neurlang.programs.machine import Code

FUEL, FUEL_FOR_MOST = 2_000, 250
"""One of 3,000 programs that end by themselves runs more than 250 instructions."""

PIECES = {"1": 1_000, "hidden": 1_000, "2": 16}
"""How many programs a process tries at a time: a second's work or less."""


def difference(expected: Outcome, found: Outcome) -> str | None:
    """In what two outcomes differ, None where they are the same."""
    if dict(expected.registers) != dict(found.registers):
        names = [name for name, value in expected.registers.items() if found.registers[name] != value]
        pairs = (f"{name} {expected.registers[name]:#x} and {found.registers[name]:#x}" for name in names)
        return "registers: " + ", ".join(pairs)
    for name in ("trap", "executed", "memory"):
        if getattr(expected, name) != getattr(found, name):
            return f"{name}: {getattr(expected, name)!r:.300} and {getattr(found, name)!r:.300}"
    return None


def hidden_by_stencils(code: Code) -> Callable[..., Outcome]:
    """Tier 1, instrumented."""
    assert code.hidden
    return by_stencils(code)


def by_stencils(code: Code) -> Callable[..., Outcome]:
    """Tier 1."""
    return lambda registers, fuel: run_native(code, registers, memory_size=MEMORY, max_instructions=fuel)


def optimised(code: Code) -> Callable[..., Outcome]:
    """Tier 2."""
    whole = compile_whole(code.program, MEMORY, use_cache=False)
    return lambda registers, fuel: whole.run(registers, max_instructions=fuel)


EXECUTORS = {"1": by_stencils, "hidden": hidden_by_stencils, "2": optimised}


def program_of(seed: int, tier: str) -> Program:
    """The program that a tier is tried on."""
    return random_program(seed, HIDDEN if tier == "hidden" else FRAGMENTS)


def fuel_of(seed: int) -> int:
    """The fuel for the program of a seed to end."""
    return FUEL_FOR_MOST if seed % 8 else FUEL


def try_one(seed: int, tier: str) -> str | None:
    """What differs between the interpreter and a tier in the program of a seed; None where nothing does."""
    code = decode(program_of(seed, tier), hidden=tier == "hidden")
    registers, fuel = random_registers(seed), fuel_of(seed)
    execute = EXECUTORS[tier](code)
    expected = run(code, registers, memory_size=MEMORY, max_instructions=fuel)
    found = difference(expected, execute(registers, fuel))
    if found is not None:
        return f"fuel {fuel}: {found}"
    less = 1 + seed * 7919 % max(expected.executed, 1)  # stops somewhere in the middle
    expected = run(code, registers, memory_size=MEMORY, max_instructions=less)
    found = difference(expected, execute(registers, less))
    return None if found is None else f"fuel {less}: {found}"


def try_piece(piece: Piece, tier: str) -> str | None:
    """The first difference in a piece of seeds, with its seed and program."""
    first, count = piece
    for seed in range(first, first + count):
        found = try_one(seed, tier)
        if found is not None:
            return f"seed {seed}, {found}\n{print_program(program_of(seed, tier))}"
    return None


def main() -> int:
    """Try programs for so long, or so many."""
    parser = argparse.ArgumentParser(description=__doc__)
    campaign.add_options(parser, "programs")
    parser.add_argument(
        "--tier",
        choices=sorted(EXECUTORS),
        default="1",
        help="1: stencils; hidden: with hidden state; 2: as a whole",
    )
    options = parser.parse_args()
    tier = options.tier
    record = campaign.record_of(options, f"random programs by tier {tier}")
    make_stencils()
    try:
        for found in campaign.conduct(record, partial(try_piece, tier=tier), PIECES[tier], options):
            if found is not None:
                print(found)
                return 1
    except KeyboardInterrupt:
        sys.exit(f"\nInterrupted after {record.done:,} programs without a difference.")
    took = f"{record.minutes:.1f} min"
    print(f"{record.done:,} {record.what}, each with two bounds of fuel, in {took}: no difference")
    return 0


if __name__ == "__main__":
    campaign.collect_less()
    raise SystemExit(main())
