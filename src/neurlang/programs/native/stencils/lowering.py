"""Lowering: a program as rows of numbers for the patcher, every operand a slot of the register file.

An instruction becomes one row; at the head of a block, a row before it charges for the block. An instruction that
native code leaves to the interpreter (traps, ops that need the host) becomes a row that stops there.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from neurlang.errors import UsageError
from neurlang.garbage import uncollected
from neurlang.programs.flow import targets_of
from neurlang.programs.ir import OPS, REGISTERS, Instruction, OperandValue, Program, Register, Target
from neurlang.programs.native.stencils.frame import (
    INDEX_MASK,
    MOST_INSTRUCTIONS,
    PINNED,
    PINNED_DOUBLES,
    PINNED_INTEGERS,
    SLOT_BYTES,
    STOP_SHIFT,
    Stop,
)
from neurlang.programs.native.stencils.heat import weights_of
from neurlang.programs.native.stencils.if_conversion import COMMUTATIVE, is_skip
from neurlang.programs.native.stencils.operations import (
    MARKED,
    NUMBER_OF,
    OPERATIONS,
    WITH_SHORT_FORMS,
)
from neurlang.programs.native.stencils.reciprocal import reciprocal
from neurlang.programs.native.stencils.rows import OPERATION, TARGET, Rows
from neurlang.programs.native.stencils.table import StencilTable, record_number

_MASK = (1 << 64) - 1
_COLUMNS_AT_ONCE = 1 << 14
_DISCARD = len(REGISTERS)  # values written to `zero` go here
_QUOTIENT = _DISCARD + 1  # of a division that becomes a multiplication, until its remainder is computed
DEPTH = _QUOTIENT + 1
"""The slot that counts the return addresses on the stack. It is not a register: no operand can name it."""

_FIRST_CONSTANT = DEPTH + 1
NOWHERE = -1
"""Instead of a row's number: code cannot be entered there."""

_PC, _ZERO, _LINK = (
    next(register.number for register in REGISTERS if register.name == name) for name in ("pc", "zero", "lr")
)

# The weight of each use of a slot: a value that is written and read again costs some more cycles in memory.
_READ, _WRITTEN, _CONSTANT = 8, 12, 1


@dataclass(frozen=True, slots=True)
class Lowered:
    """Rows, and the layout of their register file.

    `rows` has the 32-bit numbers of each row's columns. `starts[i]` is the row where instruction i starts, or
    `NOWHERE`; `heads[i]` is the row that charges for the block that starts there. `slot_of[r]` is the slot of register
    number r, `slot_of[DEPTH]` the slot of the count of return addresses; `constants` are (slot, value).
    """

    rows: array[int]
    starts: Sequence[int]
    heads: Mapping[int, int]
    slot_of: Sequence[int]
    constants: Sequence[tuple[int, int]]
    slots: int
    entry: int
    writes_memory: bool


@uncollected
def lower(
    program: Program,
    ends: Sequence[int],
    table: StencilTable,
    *,
    marks: bool = False,
    hidden: bool = False,
) -> Lowered:
    """Lower a program whose blocks end as `block_ends` says; with `marks`, its code marks the pages that it writes.

    `hidden` is for instrumented stencils: the interpreter can then take over at every row.

    Raises UsageError for a program with more instructions than a status word can distinguish.
    """
    length = len(program.instructions)
    if length >= MOST_INSTRUCTIONS:
        raise UsageError(
            f"{program.name}: {length} instructions; native code has up to {MOST_INSTRUCTIONS - 1}"
        )
    lowering = _Lowering(program, ends, MARKED if marks else "", hidden=hidden)
    index = 0
    while index < length:
        index += lowering.take(index)
    lowering.end(length)
    return lowering.lowered(table)


class _Lowering:
    """Rows under construction; slots are numbered as in the decoder, targets are instruction indices."""

    def __init__(self, program: Program, ends: Sequence[int], mark: str, *, hidden: bool) -> None:
        self.targets = targets_of(program) if not hidden else None
        self.program = program
        self.instructions = program.instructions
        self.mark = mark
        self.ends = ends
        self.weights = weights_of(program)
        self.rows = Rows()
        self.heads: dict[int, int] = {}
        self.starts = array("i")
        self.constants: dict[int, int] = {}
        self.use: dict[int, int] = {}  # how hot each slot is
        self.index = 0

    def take(self, index: int) -> int:
        """Add the rows of the instruction at an index and any that is merged into it; return how many instructions."""
        instruction = self.instructions[index]
        self.head(index)
        lowered = _LOWERED[instruction.opcode]
        if (
            lowered is _Lowering.branch
            and self.targets is not None
            and is_skip(self.program, index, self.targets)
        ):
            self.skip(instruction, self.instructions[index + 1])
            return 2
        lowered(self, instruction)
        return 1

    def head(self, index: int) -> None:
        """Begin an instruction and, if it begins a block, the block."""
        self.index = index
        ends = self.ends
        if index == 0 or ends[index - 1] == index:
            self.heads[index] = len(self.rows)
            self._row("charge", number=ends[index] - index, stop=Stop.FUEL)
        self.starts.append(len(self.rows))

    def skip(self, branch: Instruction, skipped: Instruction) -> None:
        """A branch over one operation becomes a condition of it (if-conversion, Allen et al., POPL 1983)."""
        compared, number, _ = branch.operands
        a, price = self._source(compared), self._number(number)
        assert price is not None
        self.index += 1
        self.starts.append(NOWHERE)
        name = f"skip.{branch.op_mode.name}"
        self._row(name, a, number=price, stop=Stop.FUEL)
        into, *sources = skipped.operands
        other = sources[1] if sources[0] == into else sources[0]
        operation = skipped.op_mode.meaning
        value, c = self._number(other), self._destination(into)
        if value is None:
            self._row(f"{operation}.unless", b=self._source(other), c=c)
        else:
            self._row(f"{operation}.number.unless", c=c, number=value)

    def end(self, length: int) -> None:
        """Add the row of the program's end if control may reach it."""
        if length and self.rows.last_operation in _LAST and not self.needs_end():
            return
        self.index = length
        self.heads[length] = len(self.rows)
        self.starts.append(len(self.rows))
        self._row("end", stop=Stop.END)

    def needs_end(self) -> bool:
        """Whether a jump goes or may go to the end."""
        length = len(self.program.instructions)
        return self.program.entry == length or any(
            row[OPERATION] in _DISPATCHING or (row[OPERATION] in _WITH_TARGET and row[TARGET] == length)
            for row in self.rows
        )

    def lowered(self, table: StencilTable) -> Lowered:
        """The rows with slots renumbered, so that the hottest are the pinned ones."""
        order = self.order()
        place = [0] * len(order)
        for number, slot in enumerate(order):
            place[slot] = number
        rows = array("i")
        columns: list[int] = []  # of some rows: an array grows faster by many numbers at once
        extend, heads, bases = columns.extend, self.heads, table.bases
        for operation, a, b, c, target, number, status in self.rows:
            a, b, c = place[a], place[b], place[c]
            goal = heads[target] if operation in _WITH_TARGET else 0
            record = bases[operation] + record_number(operation, a, b, c)
            following = (status & INDEX_MASK) + 1
            extend((record, a * SLOT_BYTES, b * SLOT_BYTES, c * SLOT_BYTES, goal, number, status, following))
            if len(columns) > _COLUMNS_AT_ONCE:
                rows.fromlist(columns)
                columns.clear()
        rows.fromlist(columns)
        return Lowered(
            rows,
            self.starts,
            self.heads,
            [place[number] for number in range(_FIRST_CONSTANT)],
            [(place[slot], value) for value, slot in self.constants.items()],
            len(order),
            self.program.entry,
            any(instruction.op.name in ("store", "atomic") for instruction in self.program.instructions),
        )

    def order(self) -> list[int]:
        """The slots in the order of the file: the hottest integers, then the hottest doubles, then all others.

        A slot that is used as both is not pinned: an op that takes it as the other kind expects it in memory.
        """
        count = _FIRST_CONSTANT + len(self.constants)
        spare = iter(range(count, count + PINNED))  # if there are too few to pin
        as_integers, as_doubles = self.rows.integers_and_doubles()
        hottest = sorted(self.use, key=self.use.__getitem__, reverse=True)
        integers = list(islice((slot for slot in hottest if slot not in as_doubles), PINNED_INTEGERS))
        rest = (slot for slot in hottest if slot not in as_integers and slot not in integers)
        doubles = list(islice(rest, PINNED_DOUBLES))
        pinned = [
            *integers, *islice(spare, PINNED_INTEGERS - len(integers)),
            *doubles, *islice(spare, PINNED_DOUBLES - len(doubles)),
        ]  # fmt: skip
        taken = set(pinned)
        return [*pinned, *(slot for slot in range(count) if slot not in taken)]

    def compute(self, instruction: Instruction) -> None:
        """Rd = op of one or two values, in the shortest form."""
        into, *sources = instruction.operands
        name = _MEANINGS[instruction.opcode][instruction.mode]
        if name == "fpu.fma":
            self._row("take", self._source(sources.pop()))
        if name in WITH_SHORT_FORMS:
            self._short(name, into, *sources)
            return
        if name in _QUOTIENTS and self._quotient(name, into, *sources):
            return
        a, b = (self._source(source) for source in (sources * 2)[:2])
        self._row(name, a, b, self._destination(into))

    def _short(self, name: str, into: OperandValue, a: OperandValue, b: OperandValue) -> None:
        if name in COMMUTATIVE and (b == into or self._number(a) is not None):
            a, b = b, a
        suffix = ".into" if a == into and into != REGISTERS[_ZERO] else ""
        first = 0 if suffix else self._source(a)
        number = self._number(b)
        if name == "alu.sub" and number is not None and -number < 1 << 31:
            name, number = "alu.add", -number  # adding an immediate takes one instruction, subtracting two
        if number is None:
            self._row(f"{name}{suffix}", first, self._source(b), self._destination(into))
        else:
            self._row(f"{name}.number{suffix}", first, 0, self._destination(into), number=number)

    def _quotient(self, name: str, into: OperandValue, a: OperandValue, b: OperandValue) -> bool:
        """Replace a division by a constant by a multiplication."""
        is_signed, is_remainder = _QUOTIENTS[name]
        magic = reciprocal(b, signed=is_signed) if isinstance(b, int) else None
        if magic is None:
            return False
        assert isinstance(b, int)
        form = f"divide.{'signed' if is_signed else 'unsigned'}{'.wide' if magic.is_wide else ''}"
        dividend, factor = self._source(a), self._source(magic.multiplier)
        if not is_remainder:
            self._row(form, dividend, factor, self._destination(into), number=magic.shift)
        else:
            quotient = self._used(_QUOTIENT, _WRITTEN)
            self._row(form, dividend, factor, quotient, number=magic.shift)
            self._row("remainder", dividend, quotient, self._destination(into), number=b)
        return True

    def move(self, instruction: Instruction) -> None:
        """Rd = the value."""
        into, source = instruction.operands
        number = self._number(source)
        if number is None:
            self._row("mov", self._source(source), 0, self._destination(into))
        else:
            self._row("mov.number", c=self._destination(into), number=number)

    def load(self, instruction: Instruction) -> None:
        """Rd = memory."""
        into, base, offset = instruction.operands
        self._access(instruction.op_mode.meaning, base, offset, self._destination(into))

    def store(self, instruction: Instruction) -> None:
        """Memory = rs."""
        value, base, offset = instruction.operands
        self._access(instruction.op_mode.meaning, base, offset, self._source(value), self.mark)

    def _access(self, name: str, base: OperandValue, offset: OperandValue, c: int, mark: str = "") -> None:
        number = self._number(offset)
        if number is None:
            self._row(f"{name}{mark}", self._source(base), self._source(offset), c)
        else:
            self._row(f"{name}.number{mark}", self._source(base), 0, c, number=number)

    def atomic(self, instruction: Instruction) -> None:
        """Rd = memory, then change memory. Ops on `zero`, such as a `cas` that compares with 0, are interpreted."""
        into, address, operand = instruction.operands
        if into == REGISTERS[_ZERO]:
            self.leave(instruction)
            return
        a, b = self._source(address), self._source(operand)
        self._row(f"{instruction.op_mode.full_name}{self.mark}", a, b, self._destination(into))

    def branch(self, instruction: Instruction) -> None:
        """Go to a label, always or if a condition holds."""
        *compared, target = instruction.operands
        assert isinstance(target, Target)
        if not compared:
            self._row("jump", target=target.index)
            return
        a, b = compared
        name, number = instruction.op_mode.full_name, self._number(b)
        if number is None:
            self._row(name, self._source(a), self._source(b), target=target.index)
        else:
            self._row(f"{name}.number", self._source(a), target=target.index, number=number)

    def jump(self, instruction: Instruction) -> None:
        """Go to a label or to the index in a register."""
        (target,) = instruction.operands
        if isinstance(target, Target):
            self._row("jump", target=target.index)
        else:
            self._row("jump.indirect", self._source(target))

    def call(self, instruction: Instruction) -> None:
        """Push, set lr, go."""
        (target,) = instruction.operands
        link, depth = self._destination(REGISTERS[_LINK]), self._used(DEPTH, _READ + _WRITTEN)
        if isinstance(target, Target):
            self._row("call", b=depth, c=link, target=target.index)
        else:
            self._row("call.indirect", self._source(target), depth, link)

    def give_back(self, _: Instruction) -> None:
        """Return; end if there is no call to return from."""
        self._row("ret", b=self._used(DEPTH, _READ + _WRITTEN), stop=Stop.END)

    def halt(self, _: Instruction) -> None:
        """End."""
        self._row("leave", stop=Stop.END)

    def nothing(self, _: Instruction) -> None:
        """Add no row."""

    def leave(self, _: Instruction) -> None:
        """Stop for the interpreter."""
        self._row("leave")

    def _row(
        self,
        name: str,
        a: int = 0,
        b: int = 0,
        c: int = 0,
        *,
        target: int = 0,
        number: int = 0,
        stop: Stop = Stop.STEP,
    ) -> None:
        self.rows.add((NUMBER_OF[name], a, b, c, target, number, self.index | _STATUS_OF[stop]))

    def _number(self, operand: OperandValue) -> int | None:
        """The operand if it is a signed 32-bit number, else None."""
        if isinstance(operand, Register):
            return 0 if operand.number == _ZERO else None
        value = operand.index if isinstance(operand, Target) else operand
        return value if isinstance(value, int) and -(1 << 31) <= value < 1 << 31 else None

    def _source(self, operand: OperandValue) -> int:
        if isinstance(operand, Register) and operand.number != _PC:
            return self._used(operand.number, _CONSTANT if operand.number == _ZERO else _READ)
        value = self.index if isinstance(operand, Register) else operand
        value = value.index if isinstance(value, Target) else value
        assert isinstance(value, int)
        if value < 0:
            value &= _MASK
        slot = self.constants.setdefault(value, _FIRST_CONSTANT + len(self.constants))
        return self._used(slot, _CONSTANT)

    def _destination(self, operand: OperandValue) -> int:
        assert isinstance(operand, Register)
        slot = _DISCARD if operand.number == _ZERO else operand.number
        return self._used(slot, _WRITTEN)

    def _used(self, slot: int, weight: int) -> int:
        use = self.use
        use[slot] = use.get(slot, 0) + weight * self.weights[self.index]
        return slot


_LOWERED_BY_NAME: dict[str, Callable[[_Lowering, Instruction], None]] = {
    **dict.fromkeys(("alu", "alui", "muldiv", "fpu", "bits"), _Lowering.compute),
    **dict.fromkeys(("nop", "fence"), _Lowering.nothing),
    "mov": _Lowering.move,
    "load": _Lowering.load,
    "store": _Lowering.store,
    "atomic": _Lowering.atomic,
    "branch": _Lowering.branch,
    "jump": _Lowering.jump,
    "call": _Lowering.call,
    "ret": _Lowering.give_back,
    "halt": _Lowering.halt,
}
_LOWERED = tuple(_LOWERED_BY_NAME.get(op.name, _Lowering.leave) for op in OPS)
_MEANINGS = tuple(tuple(mode.meaning for mode in op.modes) for op in OPS)
_STATUS_OF = {stop: stop << STOP_SHIFT for stop in Stop}
_WITH_TARGET = frozenset(number for number, operation in enumerate(OPERATIONS) if operation.has_target)
_QUOTIENTS = {
    "muldiv.div": (False, False),
    "muldiv.mod": (False, True),
    "muldiv.sdiv": (True, False),
    "muldiv.smod": (True, True),
}
"""The divisions: whether they are signed, and whether they give the remainder."""

_DISPATCHING = frozenset(number for number, operation in enumerate(OPERATIONS) if operation.dispatches)
_LAST = frozenset(number for number, operation in enumerate(OPERATIONS) if operation.ends)
