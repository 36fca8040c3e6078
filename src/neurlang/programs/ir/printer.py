"""The printer: programs back to text that assembles to the same program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from neurlang.programs.ir.extension_numbers import EXTENSION_NAMES
from neurlang.programs.ir.operands import Kind
from neurlang.programs.ir.program import (
    DATA_BASE,
    Description,
    Instruction,
    OperandValue,
    Program,
    Target,
)
from neurlang.programs.ir.registers import ZERO, Register

_BYTES_A_LINE = 16
_COMMENT_COLUMN = 40
_RUN_OR_TEXT = re.compile(rb"(?P<run>(?P<byte>.)(?P=byte){15,})|[ -~\t\n\r]{4,64}\0?", re.DOTALL)
"""Sixteen equal bytes or more, or four printable ones or more."""


def print_program(program: Program, comments: Sequence[str] = ()) -> str:
    """The program as text; `assemble(print_program(p)) == p`.

    A target without a symbol is printed as the label `.L` and its index. `comments`, if given, has one for each
    instruction.
    """
    return "\n".join([*_entry(program), *_code(program, comments), *_data(program), ""])


def print_instruction(instruction: Instruction, labels: Mapping[int, str] | None = None) -> str:
    """One instruction as text. `labels` names places in the code; others are printed as `.L` and the index."""
    mode = instruction.op_mode
    places = mode.signature.operands
    words = [
        operand_text(operand, labels or {}, is_extension=place.kind is Kind.EXTENSION)
        for place, operand in zip(places, instruction.operands, strict=False)
    ]
    memory = mode.signature.memory
    if memory is not None:
        base, offset = instruction.operands[memory : memory + 2]
        words[memory : memory + 2] = [_memory_text(base, offset, words[memory], words[memory + 1])]
    return f"{mode.mnemonics[0]} {', '.join(words)}".rstrip()


def operand_text(operand: OperandValue, labels: Mapping[int, str], *, is_extension: bool = False) -> str:
    """One operand as text."""
    match operand:
        case Register(name=name):
            return name
        case Target(index):
            return labels.get(index, f".L{index}")
        case Description(text):
            return f'@"{escaped(text.encode())}"'
        case number if is_extension:
            return EXTENSION_NAMES.get(number, str(number))
        case number:
            return str(number)


def escaped(content: bytes) -> str:
    r"""Bytes as the inside of a quoted text: printable ASCII as it is, the rest as \xHH."""
    return "".join(
        _ESCAPES.get(byte) or (chr(byte) if 32 <= byte < 127 else f"\\x{byte:02x}") for byte in content
    )


_ESCAPES = {
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\t"): "\\t",
    0: "\\0",
    ord("\\"): "\\\\",
    ord('"'): '\\"',
}


def _memory_text(base: OperandValue, offset: OperandValue, base_text: str, offset_text: str) -> str:
    if offset_text == "0":
        return f"[{base_text}]"
    if base == ZERO and not isinstance(offset, Register):  # [r1] would be r1 and the offset 0
        return f"[{offset_text}]"
    if offset_text.startswith("-"):
        return f"[{base_text} - {offset_text[1:]}]"
    return f"[{base_text} + {offset_text}]"


def _entry(program: Program) -> Iterator[str]:
    if program.entry:
        yield f".entry {program.labels.get(program.entry, f'.L{program.entry}')}"


def _code(program: Program, comments: Sequence[str]) -> Iterator[str]:
    labels = program.labels
    at: dict[int, list[str]] = {}
    for symbol in program.symbols:
        if symbol.is_code:
            at.setdefault(symbol.value, []).append(symbol.name)
    for index in _made_up(program, labels):
        at.setdefault(index, []).append(f".L{index}")
    for index, instruction in enumerate(program.instructions):
        yield from (f"{name}:" for name in at.get(index, ()))
        text = f"    {print_instruction(instruction, labels)}"
        yield f"{text:<{_COMMENT_COLUMN}}; {comments[index]}" if comments else text
    yield from (f"{name}:" for name in at.get(len(program.instructions), ()))


def _made_up(program: Program, labels: Mapping[int, str]) -> set[int]:
    """Places in the code that are printed as `.L` and the index."""
    places = {program.entry} - labels.keys() if program.entry else set()
    for instruction in program.instructions:
        for operand in instruction.operands:
            if isinstance(operand, Target) and operand.index not in labels:
                places.add(operand.index)
    return places


def _data(program: Program) -> Iterator[str]:
    names: dict[int, list[str]] = {}
    for symbol in program.symbols:
        if not symbol.is_code:
            names.setdefault(symbol.value - DATA_BASE, []).append(symbol.name)
    if not program.data and not names:
        return
    yield ".data"
    cuts = sorted({0, *names, len(program.data)})
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        yield from (f"{name}:" for name in names.get(start, ()))
        yield from _bytes(program.data[start:end])


def _bytes(content: bytes) -> Iterator[str]:
    """Directives for the bytes: runs as `.space`, texts as `.ascii`, the rest 16 to a line."""
    position = 0
    for match in _RUN_OR_TEXT.finditer(content):
        yield from _plain_bytes(content[position : match.start()])
        position = match.end()
        piece = match[0]
        if match["run"]:
            yield f"    .space {len(piece)}" + (f", {piece[0]}" if piece[0] else "")
        elif piece.endswith(b"\0"):
            yield f'    .asciz "{escaped(piece[:-1])}"'
        else:
            yield f'    .ascii "{escaped(piece)}"'
    yield from _plain_bytes(content[position:])


def _plain_bytes(content: bytes) -> Iterator[str]:
    for start in range(0, len(content), _BYTES_A_LINE):
        yield "    .byte " + ", ".join(str(byte) for byte in content[start : start + _BYTES_A_LINE])
