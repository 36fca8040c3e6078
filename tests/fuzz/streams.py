"""Damage the rows that the patcher takes and see that each stream is refused or runs safely to a stop.

Run by `make fuzz MINUTES=n`, in a process of its own: code that does not keep to its sandbox ends it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from array import array
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from random_programs import MEMORY, random_program

from neurlang.programs.flow import block_ends
from neurlang.programs.native import Lowered, NativeProgram, loaded_table, lower
from neurlang.programs.native.stencils.first_tier import RefusedRowsError
from neurlang.programs.native.stencils.frame import COLUMNS, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

FUEL = 5_000
SOURCES = 2_000
_EXTREMES = (0, 1, -1, 7, 8, 1 << 24, (1 << 31) - 1, -(1 << 31), 0x1000000, 0x2000000)


@cache
def source(seed: int) -> Lowered:
    """The rows of a random program."""
    program = random_program(seed)
    return lower(program, block_ends(program), loaded_table()[0], marks=seed % 2 == 0)


def damaged(rows: Sequence[int], chance: random.Random) -> array[int]:
    """The rows with a few numbers changed, rows doubled, dropped or exchanged."""
    found = array("i", rows)
    count = len(found) // COLUMNS
    for _ in range(chance.randint(1, 3)):
        row, other = chance.randrange(count) * COLUMNS, chance.randrange(count) * COLUMNS
        match chance.randrange(4):
            case 0:
                found[row + chance.randrange(COLUMNS)] = chance.choice(_EXTREMES)
            case 1:
                found[row + Column.RECORD] = chance.randrange(loaded_table()[0].record_count)
            case 2:
                place = row + chance.randrange(COLUMNS)
                found[place] = (found[place] + chance.randint(-9, 9) + (1 << 31)) % (1 << 32) - (1 << 31)
            case _:
                found[row : row + COLUMNS] = found[other : other + COLUMNS]
    return found


def try_one(seed: int) -> bool:
    """Whether a damaged stream was taken; it then ran to a stop."""
    chance = random.Random(seed)
    lowered = source(chance.randrange(SOURCES))
    native = NativeProgram(replace(lowered, rows=damaged(lowered.rows, chance)), bytearray(MEMORY))
    native.set_start([chance.getrandbits(64) for _ in range(16)], FUEL)
    try:
        native.patch()
    except RefusedRowsError:
        return False
    native.run_again()
    return True


def main() -> int:
    """Try streams for so long, or so many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--streams", type=int, default=1 << 62, help="no more than so many")
    parser.add_argument("--seed", type=int, default=0, help="of the first stream")
    options = parser.parse_args()
    end, tried, taken = time.monotonic() + 60 * options.minutes, 0, 0
    try:
        while tried < options.streams and time.monotonic() < end:
            taken += try_one(options.seed + tried)
            tried += 1
            if sys.stderr.isatty() and tried % 1000 == 0:
                left = max(0, end - time.monotonic())
                print(f"\r{tried:,} streams, {left:.0f} s left ", end="", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        sys.exit(f"\nInterrupted after {tried:,} streams.")
    print(
        f"{tried:,} damaged streams given to the patcher: {tried - taken:,} refused, {taken:,} ran to a stop"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
