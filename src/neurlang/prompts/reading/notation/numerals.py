"""Written numerals with groups, decimal points and commas, radices and suffixes."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction

from neurlang.prompts.reading.literals import Number
from neurlang.prompts.reading.literals.numerals import MAXIMAL_DIGITS, RADICES, integral
from neurlang.prompts.reading.notation.token import Kind, Token


class Commas(Enum):
    """What a comma between digits means."""

    BY_RULE = "groups if exactly three digits follow, else is a decimal comma"
    GROUPING = "groups, and is never a decimal comma"
    DECIMAL = "is a decimal comma; points and spaces group"
    SEPARATE = "separates values"


_GAP = "['\u2009\u00a0\u202f_]"
_END = r"(?![0-9]|[.,'_][0-9])"
# Tried in this order at a digit or a point.
_RADIX = r"0x[0-9a-f]+(?![0-9a-z_])|0b[01]+(?![0-9a-z_])|0o[0-7]+(?![0-9a-z_])"
_COMMAS = rf"[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?{_END}"
_INDIAN = rf"[1-9][0-9]?(?:,[0-9]{{2}})+,[0-9]{{3}}(?:\.[0-9]+)?{_END}"
_MARKS = rf"[1-9][0-9]{{0,2}}(?:{_GAP}[0-9]{{3}})+(?:\.[0-9]+)?{_END}|[0-9]+(?:_[0-9]+)+{_END}"
_SPACED = rf"[1-9][0-9]{{0,2}}(?=(?:\ [0-9]{{3}})*\ 000)(?:\ [0-9]{{3}})+(?:\.[0-9]+)?{_END}(?!\ [0-9])"
_POINTS = rf"[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+,[0-9]+{_END}"
_COMMA = rf"(?<![0-9],)[0-9]+,[0-9]+{_END}"
_POINT = r"(?:[0-9]+\.[0-9]+|\.[0-9]+)(?!\.[0-9])|[0-9]+\.(?=\s|\)|\Z)(?!\s*\Z)"
_EXPONENT = r"(?:e[+-]?[0-9]+(?![0-9.]\w*))?"
_GERMAN = rf"[1-9][0-9]{{0,2}}(?:[.\ ][0-9]{{3}})+(?:,[0-9]+)?{_END}"

NUMERALS = r"(?<![0-9a-z_]\.)(?=[0-9]|\.[0-9])\.?[0-9]"
"""Where a numeral begins; `read_written` finds its end."""

_GROUPED = {
    False: re.compile(rf"{_RADIX}|{_COMMAS}|{_INDIAN}|{_MARKS}|{_SPACED}|{_POINTS}|{_COMMA}"),
    True: re.compile(rf"{_RADIX}|{_MARKS}|{_SPACED}"),
}
_GERMAN_NUMERAL = re.compile(rf"{_GERMAN}|[0-9]+,[0-9]+{_END}")
_PLAIN = re.compile(rf"(?:{_POINT}|[0-9]+){_EXPONENT}")
_SUFFIX = re.compile(r"(?:[kK]|M|bn|BN|Bn|b|B)(?![0-9A-Za-z_])")
_FACTORS = {"k": 1000, "m": 10**6, "b": 10**9, "bn": 10**9}
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?!\w)")
_MIXED = re.compile(r"\ ([0-9]{1,3})/([0-9]{1,3})(?![0-9./])")


def read_written(
    prompt: str, text: str, start: int, end: int, *, separates: bool, commas: Commas = Commas.BY_RULE
) -> Token | None:
    """The numeral at `start` of the folded text as a token; None if it is too long or has no value.

    `separates` says whether commas here separate values. `prompt` shows the case of `M`.
    """
    german = _GERMAN_NUMERAL.match(text, start, end) if commas is Commas.DECIMAL and not separates else None
    if german is not None and len(german[0]) <= MAXIMAL_DIGITS:
        plain = re.sub(r"[. ]", "", german[0]).replace(",", ".")
        number = _value(plain)
        assert number is not None  # digits, and at most one point
        return Token(Kind.NUMBER, german[0], start, german.end(), number, form="decimal")
    match = _GROUPED[separates].match(text, start, end)
    form = "grouped"
    if match is not None and commas is Commas.GROUPING and re.fullmatch(_COMMA, match[0]):
        match = match if re.fullmatch(_COMMAS, match[0]) else None
    if match is None:
        match = _PLAIN.match(text, start, end)
        form = "decimal"
    if match is None or match.end() - start > MAXIMAL_DIGITS:
        return None
    value = _value(match[0])
    if value is None:
        return None
    stop = match.end()
    if match[0][:2] in RADICES:
        return Token(Kind.NUMBER, match[0], start, stop, value, form=RADICES[match[0][:2]][1])
    suffix = _SUFFIX.match(prompt, stop, end)
    if suffix is not None:
        stop, form = suffix.end(), "suffix"
        value = integral(Fraction(value) * _FACTORS[suffix[0].lower()])
    elif isinstance(value, int) and _ORDINAL.match(text, stop, end):
        stop, form = stop + 2, "ordinal"
    elif (
        form == "decimal" and isinstance(value, int) and (mixed := _MIXED.match(text, stop, end)) is not None
    ):
        above, below = int(mixed[1]), int(mixed[2])
        if 0 < above < below:
            stop, form, value = mixed.end(), "mixed", value + Fraction(above, below)
    elif re.fullmatch(_COMMA, match[0]):
        form = "grouped" if re.fullmatch(_COMMAS, match[0]) else "decimal comma"
    return Token(Kind.NUMBER, text[start:stop], start, stop, value, form=form)


def _value(numeral: str) -> Number | None:
    if numeral[:2] in RADICES:
        return int(numeral[2:], RADICES[numeral[:2]][0])
    mantissa, _, exponent = re.sub(r"['\u2009\u00a0\u202f_ ]", "", numeral).partition("e")
    if re.fullmatch(_POINTS, mantissa):
        mantissa = mantissa.replace(".", "").replace(",", ".")
    elif re.fullmatch(_COMMAS, mantissa) or re.fullmatch(_INDIAN, mantissa):
        mantissa = mantissa.replace(",", "")
    mantissa = mantissa.replace(",", ".")
    whole, point, decimals = mantissa.partition(".")
    number: Number = Fraction(int((whole or "0") + decimals), 10 ** len(decimals)) if point else int(whole)
    if point and not decimals:
        number = int(whole)
    if not exponent:
        return number
    power = int(exponent)
    if abs(power) > MAXIMAL_DIGITS:
        return None
    if power < 0:
        return Fraction(number) / Fraction(10**-power)
    return integral(Fraction(number) * Fraction(10**power))
