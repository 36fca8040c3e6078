"""The quick way to read plain lines: a label, a mnemonic, and operands: registers, numbers, addresses, labels.

Most lines of long programs are plain. This module knows no mnemonic and no signature: what a mnemonic with operands of
certain kinds becomes is learned from the parser, the first time that they are met. Every line that is not plain, or for
which the parser has something to say, is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from neurlang.errors import AssemblyError
from neurlang.programs.ir.assembly_tokens import tokenize
from neurlang.programs.ir.diagnostics import Line
from neurlang.programs.ir.expressions import Expression
from neurlang.programs.ir.instruction_parser import InstructionDraft, filled_in, parse_instruction
from neurlang.programs.ir.operands import Kind
from neurlang.programs.ir.ops import OPS
from neurlang.programs.ir.program import (
    MAX_SIGNED,
    MIN_SIGNED,
    Instruction,
    OperandValue,
    Symbol,
    Target,
    instruction_of,
)
from neurlang.programs.ir.registers import BY_NAME, PC, Register

_UNUSUAL = re.compile(r"[^\w \t,.+\-\[\]]", re.ASCII)
"""Characters that neither a mnemonic nor a plain operand has."""

_LINE = re.compile(
    r"""[ \t]*+
    (?:(\.?[A-Za-z_][\w.]*+)[ \t]*+:[ \t]*+)?
    (?:([A-Za-z_][\w.]*+)(?:[ \t]++([^;\#"'@:]*+))?)?
    (?:[;\#].*)?""",
    re.VERBOSE | re.ASCII,
)
"""A line with a label or a comment; its groups are the label, the mnemonic and the operands."""

_OPERAND = re.compile(
    r"""[ \t]*+(?:
      (?P<number>-?(?:0[xX][0-9a-fA-F]{1,15}|0|[1-9][0-9]{0,18}))
    | (?P<name>[A-Za-z_.][\w.]*+)
    | \[[ \t]*+(?P<base>\w++)[ \t]*+
      (?:(?P<sign>[+-])[ \t]*+(?:(?P<offset>0|[1-9][0-9]{0,17})|(?P<index>[A-Za-z]\w*+))[ \t]*+)?\]
    )[ \t\r]*+""",
    re.VERBOSE | re.ASCII,
)
"""Numbers that may fit in 64 bits, names, and addresses with a base."""

# Kinds of plain operands. All are unusual characters, so that a mnemonic and kinds can be one text.
_REGISTER, _PC, _NUMBER, _ADDRESS, _INDEXED, _LABEL = "%&#$!="

_MOST_KNOWN = 1 << 16
_MOST_FORMS = 1 << 12


class Awaited(Enum):
    """What an instruction makes of a label."""

    TARGET = auto()  # a place in the code
    VALUE = auto()  # its value, whatever it is
    EITHER = auto()  # a place in the code or an address


@dataclass(frozen=True, slots=True)
class Form:
    """What a mnemonic with operands of certain kinds becomes.

    `filled` are the operands of an alias, None for each written one. `label` is the place of a label among the
    operands, -1 without one, and `awaited` what it is there.
    """

    opcode: int
    mode: int
    filled: tuple[OperandValue | None, ...] | None
    label: int
    awaited: Awaited


PlainOperand = Register | int | str
"""A register, a number, or the name of a label."""


class Waiting(NamedTuple):
    """An instruction that waits for a label: its place in the code, its line, its form and its operands."""

    place: int
    number: int
    content: str
    form: Form
    operands: tuple[PlainOperand, ...]


def pieces_of(content: str) -> tuple[str | None, str | None, str | None] | None:
    """Label, mnemonic and operands of a line that may be plain; None if it is not."""
    if _UNUSUAL.search(content) is None:
        words = content.split(None, 1)
        return None, words[0] if words else None, words[1] if len(words) == 2 else None
    match = _LINE.fullmatch(content)
    return None if match is None else match.groups()  # type: ignore[return-value]


class PlainReader:
    """Reads the operands of plain lines, of one text; operands that were met before are found at once."""

    __slots__ = ("known",)

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, tuple[PlainOperand, ...]]] = {}

    def read(self, mnemonic: str, written: str | None) -> tuple[Form, tuple[PlainOperand, ...]] | None:
        """The form and the operands of an instruction; None if the parser must read it."""
        key = mnemonic
        operands: tuple[PlainOperand, ...] = ()
        if written:
            known = self.known
            for piece in written.split(","):
                found = known.get(piece)
                if found is None:
                    found = _operand(piece)
                    if found is None:
                        return None
                    if len(known) < _MOST_KNOWN:
                        known[piece] = found
                key += found[0]
                operands += found[1]
        form = _FORMS.get(key, _UNMET)
        if form is _UNMET:
            form = _learned(key, mnemonic, written or "", operands)
        if form is None:
            return None
        return form, operands if form.filled is None else _filled(form.filled, operands)


def resolved(
    waiting: Waiting, symbols: Mapping[str, Symbol], targets: dict[str, Target]
) -> Instruction | None:
    """The instruction with its label's value; None if the parser must say what is wrong.

    `targets` has the targets of labels so far.
    """
    _, _, _, form, operands = waiting
    name = operands[form.label]
    assert isinstance(name, str)
    target: Target | int | None = targets.get(name)
    if target is None or form.awaited is Awaited.VALUE:
        symbol = symbols.get(name)
        if symbol is None or (not symbol.is_code and form.awaited is Awaited.TARGET):
            return None
        if symbol.is_code and form.awaited is not Awaited.VALUE:
            target = targets[name] = Target(symbol.value)
        else:
            target = symbol.value
    values = (*operands[: form.label], target, *operands[form.label + 1 :])
    return instruction_of(form.opcode, form.mode, values)  # type: ignore[arg-type]


def draft(name: str, waiting: Waiting) -> InstructionDraft:
    """What the parser makes of a line that waits for a label, in the text of that name."""
    line = Line(name, waiting.number, waiting.content)
    tokens = tokenize(line)
    is_labelled = len(tokens) > 1 and tokens[1].text == ":"
    parsed = parse_instruction(line, tokens, 2 if is_labelled else 0)
    assert isinstance(parsed, InstructionDraft)
    return parsed


def _operand(piece: str) -> tuple[str, tuple[PlainOperand, ...]] | None:
    """Kind and values of an operand; None if it is not plain."""
    match = _OPERAND.fullmatch(piece)
    if match is None:
        return None
    number, name, base, sign, offset, index = match.groups()
    if number is not None:
        value = int(number, 16 if "x" in number or "X" in number else 10)
        return (_NUMBER, (value,)) if MIN_SIGNED <= value <= MAX_SIGNED else None
    if name is not None:
        register = BY_NAME.get(name.lower())
        if register is None:
            return _LABEL, (name,)
        return _PC if register is PC else _REGISTER, (register,)
    register = BY_NAME.get(base.lower())
    if register is None:
        return None
    if index is not None:
        by = BY_NAME.get(index.lower())
        return None if by is None or sign == "-" else (_INDEXED, (register, by))
    return _ADDRESS, (register, int(sign + offset) if offset else 0)


def _learned(key: str, mnemonic: str, written: str, operands: tuple[PlainOperand, ...]) -> Form | None:
    """The form of a mnemonic with operands of the key's kinds, as the parser reads it; None if that is not plain."""
    form = _form(mnemonic, written, operands)
    if len(_FORMS) < _MOST_FORMS:
        _FORMS[key] = form
    return form


def _form(mnemonic: str, written: str, operands: tuple[PlainOperand, ...]) -> Form | None:
    line = Line("", 1, f"{mnemonic} {written}")
    try:
        parsed = parse_instruction(line, tokenize(line), 0)
    except AssemblyError:
        return None
    places = OPS[parsed.opcode].modes[parsed.mode].signature.operands
    if any(place.kind is Kind.EXTENSION for place in places):
        return None  # it depends on the number or name
    alias = filled_in(mnemonic)
    whole = operands if alias is None else _filled(alias, operands)
    labels = [place for place, operand in enumerate(parsed.operands) if isinstance(operand, Expression)]
    if len(labels) > 1 or not _agree(parsed.operands, whole):
        return None
    awaited = _AWAITED.get(places[labels[0]].kind, Awaited.VALUE) if labels else Awaited.VALUE
    return Form(parsed.opcode, parsed.mode, alias, labels[0] if labels else -1, awaited)


def _agree(parsed: tuple[OperandValue | Expression, ...], plain: tuple[PlainOperand, ...]) -> bool:
    """Whether the parser read the operands as they are, in their order, with none of its own."""
    return len(parsed) == len(plain) and all(
        type(other) is str if isinstance(one, Expression) else type(one) is type(other) and one == other
        for one, other in zip(parsed, plain, strict=True)
    )


def _filled(
    template: tuple[OperandValue | None, ...], operands: tuple[PlainOperand, ...]
) -> tuple[PlainOperand, ...]:
    """The operands of an alias, as far as there are written ones."""
    following = iter(operands)
    return tuple(next(following, 0) if value is None else value for value in template)  # type: ignore[misc]


_AWAITED = {Kind.LABEL: Awaited.TARGET, Kind.CALLABLE: Awaited.TARGET, Kind.MOVABLE: Awaited.EITHER}
_UNMET = Form(-1, -1, None, -1, Awaited.VALUE)
_FORMS: dict[str, Form | None] = {}
