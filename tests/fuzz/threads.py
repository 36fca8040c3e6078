"""Run programs natively in many threads that switch all the time, with forks in between: `make fuzz MINUTES=n`.

Each thread runs programs of its own, far more than there are slots of code, in every way that native code is entered,
and compares each outcome with the interpreter's. A process whose code another thread overwrites returns a wrong result,
or dies. Exit code 1 says that one did.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import random
import sys
import threading
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from differential import difference
from random_programs import FRAGMENTS, HIDDEN, MEMORY, random_program, random_registers

from neurlang.programs.flow import block_ends
from neurlang.programs.machine import decode, run
from neurlang.programs.native import NativeProgram, loaded_table, lower, run_native, run_program
from neurlang.programs.native.stencils.first_tier import stop_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from neurlang.programs.machine import Code, Outcome
    from neurlang.programs.native.stencils.frame import Stop

THREADS = (2, 3, 5, 8, 16, 32, 64)
SWITCH_SECONDS = 1e-5
FUEL = 300
SOURCES = 60
"""Random programs, of which half carry hidden state."""

OWN = 6
"""Programs that each thread keeps patched: with 8 threads there are more of them than slots."""

AGAIN = 200
"""Runs of those between two runs of whole programs: they are a hundred times as fast."""

ROUND_SECONDS = 1.0
FORK_RUNS, FORK_SECONDS = 40, 20.0


@dataclass(frozen=True, slots=True)
class Case:
    """A program and what the interpreter makes of it."""

    code: Code
    registers: dict[str | int, int]
    expected: Outcome


@cache
def case(seed: int) -> Case:
    """The case of a seed."""
    hidden = seed % 2 == 1
    code = decode(random_program(seed, HIDDEN if hidden else FRAGMENTS), hidden=hidden)
    registers = random_registers(seed)
    return Case(code, registers, run(code, registers, memory_size=MEMORY, max_instructions=FUEL))


class Patched:
    """A program that stays patched, and the status and registers that its first run, alone, gave."""

    def __init__(self, seed: int) -> None:
        program = random_program(seed)
        self.seed = seed
        self.native = NativeProgram(
            lower(program, block_ends(program), loaded_table()[0], marks=True), bytearray(MEMORY)
        )
        self.native.set_start([seed + 7 * number for number in range(16)], FUEL)
        self.expected = self.found(self.native.patch_and_run())

    def found(self, status: int) -> tuple[int, list[int]]:
        """What a run gave."""
        return status, [self.native.register(number) for number in range(16)]

    def check(self, way: int) -> str | None:
        """Run it in one of four ways; what is wrong."""
        native = self.native
        if way == 0:
            status = native.patch_and_run()
        elif way == 1:
            native.reset()
            status = native.enter(native.entry_row)
        else:
            if way == 2:
                native.patch()
            status = native.run_again()
        found = self.found(status)
        return None if found == self.expected else f"program {self.seed}, way {way}: {found}, {self.expected}"


WAYS: tuple[Callable[..., Outcome], ...] = (run_native, run_program)


def check_whole(chance: random.Random) -> str | None:
    """Run a whole program; what is wrong."""
    seed = chance.randrange(SOURCES)
    known = case(seed)
    found = chance.choice(WAYS)(known.code, known.registers, memory_size=MEMORY, max_instructions=FUEL)
    wrong = difference(known.expected, found)
    return None if wrong is None else f"program {seed}: {wrong}"


class Crowd:
    """Threads that run programs for so long, or until each had its runs; `wrong` is what went wrong first, or None."""

    def __init__(self, count: int, seed: int, seconds: float, most_runs: int = 1 << 62) -> None:
        self.runs = 0
        self.wrong: str | None = None
        self.seed = seed
        self.end = time.monotonic() + seconds
        self.most_runs = most_runs
        self._counting = threading.Lock()
        self.threads = [threading.Thread(target=self._work, args=(number,)) for number in range(count)]

    def _work(self, number: int) -> None:
        chance, runs = random.Random(f"{self.seed} {number}"), 0
        try:
            own = [Patched(chance.randrange(1 << 20)) for _ in range(OWN)]
            while runs < self.most_runs and self.wrong is None and time.monotonic() < self.end:
                for _ in range(AGAIN):
                    self.wrong = chance.choice(own).check(chance.randrange(4)) or self.wrong
                self.wrong = check_whole(chance) or self.wrong
                runs += AGAIN + 1
        except BaseException:
            self.wrong = traceback.format_exc()
            raise
        with self._counting:
            self.runs += runs

    def run(self, meanwhile: Callable[[], str | None]) -> str | None:
        """Run all, and something else twice; what went wrong."""
        for thread in self.threads:
            thread.start()
        for _ in range(2):
            self.wrong = meanwhile() or self.wrong
        for thread in self.threads:
            thread.join()
        return self.wrong


def fork_and_check(seed: int) -> str | None:
    """Have a forked process run programs in threads of its own; what is wrong. The child never returns."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            faulthandler.dump_traceback_later(2 * FORK_SECONDS, exit=True)  # a child that hangs says where
            wrong = Crowd(2, seed, FORK_SECONDS, FORK_RUNS).run(lambda: None)
            if wrong is not None:
                print(f"in a forked process: {wrong}", file=sys.stderr, flush=True)
            code = wrong is not None
        finally:
            os._exit(code)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return None if ended == 0 else f"a forked process ended with {ended}"


@contextmanager
def switching_often() -> Iterator[None]:
    """Have threads take turns every ten microseconds."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def one_round(count: int, seed: int, seconds: float, most_runs: int = 1 << 62) -> tuple[int, str | None]:
    """Run in so many threads, for so long or so often, with forks in between; runs, and what went wrong."""
    for number in range(SOURCES):
        case(number)
    Patched(0)  # which loads what all share
    with switching_often():
        crowd = Crowd(count, seed, seconds, most_runs)
        wrong = crowd.run(lambda: fork_and_check(seed))
    return crowd.runs, wrong


def stops() -> set[Stop]:
    """Why the patched programs of small seeds stop: the test is worth little if all of them do so alike."""
    return {stop_of(Patched(seed).expected[0])[0] for seed in range(30)}


def main() -> int:
    """Run rounds for so long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0, help="of the first round")
    parser.add_argument("--threads", type=int, nargs="*", default=THREADS, help="threads of each round")
    options = parser.parse_args()
    end, seed, runs = time.monotonic() + 60 * options.minutes, options.seed, 0
    try:
        while time.monotonic() < end:
            count = options.threads[seed % len(options.threads)]
            more, wrong = one_round(count, seed, ROUND_SECONDS)
            runs += more
            if wrong is not None:
                print(f"round {seed}, {count} threads: {wrong}")
                return 1
            seed += 1
            if sys.stderr.isatty():
                left = max(0, end - time.monotonic())
                print(f"\r{runs:,} runs, {left:.0f} s left ", end="", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        sys.exit(f"\nInterrupted after {runs:,} runs without a difference.")
    print(f"{runs:,} native runs in up to {max(options.threads)} threads, with forks: no difference")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
