"""What may run a program in the interpreter's place, and how the two take turns."""

from __future__ import annotations

from typing import Protocol

from neurlang.programs.machine.code import Code
from neurlang.programs.machine.state import State
from neurlang.programs.machine.traps import out_of_fuel


class Executor(Protocol):
    """Runs on from an instruction as far as it can; the interpreter takes the steps that it leaves."""

    after: int
    """Instructions that the interpreter runs first."""

    def __call__(
        self, state: State, index: int, fuel: int, paid: int, floor: int = 0
    ) -> tuple[int, int, int]:
        """Index, fuel and what is paid where the interpreter goes on.

        `paid` counts the instructions from `index` on that are charged already, all to the block's end or
        none. A block is entered while the fuel is above the floor and pays for it; an index that is given
        back unchanged is the interpreter's.
        """


def charged(code: Code, index: int, fuel: int) -> tuple[int, int]:
    """The fuel after paying for the block from `index` on, and what was paid. Traps FUEL."""
    price = code.ends[index] - index
    if price > fuel:
        raise out_of_fuel(price, fuel)
    return fuel - price, price
