"""The numbers that people ask about: a range for each operand, so that most results are in range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`, and the probabilities of other numbers and forms."""

    high: int
    low: int = 0
    negative: float = 0.0  # probability of a minus sign
    real: float = 0.0  # probability of a number with a decimal point
    hexadecimal: float = 0.0  # probability of hexadecimal or binary digits
    large: int = 0  # if it is not 0: the upper end for one number in eight


_ANY = Range(1000, negative=0.12, real=0.12, hexadecimal=0.01, large=10**7)
_WHOLE = Range(1000, negative=0.03, hexadecimal=0.02, large=10**9)
_FACTOR = Range(100, negative=0.12, real=0.12, large=10**5)
_DIVISOR = Range(50, low=1, negative=0.08, real=0.1, large=1000)
_BITS = Range(255, negative=0.03, hexadecimal=0.2, large=2**32 - 1)
_SHIFT = Range(16)
_SIGNED = Range(1000, negative=0.5, real=0.15, large=10**9)
_REAL = Range(100, negative=0.08, real=1.0)

RANGES: Mapping[str, tuple[Range, ...]] = {
    "ADD": (_ANY, _ANY),
    "SUB": (_ANY, _ANY),
    "MUL": (_FACTOR, _FACTOR),
    "DIV": (_ANY, _DIVISOR),
    "MOD": (_WHOLE, _DIVISOR),
    "AND": (_BITS, _BITS),
    "OR": (_BITS, _BITS),
    "XOR": (_BITS, _BITS),
    "SHL": (_BITS, _SHIFT),
    "SHR": (_BITS, _SHIFT),
    "SAR": (Range(1000, negative=0.6, hexadecimal=0.05, large=10**6), _SHIFT),
    "FACTORIAL": (Range(20),),
    "FIBONACCI": (Range(92, low=1),),
    "POWER": (Range(12, negative=0.08, real=0.08), Range(9, negative=0.03, real=0.03)),
    "SQRT": (Range(1000, real=0.1, large=10**9),),
    "GCD": (_WHOLE, _WHOLE),
    "LCM": (Range(200, low=1), Range(200, low=1)),
    "ABS": (_SIGNED,),
    "CLAMP": (
        Range(200, negative=0.2, real=0.1),
        Range(50, negative=0.15, real=0.05),
        Range(300, low=51, real=0.05),
    ),
    "MAX": (_ANY, _ANY),
    "MIN": (_ANY, _ANY),
    "SIGN": (_SIGNED,),
    "IS_POSITIVE": (_SIGNED,),
    "IS_EVEN": (Range(1000, negative=0.06, hexadecimal=0.02, large=10**12),),
    "IS_PRIME": (Range(1000, large=10**12),),
    "POPCOUNT": (_BITS,),
    "CLZ": (_BITS,),
    "CTZ": (_BITS,),
    "BSWAP": (_BITS,),
    "NEXTPOW2": (Range(5000, large=10**9),),
    "MEMSET": (Range(255, hexadecimal=0.15), Range(64, low=1, large=4096)),
    "PRINT": (Range(1000, negative=0.05, real=0.1, large=10**6),),
    "SLEEP": (Range(500, low=1, real=0.05),),
    "SECURE_RANDOM": (Range(64, low=1, large=1024),),
    "LOOP_COUNT": (Range(100, low=1, large=100_000),),
    "LOOP_SUM": (Range(1000, low=1, large=10**6),),
    "COUNTDOWN": (Range(100, low=1, large=10_000),),
    "FADD": (_REAL, _REAL),
    "FMUL": (_REAL, _REAL),
    "FDIV": (_REAL, Range(100, low=1, real=1.0)),
}  # fmt: skip
GENERAL = Range(100, negative=0.03, real=0.06)  # for requests of several operations


def everyday(range: Range) -> Range:
    """The range in stories: small whole numbers without signs."""
    return Range(min(range.high, 200), max(range.low, 1))


def range_of(intent: str, operand: str) -> Range:
    """The range of operand a, b, c …; the general range if the table has none."""
    names = "abcde"[: len(RANGES.get(intent, ()))]
    return RANGES[intent][names.index(operand)] if operand in names else GENERAL
