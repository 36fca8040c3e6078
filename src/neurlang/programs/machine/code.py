"""Decoded programs: a step for each instruction, cut into blocks as they are entered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from neurlang.programs.ir import Program
from neurlang.programs.machine.state import State

Step = Callable[[State], Any]
"""One instruction; those that end blocks give the next index, the others nothing."""


class Block(NamedTuple):
    """Steps of a block with their indices, the step for the next index (None: fall through), and the end."""

    body: Sequence[tuple[int, Step]]
    finish: Step | None
    end: int


class Code:
    """A decoded program: a step for each instruction, where its block ends, the constant slots' values.

    `hidden` says that the steps carry hidden state, `outside` that some lead outside the machine, `waits`
    that some may wait or make tasks.
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
        """The block as entered at an instruction. Those entered in the middle may be many: not kept."""
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
        def traced_step(state: State) -> Any:  # noqa: ANN401  (whatever the step gives)
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
