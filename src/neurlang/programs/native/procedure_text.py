"""A procedure of a program as an LLVM function: registers in, fuel and changed registers out.

A call is a call, and the native stack holds what LLVM keeps across it. A function that stops the program
lays the registers that it may have changed in the machine and returns a negative fuel; each caller then adds
those that only it has changed, and on the machine's own stack the index to return to, where the exact
function finds it if it must go on.
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
from neurlang.programs.native.loop_unrolling import checked_by_rounds, unrolled
from neurlang.programs.native.procedures import LINK
from neurlang.programs.native.range_checks import SharedRange, shared_ranges
from neurlang.programs.native.stack_pointer import NO_FRAMES, SP, frames_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from neurlang.programs.ir import Instruction, Program
    from neurlang.programs.native.procedures import Procedure
    from neurlang.programs.native.stack_pointer import Preserved

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


def result_type(procedure: Procedure, level: int = 0) -> str:
    """The type of what a procedure returns; an inlined copy also says whether it stopped the program.

    (Of its fuel LLVM does not know that it is not negative where it did not.)
    """
    types = [*map(_typed, returned(procedure)), *(["i1"] if level else [])]
    return "{ " + ", ".join(types) + " }"


def call_text(
    name: str, convention: str, procedure: Procedure, values: Mapping[str, str], level: int = 0
) -> str:
    """A call of a procedure with the values that it takes, by name."""
    arguments = ", ".join(f"{_typed(item)} {values[item]}" for item in handed_over(procedure))
    function = f"@{name}.p{procedure.entry}.{level}"
    # LLVM, asked whether this may be a tail call of a function of another convention, ends the process.
    return f"notail call {convention} {result_type(procedure, level)} {function}({arguments}, i64 %size)"


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
        preserved: Preserved,
        level: int = 0,
    ) -> None:
        self.level = level
        self.procedure, self.rounds = unrolled(program, procedures[entry])
        self.checked = checked_by_rounds(self.rounds, len(program.instructions) + 1)
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
        self.levels = inlined_levels(procedures[entry])
        self.preserved = preserved
        is_nested = self.levels > 1
        self.frames = (
            frames_of(program, procedures, entry, preserved, self.levels) if is_nested else NO_FRAMES
        )
        self.costs = checkpoints(self.procedure, self.stride, self.levels)[level]

    def function(self) -> str:
        """The function's text."""
        text, procedure = self.text, self.procedure
        parameters = ", ".join(
            f"{_typed(item)} {'noalias ' if item in _POINTERS else ''}%{item}.in"
            for item in handed_over(procedure)
        )
        gives = f"{self.convention} {result_type(procedure, self.level)}"
        attributes = "nounwind uwtable alwaysinline" if self.level else "nounwind uwtable"
        text.lines.append(
            f"define internal {gives} @{self.name}.p{procedure.entry}.{self.level}"
            f"({parameters}, i64 %size) {attributes} {{"
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

    def block(self, number: int, end: int) -> None:
        """A block, or the check of a loop's round."""
        ranges = self.rounds.get(number)
        if ranges is None:
            super().block(number, end)
            return
        text, start = self.text, number % self.stride
        text.label(f"b{number}")
        self.number = number
        self.charge(start, start)
        outside = "false"
        for each in ranges:
            outside = text.value(f"or i1 {outside}, {self._outside(each, start)}")
        together, apart = self.procedure.successors[number]
        for following in (together, apart):
            text.settle_for(self.states[following])
        text.line(f"br i1 {outside}, label %b{apart}, label %b{together}, {UNLIKELY}")

    def charge(self, start: int, end: int) -> None:
        """Count the block's fuel; at a checkpoint, be sure first that there is enough up to the next."""
        text = self.text
        left = text.value("load i64, ptr %fuel")
        cost = self.costs.get(self.number)
        if cost is not None:
            text.leave_if(text.value(f"icmp ult i64 {left}, {cost}"), GOES_ON, start, 0)
        if self.level == 0 and self.number == self.procedure.entry and self.procedure.calls:
            depth, most = text.value("load i64, ptr %depth"), MAX_CALL_DEPTH + 1 - self.levels
            text.leave_if(text.value(f"icmp uge i64 {depth}, {most}"), GOES_ON, start, 0)
        self._check_ranges(start, end)
        text.line(f"store i64 {text.value(f'sub i64 {left}, {end - start}')}, ptr %fuel")

    def _check_ranges(self, start: int, end: int) -> None:
        """Check the frames, and the ranges that accesses share; where one is outside, the exact function goes on."""
        text, frames = self.text, self.frames
        if self.level == 0 and self.number == self.procedure.entry and frames.length:
            below = SharedRange(SP, -frames.length, frames.length, frames.accesses)
            text.leave_if(self._outside(below, start), GOES_ON, start, 0)
        checked = frames.accesses | self.checked.get(self.number - start, frozenset())
        ranges = shared_ranges(self.program, start, end, checked)
        for each in ranges:
            text.leave_if(self._outside(each, start), GOES_ON, start, 0)
        text.checked = checked.union(*(each.accesses for each in ranges))

    def _outside(self, shared: SharedRange, start: int) -> str:
        """Whether a byte of a range is outside the memory."""
        base = self.text.read(REGISTERS[shared.register], start)
        low = self.text.value(f"add i64 {base}, {shared.low}")
        return self.text.value(f"call i1 @outside(i64 {low}, i64 {self.text.size}, i64 {shared.extent})")

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
        values[DEPTH] = text.value(f"add i64 {values[DEPTH]}, 1")
        level = self._level_of(callee)
        kind = result_type(callee, level)
        result = text.value(call_text(self.name, self.convention, callee, values, level))
        gives = returned(callee)
        parts = {
            item: text.value(f"extractvalue {kind} {result}, {place}") for place, item in enumerate(gives)
        }
        for item in {*gives} & {*_POINTERS}:
            text.line(f"store ptr {parts[item]}, ptr %{item}")
        if DEPTH in parts:
            text.line(f"store i64 {text.value(f'sub i64 {parts[DEPTH]}, 1')}, ptr %depth")
        name = self._ask_whether_stopped(kind, result, len(gives), level, index, parts[FUEL])
        self._push(index + 1)
        self._lay_registers(self.procedure.changed - callee.changed)
        self._return(str(STOPPED))
        text.label(f"{name}.back")
        text.line(f"store i64 {parts[FUEL]}, ptr %fuel")
        for number in callee.used - self.preserved[callee.entry]:
            if f"r{number}" in parts:
                text.write(REGISTERS[number], parts[f"r{number}"])
        text.line(f"br label %{self.way_to(index + 1)}")

    def _level_of(self, callee: Procedure) -> int:
        """The copy to call: of a procedure that calls itself the next one, and from the last the first."""
        if callee.entry != self.procedure.entry:
            return 0
        return (self.level + 1) % inlined_levels(callee)

    def _ask_whether_stopped(
        self, kind: str, result: str, place: int, level: int, index: int, fuel: str
    ) -> str:
        """Branch to `.back`, or where the callee stopped the program to `.stopped`, which begins; their name."""
        text, name = self.text, self.text.fresh()
        if level:
            stopped = text.value(f"extractvalue {kind} {result}, {place}")
        else:
            # One comparison for most returns: enough fuel for what follows is no negative fuel.
            short = text.value(f"icmp slt i64 {fuel}, {self.costs.get(index + 1, 0)}")
            text.line(f"br i1 {short}, label %{name}.short, label %{name}.back, {UNLIKELY}")
            text.label(f"{name}.short")
            stopped = text.value(f"icmp slt i64 {fuel}, 0")
        text.line(f"br i1 {stopped}, label %{name}.stopped, label %{name}.back, {UNLIKELY}")
        text.label(f"{name}.stopped")
        return name

    def _push(self, following: int) -> None:
        """Lay an index to return to on the machine's stack. There is room: the entry has seen to that."""
        text = self.text
        stack = self.machine_word(RETURNS_WORD)
        slot = text.value(f"getelementptr i32, ptr {stack}, i64 {self._value_of(DEPTH)}")
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
        kind, result = result_type(self.procedure, self.level), "poison"
        gives = returned(self.procedure)
        for place, item in enumerate(gives):
            value = fuel if item == FUEL else self._value_of(item)
            result = self.text.value(f"insertvalue {kind} {result}, {_typed(item)} {value}, {place}")
        if self.level:
            stopped = "true" if fuel == str(STOPPED) else "false"
            result = self.text.value(f"insertvalue {kind} {result}, i1 {stopped}, {len(gives)}")
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
