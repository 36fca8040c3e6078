"""The interface of native code: an executor runs a program, and the interpreter runs what the executor leaves."""

from __future__ import annotations

from typing import Protocol

from neurlang.programs.machine.code import Code
from neurlang.programs.machine.state import State
from neurlang.programs.machine.traps import out_of_fuel


class Executor(Protocol):
    """Runs a program from an instruction as far as it can. The interpreter runs the steps that it leaves."""

    after: int
    """Instructions that the interpreter runs first."""

    def __call__(
        self, state: State, index: int, fuel: int, paid: int, floor: int = 0
    ) -> tuple[int, int, int]:
        """Run from `index`; return index, fuel and `paid` from which the interpreter continues.

        `paid` is how many instructions from `index` on are charged already: all up to the block's end, or none. A block
        is entered only if the fuel is above `floor` and pays for the block. If the returned index is unchanged, the
        interpreter must run that instruction.
        """


def charged(code: Code, index: int, fuel: int) -> tuple[int, int]:
    """Pay for the block from `index` on; return the fuel left and the price. Traps FUEL."""
    price = code.ends[index] - index
    if price > fuel:
        raise out_of_fuel(price, fuel)
    return fuel - price, price
