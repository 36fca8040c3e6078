"""Decoded programs: a step for each instruction, cut into blocks when they are entered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from neurlang.programs.ir import Program
from neurlang.programs.machine.state import State

Step = Callable[[State], Any]
"""One instruction. A step that ends a block returns the next index; the others return None."""


class Block(NamedTuple):
    """The steps of a block and the index after them. Only the last may return an index; None: go on at the end."""

    steps: Sequence[Step]
    end: int


class Code:
    """A decoded program: for each instruction, its step and the end of its block; the values of the constant slots.

    `hidden` says whether the steps carry hidden state, `outside` whether some lead outside the machine, `waits`
    whether some may wait or make tasks.
    """

    __slots__ = ("_blocks", "_entered", "constants", "ends", "hidden", "outside", "program", "steps", "waits")

    def __init__(
        self,
        program: Program,
        steps: Sequence[Step],
        ends: Sequence[int],
        constants: Sequence[int],
        *,
        hidden: bool,
        outside: bool,
        waits: bool,
    ) -> None:
        self.program = program
        self.steps = steps
        self.ends = ends
        self.constants = constants
        self.hidden = hidden
        self.outside = outside
        self.waits = waits
        self._blocks: dict[int, Block] = {}
        self._entered: set[int] = set()  # the blocks that ran

    def block(self, index: int) -> Block:
        """The block from an instruction on.

        Only whole blocks are kept, as a block may be entered at many places, and only from the second time on: most
        of a long program runs once.
        """
        block = self._blocks.get(index)
        if block is not None:
            return block
        end = self.ends[index]
        if index and self.ends[index - 1] != index:
            return Block([self.steps[place] for place in range(index, end)], end)
        block = Block(self.steps[index:end], end)
        if index in self._entered:
            self._blocks[index] = block
        self._entered.add(index)
        return block


def traced(code: Code, trace: Callable[[int, State], None]) -> Code:
    """The code with `trace` called before each instruction."""

    def with_trace(index: int, step: Step) -> Step:
        def traced_step(state: State) -> Any:  # noqa: ANN401  (whatever the step returns)
            trace(index, state)
            return step(state)

        return traced_step

    steps = [with_trace(index, step) for index, step in enumerate(code.steps)]
    return Code(
        code.program,
        steps,
        code.ends,
        code.constants,
        hidden=code.hidden,
        outside=code.outside,
        waits=code.waits,
    )
