"""Control flow: an op that ends a block becomes a function from the state to the next index.

The index of the end is the length of the program; going there halts.
"""

from __future__ import annotations

from collections.abc import Callable

from neurlang.programs.ir import REGISTERS
from neurlang.programs.machine.state import MAX_CALL_DEPTH, State
from neurlang.programs.machine.traps import Fault, TrapKind, kind_of_number

Next = Callable[[State], int]

_LINK = next(register.number for register in REGISTERS if register.name == "lr")


def branch(condition: Callable[[int, int], bool], a: int, b: int, target: int, following: int) -> Next:
    """Go to `target` if the condition holds between slots a and b."""

    def go(state: State) -> int:
        slots = state.slots
        return target if condition(slots[a], slots[b]) else following

    return go


def jump(slot: int, length: int) -> Next:
    """Go to the index in a slot. Traps INVALID outside the code."""

    def go(state: State) -> int:
        return inside(state.slots[slot], length)

    return go


def call(slot: int, following: int, length: int) -> Next:
    """Push the following index, copy it to lr, and go to the index in a slot. Traps STACK, INVALID."""

    def go(state: State) -> int:
        target = inside(state.slots[slot], length)
        if len(state.return_stack) == MAX_CALL_DEPTH:
            raise Fault(TrapKind.STACK, f"more than {MAX_CALL_DEPTH} calls have not returned")
        state.return_stack.append(following)
        state.slots[_LINK] = following
        return target

    return go


def return_from_call(length: int) -> Next:
    """Return from the latest call; halt if no call is open."""

    def go(state: State) -> int:
        return state.return_stack.pop() if state.return_stack else length

    return go


def end(length: int) -> Next:
    """Halt."""

    def go(_: State) -> int:
        return length

    return go


def trap(number: int) -> Next:
    """End the run with the trap of that number."""

    def go(_: State) -> int:
        raise Fault(kind_of_number(number), f"trap {number}", number)

    return go


def inside(index: int, length: int) -> int:
    """The index. Traps INVALID if it is outside the code."""
    if index > length:
        raise Fault(TrapKind.INVALID, f"no instruction {index}: the program has {length}")
    return index
