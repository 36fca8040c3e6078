"""The operands of one instruction: their syntax, and which operands fit each place of a signature."""

from __future__ import annotations

from dataclasses import dataclass

from neurlang.programs.ir.assembly_tokens import double_bits, is_double, number_value, unescape
from neurlang.programs.ir.diagnostics import Line, Token, quoted
from neurlang.programs.ir.expressions import Expression, in_64_bits
from neurlang.programs.ir.extension_numbers import EXTENSION_NUMBERS, MAX_EXTENSION
from neurlang.programs.ir.operands import Kind, Operand
from neurlang.programs.ir.program import MAX_TEXT, Description, OperandValue, Target
from neurlang.programs.ir.registers import BY_NAME, PC, ZERO, Register


@dataclass(frozen=True, slots=True)
class Memory:
    """`[base + offset]`, `[base]`, `[offset]`, `offset(base)`, `(base)` or `[base + register]`."""

    base: Register
    offset: int | Expression | Register


@dataclass(frozen=True, slots=True)
class Text:
    """`@"…"` as bytes."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Double:
    """A double such as `1.5`, by its 64 bits as a signed number."""

    bits: int


Draft = OperandValue | Expression
"""An operand that may still wait for labels."""


@dataclass(frozen=True, slots=True)
class Written:
    """An operand as written, with the token at which errors about it point."""

    value: Register | int | Expression | Memory | Text | Double
    token: Token


class OperandParser:
    """Reads operands, separated by commas, from the tokens of one line."""

    __slots__ = ("line", "position", "tokens")

    def __init__(self, line: Line, tokens: list[Token], position: int) -> None:
        self.line = line
        self.tokens = tokens
        self.position = position

    def all(self) -> list[Written]:
        """Every operand up to the end of the line. Raises AssemblyError."""
        if self.position == len(self.tokens):
            return []
        operands = [self.operand()]
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            if token.text != ",":
                raise self.line.error(
                    token, f"unexpected {quoted(token.text)}", "separate operands by commas"
                )
            self.position += 1
            operands.append(self.operand())
        return operands

    def operand(self) -> Written:
        """One operand."""
        token = self._next("an operand")
        if token.kind == "name":
            register = BY_NAME.get(token.text.lower())
            if register is not None:
                return Written(register, token)
        if token.text == "[":
            return Written(self._bracketed(), token)
        if token.text == "(":
            return Written(self._indexed(0), token)
        if token.kind == "string":
            return Written(Text(self._description(token)), token)
        self.position -= 1
        double = self._double()
        if double is not None:
            return Written(double, token)
        value = self.expression()
        return Written(self._indexed(value) if self._accept("(") else value, token)

    def _double(self) -> Double | None:
        """A double with its sign, if the next operand is one."""
        at = self.position + (self.tokens[self.position].text in ("+", "-"))
        if at >= len(self.tokens) or not is_double(self.tokens[at]):
            return None
        token = self.tokens[at]
        if at + 1 < len(self.tokens) and self.tokens[at + 1].text in ("+", "-"):
            raise self.line.error(
                token, f"double {quoted(token.text)} cannot be part of a sum", "write its value"
            )
        bits = double_bits(self.line, token, negative=self.tokens[self.position].text == "-")
        self.position = at + 1
        return Double(bits)

    def expression(self) -> int | Expression:
        """A sum of numbers and labels; a plain int if it has no label."""
        first = self.tokens[self.position] if self.position < len(self.tokens) else None
        sign = -1 if self._accept("-") else 1
        if sign == 1:
            self._accept("+")
        constant = 0
        labels: list[tuple[int, Token]] = []
        while True:
            token = self._next("a number or label")
            if is_double(token):
                raise self.line.error(
                    token, f"double {quoted(token.text)} cannot be part of a sum", "write its value"
                )
            if token.kind in ("number", "character"):
                constant += sign * number_value(self.line, token)
            elif token.kind == "name" and not token.text.startswith("@"):
                if token.text.lower() in BY_NAME:
                    raise self.line.error(token, f"register {quoted(token.text)} cannot be part of a sum")
                labels.append((sign, token))
            else:
                raise self.line.error(
                    token, f"unexpected {quoted(token.text)}", "a number or label is wanted"
                )
            if self._accept("+"):
                sign = 1
            elif self._accept("-"):
                sign = -1
            else:
                break
        assert first is not None  # `_next` would have raised
        if labels:
            return Expression(self.line, first, constant, tuple(labels))
        return in_64_bits(self.line, first, constant)

    def _bracketed(self) -> Memory:
        token = self._next("a register or address")
        self.position -= 1
        offset: int | Expression | Register = 0
        if token.kind != "name" or token.text.lower() not in BY_NAME:
            offset = self.expression()
            self._expect("]")
            return Memory(ZERO, offset)
        base = self._base()
        following = self.tokens[self.position].text if self.position < len(self.tokens) else ""
        if following in ("+", "-"):
            if following == "+":
                self.position += 1
            is_register = following == "+" and self._is_register()
            offset = self._base() if is_register else self.expression()
        self._expect("]")
        return Memory(base, offset)

    def _is_register(self) -> bool:
        return self.position < len(self.tokens) and self.tokens[self.position].text.lower() in BY_NAME

    def _indexed(self, offset: int | Expression) -> Memory:
        """The rest of `offset(base)` after its opening parenthesis."""
        base = self._base()
        self._expect(")")
        return Memory(base, offset)

    def _base(self) -> Register:
        token = self._next("a register")
        register = BY_NAME.get(token.text.lower())
        if register is None:
            raise self.line.error(token, f"unexpected {quoted(token.text)}", "a register is wanted")
        return register

    def _description(self, token: Token) -> bytes:
        if not token.text.startswith("@"):
            raise self.line.error(token, "a text is not allowed here", 'an extension is described as @"…"')
        content = unescape(self.line, token, token.text[2:-1])
        if len(content) > MAX_TEXT:
            raise self.line.error(token, f"the description is longer than {MAX_TEXT} bytes")
        return content

    def _next(self, wanted: str) -> Token:
        if self.position == len(self.tokens):
            last = self.tokens[-1]
            raise self.line.error_at(
                last.column + len(last.text), 1, f"the line ends where {wanted} is wanted"
            )
        token = self.tokens[self.position]
        self.position += 1
        return token

    def _accept(self, text: str) -> bool:
        if self.position < len(self.tokens) and self.tokens[self.position].text == text:
            self.position += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        token = self._next(f"'{text}'")
        if token.text != text:
            raise self.line.error(token, f"unexpected {quoted(token.text)}", f"'{text}' is wanted")


def fit(line: Line, operand: Operand, written: Written) -> Draft:
    """The written operand in the form that the signature's place requires. Raises AssemblyError if it does not fit."""
    value, kind = written.value, operand.kind
    match value:
        case Register():
            if kind is Kind.DESTINATION and value is PC:
                raise line.error(written.token, "pc is read-only", "write another register")
            if kind not in _NO_REGISTER:
                return value
        case int():
            if kind in (Kind.LABEL, Kind.CALLABLE):
                return Target(value)
            if kind is Kind.EXTENSION and 0 <= value <= MAX_EXTENSION:
                return value
            if kind in _IMMEDIATE:
                return value
        case Expression():
            if kind is Kind.EXTENSION:
                return _extension(line, value)
            if kind in _IMMEDIATE or kind in (Kind.LABEL, Kind.CALLABLE):
                return value
        case Double(bits):
            if kind is Kind.MOVABLE:
                return bits
            raise line.error(written.token, "a double is not allowed here", "mov puts one into a register")
        case Text(content) if kind is Kind.EXTENSION:
            try:
                return Description(content.decode())
            except UnicodeDecodeError:
                raise line.error(written.token, "the description is not UTF-8") from None
    raise line.error(
        written.token, f"{quoted(written.token.text)} cannot be {operand.name}", f"{kind.value} is wanted"
    )


_NO_REGISTER = frozenset({Kind.IMMEDIATE, Kind.LABEL, Kind.EXTENSION})
_IMMEDIATE = frozenset({Kind.IMMEDIATE, Kind.VALUE, Kind.MOVABLE})


def _extension(line: Line, name: Expression) -> Draft:
    """The number of one of the language's own extensions; other names are resolved later. Raises AssemblyError."""
    if len(name.labels) != 1 or name.constant:
        raise line.error(name.token, "a sum cannot be an extension", f"{Kind.EXTENSION.value} is wanted")
    return EXTENSION_NUMBERS.get(name.token.text.lower(), name)
