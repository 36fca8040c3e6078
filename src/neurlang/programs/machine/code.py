"""Decoded programs: a step for each instruction, cut into blocks when they are entered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from neurlang.programs.ir import Program
from neurlang.programs.machine.state import State

Step = Callable[[State], Any]
"""One instruction. A step that ends a block returns the next index; the others return None."""


class Block(NamedTuple):
    """The steps of a block with their indices, the step that returns the next index (None: fall through), the end."""

    body: Sequence[tuple[int, Step]]
    finish: Step | None
    end: int


class Code:
    """A decoded program: for each instruction, its step and the end of its block; the values of the constant slots.

    `hidden` says whether the steps carry hidden state, `outside` whether some lead outside the machine, `waits`
    whether some may wait or make tasks.
    """

    __slots__ = ("_blocks", "constants", "ends", "hidden", "outside", "program", "steps", "waits")

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

    def block(self, index: int) -> Block:
        """The block from an instruction on. Only whole blocks are kept: a block may be entered at many places."""
        block = self._blocks.get(index)
        if block is None:
            block = self._cut(index)
            if index == 0 or self.ends[index - 1] == index:
                self._blocks[index] = block
        return block

    def _cut(self, index: int) -> Block:
        end = self.ends[index]
        steps = list(enumerate(self.steps[index:end], index))
        if self.program.instructions[end - 1].op.ends_block:
            return Block(steps[:-1], steps[-1][1], end)
        return Block(steps, None, end)


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
