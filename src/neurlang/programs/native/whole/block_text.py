"""Blocks of a program as LLVM text: the common part of the functions of procedures and the exact function."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from neurlang.programs.ir import Instruction, Program, Register, Target
from neurlang.programs.machine import MAX_CALL_DEPTH, TrapKind
from neurlang.programs.native.whole.function_text import FunctionText
from neurlang.programs.native.whole.straight_line import STRAIGHT_LINE, symbol, trap_code

ENDED = 0
"""The return code of a program that ended without a trap."""

GOES_ON = 64
"""The return code of a function that stopped before a block, where the exact function continues."""

SLOTS = ("fuel", "depth")


class BlockText(ABC):
    """A function made of blocks of a program; subclasses define how it is entered, charged and left."""

    def __init__(self, program: Program, text: FunctionText) -> None:
        self.program = program
        self.length = len(program.instructions)
        self.stride = self.length + 1
        self.number = 0  # the block being written
        self.text = text

    @abstractmethod
    def charge(self, start: int, end: int) -> None:
        """Pay for a block."""

    @abstractmethod
    def call(self, instruction: Instruction, index: int) -> None:
        """Call."""

    @abstractmethod
    def give_back(self) -> None:
        """Return."""

    @abstractmethod
    def jump(self, instruction: Instruction, index: int) -> None:
        """Go to a label or to the index in a register."""

    def before(self, index: int) -> None:  # noqa: B027  (most functions need nothing there)
        """Write what precedes each instruction."""

    def before_ways_on(self) -> None:  # noqa: B027
        """Write what precedes the transfer of control at the end of a block."""

    def block(self, number: int, end: int) -> None:
        """A block: its charge, its instructions, and the transfer to the next block."""
        self.text.label(f"b{number}")
        self.number = number
        start = number % self.stride
        self.charge(start, end)
        for index in range(start, end):
            self.before(index)
            instruction = self.program.instructions[index]
            emit = STRAIGHT_LINE.get(instruction.op.name)
            if emit is not None:
                emit(self.text, instruction, index, end - index - 1)
            else:
                self._read_ahead(instruction, index)
                self.before_ways_on()
                CONTROL[instruction.op.name](self, instruction, index)
        if self.program.instructions[end - 1].op.name in STRAIGHT_LINE:
            self.before_ways_on()
            self.text.line(f"br label %{self.way_to(end)}")

    def _read_ahead(self, instruction: Instruction, index: int) -> None:
        """Settle the registers that a control op reads, so that nothing changes after `before_ways_on`."""
        for operand in instruction.operands:
            if isinstance(operand, Register):
                self.text.read(operand, index)

    def way_to(self, index: int) -> str:
        """The label of a place in the code."""
        return "finish" if index == self.length else f"b{index}"

    def branch(self, instruction: Instruction, index: int) -> None:
        """Go to the label if the condition holds."""
        *operands, target = instruction.operands
        assert isinstance(target, Target)
        there = self.way_to(target.index)
        if not operands:
            self.text.line(f"br label %{there}")
            return
        holds = self.condition(instruction, index)
        self.text.line(f"br i1 {holds}, label %{there}, label %{self.way_to(index + 1)}")

    def condition(self, instruction: Instruction, index: int) -> str:
        """Whether a branch with operands is taken."""
        operands = instruction.operands[:-1]
        arguments = ", ".join(f"i64 {self.text.read(operand, index)}" for operand in operands)
        return self.text.value(f"call i1 {symbol(instruction)}({arguments})")

    def halt(self) -> None:
        """End."""
        self.text.line("br label %finish")

    def trap(self, instruction: Instruction, index: int) -> None:
        """End with the trap of that number."""
        number = instruction.operands[0]
        assert isinstance(number, int)
        kind = TrapKind(number) if 0 <= number < TrapKind.USER.value else TrapKind.USER
        self.text.leave(trap_code(kind), index, 0)

    def push(self, index: int) -> str:
        """Push the index after a call at `index`; return the depth before it. Traps STACK."""
        text = self.text
        depth = text.value("load i64, ptr %depth")
        full = text.value(f"icmp uge i64 {depth}, {MAX_CALL_DEPTH}")
        text.leave_if(full, trap_code(TrapKind.STACK), index, 0)
        slot = text.value(f"getelementptr i32, ptr %returns, i64 {depth}")
        text.line(f"store i32 {index + 1}, ptr {slot}")
        return depth

    def machine_word(self, word: int) -> str:
        """The address of a word of the machine."""
        return self.text.machine_word(word)

    def finish(self) -> None:
        """The end of the program."""
        self.text.label("finish")
        self.text.state, self.text.ahead = {}, 0
        self.text.leave(ENDED, self.length, 0)


CONTROL: dict[str, Callable[[BlockText, Instruction, int], None]] = {
    "branch": lambda block, instruction, index: block.branch(instruction, index),
    "call": lambda block, instruction, index: block.call(instruction, index),
    "ret": lambda block, _, __: block.give_back(),
    "jump": lambda block, instruction, index: block.jump(instruction, index),
    "trap": lambda block, instruction, index: block.trap(instruction, index),
    "halt": lambda block, _, __: block.halt(),
}
