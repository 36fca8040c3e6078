"""The operations that the patcher knows, each with the parts that its stencils are made of.

An instruction becomes one operation; a block starts with one more. All other ops are left to the interpreter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from neurlang.programs.ir import OPS
from neurlang.programs.native.operation_text import DOUBLE_TO_INTEGER, INTEGER_TO_DOUBLE
from neurlang.programs.native.stencils import parts
from neurlang.programs.native.stencils.frame import PINNED, PINNED_DOUBLES, PINNED_INTEGERS
from neurlang.programs.native.stencils.part_text import PartText

Write = Callable[[PartText, str], None]

WITH_SHORT_FORMS = (
    *(f"alu.{mode}" for mode in ("add", "sub", "and", "or", "xor", "shl", "shr", "sar")),
    "muldiv.mul",
)
MARKED = ".marked"

_WIDTHS = {"b": "1", "h": "2", "w": "4", "d": "8"}
_UNARY_FLOATS = ("fsqrt", "ffloor", "fceil", "ftrunc", "fround")


@dataclass(frozen=True, slots=True)
class Choice:
    """The pinned slots that a hole may be, in addition to any slot in memory: `count` of them from `first` on."""

    first: int
    count: int


INTEGER = Choice(0, PINNED_INTEGERS)
DOUBLE = Choice(PINNED_INTEGERS, PINNED_DOUBLES)
EITHER = Choice(0, PINNED)


@dataclass(frozen=True, slots=True)
class Step:
    """One part of an operation: the function that writes it, its argument, and which of A, B and C it uses, and how."""

    write: Write
    argument: str = ""
    uses: Mapping[str, Choice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Operation:
    """A named sequence of parts."""

    name: str
    steps: tuple[Step, ...]

    @property
    def uses(self) -> dict[str, Choice]:
        """The slots that it names."""
        return {hole: choice for step in self.steps for hole, choice in step.uses.items()}

    @property
    def has_target(self) -> bool:
        """Whether it goes to another row."""
        return any(step.write in (parts.branch, parts.branch_value, parts.jump) for step in self.steps)

    @property
    def charges(self) -> bool:
        """Whether NUMBER is the price of a block, which is never 0."""
        return any(step.write is parts.charge for step in self.steps)

    @property
    def dispatches(self) -> bool:
        """Whether it jumps through the table."""
        return any(step.write is parts.dispatch for step in self.steps)

    @property
    def begins(self) -> bool:
        """Whether it may be a target: the head of a block, which charges for the block, or the program's end."""
        return self.name in ("charge", "end")

    @property
    def ends(self) -> bool:
        """Whether control never continues with the next row."""
        return self.steps[-1].write in parts.ENDS


_A, _B, _C = ({hole: INTEGER} for hole in "ABC")
_AB = _A | _B
_DOUBLE_A, _DOUBLE_B, _DOUBLE_C = ({hole: DOUBLE} for hole in "ABC")
_EITHER_A, _EITHER_C = ({hole: EITHER} for hole in "AC")

_PUT = Step(parts.put, uses=_C)
_PUT_DOUBLE = (Step(parts.ordered), Step(parts.put_double, uses=_DOUBLE_C))
_ADDRESS, _ADDRESS_NEAR = Step(parts.address, uses=_AB), Step(parts.address_near, uses=_A)
_MARK = Step(parts.mark_written)
_DIVISIONS = ("div", "mod", "sdiv", "smod")
QUOTIENT_FORMS = ("unsigned", "unsigned.wide", "signed", "signed.wide")
"""Divisions by constants, as `reciprocal` has them."""


def _computed(name: str) -> tuple[Step, ...]:
    if name.startswith("bits."):
        return (Step(parts.unary, name, _A), _PUT)
    compute = Step(parts.binary, name, _AB)
    is_division = name.partition(".")[2] in _DIVISIONS
    return (Step(parts.nonzero, uses=_B), compute, _PUT) if is_division else (compute, _PUT)


def _short_forms(name: str) -> dict[str, tuple[Step, ...]]:
    """Forms of a computed op with a 32-bit immediate, or whose first operand is the result's register.

    The last two are executed only if the condition of the `skip` before them does not hold.
    """
    return {
        f"{name}.number": (Step(parts.binary_value, name, _A), _PUT),
        f"{name}.into": (Step(parts.binary_into, name, _B | _C),),
        f"{name}.number.into": (Step(parts.binary_value_into, name, _C),),
        f"{name}.unless": (Step(parts.binary_unless, name, _B | _C),),
        f"{name}.number.unless": (Step(parts.binary_value_unless, name, _C),),
    }


def _floats(mode: str) -> tuple[Step, ...]:
    name, both = f"fpu.{mode}", _DOUBLE_A | _DOUBLE_B
    if mode in INTEGER_TO_DOUBLE:
        return (Step(parts.to_double, name, _A), Step(parts.put_double, uses=_DOUBLE_C))
    if mode == "fma":  # the third operand was taken by the row before
        return (Step(parts.multiply_add, uses=both), *_PUT_DOUBLE)
    if mode in DOUBLE_TO_INTEGER:
        return (Step(parts.to_integer, name, _DOUBLE_A), _PUT)
    if mode.startswith("fcmp"):
        return (Step(parts.compare_floats, name, both), _PUT)
    if mode == "fabs":
        bits = (Step(parts.take, uses=_EITHER_A), Step(parts.without_sign), Step(parts.as_double))
        return (*bits, *_PUT_DOUBLE)
    if mode in _UNARY_FLOATS:
        return (Step(parts.float_unary, name, _DOUBLE_A), *_PUT_DOUBLE)
    return (Step(parts.float_binary, name, both), *_PUT_DOUBLE)


def _loads(mode: str, address: Step) -> tuple[Step, ...]:
    checked = (address, Step(parts.inside, _WIDTHS[mode[-1]]))
    if mode == "d":
        return (*checked, Step(parts.load_put, uses=_EITHER_C))
    return (*checked, Step(parts.load, mode), _PUT)


def _stores(mode: str, address: Step) -> tuple[Step, ...]:
    value = _EITHER_C if mode == "d" else _C
    return (address, Step(parts.inside, _WIDTHS[mode]), Step(parts.store, mode, value))


def _atomics(mode: str) -> tuple[Step, ...]:
    change = Step(parts.atomic, mode, _B | _C if mode == "cas" else _B)
    return (Step(parts.take, uses=_A), Step(parts.aligned), Step(parts.inside, "8"), change, _PUT)


def _marked(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The same steps that also mark the written page, after the last check, for memories that are used again."""
    after = max(place for place, step in enumerate(steps) if step.write is parts.inside) + 1
    return (*steps[:after], _MARK, *steps[after:])


def _modes(opcode: str) -> list[str]:
    """The modes of an opcode, but those that mean what another one does."""
    modes = next(op.modes for op in OPS if op.name == opcode)
    return [mode.name for mode in modes if mode.meaning == mode.full_name]


def _all_operations() -> tuple[Operation, ...]:
    steps: dict[str, tuple[Step, ...]] = {"charge": (Step(parts.charge),)}
    for opcode in ("alu", "muldiv", "bits"):
        steps |= {f"{opcode}.{mode}": _computed(f"{opcode}.{mode}") for mode in _modes(opcode)}
    steps |= {f"fpu.{mode}": _floats(mode) for mode in _modes("fpu")}
    steps["take"] = (Step(parts.take, uses=_EITHER_A),)
    steps["mov"] = (Step(parts.move, uses=_EITHER_A | _EITHER_C),)
    steps |= {f"divide.{form}": (Step(parts.divide, form, _AB), _PUT) for form in QUOTIENT_FORMS}
    steps["remainder"] = (Step(parts.remainder, uses=_AB), _PUT)
    steps["mov.number"] = (Step(parts.move_value, uses=_EITHER_C),)
    for name in WITH_SHORT_FORMS:
        steps |= _short_forms(name)
    for suffix, address in (("", _ADDRESS), (".number", _ADDRESS_NEAR)):
        steps |= {f"load.{mode}{suffix}": _loads(mode, address) for mode in _modes("load")}
        steps |= {f"store.{mode}{suffix}": _stores(mode, address) for mode in _modes("store")}
    steps |= {f"atomic.{mode}": _atomics(mode) for mode in _modes("atomic")}
    writing = [name for name in steps if name.startswith(("store.", "atomic."))]
    steps |= {f"{name}{MARKED}": _marked(steps[name]) for name in writing}
    for mode in _modes("branch"):
        if mode != "always":
            steps[f"branch.{mode}"] = (Step(parts.branch, mode, _AB),)
            steps[f"skip.{mode}"] = (Step(parts.skip, mode, _A),)
            steps[f"branch.{mode}.number"] = (Step(parts.branch_value, mode, _A),)
    steps["jump"] = (Step(parts.jump),)
    push = (Step(parts.room, uses=_B), Step(parts.push, uses=_B), Step(parts.link, uses=_C))
    steps["call"] = (*push, Step(parts.jump))
    aim = (Step(parts.indexed), Step(parts.aim))
    go = (*aim, Step(parts.dispatch, "t"))
    steps["ret"] = (Step(parts.pending, uses=_B), Step(parts.pop, uses=_B), *go)
    steps["jump.indirect"] = (Step(parts.take, uses=_A), *go)
    # The goal is stored before lr is written, since the target may be in lr.
    steps["call.indirect"] = (Step(parts.take, uses=_A), *aim, *push, Step(parts.dispatch))
    steps["leave"] = (Step(parts.leave),)
    steps["end"] = (Step(parts.leave),)
    return tuple(Operation(name, made) for name, made in steps.items())


OPERATIONS = _all_operations()
USES_OF = {operation.name: operation.uses for operation in OPERATIONS}
NUMBER_OF = {operation.name: number for number, operation in enumerate(OPERATIONS)}

LANDING = Operation("landing", (Step(parts.landing),))
FINISH = Operation("finish", (Step(parts.finish),))

_READING: dict[Write, str] = {  # the slots whose marks affect the result's mark, or an access
    parts.binary: "AB", parts.binary_value: "A", parts.binary_into: "BC", parts.binary_value_into: "C",
    parts.divide: "A", parts.remainder: "AB", parts.skip: "",
    parts.unary: "A", parts.float_binary: "AB", parts.float_unary: "A", parts.compare_floats: "AB",
    parts.multiply_add: "AB", parts.to_integer: "A", parts.to_double: "A", parts.move: "A", parts.take: "A",
    parts.address: "AB", parts.address_near: "A", parts.store: "C", parts.atomic: "B",
}  # fmt: skip
_WRITING = (
    parts.put, parts.put_double, parts.load_put, parts.move, parts.move_value, parts.link,
    parts.binary_into, parts.binary_value_into,
)  # fmt: skip


def instrumented(operation: Operation) -> Operation:
    """The operation for programs with hidden state: the same for unmarked operands; others go to the interpreter.

    So native code never combines marks; only the interpreter defines their meaning.
    """
    reads = "".join(sorted({hole for step in operation.steps for hole in _READING.get(step.write, "")}))
    steps: list[Step] = [Step(parts.unmarked, reads)] if reads else []
    last = next((step for step in operation.steps if step.write in _WRITING), None)
    for step in operation.steps:
        steps.append(step)
        if step.write is parts.inside:
            steps.append(Step(parts.unmarked_memory, step.argument))
        if step is last:
            steps.append(Step(parts.unmark))
    return Operation(operation.name, tuple(steps))
