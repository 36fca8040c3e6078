"""What operations compute, for folding: the machine's own functions, and those of SSA's own operations."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from neurlang.programs.machine import ARITHMETIC, BITS, CONDITIONS, FLOATING_POINT, Fault, signed
from neurlang.programs.stdlib.ssa import Instruction, constant, unsigned

MIRRORED = {
    "eq": "eq",
    "ne": "ne",
    "lt": "gt",
    "gt": "lt",
    "le": "ge",
    "ge": "le",
    "ltu": "gtu",
    "gtu": "ltu",
    "leu": "geu",
    "geu": "leu",
}
"""The test that holds with the operands exchanged."""

OPPOSITE = {
    "eq": "ne",
    "ne": "eq",
    "lt": "ge",
    "ge": "lt",
    "gt": "le",
    "le": "gt",
    "ltu": "geu",
    "geu": "ltu",
    "gtu": "leu",
    "leu": "gtu",
}
"""The test that holds exactly if this one does not."""

COMMUTATIVE = frozenset(
    (
        *("alu.add", "alu.and", "alu.or", "alu.xor", "muldiv.mul", "muldiv.mulh", "muldiv.mulhu"),
        *("compare.eq", "compare.ne", "fpu.fadd", "fpu.fmul", "fpu.fcmpeq", "fpu.fcmpne"),
    )
)

DIVISIONS = frozenset(("muldiv.div", "muldiv.mod", "muldiv.sdiv", "muldiv.smod", "floor.div", "floor.mod"))
"""They trap if the second operand is 0."""

IMPURE = frozenset(("call", "load.b", "load.d", "store.b", "store.d"))


def _floor_divide(a: int, b: int) -> int:
    if b == 0:
        raise ZeroDivisionError
    return signed(a) // signed(b)


def _floor_modulo(a: int, b: int) -> int:
    if b == 0:
        raise ZeroDivisionError
    return signed(a) % signed(b)


_FUNCTIONS: Mapping[str, Callable[..., int]] = {
    **ARITHMETIC,
    **BITS,
    **FLOATING_POINT,
    **{name.replace("branch", "compare"): test for name, test in CONDITIONS.items()},
    "floor.div": _floor_divide,
    "floor.mod": _floor_modulo,
    "mov": lambda a: a,
}


def computed(op: str, args: tuple[int, ...]) -> int | None:
    """The result of an operation on constants; None if it traps or cannot be known."""
    function = _FUNCTIONS.get(op)
    if function is None:
        return None
    try:
        return constant(int(function(*(unsigned(arg) for arg in args))))
    except (Fault, ZeroDivisionError):
        return None


def holds(test: str, left: int, right: int) -> bool:
    """Whether a test holds for two constants."""
    return bool(CONDITIONS[f"branch.{test}"](unsigned(left), unsigned(right)))


def can_be_left_out(instruction: Instruction) -> bool:
    """Whether an instruction whose result is not used may be left out: it changes nothing, and cannot trap."""
    if instruction.op in DIVISIONS:
        return isinstance(instruction.args[1], int) and instruction.args[1] != 0
    return instruction.op not in IMPURE or instruction.op.startswith("load")


def is_pure(instruction: Instruction) -> bool:
    """Whether the result depends only on the operands, and no trap is possible."""
    return instruction.op not in IMPURE and can_be_left_out(instruction)
