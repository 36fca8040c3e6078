"""Directives that append bytes to the data section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from neurlang.errors import AssemblyError
from neurlang.programs.ir.assembly_tokens import bits_of, unescape
from neurlang.programs.ir.diagnostics import Line, Token, quoted
from neurlang.programs.ir.expressions import Expression
from neurlang.programs.ir.operand_parser import Double, OperandParser
from neurlang.programs.ir.program import MAX_DATA, Symbol

WIDTHS = {".byte": 1, ".half": 2, ".word": 4, ".dword": 8, ".quad": 8}
SPACES = (".space", ".zero")
STRINGS = {".ascii": b"", ".asciz": b"\0", ".string": b"\0"}

DOUBLES = (".double",)

DATA_DIRECTIVES = frozenset((*WIDTHS, *SPACES, *STRINGS, *DOUBLES))

MAX_ALIGNMENT = 1 << 16
MAX_EXACT = 1 << 53  # every whole number up to here is a double


class DataSection:
    """The bytes of the data section so far, and the places in them that wait for labels."""

    __slots__ = ("_waiting", "content")

    def __init__(self) -> None:
        self.content = bytearray()
        self._waiting: list[tuple[int, int, Expression]] = []

    def lay(self, line: Line, tokens: list[Token], position: int) -> None:
        """Append the bytes of the directive at `position`. Raises AssemblyError."""
        directive = tokens[position].text.lower()
        if directive in STRINGS:
            self._lay_strings(line, tokens, position + 1, STRINGS[directive])
            return
        if directive in DOUBLES:
            self._add(line, tokens[position], b"".join(_doubles(line, tokens, position)))
            return
        values = _numbers(line, tokens, position)
        if directive in WIDTHS:
            self._lay_numbers(line, tokens[position], values, WIDTHS[directive])
            return
        if len(values) > 2:
            raise line.error(
                tokens[position], f"{directive} takes a size and a fill", f"as {directive} 64, 0"
            )
        size, fill = (_known(line, value) for value in (*values, (0, tokens[position]))[:2])
        _check_range(line, values[-1][1], fill, 1)
        self._grow(line, values[0][1], size, fill)

    def align(self, line: Line, tokens: list[Token], position: int) -> None:
        """Pad with zeros to a multiple of the power of two that `.align n` names. Raises AssemblyError."""
        alignment = alignment_value(line, tokens, position)
        self._grow(line, tokens[position], -len(self.content) % alignment, 0)

    def resolved(self, symbols: Mapping[str, Symbol], note: Callable[[int, AssemblyError], None]) -> bytes:
        """The section with the labels' values filled in; errors are noted with their line numbers."""
        for offset, width, expression in self._waiting:
            try:
                value = expression.value(symbols)
                _check_range(expression.line, expression.token, value, width)
            except AssemblyError as error:
                note(expression.line.number, error)
                continue
            self.content[offset : offset + width] = _little_endian(value, width)
        return bytes(self.content)

    @property
    def expressions(self) -> Iterator[Expression]:
        """The sums that wait for labels."""
        return (expression for _, _, expression in self._waiting)

    def _lay_numbers(
        self, line: Line, token: Token, values: list[tuple[int | Expression, Token]], width: int
    ) -> None:
        for value, where in values:
            if isinstance(value, Expression):
                self._waiting.append((len(self.content), width, value))
                self._grow(line, token, width, 0)
                continue
            _check_range(line, where, value, width)
            self._add(line, token, _little_endian(value, width))

    def _lay_strings(self, line: Line, tokens: list[Token], position: int, end: bytes) -> None:
        strings = tokens[position::2]
        if (
            not strings
            or any(comma.text != "," for comma in tokens[position + 1 :: 2])
            or len(tokens[position:]) % 2 == 0
        ):
            raise line.error(
                tokens[position - 1], "texts in quotes are wanted", f'as {tokens[position - 1].text} "text"'
            )
        for token in strings:
            if token.kind != "string" or token.text.startswith("@"):
                raise line.error(
                    token, f"{quoted(token.text)} is not a text", 'texts are written in quotes: "text"'
                )
            self._add(line, tokens[position - 1], unescape(line, token, token.text[1:-1]) + end)

    def _add(self, line: Line, token: Token, content: bytes) -> None:
        if len(self.content) + len(content) > MAX_DATA:
            raise line.error(
                token, f"{len(content)} more bytes of data", f"the data section holds 0 to {MAX_DATA} bytes"
            )
        self.content += content

    def _grow(self, line: Line, token: Token, size: int, fill: int) -> None:
        if size < 0 or len(self.content) + size > MAX_DATA:
            raise line.error(
                token, f"{size} more bytes of data", f"the data section holds 0 to {MAX_DATA} bytes"
            )
        self.content += bytes([fill & 0xFF]) * size


def alignment_value(line: Line, tokens: list[Token], position: int) -> int:
    """The power of two of `.align n`. Raises AssemblyError."""
    value, where = _numbers(line, tokens, position)[0]
    alignment = _known(line, (value, where))
    if not 1 <= alignment <= MAX_ALIGNMENT or alignment & (alignment - 1):
        raise line.error(
            where, f"cannot align to {alignment}", f"a power of two up to {MAX_ALIGNMENT} is wanted"
        )
    return alignment


def _numbers(line: Line, tokens: list[Token], position: int) -> list[tuple[int | Expression, Token]]:
    written = OperandParser(line, tokens, position + 1).all()
    if not written:
        raise line.error(tokens[position], f"{tokens[position].text} without a value", "a number is wanted")
    for operand in written:
        if isinstance(operand.value, Double):
            message = f"not a whole number: {quoted(operand.token.text)}"
            raise line.error(operand.token, message, ".double lays down doubles")
        if not isinstance(operand.value, int | Expression):
            raise line.error(operand.token, f"{quoted(operand.token.text)} is not a number or label")
    return [(operand.value, operand.token) for operand in written]  # type: ignore[misc]


def _doubles(line: Line, tokens: list[Token], position: int) -> Iterator[bytes]:
    """The 8 bytes of each double; a whole number stands for the double of the same value."""
    written = OperandParser(line, tokens, position + 1).all()
    if not written:
        raise line.error(tokens[position], f"{tokens[position].text} without a value", "a number is wanted")
    for operand in written:
        value = operand.value
        if isinstance(value, int) and abs(value) <= MAX_EXACT:
            value = Double(bits_of(float(value)))
        if not isinstance(value, Double):
            message = f"{quoted(operand.token.text)} is not a double"
            raise line.error(operand.token, message, "write 2.5, 1e9, or a whole number up to 2^53")
        yield _little_endian(value.bits, 8)


def _known(line: Line, value: tuple[int | Expression, Token]) -> int:
    if isinstance(value[0], Expression):
        raise line.error(value[1], f"a label cannot be a size: {quoted(value[1].text)}", "a number is wanted")
    return value[0]


def _check_range(line: Line, token: Token, value: int, width: int) -> None:
    bits = 8 * width
    if not -(1 << bits - 1) <= value < 1 << bits:
        raise line.error(token, f"{value} does not fit in {width} byte{'s' * (width > 1)}")


def _little_endian(value: int, width: int) -> bytes:
    return (value & ((1 << 8 * width) - 1)).to_bytes(width, "little")
