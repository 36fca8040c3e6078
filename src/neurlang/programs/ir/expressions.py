"""Immediates as written: sums of numbers and labels, evaluated once every label is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neurlang.errors import AssemblyError
from neurlang.programs.ir.diagnostics import Line, Token, did_you_mean, quoted
from neurlang.programs.ir.program import MAX_SIGNED, MIN_SIGNED, Symbol, Target

MAX_UNSIGNED = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Expression:
    """`constant` plus labels, each added or subtracted: `label + 8`, `end - start`."""

    line: Line
    token: Token
    constant: int
    labels: tuple[tuple[int, Token], ...]

    def value(self, symbols: Mapping[str, Symbol]) -> int:
        """The number: addresses of data labels, indices of code labels. Raises AssemblyError."""
        total = self.constant
        for sign, token in self.labels:
            total += sign * _find(self.line, token, symbols).value
        return in_64_bits(self.line, self.token, total)

    def place(self, symbols: Mapping[str, Symbol]) -> Target | int:
        """A code address if the sum is one code label and numbers; else the number."""
        code = [sign for sign, token in self.labels if _find(self.line, token, symbols).is_code]
        total = self.value(symbols)
        return Target(total) if code == [1] and len(self.labels) == 1 else total

    def target(self, symbols: Mapping[str, Symbol]) -> Target:
        """The sum as a code address. Raises AssemblyError for a data label."""
        for _, token in self.labels:
            if not _find(self.line, token, symbols).is_code:
                raise self.line.error(
                    token, f"{quoted(token.text)} is a data label", "a code label is wanted"
                )
        return Target(self.value(symbols))


def in_64_bits(line: Line, token: Token, value: int) -> int:
    """The value as a signed 64-bit number. Raises AssemblyError outside -2^63 … 2^64-1."""
    if MIN_SIGNED <= value <= MAX_SIGNED:
        return value
    if MAX_SIGNED < value <= MAX_UNSIGNED:
        return value - (1 << 64)
    raise line.error(token, "the number does not fit in 64 bits", "the range is -2^63 to 2^64-1")


def undefined_label(line: Line, token: Token, symbols: Mapping[str, Symbol]) -> AssemblyError:
    """The error for a label that is not defined."""
    return line.error(token, f"undefined label {quoted(token.text)}", did_you_mean(token.text, symbols))


def _find(line: Line, token: Token, symbols: Mapping[str, Symbol]) -> Symbol:
    symbol = symbols.get(token.text)
    if symbol is None:
        raise undefined_label(line, token, symbols)
    return symbol
