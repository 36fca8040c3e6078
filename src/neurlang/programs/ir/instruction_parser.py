"""Parsing one instruction from its tokens: mnemonic, aliases, signature, omitted operands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from neurlang.programs.ir.diagnostics import Line, Token, did_you_mean, quoted
from neurlang.programs.ir.expressions import Expression
from neurlang.programs.ir.extension_numbers import EXTENSION_NUMBERS, UserExtensions
from neurlang.programs.ir.operand_parser import Draft, Memory, OperandParser, Written, fit
from neurlang.programs.ir.operands import Kind, Operand, Signature
from neurlang.programs.ir.ops import ALIASES, INDEXED, MNEMONICS, OP_BY_NAME, OPS
from neurlang.programs.ir.program import Instruction, OperandValue, Symbol
from neurlang.programs.ir.registers import Register

_ALIASES = {alias.mnemonic: alias for alias in ALIASES}
_INDEXED = {
    (op.name, number): indexed
    for op in OPS
    for number, mode in enumerate(op.modes)
    for indexed, other in enumerate(op.modes)
    if other.name == INDEXED + mode.name
}
"""The mode that takes over where the offset is a register, by the opcode and the mode that was written."""


@dataclass(frozen=True, slots=True)
class InstructionDraft:
    """An instruction whose operands may still wait for labels."""

    opcode: int
    mode: int
    operands: tuple[Draft, ...]

    @property
    def expressions(self) -> Iterator[Expression]:
        """The sums that wait for labels, without names of extensions."""
        places = OPS[self.opcode].modes[self.mode].signature.operands
        for place, operand in zip(places, self.operands, strict=False):
            if isinstance(operand, Expression) and place.kind is not Kind.EXTENSION:
                yield operand

    def resolved(self, symbols: Mapping[str, Symbol], extensions: UserExtensions) -> Instruction:
        """The instruction with every label and name replaced by its value. Raises AssemblyError."""
        places = OPS[self.opcode].modes[self.mode].signature.operands
        values = tuple(
            _resolved(place, draft, symbols, extensions)
            for place, draft in zip(places, self.operands, strict=False)
        )
        return Instruction(self.opcode, self.mode, values)


def _resolved(
    place: Operand, draft: Draft, symbols: Mapping[str, Symbol], extensions: UserExtensions
) -> OperandValue:
    if not isinstance(draft, Expression):
        return draft
    if place.kind is Kind.EXTENSION:
        return _user_extension(draft, extensions())
    if place.kind in (Kind.LABEL, Kind.CALLABLE):
        return draft.target(symbols)
    return draft.place(symbols) if place.kind is Kind.MOVABLE else draft.value(symbols)


def _user_extension(name: Expression, numbers: Mapping[str, int]) -> int:
    """The number of a user's extension. Raises AssemblyError for an unknown name."""
    token = name.token
    number = numbers.get(token.text.lower())
    if number is None:
        hint = did_you_mean(token.text.lower(), (*EXTENSION_NUMBERS, *numbers))
        raise name.line.error(
            token,
            f"unknown extension {quoted(token.text)}",
            hint or "install the package that provides it, or write its number, which assembles without it",
        )
    return number


def parse_instruction(line: Line, tokens: list[Token], position: int) -> InstructionDraft | Instruction:
    """The instruction whose mnemonic is at `position`. Raises AssemblyError.

    Returns an `Instruction` at once if it needs no label.
    """
    token = tokens[position]
    mnemonic = token.text.lower()
    written = OperandParser(line, tokens, position + 1).all()
    alias = _ALIASES.get(mnemonic)
    if alias is not None:
        written = _filled(line, token, alias.operands, written)
        mnemonic = alias.stands_for
    found = MNEMONICS.get(mnemonic)
    if found is None:
        hint = did_you_mean(mnemonic, [*MNEMONICS, *_ALIASES])
        raise line.error(token, f"unknown mnemonic {quoted(token.text)}", hint)
    op, mode = found
    if op.immediate_form is not None and len(written) == 3 and isinstance(written[2].value, int | Expression):
        op = OP_BY_NAME[op.immediate_form]
    if any(isinstance(each.value, Memory) and isinstance(each.value.offset, Register) for each in written):
        mode = _INDEXED.get((op.name, mode), mode)
    operands = _matched(line, token, op.modes[mode].signature, written)
    kind = InstructionDraft if Expression in map(type, operands) else Instruction
    return kind(op.number, mode, operands)  # type: ignore[arg-type]


def filled_in(mnemonic: str) -> tuple[Register | int | None, ...] | None:
    """The operands of an alias, None for each that is written; None if the mnemonic is no alias."""
    alias = _ALIASES.get(mnemonic.lower())
    return None if alias is None else alias.operands


def _filled(line: Line, token: Token, template: tuple[object, ...], written: list[Written]) -> list[Written]:
    """The operands that an alias stands for. Raises AssemblyError if their number is wrong."""
    wanted = template.count(None)
    if len(written) != wanted:
        raise _wrong_count(line, token, len(written), str(wanted))
    following = iter(written)
    return [next(following) if value is None else Written(value, token) for value in template]  # type: ignore[arg-type]


def _matched(line: Line, token: Token, signature: Signature, written: list[Written]) -> tuple[Draft, ...]:
    """The written operands matched to the signature's places, with memory operands split in two and defaults added."""
    places = signature.operands
    if signature.memory is not None:
        written = _split_memory(line, signature.memory, written)
    if len(written) == len(places):
        return tuple([fit(line, place, operand) for place, operand in zip(places, written, strict=True)])
    if signature.variadic and signature.required <= len(written) < len(places):
        return tuple([fit(line, place, operand) for place, operand in zip(places, written, strict=False)])
    whole = _with_defaults(token, places, written)
    if len(whole) == len(places):
        return tuple([fit(line, place, operand) for place, operand in zip(places, whole, strict=True)])
    found = len(written) - (signature.memory is not None and len(written) == len(places) - 1)
    raise _wrong_count(line, token, found, signature.text or "none")


def _with_defaults(token: Token, places: tuple[Operand, ...], written: list[Written]) -> list[Written]:
    """The written operands, with as many defaults as are missing, taken from the first places on."""
    whole = list(written)
    for index, place in enumerate(places):
        if place.default is not None and len(whole) < len(places):
            whole.insert(index, Written(place.default, token))
    return whole


def _split_memory(line: Line, place: int, written: list[Written]) -> list[Written]:
    split: list[Written] = []
    for index, operand in enumerate(written):
        if isinstance(operand.value, Memory):
            split += [
                Written(operand.value.base, operand.token),
                Written(operand.value.offset, operand.token),
            ]
        elif index == place:
            raise line.error(
                operand.token, f"{quoted(operand.token.text)} is not an address", "write [r1 + 8]"
            )
        else:
            split.append(operand)
    return split


def _wrong_count(line: Line, token: Token, found: int, wanted: str) -> Exception:
    return line.error(token, f"{quoted(token.text)} with {found} operands", f"its operands: {wanted}")
