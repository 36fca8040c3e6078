"""The binary form (`.nlb`), little-endian throughout.

A header, then code, data, texts, symbols, source lines, and the CRC-32 of everything before it. The header is the
magic `NLB1`, version and flags (16 bits each; flag 1: has source lines), then in 32 bits each: number of
instructions, bytes of code, bytes of data, number of texts, number of symbols, and the entry.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterable, Sequence

from neurlang.errors import BinaryFormatError
from neurlang.garbage import uncollected
from neurlang.programs.ir.checking import check, find_problem
from neurlang.programs.ir.instruction_words import WORD_BYTES, decode_instruction, encode_instruction
from neurlang.programs.ir.program import MAX_DATA, MAX_INSTRUCTIONS, MAX_TEXT, Instruction, Program, Symbol

MAGIC = b"NLB1"
VERSION = 1
MAX_FILE = 1 << 26
"""Largest file that is read, in bytes."""

_MOST_KNOWN = 1 << 16
"""Instructions that are kept while a binary is read, in case they come again."""

_HEADER = struct.Struct("<4sHHIIIIII")
_HAS_LINES = 1
_TEXT_LENGTH = struct.Struct("<H")
_SYMBOL = struct.Struct("<BI")
_CHECKSUM = struct.Struct("<I")


@uncollected
def encode(program: Program) -> bytes:
    """The program as the content of a `.nlb` file. Raises UsageError if `check` does."""
    texts: dict[str, int] = {}
    code = b"".join(_encode_code(program, texts))
    counts = (len(program.instructions), len(code), len(program.data), len(texts), len(program.symbols))
    flags = _HAS_LINES if program.lines else 0
    content = b"".join(
        (
            _HEADER.pack(MAGIC, VERSION, flags, *counts, program.entry),
            code,
            program.data,
            *map(_text, texts),
            *(_SYMBOL.pack(symbol.is_code, symbol.value) + _text(symbol.name) for symbol in program.symbols),
            struct.pack(f"<{len(program.lines)}I", *program.lines),
        )
    )
    return content + _CHECKSUM.pack(zlib.crc32(content))


def encode_instructions(program: Program) -> list[bytes]:
    """The bytes of each instruction, as `encode` concatenates them. Raises UsageError as it does."""
    return _encode_code(program, {})


def _encode_code(program: Program, texts: dict[str, int]) -> list[bytes]:
    check(program)
    known: dict[int, bytes] = {}  # by the identity of the instruction, which may stand in many places
    code: list[bytes] = []
    for instruction in program.instructions:
        encoded = known.get(id(instruction))
        if encoded is None:
            encoded = known[id(instruction)] = encode_instruction(instruction, texts)
        code.append(encoded)
    return code


@uncollected
def decode(content: bytes, name: str = "<binary>") -> Program:
    """The program in the content of a `.nlb` file; `name` identifies the file in messages.

    Raises BinaryFormatError for anything malformed. `check` accepts every program that it returns.
    """
    try:
        program = _decode(content, name)
    except BinaryFormatError as error:
        raise BinaryFormatError(f"{name}: not a well-formed .nlb file: {error}") from None
    problem = find_problem(program)
    if problem is not None:
        raise BinaryFormatError(f"{name}: not a well-formed .nlb file: {problem}")
    return program


def _decode(content: bytes, name: str) -> Program:
    body = _checked_body(content)
    _, version, flags, instruction_count, code_size, data_size, text_count, symbol_count, entry = (
        _HEADER.unpack_from(body)
    )
    if version != VERSION or flags & ~_HAS_LINES:
        raise BinaryFormatError(f"version {version} with flags {flags}; this is version {VERSION}")
    if instruction_count > MAX_INSTRUCTIONS or data_size > MAX_DATA:
        raise BinaryFormatError(
            f"{instruction_count} instructions and {data_size} bytes of data are too many"
        )
    reader = _Reader(body, _HEADER.size)
    code, data = reader.take(code_size), reader.take(data_size)
    texts = [reader.text() for _ in range(reader.plausible(text_count, _TEXT_LENGTH.size))]
    symbols = [
        reader.symbol() for _ in range(reader.plausible(symbol_count, _SYMBOL.size + _TEXT_LENGTH.size))
    ]
    lines: Iterable[int] = ()
    if flags & _HAS_LINES:
        lines = struct.unpack(f"<{instruction_count}I", reader.take(4 * instruction_count))
    if reader.offset != len(body):
        raise BinaryFormatError(f"{len(body) - reader.offset} bytes too many")
    instructions = _instructions(code, instruction_count, texts)
    return Program(instructions, entry, data, tuple(symbols), array("Q", lines), name)


def _instructions(code: bytes, count: int, texts: Sequence[str]) -> tuple[Instruction, ...]:
    """All instructions of the code. Raises BinaryFormatError."""
    instructions = []
    offset = 0
    # Long programs repeat most of their instructions. The first word determines an instruction's size.
    sizes: dict[bytes, int] = {}
    known: dict[bytes, Instruction] = {}
    for _ in range(count):
        size = sizes.get(code[offset : offset + WORD_BYTES], 0)
        instruction = known.get(code[offset : offset + size])
        if instruction is not None:
            offset += size
        else:
            start = offset
            instruction, offset = decode_instruction(code, start, texts)
            if len(known) < _MOST_KNOWN:
                sizes[code[start : start + WORD_BYTES]] = offset - start
                known[code[start:offset]] = instruction
        instructions.append(instruction)
    if offset != len(code):
        raise BinaryFormatError(f"{len(code) - offset} bytes after the last instruction")
    return tuple(instructions)


def _checked_body(content: bytes) -> bytes:
    """The content before the checksum, after a check of magic, length and checksum."""
    if not content.startswith(MAGIC):
        raise BinaryFormatError(f"it starts with {content[:4]!r}, not with {MAGIC!r}")
    if not _HEADER.size + _CHECKSUM.size <= len(content) <= MAX_FILE:
        raise BinaryFormatError(f"it has {len(content)} bytes")
    body = content[: -_CHECKSUM.size]
    if zlib.crc32(body) != _CHECKSUM.unpack(content[-_CHECKSUM.size :])[0]:
        raise BinaryFormatError("the checksum is wrong: the file is damaged")
    return body


class _Reader:
    """Reads the content piece by piece."""

    __slots__ = ("content", "offset")

    def __init__(self, content: bytes, offset: int) -> None:
        self.content = content
        self.offset = offset

    def take(self, size: int) -> bytes:
        """The next bytes. Raises BinaryFormatError if there are fewer."""
        piece = self.content[self.offset : self.offset + size]
        if len(piece) != size:
            raise BinaryFormatError(f"{size} bytes are wanted, {len(piece)} are left")
        self.offset += size
        return piece

    def plausible(self, count: int, size: int) -> int:
        """Return the count if that many pieces of at least that size can still follow. Raises BinaryFormatError."""
        if count * size > len(self.content) - self.offset:
            raise BinaryFormatError(f"{count} entries cannot follow")
        return count

    def text(self) -> str:
        """A text, preceded by its length."""
        (length,) = _TEXT_LENGTH.unpack(self.take(_TEXT_LENGTH.size))
        if length > MAX_TEXT:
            raise BinaryFormatError(f"a text of {length} bytes")
        try:
            return self.take(length).decode()
        except UnicodeDecodeError:
            raise BinaryFormatError("a text that is not UTF-8") from None

    def symbol(self) -> Symbol:
        """A symbol: whether it is code, value, name."""
        is_code, value = _SYMBOL.unpack(self.take(_SYMBOL.size))
        if is_code > 1:
            raise BinaryFormatError("a symbol that is neither code nor data")
        return Symbol(self.text(), value, bool(is_code))


def _text(text: str) -> bytes:
    content = text.encode()
    return _TEXT_LENGTH.pack(len(content)) + content
