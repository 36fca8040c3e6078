"""The operands that an op takes: kinds of operands, and signatures parsed from the op table."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from neurlang.programs.ir.registers import BY_NAME, Register


class Kind(Enum):
    """What an operand may be; the value describes it in messages."""

    DESTINATION = "a register to write"
    REGISTER = "a register"
    IMMEDIATE = "an immediate"
    VALUE = "a register or an immediate"
    MOVABLE = "a register, an immediate or a label"
    LABEL = "a code label"
    CALLABLE = "a code label or a register"
    EXTENSION = 'an extension: its name, its number, or @"what it does"'
    ARGUMENT = "a register to hand over"


@dataclass(frozen=True, slots=True)
class Operand:
    """One place of a signature; `default` is used if the text omits the operand."""

    name: str
    kind: Kind
    default: Register | int | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """The operands of a mode, in the order of text, binary form and `Instruction.operands`.

    `memory` is the place of the base register of `[base + offset]`, which is two operands, the second of them a
    register unless it is called `off`. `variadic` means that trailing operands of kind ARGUMENT may be omitted.
    """

    text: str
    operands: tuple[Operand, ...]
    memory: int | None = None
    variadic: bool = False
    required: int = field(init=False)  # the least number of operands of an instruction

    def __post_init__(self) -> None:
        required = sum(operand.kind is not Kind.ARGUMENT for operand in self.operands)
        object.__setattr__(self, "required", required)  # cached: every check of an instruction reads it


MAX_ARGUMENTS = 4

_KIND_OF_NAME = {
    "rd": Kind.DESTINATION,
    "imm": Kind.IMMEDIATE,
    "n": Kind.IMMEDIATE,
    "level": Kind.IMMEDIATE,
    "label": Kind.LABEL,
    "label/rs": Kind.CALLABLE,
    "rs/imm/label": Kind.MOVABLE,
    "extension": Kind.EXTENSION,
}


def signature(text: str) -> Signature:
    """Parse a signature of the op table, such as `rd=zero, fd/imm, [rs1 + off]`.

    A name with `/imm` may be a register or an immediate; `=` precedes the default of an operand that may be omitted;
    `args…` is up to four registers. The names in `_KIND_OF_NAME` have the kind given there; any other is a register.
    """
    operands: list[Operand] = []
    memory = None
    for place in filter(None, text.split(", ")):
        if place == "args…":
            operands += [Operand(f"arg{number}", Kind.ARGUMENT) for number in range(MAX_ARGUMENTS)]
        elif place.startswith("["):
            memory = len(operands)
            base, offset = place[1:-1].split(" + ")
            kind = Kind.IMMEDIATE if offset == "off" else Kind.REGISTER
            operands += [Operand(base, Kind.REGISTER), Operand(offset, kind)]
        else:
            operands.append(_operand(place))
    return Signature(text, tuple(operands), memory, "args…" in text)


def _operand(place: str) -> Operand:
    name, _, default = place.partition("=")
    kind = _KIND_OF_NAME.get(name) or (Kind.VALUE if name.endswith("/imm") else Kind.REGISTER)
    if not default:
        return Operand(name.removesuffix("/imm"), kind)
    return Operand(name.removesuffix("/imm"), kind, BY_NAME.get(default) or int(default))
