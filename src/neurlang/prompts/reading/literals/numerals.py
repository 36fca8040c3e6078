"""Numerals: numbers written with digits, and their exact values."""

from __future__ import annotations

from fractions import Fraction

from neurlang.prompts.reading.literals.literal import Number

MAXIMAL_DIGITS = 400
"""A longer numeral, or a larger exponent, is not read as a number: none of our results could hold it."""

# Numerals with letters or underscores, to be tried before digits with letters are read as a name.
LETTERED_NUMERAL = r"""
    0x[0-9a-f]++(?!\w) | 0b[01]++(?!\w) | 0o[0-7]++(?!\w)
  | (?<![0-9]\.)(?:[0-9]++(?:\.[0-9]++)?|(?<![\w.])\.[0-9]++)e[+-]?[0-9]++(?!\w|\.[0-9])
  | [0-9]++(?:_[0-9]++)++(?!\w)
"""
# Commas group thousands only if every group is well formed and the first does not begin with a zero; `1.2.3` and
# `1..3` have no decimal point.
NUMERAL = r"""
    (?<![0-9][.,])[1-9][0-9]{0,2}(?:,[0-9]{3})++(?:\.[0-9]++)?(?![0-9]|[.,][0-9])
  | (?<![0-9]\.)[0-9]++\.[0-9]++(?!\.[0-9])
  | (?<![\w.])\.[0-9]++(?!\.[0-9])
  | [0-9]++
"""
RADICES = {"0x": (16, "hexadecimal"), "0b": (2, "binary"), "0o": (8, "octal")}


def read_numeral(text: str) -> tuple[Number, str] | None:
    """Value and form of a match of a pattern above; None if it has more than `MAXIMAL_DIGITS` digits."""
    if len(text) > MAXIMAL_DIGITS:
        return None
    if text.isdecimal():
        return int(text), "decimal"
    if text[:2] in RADICES:
        radix, form = RADICES[text[:2]]
        return int(text[2:], radix), form
    mantissa, _, exponent = text.replace(",", "").replace("_", "").partition("e")
    whole, point, decimals = mantissa.partition(".")
    if exponent:
        return _scientific(Fraction(int(whole + decimals), 10 ** len(decimals)), exponent)
    if point:
        return Fraction(int(whole + decimals), 10 ** len(decimals)), "decimal"
    return int(whole), "decimal"


def integral(value: Number) -> Number:
    """The same number, as an int if it is whole."""
    return value.numerator if value.denominator == 1 else value


def _scientific(mantissa: Fraction, exponent: str) -> tuple[Number, str] | None:
    digits = exponent.lstrip("+-").lstrip("0")
    if len(digits) > 3 or int(digits or "0") > MAXIMAL_DIGITS:
        return None
    if exponent.startswith("-"):
        return mantissa / 10 ** int(digits or "0"), "scientific"
    return integral(mantissa * 10 ** int(digits or "0")), "scientific"
