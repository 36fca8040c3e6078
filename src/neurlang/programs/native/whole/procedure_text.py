"""A procedure of a program as an LLVM function: registers in, fuel and changed registers out.

A call of the program is a native call, and the native stack holds the values that LLVM keeps across it. A function that
stops the program stores the registers that it may have changed in the machine state and returns negative fuel. Each
caller then stores the registers that only it has changed, refunds what it prepaid for blocks after the call, and pushes
the return index on the machine's own stack, where the exact function finds it if it must continue.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from neurlang.programs.flow import LINK, Procedure
from neurlang.programs.ir import REGISTERS, Instruction, Target
from neurlang.programs.machine import MAX_CALL_DEPTH
from neurlang.programs.native.whole.block_text import GOES_ON, SLOTS, BlockText
from neurlang.programs.native.whole.facts import (
    DEPTH,
    FUEL,
    MACHINE,
    POINTERS,
    EarlyReturn,
    ProcedureFacts,
    SharedRange,
    type_of,
)
from neurlang.programs.native.whole.function_text import UNLIKELY, FunctionText
from neurlang.programs.native.whole.machine_words import DEPTH_WORD, FUEL_WORD, RETURNS_WORD
from neurlang.programs.native.whole.straight_line import STRAIGHT_LINE

STOPPED = -1
"""The fuel that a stopped procedure returns."""


class ProcedureText(BlockText):
    """Writes the function of one procedure."""

    def __init__(self, facts: ProcedureFacts, name: str, size: str, convention: str, level: int = 0) -> None:
        super().__init__(facts.program, FunctionText(size, facts.float_registers))
        self.facts = facts
        self.procedure = facts.procedure
        self.level = level
        self.name = name
        self.convention = convention
        self.checkpoints = facts.checkpoints[level]

    def function(self) -> str:
        """The function's text."""
        text, procedure = self.text, self.procedure
        parameters = ", ".join(
            f"{type_of(item)} {'noalias ' if item in POINTERS else ''}%{item}.in"
            for item in self.facts.interface.takes
        )
        gives = f"{self.convention} {self.facts.interface.result_type(self.level)}"
        attributes = "nounwind uwtable alwaysinline" if self.level else "nounwind uwtable"
        text.lines.append(
            f"define internal {gives} @{self.name}.p{procedure.entry}.{self.level}"
            f"({parameters}, i64 %size) {attributes} {{"
        )
        text.label("entry")
        for name in SLOTS:
            text.line(f"%{name} = alloca i64")
        for item in POINTERS:
            text.line(f"%{item} = alloca ptr")
            text.line(f"store ptr %{item}.in, ptr %{item}")
        for number in sorted(procedure.used):
            text.declare(number)
            text.write(REGISTERS[number], f"%r{number}.in")
        text.line("store i64 %fuel.in, ptr %fuel")
        text.line("store i64 %depth.in, ptr %depth")
        text.line(f"br label %{super().way_to(procedure.entry)}")
        for number, end in procedure.ends.items():
            text.state = dict(self.facts.states[number])
            self.block(number, end)
        self._epilogue()
        text.lines.append("}")
        return "\n".join(text.lines)

    def block(self, number: int, end: int) -> None:
        """A block, or the check of a loop's round."""
        ranges = self.facts.rounds.get(number)
        if ranges is None:
            super().block(number, end)
            return
        text, start = self.text, number % self.stride
        text.label(f"b{number}")
        self.number = number
        self.charge(start, start)
        outside = reduce(self._either, [self._outside(each, start) for each in ranges])
        together, apart = self.procedure.successors[number]
        for following in (together, apart):
            text.settle_for(self.facts.states[following])
        text.line(f"br i1 {outside}, label %b{apart}, label %b{together}, {UNLIKELY}")

    def charge(self, start: int, end: int) -> None:
        """Count the block's fuel, and check ahead; if a check fails, the exact function continues.

        Checked are the fuel up to the next checkpoint, the depth and frames at the entry, and the ranges that accesses
        share. They form one condition: LLVM would turn several into arithmetic on truth values.
        """
        text, facts = self.text, self.facts
        left = text.value("load i64, ptr %fuel")
        failed = []
        cost = self.checkpoints.heads.get(self.number)
        if cost is not None:
            failed.append(text.value(f"icmp ult i64 {left}, {cost}"))
        is_entry = self.level == 0 and self.number == self.procedure.entry
        if is_entry and self.procedure.calls:
            depth, most = text.value("load i64, ptr %depth"), MAX_CALL_DEPTH + 1 - facts.levels
            failed.append(text.value(f"icmp uge i64 {depth}, {most}"))
        ranges = facts.ranges[self.number]
        if is_entry and facts.frames.length:
            ranges = (facts.frames.checked_at_entry(), *ranges)
        failed += [self._outside(each, start) for each in ranges]
        begins, ahead = facts.charges.begins[self.number], facts.charges.ahead[self.number]
        text.ahead = end - start + ahead - begins  # the part of it that was paid before
        if failed:
            text.leave_if(reduce(self._either, failed), GOES_ON, start, 0)
        text.ahead = ahead
        text.checked = facts.checked[self.number].union(*(each.accesses for each in ranges))
        if begins:
            text.line(f"store i64 {text.value(f'sub i64 {left}, {begins}')}, ptr %fuel")

    def _either(self, one: str, other: str) -> str:
        return self.text.value(f"or i1 {one}, {other}")

    def _outside(self, shared: SharedRange, start: int) -> str:
        """Whether a byte of a range is outside the memory."""
        base = self.text.read(REGISTERS[shared.register], start)
        low = self.text.value(f"add i64 {base}, {shared.low}")
        return self.text.value(f"call i1 @outside(i64 {low}, i64 {self.text.size}, i64 {shared.extent})")

    def way_to(self, index: int) -> str:
        """The label of a place in the code, in the copy of the loop that follows this block."""
        following = self.procedure.successors.get(self.number, ())
        number = next((number for number in following if number % self.stride == index), index)
        return super().way_to(number) if index < self.length else "finish"

    def before_ways_on(self) -> None:
        """Settle the registers as successors, callers and callees expect them."""
        followers = self.procedure.successors[self.number]
        for following in followers:
            self.text.settle_for(self.facts.states[following])
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
        """Call a procedure; continue after it, or stop if it has stopped the program."""
        text = self.text
        target = instruction.operands[0]
        assert isinstance(target, Target)
        callee, interface = self.facts.callees[target.index], self.facts.interfaces[target.index]
        text.write(REGISTERS[LINK], str(index + 1))
        level = self._level_of(callee)
        if level == 0 and self.number in self.facts.early_returns:
            self._return_early(self.facts.early_returns[self.number], index)
        values = {item: self._value_of(item) for item in interface.takes}
        values[DEPTH] = text.value(f"add i64 {values[DEPTH]}, 1")
        kind = interface.result_type(level)
        result = text.value(interface.call_text(self.name, self.convention, values, level))
        parts = {
            item: text.value(f"extractvalue {kind} {result}, {place}")
            for place, item in enumerate(interface.gives)
        }
        for item in (*POINTERS, DEPTH):
            if item in parts:
                text.line(f"store {type_of(item)} {parts[item]}, ptr %{item}")
        name = self._ask_whether_stopped(kind, result, len(parts), level, parts[FUEL])
        self._push(index + 1)
        self._refund()
        self._lay_registers(self.procedure.changed - callee.changed)
        self._stop()
        text.label(f"{name}.back")
        text.line(f"store i64 {parts[FUEL]}, ptr %fuel")
        for number in callee.used:
            if f"r{number}" in parts:
                text.write(REGISTERS[number], parts[f"r{number}"])
        if level == 0:
            short = text.value(f"icmp ult i64 {parts[FUEL]}, {self.checkpoints.returns[self.number]}")
            text.leave_if(short, GOES_ON, index + 1, 0)
        text.line(f"br label %{self.way_to(index + 1)}")

    def _return_early(self, early: EarlyReturn, index: int) -> None:
        """Run the whole call here if it returns early; else continue with the registers restored."""
        text, name = self.text, self.text.fresh()
        before = {number: text.read(REGISTERS[number], index) for number in sorted(early.changed)}
        for place in range(early.entry, early.question):
            self._straight(place)
        holds = self.condition(self.program.instructions[early.question], early.question)
        ways = (f"{name}.early", f"{name}.late")
        there, on = ways if early.when_taken else reversed(ways)
        text.line(f"br i1 {holds}, label %{there}, label %{on}")
        text.label(f"{name}.early")
        for place in early.way:
            self._straight(place)
        left = text.value(f"sub i64 {self._value_of(FUEL)}, {early.cost}")
        text.line(f"store i64 {left}, ptr %fuel")
        text.line(f"br label %{self.way_to(index + 1)}")
        text.label(f"{name}.late")
        for number, value in before.items():
            text.write(REGISTERS[number], value)

    def _straight(self, index: int) -> None:
        instruction = self.program.instructions[index]
        STRAIGHT_LINE[instruction.op.name](self.text, instruction, index, 0)

    def _level_of(self, callee: Procedure) -> int:
        """The copy to call: for a procedure that calls itself the next one, and from the last the first."""
        if callee.entry != self.procedure.entry:
            return 0
        return (self.level + 1) % self.facts.levels

    def _ask_whether_stopped(self, kind: str, result: str, place: int, level: int, fuel: str) -> str:
        """Branch to `.back`, or `.stopped` if the callee stopped the program; begin the latter; return their prefix."""
        text, name = self.text, self.text.fresh()
        if level:
            stopped = text.value(f"extractvalue {kind} {result}, {place}")
        else:
            # One comparison suffices for most returns: fuel that is enough for what follows is not negative.
            short = text.value(f"icmp slt i64 {fuel}, {self.checkpoints.returns[self.number]}")
            text.line(f"br i1 {short}, label %{name}.short, label %{name}.back, {UNLIKELY}")
            text.label(f"{name}.short")
            stopped = text.value(f"icmp slt i64 {fuel}, 0")
        text.line(f"br i1 {stopped}, label %{name}.stopped, label %{name}.back, {UNLIKELY}")
        text.label(f"{name}.stopped")
        return name

    def _refund(self) -> None:
        """Refund what was paid for blocks after the call."""
        text = self.text
        if text.ahead:
            left = text.value(f"load i64, ptr {self.machine_word(FUEL_WORD)}")
            text.line(
                f"store i64 {text.value(f'add i64 {left}, {text.ahead}')}, ptr {self.machine_word(FUEL_WORD)}"
            )

    def _push(self, following: int) -> None:
        """Push a return index on the machine's stack. There is room: the entry has checked it."""
        text = self.text
        stack = self.machine_word(RETURNS_WORD)
        slot = text.value(f"getelementptr i32, ptr {stack}, i64 {self._value_of(DEPTH)}")
        text.line(f"store i32 {following}, ptr {slot}")

    def _value_of(self, item: str) -> str:
        """The current value of a part of the context or a register."""
        if item.startswith("r"):
            return self.text.read(REGISTERS[int(item[1:])], 0)
        return self.text.value(f"load {type_of(item)}, ptr %{item}")

    def give_back(self) -> None:
        """Return fuel, context and registers."""
        self._return({item: self._value_of(item) for item in self.facts.interface.gives}, "false")

    def _stop(self) -> None:
        """Return what the caller of a stopped procedure needs: no registers."""
        needed = {item: self._value_of(item) for item in (MACHINE, DEPTH)}
        self._return({FUEL: str(STOPPED), **needed}, "true")

    def _return(self, values: dict[str, str], stopped: str) -> None:
        """Return values by name, with the caller's depth; missing values are never read."""
        text, interface = self.text, self.facts.interface
        kind, result = interface.result_type(self.level), "poison"
        for place, item in enumerate(interface.gives):
            value = values.get(item)
            if value is None:
                continue
            if item == DEPTH:
                value = text.value(f"sub i64 {value}, 1")
            result = text.value(f"insertvalue {kind} {result}, {type_of(item)} {value}, {place}")
        if self.level:
            result = text.value(f"insertvalue {kind} {result}, i1 {stopped}, {len(interface.gives)}")
        text.line(f"ret {kind} {result}")

    def _epilogue(self) -> None:
        text = self.text
        self.finish()
        text.label("stop")
        self._lay_registers(self.procedure.changed)
        for word, item in ((FUEL_WORD, FUEL), (DEPTH_WORD, DEPTH)):
            text.line(f"store i64 {self._value_of(item)}, ptr {self.machine_word(word)}")
        self._stop()

    def _lay_registers(self, numbers: Iterable[int]) -> None:
        for number in sorted(numbers):
            value = self.text.value(f"load i64, ptr %r{number}")
            self.text.line(f"store i64 {value}, ptr {self.machine_word(number)}")
