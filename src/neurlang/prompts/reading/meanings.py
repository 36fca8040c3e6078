"""The exact meaning of each intent, in Python: big integers, IEEE doubles, text.

A program's answer is shown only if it agrees with the function here, which shares nothing with the program.
Integers are signed 64-bit. The functions below "Bits" take -2^63 to 2^64-1, read it modulo 2^64 and return an
unsigned value. If there is no answer, every function raises a MeaningError in the user's words.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import ClassVar, TypeVar

from neurlang.errors import MeaningError

Value = int | float | str | bytes | tuple[int, ...] | tuple[float, ...]
Number = TypeVar("Number", int, float)

SMALLEST, LARGEST = -(1 << 63), (1 << 63) - 1
BITS = (1 << 64) - 1  # also the largest unsigned value
FNV_BASIS, FNV_PRIME = 0xCBF29CE484222325, 0x100000001B3  # Fowler, Noll, Vo: FNV-1a, 64 bits
PRIME_BASES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)


class NoAnswerError(MeaningError):
    """An error that a program can report too, by the number of its trap."""

    trap: ClassVar[int]


class DivisionByZeroError(NoAnswerError):
    """A division by zero."""

    trap = 5


class OutsideRangeError(NoAnswerError):
    """A result outside the range of its kind of number."""

    trap = 8


class DomainError(NoAnswerError):
    """An operand for which the operation has no meaning."""

    trap = 9


ERROR_OF_TRAP = {error.trap: error for error in (DivisionByZeroError, OutsideRangeError, DomainError)}


def _signed(value: int) -> int:
    if not SMALLEST <= value <= LARGEST:
        bounds = f"−{-SMALLEST} to {LARGEST}"
        raise OutsideRangeError(f"the result is outside the range of 64-bit integers ({bounds})")
    return value


def _unsigned(value: int) -> int:
    if not 0 <= value <= BITS:
        raise OutsideRangeError(f"the result is outside the range of unsigned 64-bit integers (0 to {BITS})")
    return value


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise OutsideRangeError("the result is outside the range of real numbers (±1.7976931348623157e308)")
    return value


def _nonzero(divisor: int | float) -> None:
    if divisor == 0:
        raise DivisionByZeroError("division by zero has no answer")


def _not_negative(value: int | float, of_what: str) -> None:
    if value < 0:
        raise DomainError(f"{of_what} a negative number has no answer: {value} was given")


def _shift_count(count: int) -> None:
    if not 0 <= count <= LARGEST:
        raise DomainError(f"a shift count is a whole number from 0 to {LARGEST}: {count} was given")


def add(a: int, b: int) -> int:
    """The sum a + b."""
    return _signed(a + b)


def subtract(a: int, b: int) -> int:
    """The difference a - b."""
    return _signed(a - b)


def multiply(a: int, b: int) -> int:
    """The product a · b."""
    return _signed(a * b)


def divide(a: int, b: int) -> int | float:
    """The ratio a / b: an integer if b divides a, else the ratio of the two as doubles."""
    _nonzero(b)
    return float(a) / float(b) if a % b else _signed(a // b)


def floor_divide(a: int, b: int) -> int:
    """The whole quotient, rounded towards minus infinity."""
    _nonzero(b)
    return _signed(a // b)


def modulo(a: int, b: int) -> int:
    """The remainder of `floor_divide`, which has the sign of b."""
    _nonzero(b)
    return a % b


def factorial(n: int) -> int:
    """The product 1 · 2 · … · n, n ≥ 0."""
    _not_negative(n, "the factorial of")
    return _signed(math.factorial(min(n, 21)))  # 21! is outside the range


def fibonacci(n: int) -> int:
    """The n-th Fibonacci number; from n = 0 the numbers are 0, 1, 1, 2 and so on."""
    _not_negative(n, "the Fibonacci number of")
    before, here = 1, 0
    for _ in range(min(n, 93)):  # the 93rd is outside the range
        before, here = here, before + here
    return _signed(here)


def power(base: int, exponent: int) -> int | float:
    """The power base^exponent: an integer if exponent ≥ 0, else a double (the nearest, or its neighbour)."""
    if exponent >= 0:
        steps = exponent if abs(base) < 2 else min(exponent, 64)  # the 64th is outside the range
        return _signed(int(base**steps))
    _nonzero(base)
    steps = -exponent if abs(base) < 2 else min(-exponent, 1200 + exponent % 2)  # all further powers are ±0
    return 1 / int(base**steps)  # Python rounds the ratio of two integers correctly


def square_root(n: int) -> int | float:
    """The root of n ≥ 0: an integer if n is a square, else the root of n as a double."""
    root = whole_square_root(n)
    return root if root * root == n else math.sqrt(float(n))


def whole_square_root(n: int) -> int:
    """The largest integer whose square is at most n ≥ 0."""
    _not_negative(n, "the square root of")
    return math.isqrt(n)


def greatest_common_divisor(a: int, b: int) -> int:
    """The greatest integer that divides both; 0 if both are 0."""
    return _signed(math.gcd(a, b))


def least_common_multiple(a: int, b: int) -> int:
    """The least positive integer that both divide; 0 if one of them is 0."""
    return _signed(math.lcm(a, b))


def absolute(n: int) -> int:
    """The distance of n from zero."""
    return _signed(abs(n))


def clamp(value: Number, low: Number, high: Number) -> Number:
    """The value from low to high that is nearest to `value`; low ≤ high."""
    if low > high:
        raise DomainError(f"the low bound must not be above the high bound: {low} and {high} were given")
    return max(low, min(value, high))


def maximum(a: Number, b: Number) -> Number:
    """The greater of both."""
    return max(a, b)


def minimum(a: Number, b: Number) -> Number:
    """The smaller of both."""
    return min(a, b)


def sign(n: int | float) -> int:
    """-1, 0 or 1 if n is negative, zero or positive."""
    return (n > 0) - (n < 0)


def is_positive(n: int | float) -> int:
    """1 if n > 0, else 0."""
    return int(n > 0)


def is_even(n: int) -> int:
    """1 if 2 divides n, else 0."""
    return int(n % 2 == 0)


def is_prime(n: int) -> int:
    """1 if n is a prime number, else 0; for every n below 2^63.

    Method: Miller–Rabin, which is exact below 3.3e24 with the first twelve primes as bases (Sorenson, Webster 2015).
    """
    if n < 2 or any(n % prime == 0 for prime in PRIME_BASES):
        return int(n in PRIME_BASES)
    twos = ((n - 1) & (1 - n)).bit_length() - 1
    return int(all(_passes(n, base, twos) for base in PRIME_BASES))


def _passes(n: int, base: int, twos: int) -> bool:
    residue = pow(base, n >> twos, n)
    if residue in (1, n - 1):
        return True
    return any(pow(residue, 1 << step, n) == n - 1 for step in range(1, twos))


def array_sum(array: tuple[int, ...]) -> int:
    """The sum of all elements; 0 for an empty list."""
    for element in array:
        _signed(element)
    return _signed(sum(array))


def loop_count(n: int) -> int:
    """The last number of the count 1, 2, …, n; n ≥ 0."""
    _not_negative(n, "counting up to")
    return n


def loop_sum(n: int) -> int:
    """The sum 1 + 2 + … + n; n ≥ 0."""
    _not_negative(n, "the sum of the numbers from 1 to")
    return _signed(n * (n + 1) // 2)


def countdown(n: int) -> int:
    """The last number of the count n, n - 1, …, 0; n ≥ 0."""
    _not_negative(n, "counting down from")
    return 0


# Bits


def bits_and(a: int, b: int) -> int:
    """The bits that both have."""
    return a & b & BITS


def bits_or(a: int, b: int) -> int:
    """The bits that at least one of them has."""
    return (a | b) & BITS


def bits_xor(a: int, b: int) -> int:
    """The bits in which they differ."""
    return (a ^ b) & BITS


def shift_left(a: int, count: int) -> int:
    """The bits of a, `count` places higher: a · 2^count; no set bit may be lost."""
    _shift_count(count)
    return _unsigned((a & BITS) << min(count, 64))


def shift_right(a: int, count: int) -> int:
    """The bits of a, `count` places lower, with zeros above."""
    _shift_count(count)
    return (a & BITS) >> min(count, 64)


def shift_right_signed(a: int, count: int) -> int:
    """The integer a divided by 2^count, rounded towards minus infinity. The result is signed."""
    _shift_count(count)
    return a >> min(count, 64)


def population_count(n: int) -> int:
    """The number of bits of n that are set."""
    return (n & BITS).bit_count()


def count_leading_zeros(n: int) -> int:
    """The number of zeros above the highest set bit, of 64 bits; 64 if n = 0."""
    return 64 - (n & BITS).bit_length()


def count_trailing_zeros(n: int) -> int:
    """The number of zeros below the lowest set bit; 64 if n = 0."""
    return (n & -n & BITS).bit_length() - 1 if n else 64


def byte_swap(n: int) -> int:
    """The 8 bytes of n in reverse order."""
    return int.from_bytes((n & BITS).to_bytes(8, "little"), "big")


def next_power_of_two(n: int) -> int:
    """The smallest power of two that is at least n, read as bits; the largest is 2^63."""
    bits = n & BITS
    return _unsigned(1 << (bits - 1).bit_length() if bits else 1)


def add_reals(a: float, b: float) -> float:
    """The sum a + b."""
    return _finite(a + b)


def subtract_reals(a: float, b: float) -> float:
    """The difference a - b."""
    return _finite(a - b)


def multiply_reals(a: float, b: float) -> float:
    """The product a · b."""
    return _finite(a * b)


def divide_reals(a: float, b: float) -> float:
    """The ratio a / b."""
    _nonzero(b)
    return _finite(a / b)


def modulo_reals(a: float, b: float) -> float:
    """The remainder of the division rounded towards minus infinity. It is exact until b is added for the sign."""
    _nonzero(b)
    return a % b


def power_reals(base: float, exponent: float) -> float:
    """The power base^exponent; a negative base needs a whole exponent."""
    if exponent < 0:
        _nonzero(base)
    if base < 0 and not exponent.is_integer():
        raise DomainError(
            f"a negative number has real powers only with whole exponents: {base} to the {exponent}"
        )
    try:
        power = math.pow(base, exponent)
    except OverflowError:
        return _finite(math.inf)
    # The library's power may be wrong in the last place; for a moderate whole exponent it can be computed exactly.
    is_exact = power and exponent.is_integer() and abs(exponent) <= 1100
    return float(Fraction(base) ** int(exponent)) if is_exact else power


def square_root_real(n: float) -> float:
    """The root of n ≥ 0."""
    _not_negative(n, "the square root of")
    return math.sqrt(n)


def absolute_real(n: float) -> float:
    """The distance of n from zero."""
    return abs(n)


def array_sum_reals(array: tuple[float, ...]) -> float:
    """The sum of all elements, added from the first to the last; 0 for an empty list."""
    total = 0.0
    for element in array:
        total = _finite(total + element)  # `sum` would round differently from Python 3.12 on
    return total


def utf8(text: str) -> bytes:
    """The bytes of a text. Raises DomainError if it has a NUL or a lone surrogate."""
    if "\0" in text:
        raise DomainError("a text here cannot hold the character NUL, which ends it")
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise DomainError(f"the character {text[error.start]!a} is not text") from error


def text_length(s: str) -> int:
    """The number of bytes of the text in UTF-8."""
    return len(utf8(s))


def text_compare(a: str, b: str) -> int:
    """-1, 0 or 1 if a comes before b, equals it, or comes after it, by the bytes of UTF-8."""
    left, right = utf8(a), utf8(b)
    return (left > right) - (left < right)


def text_copy(s: str) -> str:
    """The same text."""
    utf8(s)
    return s


def text_hash(s: str) -> int:
    """The FNV-1a hash of the text's bytes in UTF-8, unsigned 64-bit."""
    digest = FNV_BASIS
    for byte in utf8(s):
        digest = (digest ^ byte) * FNV_PRIME & BITS
    return digest
