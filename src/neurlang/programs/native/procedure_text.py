"""A procedure of a program as an LLVM function: registers in, fuel and changed registers out.

A call is a call, and the native stack holds what LLVM keeps across it; the indices to return to are also
pushed on the machine's own stack, where the exact function finds them if it must go on. A function that
stops the program lays the registers that it may have changed in the machine and returns a negative fuel; each
caller then adds those that only it has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.programs.ir import REGISTERS, Target
from neurlang.programs.machine import MAX_CALL_DEPTH
from neurlang.programs.native.block_text import (
    CODE_WORD,
    DEPTH_WORD,
    FUEL_WORD,
    GOES_ON,
    RETURNS_WORD,
    SLOTS,
    BlockText,
)
from neurlang.programs.native.float_state import float_registers, states_at_blocks
from neurlang.programs.native.fuel_regions import checkpoints
from neurlang.programs.native.function_text import PC, UNLIKELY, FunctionText
from neurlang.programs.native.loop_unrolling import unrolled
from neurlang.programs.native.procedures import LINK
from neurlang.programs.native.range_checks import shared_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from neurlang.programs.ir import Instruction, Program
    from neurlang.programs.native.procedures import Procedure

STOPPED = -1
"""The fuel that a stopped procedure returns."""

MOST_RETURNED = 11
"""Values that regcall returns in machine registers; more would go by way of memory."""

MAX_INLINED = 350
"""Instructions that a recursive procedure may have with the copies of it that are inlined."""


def inlined_levels(procedure: Procedure) -> int:
    """How many copies of a procedure are nested in each other, where it calls itself."""
    sites = sum(callee == procedure.entry for callee in procedure.calls.values())
    size = sum(end - start for start, end in procedure.ends.items())
    levels, bodies = 1, 1
    while sites and size * (bodies + sites**levels) <= MAX_INLINED:
        bodies += sites**levels
        levels += 1
    return levels


FUEL, MACHINE, MEMORY, DEPTH = "fuel", "machine", "memory", "depth"
_POINTERS = (MACHINE, MEMORY)


def returned(procedure: Procedure) -> tuple[str, ...]:
    """What a procedure returns: the context, changed registers, and as many of the others as have room.

    What comes back in the machine register that it was handed over in, the caller need not keep.
    """
    changed = [f"r{number}" for number in sorted(procedure.changed)]
    kept = [f"r{number}" for number in sorted(procedure.used - procedure.changed)]
    room = MOST_RETURNED - 4 - len(changed)
    if room < 0:
        return (FUEL, *changed)
    return (MACHINE, MEMORY, FUEL, DEPTH, *changed, *kept[:room])


def handed_over(procedure: Procedure) -> tuple[str, ...]:
    """What a procedure takes: the context and the registers that it uses, in the order that they return in."""
    changed = sorted(procedure.changed)
    registers = [*changed, *sorted(procedure.used - procedure.changed)]
    return (MACHINE, MEMORY, FUEL, DEPTH, *(f"r{number}" for number in registers))


def _typed(name: str) -> str:
    return "ptr" if name in _POINTERS else "i64"


def result_type(procedure: Procedure) -> str:
    """The type of what a procedure returns."""
    return "{ " + ", ".join(map(_typed, returned(procedure))) + " }"


def call_text(
    name: str, convention: str, procedure: Procedure, values: Mapping[str, str], level: int = 0
) -> str:
    """A call of a procedure with the values that it takes, by name."""
    arguments = ", ".join(f"{_typed(item)} {values[item]}" for item in handed_over(procedure))
    function = f"@{name}.p{procedure.entry}.{level}"
    # LLVM, asked whether this may be a tail call of a function of another convention, ends the process.
    return f"notail call {convention} {result_type(procedure)} {function}({arguments}, i64 %size)"


class ProcedureText(BlockText):
    """Writes the function of one procedure."""

    def __init__(
        self,
        program: Program,
        procedures: Mapping[int, Procedure],
        entry: int,
        name: str,
        size: str,
        convention: str,
        level: int = 0,
    ) -> None:
        self.level = level
        self.procedure = unrolled(procedures[entry], len(program.instructions) + 1)
        self.procedures = procedures
        self.name = name
        self.convention = convention
        instructions = (
            instruction
            for start, end in procedures[entry].ends.items()
            for instruction in program.instructions[start:end]
        )
        floats = float_registers(instructions)
        super().__init__(program, FunctionText(size, floats))
        self.states = states_at_blocks(program, self.procedure, floats, self.stride)
        self.costs = checkpoints(self.procedure, self.stride)

    def function(self) -> str:
        """The function's text."""
        text, procedure = self.text, self.procedure
        parameters = ", ".join(
            f"{_typed(item)} {'noalias ' if item in _POINTERS else ''}%{item}.in"
            for item in handed_over(procedure)
        )
        text.lines.append(
            f"define internal {self.convention} {result_type(procedure)} @{self.name}.p{procedure.entry}.{self.level}"
            f"({parameters}, i64 %size) nounwind uwtable {'alwaysinline ' if self.level else ''}{{"
        )
        text.label("entry")
        for name in SLOTS:
            text.line(f"%{name} = alloca i64")
        for item in _POINTERS:
            text.line(f"%{item} = alloca ptr")
            text.line(f"store ptr %{item}.in, ptr %{item}")
        for number in sorted(procedure.used):
            text.declare(number)
            text.write(REGISTERS[number], f"%r{number}.in")
        text.line("store i64 %fuel.in, ptr %fuel")
        text.line("store i64 %depth.in, ptr %depth")
        text.line(f"br label %{super().way_to(procedure.entry)}")
        for number, end in procedure.ends.items():
            text.state = dict(self.states[number])
            self.block(number, end)
        self._epilogue()
        text.lines.append("}")
        return "\n".join(text.lines)

    def charge(self, start: int, end: int) -> None:
        """Count the block's fuel; at a checkpoint, be sure first that there is enough up to the next."""
        text = self.text
        self._check_ranges(start, end)
        left = text.value("load i64, ptr %fuel")
        cost = self.costs.get(self.number)
        if cost is not None:
            text.leave_if(text.value(f"icmp ult i64 {left}, {cost}"), GOES_ON, start, 0)
        if self.number == self.procedure.entry and self.procedure.calls:
            depth = text.value("load i64, ptr %depth")
            text.leave_if(text.value(f"icmp uge i64 {depth}, {MAX_CALL_DEPTH}"), GOES_ON, start, 0)
        text.line(f"store i64 {text.value(f'sub i64 {left}, {end - start}')}, ptr %fuel")

    def _check_ranges(self, start: int, end: int) -> None:
        """Check the ranges that accesses share; where one is not inside, the program traps in this block."""
        text = self.text
        ranges = shared_ranges(self.program, start, end)
        for each in ranges:
            base = text.read(REGISTERS[each.register], start)
            address = text.value(f"add i64 {base}, {each.low}")
            outside = text.value(f"call i1 @outside(i64 {address}, i64 {text.size}, i64 {each.extent})")
            text.leave_if(outside, GOES_ON, start, 0)
        text.checked = frozenset().union(*(each.accesses for each in ranges))

    def way_to(self, index: int) -> str:
        """The label of a place in the code, in the copy of a loop that follows here."""
        following = self.procedure.successors.get(self.number, ())
        number = next((number for number in following if number % self.stride == index), index)
        return super().way_to(number) if index < self.length else "finish"

    def before_ways_on(self) -> None:
        """Settle what the blocks that follow, callers and callees expect."""
        followers = self.procedure.successors[self.number]
        for following in followers:
            self.text.settle_for(self.states[following])
        last = self.program.instructions[self.procedure.ends[self.number] - 1]
        targets = [operand.index for operand in last.operands if isinstance(operand, Target)]
        leads_on = followers and self.length not in (*targets, self.procedure.ends[self.number])
        if not leads_on:
            for register in self.text.float_registers:
                self.text.settle(register)

    def jump(self, instruction: Instruction, _: int) -> None:
        """Go to a label."""
        target = instruction.operands[0]
        assert isinstance(target, Target)
        self.text.line(f"br label %{self.way_to(target.index)}")

    def call(self, instruction: Instruction, index: int) -> None:
        """Call a procedure; go on after it, or stop where it has stopped."""
        text = self.text
        target = instruction.operands[0]
        assert isinstance(target, Target)
        callee = self.procedures[target.index]
        text.write(REGISTERS[LINK], str(index + 1))
        values = {item: self._value_of(item) for item in handed_over(callee)}
        self._push(values, index + 1)
        values[DEPTH] = text.value(f"add i64 {values[DEPTH]}, 1")
        kind = result_type(callee)
        result = text.value(call_text(self.name, self.convention, callee, values, self._level_of(callee)))
        gives = returned(callee)
        parts = {
            item: text.value(f"extractvalue {kind} {result}, {place}") for place, item in enumerate(gives)
        }
        for item in {*gives} & {*_POINTERS}:
            text.line(f"store ptr {parts[item]}, ptr %{item}")
        if DEPTH in parts:
            text.line(f"store i64 {text.value(f'sub i64 {parts[DEPTH]}, 1')}, ptr %depth")
        stopped, name = text.value(f"icmp slt i64 {parts[FUEL]}, 0"), text.fresh()
        text.line(f"br i1 {stopped}, label %{name}.stopped, label %{name}.back, {UNLIKELY}")
        text.label(f"{name}.stopped")
        self._lay_registers(self.procedure.changed - callee.changed)
        self._return(str(STOPPED))
        text.label(f"{name}.back")
        text.line(f"store i64 {parts[FUEL]}, ptr %fuel")
        for number in callee.used:
            if f"r{number}" in parts:
                text.write(REGISTERS[number], parts[f"r{number}"])
        text.line(f"br label %{self.way_to(index + 1)}")

    def _level_of(self, callee: Procedure) -> int:
        """The copy to call: of a procedure that calls itself the next one, and from the last the first."""
        if callee.entry != self.procedure.entry:
            return 0
        return (self.level + 1) % inlined_levels(callee)

    def _push(self, values: Mapping[str, str], following: int) -> None:
        """Push an index to return to. There is room: the entry has seen to that."""
        text = self.text
        stack = text.value(f"getelementptr i64, ptr {values[MACHINE]}, i64 {RETURNS_WORD}")
        slot = text.value(f"getelementptr i32, ptr {stack}, i64 {values[DEPTH]}")
        text.line(f"store i32 {following}, ptr {slot}")

    def _value_of(self, item: str) -> str:
        """The present value of a part of the context or a register."""
        if item.startswith("r"):
            return self.text.read(REGISTERS[int(item[1:])], 0)
        return self.text.value(f"load {_typed(item)}, ptr %{item}")

    def give_back(self) -> None:
        """Return fuel and changed registers."""
        self._return(self._value_of(FUEL))

    def _return(self, fuel: str) -> None:
        kind, result = result_type(self.procedure), "poison"
        for place, item in enumerate(returned(self.procedure)):
            value = fuel if item == FUEL else self._value_of(item)
            result = self.text.value(f"insertvalue {kind} {result}, {_typed(item)} {value}, {place}")
        self.text.line(f"ret {kind} {result}")

    def _epilogue(self) -> None:
        text = self.text
        self.finish()
        text.label("stop")
        self._lay_registers(self.procedure.changed)
        left, refund = (text.value(f"load i64, ptr %{name}") for name in ("fuel", "refund"))
        words = {
            PC.number: text.value("load i64, ptr %place"),
            CODE_WORD: text.value("load i64, ptr %code"),
            FUEL_WORD: text.value(f"add i64 {left}, {refund}"),
            DEPTH_WORD: text.value("load i64, ptr %depth"),
        }
        for word, value in words.items():
            text.line(f"store i64 {value}, ptr {self.machine_word(word)}")
        self._return(str(STOPPED))

    def _lay_registers(self, numbers: Iterable[int]) -> None:
        for number in sorted(numbers):
            value = self.text.value(f"load i64, ptr %r{number}")
            self.text.line(f"store i64 {value}, ptr {self.machine_word(number)}")
