"""One instruction in the binary form.

A 32-bit little-endian word, from its lowest bit: opcode 6, rd, rs1, rs2 5 each, mode 4, width 2,
immediates 5.

- rd, rs1, rs2 hold the first three register operands in order; unused fields are 0.
- `immediates` has a bit for each of the first five operands that is not a register.
- A mode from 16 on, which only ops without immediates have, has its higher bits in `immediates`, `width` being 0.
- `width` is the width of every immediate: 0 none, 1 four bytes, 2 eight bytes (both signed), 3 a four-byte
  reference (to an instruction in `mov`, to a text in `ext.call`).

A second word follows if more than three operands are registers, or if their number varies: number of operands 3,
then the registers from the fourth on, 5 each. The immediates follow in order.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from neurlang.errors import BinaryFormatError
from neurlang.programs.ir.operands import Kind, Signature
from neurlang.programs.ir.ops import OPS
from neurlang.programs.ir.program import Description, Instruction, OperandValue, Target
from neurlang.programs.ir.registers import REGISTERS, Register

_WORD = struct.Struct("<I")
WORD_BYTES = _WORD.size
_REGISTER_SHIFTS = (6, 11, 16)
_MORE_SHIFTS = (3, 8, 13)
_MODE_SHIFT, _WIDTH_SHIFT, _IMMEDIATES_SHIFT = 21, 25, 27
_MODE_BITS, _LOW_MODE = 4, 0xF
_NONE, _FOUR, _EIGHT, _REFERENCE = range(4)
_IMMEDIATE = {_FOUR: struct.Struct("<i"), _EIGHT: struct.Struct("<q"), _REFERENCE: struct.Struct("<I")}


def encode_instruction(instruction: Instruction, texts: dict[str, int]) -> bytes:
    """The bytes of an instruction that `check` accepts; descriptions are added to `texts`."""
    opcode, mode, operands = instruction.opcode, instruction.mode, instruction.operands
    word = opcode | (mode & _LOW_MODE) << _MODE_SHIFT | mode >> _MODE_BITS << _IMMEDIATES_SHIFT
    more, registers = len(operands), 0
    for position, operand in enumerate(operands):
        if not isinstance(operand, Register):
            word |= 1 << _IMMEDIATES_SHIFT + position
            continue
        if registers < len(_REGISTER_SHIFTS):
            word |= operand.number << _REGISTER_SHIFTS[registers]
        else:
            more |= operand.number << _MORE_SHIFTS[registers - len(_REGISTER_SHIFTS)]
        registers += 1
    signature = OPS[opcode].modes[mode].signature
    second = _WORD.pack(more) if signature.variadic or registers > len(_REGISTER_SHIFTS) else b""
    if registers == len(operands):
        return _WORD.pack(word) + second
    width, values = _immediates(instruction, texts)
    immediates = [_IMMEDIATE[width].pack(value) for value in values]
    return b"".join((_WORD.pack(word | width << _WIDTH_SHIFT), second, *immediates))


def _immediates(instruction: Instruction, texts: dict[str, int]) -> tuple[int, list[int]]:
    """The width and the immediates of an instruction that has some, in order."""
    values: list[int] = []
    is_reference = False
    for place, operand in zip(instruction.op_mode.signature.operands, instruction.operands, strict=False):
        match operand:
            case Target(index):
                values.append(index)
                is_reference = place.kind is Kind.MOVABLE
            case Description(text):
                values.append(texts.setdefault(text, len(texts)))
                is_reference = True
            case int():
                values.append(operand)
    if is_reference:
        return _REFERENCE, values
    return (_FOUR if all(-(1 << 31) <= value < 1 << 31 for value in values) else _EIGHT), values


def decode_instruction(code: bytes, offset: int, texts: Sequence[str]) -> tuple[Instruction, int]:
    """The instruction at an offset, and the offset after it. Raises BinaryFormatError.

    Whether targets lie inside the code is left to `check`.
    """
    word, offset = _unpack(_WORD, code, offset)
    opcode, mode = word & 0x3F, word >> _MODE_SHIFT & _LOW_MODE
    width, mask = word >> _WIDTH_SHIFT & 3, word >> _IMMEDIATES_SHIFT
    if width == _NONE:
        mode, mask = mode | mask << _MODE_BITS, 0
    if opcode >= len(OPS) or mode >= len(OPS[opcode].modes):
        raise BinaryFormatError(f"unknown opcode {opcode:#x} with mode {mode}")
    signature = OPS[opcode].modes[mode].signature
    numbers = [word >> shift & 0x1F for shift in _REGISTER_SHIFTS]
    count = len(signature.operands)
    if signature.variadic or count - mask.bit_count() > len(_REGISTER_SHIFTS):
        more, offset = _unpack(_WORD, code, offset)
        count = more & 7
        numbers += [more >> shift & 0x1F for shift in _MORE_SHIFTS]
        if more >> 18 or not signature.required <= count <= len(signature.operands):
            raise BinaryFormatError("a second word with bits that mean nothing")
    _check_layout(signature, count, width, mask, numbers)
    following = iter(numbers)
    operands: list[OperandValue] = []
    for position, place in enumerate(signature.operands[:count]):
        if mask >> position & 1:
            value, offset = _unpack(_IMMEDIATE[width], code, offset)
            operands.append(_meant(place.kind, width, value, texts))
        else:
            operands.append(_register(next(following)))
    return Instruction(opcode, mode, tuple(operands)), offset


def _check_layout(signature: Signature, count: int, width: int, mask: int, numbers: list[int]) -> None:
    used = count - mask.bit_count()
    if mask >> count or (mask == 0) != (width == _NONE) or any(numbers[used:]):
        raise BinaryFormatError("an instruction word with bits that mean nothing")
    if width == _REFERENCE and not any(
        place.kind in (Kind.MOVABLE, Kind.EXTENSION) for place in signature.operands
    ):
        raise BinaryFormatError("a reference in an instruction that takes none")


def _register(number: int) -> Register:
    if number >= len(REGISTERS):
        raise BinaryFormatError(f"unknown register {number}")
    return REGISTERS[number]


def _meant(kind: Kind, width: int, value: int, texts: Sequence[str]) -> OperandValue:
    """The operand that an immediate represents at a place of that kind."""
    if kind is Kind.EXTENSION and width == _REFERENCE:
        if value >= len(texts):
            raise BinaryFormatError(f"no text {value}")
        return Description(texts[value])
    if kind in (Kind.LABEL, Kind.CALLABLE) or width == _REFERENCE:
        return Target(value)
    return value


def _unpack(form: struct.Struct, code: bytes, offset: int) -> tuple[int, int]:
    if offset + form.size > len(code):
        raise BinaryFormatError("the code ends within an instruction")
    value: int = form.unpack_from(code, offset)[0]
    return value, offset + form.size
