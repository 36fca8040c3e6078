"""The text of one LLVM function under construction: values, registers, and exits from the function.

A register is a stack slot of 64 bits, which LLVM turns into values in SSA form (Cytron et al., TOPLAS 1991). A register
that floating-point ops use has a second slot, a double: the computed value, whose NaN is not yet canonical. Ops that
take doubles read the second slot, all others the first, so that a chain of floating-point ops pays for canonical NaNs
only when bits are read; `float_state` says when the first slot is out of date.
"""

from __future__ import annotations

from neurlang.programs.ir import REGISTERS, OperandValue, Register, Target
from neurlang.programs.native.whole.facts import FloatState
from neurlang.programs.native.whole.machine_words import CODE_WORD

PC, ZERO = (next(register for register in REGISTERS if register.name == name) for name in ("pc", "zero"))

UNLIKELY = "!prof !0"
PROFILE = '!0 = !{!"branch_weights", i32 1, i32 1048576}'
"""Metadata of branches that are rarely taken."""


class FunctionText:
    """Lines of a function. `size` is the memory's size: a value or a constant.

    `state` is the state of each floating-point register's two slots at the place being written, `checked` the accesses
    of the block, by index, that are known to be within memory, `ahead` the fuel prepaid for later blocks.
    """

    def __init__(self, size: str, float_registers: frozenset[int]) -> None:
        self.size = size
        self.lines: list[str] = []
        self.float_registers = float_registers
        self.state: dict[int, FloatState] = {}
        self.checked: frozenset[int] = frozenset()
        self.ahead = 0
        self._names = 0

    def memory(self) -> str:
        """The address of the memory."""
        return self.value("load ptr, ptr %memory")

    def machine_word(self, word: int) -> str:
        """The address of a word of the machine."""
        machine = self.value("load ptr, ptr %machine")
        return self.value(f"getelementptr i64, ptr {machine}, i64 {word}")

    def fresh(self) -> str:
        """An unused name."""
        self._names += 1
        return f"v{self._names}"

    def line(self, text: str) -> None:
        """Add an instruction without a value."""
        self.lines.append(f"  {text}")

    def label(self, name: str) -> None:
        """Begin a basic block."""
        self.lines.append(f"{name}:")

    def value(self, text: str) -> str:
        """Add an instruction; return the name of its value."""
        name = f"%{self.fresh()}"
        self.lines.append(f"  {name} = {text}")
        return name

    def declare(self, register: int) -> None:
        """Make a register's slots."""
        self.line(f"%r{register} = alloca i64")
        if register in self.float_registers:
            self.line(f"%f{register} = alloca double")

    def read(self, operand: OperandValue, index: int) -> str:
        """The 64 bits of an operand of instruction `index`."""
        match operand:
            case Register(number=ZERO.number):
                return "0"
            case Register(number=PC.number):
                return str(index)
            case Register(number=number):
                self.settle(number)
                return self.value(f"load i64, ptr %r{number}")
            case Target(index=place):
                return str(place)
            case int():
                return str(operand)
        raise TypeError(f"{operand!r} has no value")

    def read_double(self, operand: OperandValue, index: int) -> str:
        """The double of an operand of instruction `index`."""
        if isinstance(operand, Register) and operand.number in self.float_registers:
            return self.value(f"load double, ptr %f{operand.number}")
        return self.value(f"bitcast i64 {self.read(operand, index)} to double")

    def write(self, operand: OperandValue, bits: str, state: FloatState = FloatState.BITS) -> None:
        """Set a register to 64 bits."""
        if not isinstance(operand, Register) or operand == ZERO:
            return
        self.line(f"store i64 {bits}, ptr %r{operand.number}")
        if operand.number in self.float_registers:
            double = self.value(f"bitcast i64 {bits} to double")
            self.line(f"store double {double}, ptr %f{operand.number}")
            self.state[operand.number] = state

    def write_double(self, operand: OperandValue, double: str) -> None:
        """Set a register to a computed double."""
        if not isinstance(operand, Register) or operand == ZERO:
            return
        if operand.number not in self.float_registers:
            self.write(operand, self.value(f"call i64 @canonical(double {double})"))
            return
        self.line(f"store double {double}, ptr %f{operand.number}")
        self.state[operand.number] = FloatState.DOUBLE

    def settle(self, register: int) -> None:
        """Bring a register's bits up to date.

        A branch, not a select: NaN is rare and predicted, so the bits need not wait for the comparison.
        """
        if self.state.get(register) is not FloatState.DOUBLE:
            return
        name = self.fresh()
        double = self.value(f"load double, ptr %f{register}")
        is_nan = self.value(f"fcmp uno double {double}, {double}")
        self.line(f"br i1 {is_nan}, label %{name}.nan, label %{name}.settled, {UNLIKELY}")
        self.label(f"{name}.nan")
        canonical = self.value(f"call i64 @canonical(double {double})")
        self.line(f"store double {self.value(f'bitcast i64 {canonical} to double')}, ptr %f{register}")
        self.line(f"br label %{name}.settled")
        self.label(f"{name}.settled")
        settled = self.value(f"load double, ptr %f{register}")
        self.line(f"store i64 {self.value(f'bitcast double {settled} to i64')}, ptr %r{register}")
        self.state[register] = FloatState.BOTH

    def settle_for(self, wanted: dict[int, FloatState]) -> None:
        """Bring the bits up to date of those registers whose bits a successor expects."""
        for register, state in wanted.items():
            if state is FloatState.BITS:
                self.settle(register)

    def leave(self, code: int, index: int, refund: int) -> None:
        """Leave at an instruction with a code; `refund` is the part of the block's charge that did not run."""
        for register, state in self.state.items():
            if state is FloatState.DOUBLE:
                double = self.value(f"load double, ptr %f{register}")
                bits = self.value(f"call i64 @canonical(double {double})")
                self.line(f"store i64 {bits}, ptr %r{register}")
        # Stored here, not at the common exit: LLVM would then keep these values in registers on every path.
        for word, value in ((CODE_WORD, code), (PC.number, index)):
            self.line(f"store i64 {value}, ptr {self.machine_word(word)}")
        if refund + self.ahead:
            left = self.value("load i64, ptr %fuel")
            self.line(f"store i64 {self.value(f'add i64 {left}, {refund + self.ahead}')}, ptr %fuel")
        self.line("br label %stop")

    def leave_if(self, condition: str, code: int, index: int, refund: int) -> None:
        """Leave, as `leave` does, if a condition holds."""
        name = self.fresh()
        self.line(f"br i1 {condition}, label %{name}.leave, label %{name}.stay, {UNLIKELY}")
        self.label(f"{name}.leave")
        self.leave(code, index, refund)
        self.label(f"{name}.stay")
