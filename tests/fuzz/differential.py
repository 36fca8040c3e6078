"""Run random programs by every executor and see that nothing differs: `make fuzz MINUTES=n`.

A program runs with fuel for its end and with as little as stops it somewhere. What differs is printed with its
seed, and ends the run with exit code 1.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from typing import TYPE_CHECKING

from random_programs import FRAGMENTS, HIDDEN, MEMORY, random_program, random_registers

from neurlang.programs.ir import print_program
from neurlang.programs.machine import Outcome, decode, run
from neurlang.programs.native import compile_whole, run_native

if TYPE_CHECKING:
    from collections.abc import Callable

    from neurlang.programs.ir import Program
    from neurlang.programs.machine import Code

FUEL = 2_000
_TOLD = 1_000  # programs between two lines of progress


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


def try_one(seed: int, tier: str) -> str | None:
    """What differs between the interpreter and a tier in the program of a seed; None where nothing does."""
    code = decode(program_of(seed, tier), hidden=tier == "hidden")
    registers = random_registers(seed)
    execute = EXECUTORS[tier](code)
    expected = run(code, registers, memory_size=MEMORY, max_instructions=FUEL)
    found = difference(expected, execute(registers, FUEL))
    if found is not None:
        return f"fuel {FUEL}: {found}"
    less = 1 + seed * 7919 % max(expected.executed, 1)  # stops somewhere in the middle
    expected = run(code, registers, memory_size=MEMORY, max_instructions=less)
    found = difference(expected, execute(registers, less))
    return None if found is None else f"fuel {less}: {found}"


def main() -> int:
    """Try programs for so long, or so many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--programs", type=int, default=1 << 62, help="no more than so many")
    parser.add_argument("--seed", type=int, default=0, help="of the first program")
    parser.add_argument(
        "--tier",
        choices=sorted(EXECUTORS),
        default="1",
        help="1: stencils; hidden: with hidden state; 2: as a whole",
    )
    options = parser.parse_args()
    end, tried = time.monotonic() + 60 * options.minutes, 0
    try:
        for seed in range(options.seed, options.seed + options.programs):
            if time.monotonic() > end:
                break
            found = try_one(seed, options.tier)
            if found is not None:
                print(f"seed {seed}, {found}\n{print_program(program_of(seed, options.tier))}")
                return 1
            tried += 1
            if sys.stderr.isatty() and tried % _TOLD == 0:
                left = max(0, end - time.monotonic())
                print(f"\r{tried:,} programs, {left:.0f} s left ", end="", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        sys.exit(f"\nInterrupted after {tried:,} programs without a difference.")
    print(f"{tried:,} random programs by tier {options.tier}, each with two bounds of fuel: no difference")
    return 0


if __name__ == "__main__":
    gc.set_threshold(50_000)  # collecting took a fifth of the time
    raise SystemExit(main())
