"""Running native code from any instruction of a program up to the point where the interpreter takes over."""

from __future__ import annotations

from functools import lru_cache

from neurlang.programs.ir import REGISTERS
from neurlang.programs.machine import Code, State
from neurlang.programs.native.stencils.first_tier import LEAST_MEMORY, NativeProgram, loaded_table, stop_of
from neurlang.programs.native.stencils.frame import FRAME_WORDS, Stop, Word
from neurlang.programs.native.stencils.lowering import DEPTH, NOWHERE, Lowered, lower

SLICE = 1 << 22
"""Instructions that run between two checks for signals: about a hundredth of a second."""

_MODULUS = 1 << 64


class NativeExecutor:
    """An `Executor` of a program: the machine passes it a state, which it runs on as far as native code goes.

    `after` is how many instructions the interpreter runs first. The first run raises NativeCodeError if stencils are
    not available.
    """

    def __init__(self, code: Code, after: int = 0) -> None:
        self.after = after
        self._code = code
        self._native: NativeProgram | None = None
        self._memory: bytearray | None = None

    def __call__(
        self, state: State, index: int, fuel: int, paid: int, floor: int = 0
    ) -> tuple[int, int, int]:
        """Run on from an instruction; return index, fuel and paid instructions where the interpreter takes over.

        `paid` is how many instructions from `index` on are already charged: 0, or all up to the block's end. A block is
        entered only while the fuel is above the floor.
        """
        native = self._native_for(state)
        if native is None:
            return index, fuel, paid
        row = native.lowered.starts[index] if paid else native.lowered.heads.get(index, NOWHERE)
        if row == NOWHERE:
            return index, fuel, paid
        _load(native, state)
        stop, index, fuel = self._run(native, row, fuel, floor)
        _save(native, state)
        if stop is Stop.STEP:
            return index, fuel, self._code.ends[index] - index
        return index, fuel, 0

    def _run(self, native: NativeProgram, row: int, fuel: int, floor: int) -> tuple[Stop, int, int]:
        """Run in slices; return why and where it stopped, and the fuel left."""
        words, ends = native.words, self._code.ends
        floor = max(floor, 0)  # no block is entered without fuel
        budget = max(0, min(fuel - floor, SLICE))
        while True:
            words[FRAME_WORDS - Word.FUEL] = budget
            stop, index = stop_of(native.enter(row))
            left = words[FRAME_WORDS - Word.FUEL]
            if stop is not Stop.FUEL:
                fuel -= budget - left
                break
            price = ends[index] - index
            fuel -= budget - (left + price) % _MODULUS
            if fuel <= floor or price > fuel:
                return stop, index, fuel
            row = native.lowered.heads.get(index, NOWHERE)
            if row == NOWHERE:
                return stop, index, fuel
            budget = max(price, min(fuel - floor, SLICE))
        if stop is Stop.END:
            index = len(ends)
        elif stop is Stop.INSIDE:
            index = words[FRAME_WORDS - Word.GOAL]
        return stop, index, fuel

    def _native_for(self, state: State) -> NativeProgram | None:
        """The program bound to a state's memory; None if the memory is too small for native code."""
        if self._memory is not state.memory:
            self._memory = state.memory
            lowered = _lowered(self._code)
            shadow = state.shadow.marked if state.shadow else None
            is_small = len(state.memory) < LEAST_MEMORY
            self._native = None if is_small else NativeProgram(lowered, state.memory, shadow)
        return self._native


@lru_cache(maxsize=64)
def _lowered(code: Code) -> Lowered:
    """The rows of a decoded program; cached, since programs often run again."""
    return lower(code.program, code.ends, loaded_table()[0], hidden=code.hidden)


def _load(native: NativeProgram, state: State) -> None:
    """Copy registers and return stack of a state to where native code has them."""
    words, slot_of = native.words, native.lowered.slot_of
    for number, value in enumerate(state.slots[: len(REGISTERS)]):
        words[FRAME_WORDS + slot_of[number]] = value
    for number, mark in enumerate(state.marks[: len(REGISTERS)]):
        native.marks[slot_of[number]] = mark is not None
    depth = len(state.return_stack)
    native.stack[:depth] = state.return_stack
    words[FRAME_WORDS + slot_of[DEPTH]] = depth


def _save(native: NativeProgram, state: State) -> None:
    """Copy registers and return stack back to the state."""
    words, slot_of = native.words, native.lowered.slot_of
    state.slots[: len(REGISTERS)] = [words[FRAME_WORDS + slot_of[number]] for number in range(len(REGISTERS))]
    state.return_stack[:] = native.stack[: words[FRAME_WORDS + slot_of[DEPTH]]]
    if state.marks:
        for number in range(len(REGISTERS)):
            if not native.marks[slot_of[number]]:
                state.marks[number] = None
