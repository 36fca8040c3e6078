"""A program as one LLVM function that can be entered at any block and checks fuel at each of them.

Return addresses are instruction indices on the machine's stack, which the program cannot access; a return is a switch
over the places that calls return to, and an indirect jump is a switch over all instructions. So nothing that a program
computes is ever used as an address of native code.
"""

from __future__ import annotations

from neurlang.programs.flow import LINK, block_ends, is_indirect, named_in
from neurlang.programs.ir import REGISTERS, Instruction, Program, Target
from neurlang.programs.machine import TrapKind
from neurlang.programs.native.whole.block_text import SLOTS, BlockText
from neurlang.programs.native.whole.function_text import UNLIKELY, FunctionText
from neurlang.programs.native.whole.machine_words import CODE_WORD, DEPTH_WORD, FUEL_WORD, RETURNS_WORD
from neurlang.programs.native.whole.straight_line import trap_code


def used_registers(program: Program) -> list[int]:
    """The registers that some instruction names, and `lr`, which calls set."""
    return sorted({LINK}.union(*map(named_in, program.instructions)))


class ExactText(BlockText):
    """Writes the exact function of a program, `i64 NAME.exact(machine, memory, size, start)`, which returns a code."""

    def __init__(self, program: Program, name: str, size: str, attributes: str) -> None:
        super().__init__(program, FunctionText(size, frozenset()))
        self.name = name
        self.attributes = attributes
        self.ends = block_ends(program)
        self.is_indirect = is_indirect(program)
        self.registers = used_registers(program)
        self.returns = [
            index for index, before in enumerate(program.instructions, 1) if before.op.name == "call"
        ]

    def function(self) -> str:
        """The function's text."""
        self._prologue()
        for start in self._starts():
            self.block(start, self.ends[start])
        if self.returns:
            self._return_switch()
        self._dispatch()
        self._epilogue()
        self.text.lines.append("}")
        return "\n".join(self.text.lines)

    def _starts(self) -> list[int]:
        return [index for index in range(self.length) if index == 0 or self.ends[index - 1] == index]

    def _prologue(self) -> None:
        text = self.text
        text.lines.append(
            f"define internal i64 @{self.name}.exact"
            f"(ptr noalias %machine.in, ptr noalias %memory.in, i64 %size, i64 %start) nounwind {self.attributes} {{"
        )
        text.label("entry")
        for name in (*SLOTS, "target"):
            text.line(f"%{name} = alloca i64")
        for name in ("machine", "memory"):
            text.line(f"%{name} = alloca ptr")
            text.line(f"store ptr %{name}.in, ptr %{name}")
        text.line(f"%returns = getelementptr i64, ptr %machine.in, i64 {RETURNS_WORD}")
        for number in self.registers:
            text.declare(number)
            text.write(REGISTERS[number], text.value(f"load i64, ptr {self.machine_word(number)}"))
        for name, word in (("fuel", FUEL_WORD), ("depth", DEPTH_WORD)):
            text.line(f"store i64 {text.value(f'load i64, ptr {self.machine_word(word)}')}, ptr %{name}")
        self._go("%start")

    def before(self, index: int) -> None:
        """Make each instruction a possible target of indirect jumps."""
        if self.is_indirect:
            self.text.line(f"br label %i{index}")
            self.text.label(f"i{index}")

    def charge(self, start: int, end: int) -> None:
        """Pay for the block from `start` on, or trap FUEL before it."""
        text, price = self.text, end - start
        left = text.value("load i64, ptr %fuel")
        text.leave_if(text.value(f"icmp ult i64 {left}, {price}"), trap_code(TrapKind.FUEL), start, 0)
        text.line(f"store i64 {text.value(f'sub i64 {left}, {price}')}, ptr %fuel")

    def jump(self, instruction: Instruction, index: int) -> None:
        """Go to a label, or to the checked index in a register."""
        self._go(self._checked_target(instruction, index))

    def call(self, instruction: Instruction, index: int) -> None:
        """Push the next index, copy it to `lr`, and go."""
        target = self._checked_target(instruction, index)
        depth = self.push(index)
        self.text.line(f"store i64 {self.text.value(f'add i64 {depth}, 1')}, ptr %depth")
        self.text.write(REGISTERS[LINK], str(index + 1))
        self._go(target)

    def _checked_target(self, instruction: Instruction, index: int) -> int | str:
        """The target: an instruction index, or the name of a value that holds one."""
        operand = instruction.operands[0]
        if isinstance(operand, Target):
            return operand.index
        value = self.text.read(operand, index)
        outside = self.text.value(f"icmp ugt i64 {value}, {self.length}")
        self.text.leave_if(outside, trap_code(TrapKind.INVALID), index, 0)
        return value

    def _go(self, target: int | str) -> None:
        if isinstance(target, int):
            self.text.line(f"br label %{self.way_to(target)}")
            return
        self.text.line(f"store i64 {target}, ptr %target")
        self.text.line("br label %dispatch")

    def give_back(self) -> None:
        """Return to the latest call; end if there is none."""
        self.text.line(f"br label %{'return' if self.returns else 'finish'}")

    def _return_switch(self) -> None:
        text = self.text
        text.label("return")
        depth = text.value("load i64, ptr %depth")
        bottom = text.value(f"icmp eq i64 {depth}, 0")
        text.line(f"br i1 {bottom}, label %finish, label %back, {UNLIKELY}")
        text.label("back")
        above = text.value(f"sub i64 {depth}, 1")
        text.line(f"store i64 {above}, ptr %depth")
        slot = text.value(f"getelementptr i32, ptr %returns, i64 {above}")
        place = text.value(f"load i32, ptr {slot}")
        ways = " ".join(f"i32 {index}, label %{self.way_to(index)}" for index in self.returns)
        # Only calls write this stack, so no other value is ever there.
        text.line(f"switch i32 {place}, label %never [ {ways} ]")
        text.label("never")
        text.line("unreachable")

    def _dispatch(self) -> None:
        """The switch over entry points: the starts of blocks and, if there are indirect jumps, every instruction."""
        text = self.text
        starts = self._starts()
        inside = sorted(set(range(self.length)) - set(starts)) if self.is_indirect else []
        ways = {index: f"b{index}" for index in starts} | {index: f"in{index}" for index in inside}
        text.label("dispatch")
        target = text.value("load i64, ptr %target")
        cases = " ".join(f"i64 {index}, label %{label}" for index, label in ways.items())
        text.line(f"switch i64 {target}, label %finish [ {cases} ]")
        for index in inside:
            text.label(f"in{index}")
            self.charge(index, self.ends[index])
            text.line(f"br label %i{index}")

    def _epilogue(self) -> None:
        text = self.text
        self.finish()
        text.label("stop")
        for number in self.registers:
            value = text.value(f"load i64, ptr %r{number}")
            text.line(f"store i64 {value}, ptr {self.machine_word(number)}")
        left = text.value("load i64, ptr %fuel")
        text.line(f"store i64 {left}, ptr {self.machine_word(FUEL_WORD)}")
        text.line(f"ret i64 {text.value(f'load i64, ptr {self.machine_word(CODE_WORD)}')}")
