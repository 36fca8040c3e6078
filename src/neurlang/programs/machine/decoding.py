"""Decoding: each instruction becomes, once, a function on the state with its operands bound.

Every operand becomes a slot of `State.slots`: registers have theirs, immediates and `pc` get a constant slot,
and what is written to `zero` goes to a slot that nothing reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from neurlang.programs.ir import Register, Target, block_ends
from neurlang.programs.machine import control
from neurlang.programs.machine.arithmetic import ARITHMETIC, MASK
from neurlang.programs.machine.bits import BITS
from neurlang.programs.machine.conditions import CONDITIONS
from neurlang.programs.machine.floating_point import FLOATING_POINT
from neurlang.programs.machine.memory import LOADS, STORES
from neurlang.programs.machine.state import DISCARD, FIRST_CONSTANT
from neurlang.programs.machine.traps import Fault, TrapKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from neurlang.programs.ir import Instruction, OperandValue, Program
    from neurlang.programs.machine.state import State

    Step = Callable[[State], Any]
    """One instruction; those that end blocks give the next index, the others nothing."""


class Block(NamedTuple):
    """Steps of a block with their indices, the step for the next index (None: fall through), and the end."""

    body: Sequence[tuple[int, Step]]
    finish: Step | None
    end: int


class Code:
    """A decoded program: a step for each instruction, where its block ends, the constant slots' values."""

    __slots__ = ("_blocks", "constants", "ends", "program", "steps")

    def __init__(
        self, program: Program, steps: Sequence[Step], ends: Sequence[int], constants: Sequence[int]
    ) -> None:
        self.program = program
        self.steps = steps
        self.ends = ends
        self.constants = constants
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
    return Code(code.program, steps, code.ends, code.constants)


class Decoder:
    """Decodes the instructions of one program, collecting its constants."""

    __slots__ = ("_slot_of_constant", "index", "length")

    def __init__(self, length: int) -> None:
        self.length = length
        self.index = 0
        self._slot_of_constant: dict[int, int] = {}

    @property
    def constants(self) -> list[int]:
        """The values of the constant slots so far."""
        return list(self._slot_of_constant)

    def source(self, operand: OperandValue) -> int:
        """The slot to read for an operand."""
        match operand:
            case Register(name="pc"):
                return self._constant(self.index)
            case Register(number=number):
                return number
            case Target(index):
                return self._constant(index)
            case int():
                return self._constant(operand & MASK)
        raise TypeError(f"{operand!r} has no value in the pure machine")

    def decode(self, instruction: Instruction) -> Step:
        """The step of the instruction at `self.index`."""
        return _DECODERS.get(instruction.op.name, _missing)(self, instruction)

    def _constant(self, value: int) -> int:
        return self._slot_of_constant.setdefault(value, FIRST_CONSTANT + len(self._slot_of_constant))


def decode(program: Program) -> Code:
    """Decode a program that `check` finds nothing wrong with."""
    decoder = Decoder(len(program.instructions))
    steps: list[Step] = []
    for index, instruction in enumerate(program.instructions):
        decoder.index = index
        steps.append(decoder.decode(instruction))
    return Code(program, steps, block_ends(program), decoder.constants)


def _destination(operand: OperandValue) -> int:
    assert isinstance(operand, Register)
    return DISCARD if operand.name == "zero" else operand.number


def _compute(decoder: Decoder, instruction: Instruction) -> Step:
    """Ops whose result depends on one or two values alone."""
    # ALUI's modes mean what ALU's of the same name do.
    meaning: Callable[..., int] = _VALUES[instruction.op_mode.full_name.replace("alui.", "alu.")]
    d = _destination(instruction.operands[0])
    a, *rest = (decoder.source(operand) for operand in instruction.operands[1:])
    return _unary(meaning, d, a) if not rest else _binary(meaning, d, a, rest[0])


def _unary(meaning: Callable[[int], int], d: int, a: int) -> Step:
    def step(state: State) -> None:
        slots = state.slots
        slots[d] = meaning(slots[a])

    return step


def _binary(meaning: Callable[[int, int], int], d: int, a: int, b: int) -> Step:
    def step(state: State) -> None:
        slots = state.slots
        slots[d] = meaning(slots[a], slots[b])

    return step


def _move(decoder: Decoder, instruction: Instruction) -> Step:
    d, a = _destination(instruction.operands[0]), decoder.source(instruction.operands[1])

    def step(state: State) -> None:
        slots = state.slots
        slots[d] = slots[a]

    return step


def _load(decoder: Decoder, instruction: Instruction) -> Step:
    meaning = LOADS[instruction.op_mode.full_name]
    d = _destination(instruction.operands[0])
    base, offset = (decoder.source(operand) for operand in instruction.operands[1:])

    def step(state: State) -> None:
        slots = state.slots
        slots[d] = meaning(state.memory, (slots[base] + slots[offset]) & MASK)

    return step


def _store(decoder: Decoder, instruction: Instruction) -> Step:
    meaning = STORES[instruction.op_mode.full_name]
    value, base, offset = (decoder.source(operand) for operand in instruction.operands)

    def step(state: State) -> None:
        slots = state.slots
        meaning(state.memory, (slots[base] + slots[offset]) & MASK, slots[value])

    return step


def _branch(decoder: Decoder, instruction: Instruction) -> Step:
    target = instruction.operands[-1]
    assert isinstance(target, Target)
    if len(instruction.operands) == 1:
        return control.jump(decoder.source(target), decoder.length)
    condition = CONDITIONS[instruction.op_mode.full_name]
    a, b = (decoder.source(operand) for operand in instruction.operands[:2])
    return control.branch(condition, a, b, target.index, decoder.index + 1)


def _call(decoder: Decoder, instruction: Instruction) -> Step:
    return control.call(decoder.source(instruction.operands[0]), decoder.index + 1, decoder.length)


def _jump(decoder: Decoder, instruction: Instruction) -> Step:
    return control.jump(decoder.source(instruction.operands[0]), decoder.length)


def _return(decoder: Decoder, _: Instruction) -> Step:
    return control.give_back(decoder.length)


def _halt(decoder: Decoder, _: Instruction) -> Step:
    return control.end(decoder.length)


def _trap(_: Decoder, instruction: Instruction) -> Step:
    number = instruction.operands[0]
    assert isinstance(number, int)
    return control.trap(number)


def _nothing(_: Decoder, __: Instruction) -> Step:
    def step(_: State) -> None:
        return

    return step


def _missing(_: Decoder, instruction: Instruction) -> Step:
    """An op of the table that this machine cannot do: it says so when it is reached."""
    name = instruction.op_mode.full_name

    def step(_: State) -> None:
        raise Fault(TrapKind.INVALID, f"this machine does not have {name}")

    return step


_VALUES: dict[str, Callable[..., int]] = {**ARITHMETIC, **BITS, **FLOATING_POINT}

_DECODERS: dict[str, Callable[[Decoder, Instruction], Step]] = {
    "alu": _compute,
    "alui": _compute,
    "muldiv": _compute,
    "fpu": _compute,
    "bits": _compute,
    "mov": _move,
    "load": _load,
    "store": _store,
    "branch": _branch,
    "call": _call,
    "ret": _return,
    "jump": _jump,
    "trap": _trap,
    "nop": _nothing,
    "halt": _halt,
}
