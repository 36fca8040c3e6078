"""A literal: a value in a prompt, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

Number = int | Fraction
"""An exact number: an int if it is written as a whole number, a Fraction if as a real (2.0 is Fraction(2))."""


class LiteralKind(Enum):
    """The kind of a literal, as the network sees it."""

    INTEGER = "integer"
    REAL = "real"
    TEXT = "text"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value read exactly, with its span in the normalised text.

    `value` is an int for INTEGER, a Fraction for REAL, a str for TEXT and a tuple of numbers for LIST. `form`
    says how it is written: decimal, hexadecimal, binary, octal, scientific, percent, fraction, words,
    ordinal, money, quoted, bare, brackets or enumeration.
    """

    kind: LiteralKind
    value: Number | str | tuple[Number, ...]
    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Lexed:
    """A prompt in normal form with its literals, in the order of the text; spans do not overlap."""

    text: str
    literals: tuple[Literal, ...]


def number_literal(value: Number, start: int, end: int, form: str) -> Literal:
    """The literal of a number; an int is INTEGER, a Fraction is REAL."""
    kind = LiteralKind.INTEGER if isinstance(value, int) else LiteralKind.REAL
    return Literal(kind, value, start, end, form)
