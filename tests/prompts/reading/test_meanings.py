"""The exact meanings, compared with small oracles that are built differently, and at their edges."""

from __future__ import annotations

import math
import struct
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.errors import MeaningError
from neurlang.prompts.reading import meanings as m

if TYPE_CHECKING:
    from collections.abc import Callable

SMALLEST, LARGEST, BITS = -(2**63), 2**63 - 1, 2**64 - 1
integers = st.integers(SMALLEST, LARGEST)
bits = st.integers(SMALLEST, BITS)
reals = st.floats(allow_nan=False, allow_infinity=False)
quick = settings(max_examples=examples(60))


@pytest.mark.parametrize(
    ("meaning", "operands", "value"),
    [
        (m.add, (LARGEST, 0), LARGEST),
        (m.subtract, (-1, LARGEST), SMALLEST),
        (m.multiply, (-(2**32), 2**31), SMALLEST),
        (m.divide, (91, 7), 13),
        (m.divide, (7, 2), 3.5),
        (m.divide, (0, 5), 0),
        (m.floor_divide, (-17, 5), -4),
        (m.modulo, (-17, 5), 3),
        (m.modulo, (17, -5), -3),
        (m.factorial, (0,), 1),
        (m.factorial, (20,), 2432902008176640000),
        (m.fibonacci, (0,), 0),
        (m.fibonacci, (92,), 7540113804746346429),
        (m.power, (0, 0), 1),
        (m.power, (-2, 63), SMALLEST),
        (m.power, (-1, LARGEST), -1),
        (m.power, (2, -3), 0.125),
        (m.power, (-1, -3), -1.0),
        (m.power, (10, -400), 0.0),
        (m.power, (2, -1074), 5e-324),
        (m.square_root, (144,), 12),
        (m.square_root, (2,), 1.4142135623730951),
        (m.square_root, (3037000499**2,), 3037000499),
        (m.whole_square_root, (LARGEST,), 3037000499),
        (m.greatest_common_divisor, (0, 0), 0),
        (m.greatest_common_divisor, (-48, 18), 6),
        (m.least_common_multiple, (-4, 6), 12),
        (m.least_common_multiple, (0, 5), 0),
        (m.clamp, (15, 0, 10), 10),
        (m.clamp, (5, 7, 7), 7),
        (m.is_positive, (0,), 0),
        (m.is_even, (-3,), 0),
        (m.is_prime, (-7,), 0),
        (m.is_prime, (LARGEST - 24,), 1),
        (m.is_prime, (3825123056546413051,), 0),  # passes the Miller–Rabin test with the bases 2 to 23
        (m.bits_and, (-1, 0xFF), 0xFF),
        (m.bits_or, (-1, 0), BITS),
        (m.bits_xor, (12, 10), 6),
        (m.shift_left, (1, 63), 2**63),
        (m.shift_left, (0, 10**9), 0),
        (m.shift_right, (-1, 63), 1),
        (m.shift_right, (-1, 64), 0),
        (m.shift_right_signed, (-40, 3), -5),
        (m.shift_right_signed, (-1, 10**9), -1),
        (m.population_count, (-1,), 64),
        (m.count_leading_zeros, (0,), 64),
        (m.count_trailing_zeros, (0,), 64),
        (m.count_trailing_zeros, (SMALLEST,), 63),
        (m.byte_swap, (0x1234,), 0x3412000000000000),
        (m.next_power_of_two, (0,), 1),
        (m.next_power_of_two, (2**63,), 2**63),
        (m.power_reals, (-2.0, 3.0), -8.0),
        (m.power_reals, (0.0, 0.5), 0.0),
        (m.array_sum, ((),), 0),
        (m.array_sum, ((LARGEST, 1, -2),), LARGEST - 1),
        (m.array_sum_reals, ((0.1, 0.2, 0.3),), 0.6000000000000001),
        (m.loop_count, (0,), 0),
        (m.loop_sum, (100,), 5050),
        (m.countdown, (9,), 0),
        (m.text_length, ("naïve",), 6),
        (m.text_compare, ("apple", "pear"), -1),
        (m.text_compare, ("é", "z"), 1),
        (m.text_copy, ("hello",), "hello"),
        (m.text_hash, ("",), 0xCBF29CE484222325),
        (m.text_hash, ("foobar",), 0x85944171F73967E8),
    ],
)
def test_value(meaning: Callable[..., m.Value], operands: tuple[object, ...], value: m.Value) -> None:
    found = meaning(*operands)
    assert found == value
    assert type(found) is type(value)


DIVISION, RANGE, DOMAIN = m.DivisionByZeroError, m.OutsideRangeError, m.DomainError


@pytest.mark.parametrize(
    ("meaning", "operands", "error"),
    [
        (m.add, (LARGEST, 1), RANGE),
        (m.subtract, (SMALLEST, 1), RANGE),
        (m.multiply, (SMALLEST, -1), RANGE),
        (m.divide, (1, 0), DIVISION),
        (m.divide, (SMALLEST, -1), RANGE),
        (m.floor_divide, (SMALLEST, -1), RANGE),
        (m.floor_divide, (0, 0), DIVISION),
        (m.modulo, (5, 0), DIVISION),
        (m.factorial, (21,), RANGE),
        (m.factorial, (-1,), DOMAIN),
        (m.fibonacci, (93,), RANGE),
        (m.fibonacci, (-1,), DOMAIN),
        (m.power, (2, 63), RANGE),
        (m.power, (3, LARGEST), RANGE),
        (m.power, (0, -1), DIVISION),
        (m.square_root, (-1,), DOMAIN),
        (m.whole_square_root, (-1,), DOMAIN),
        (m.greatest_common_divisor, (SMALLEST, 0), RANGE),
        (m.least_common_multiple, (LARGEST, 2), RANGE),
        (m.absolute, (SMALLEST,), RANGE),
        (m.clamp, (1, 3, 2), DOMAIN),
        (m.clamp, (1.0, 3.0, 2.0), DOMAIN),
        (m.shift_left, (1, 64), RANGE),
        (m.shift_left, (3, 63), RANGE),
        (m.shift_left, (1, -1), DOMAIN),
        (m.shift_right, (1, -1), DOMAIN),
        (m.shift_right_signed, (1, -1), DOMAIN),
        (m.next_power_of_two, (2**63 + 1,), RANGE),
        (m.next_power_of_two, (-1,), RANGE),
        (m.add_reals, (1.7e308, 1.7e308), RANGE),
        (m.subtract_reals, (1.7e308, -1.7e308), RANGE),
        (m.multiply_reals, (1e300, 1e300), RANGE),
        (m.divide_reals, (1.0, -0.0), DIVISION),
        (m.divide_reals, (1e300, 1e-300), RANGE),
        (m.modulo_reals, (1.0, 0.0), DIVISION),
        (m.power_reals, (0.0, -0.5), DIVISION),
        (m.power_reals, (-2.0, 0.5), DOMAIN),
        (m.power_reals, (10.0, 400.0), RANGE),
        (m.square_root_real, (-0.5,), DOMAIN),
        (m.array_sum, ((LARGEST, 1),), RANGE),
        (m.array_sum, ((2**63,),), RANGE),
        (m.array_sum_reals, ((1.7e308, 1.7e308, -1.7e308),), RANGE),
        (m.loop_count, (-1,), DOMAIN),
        (m.loop_sum, (LARGEST,), RANGE),
        (m.countdown, (-1,), DOMAIN),
        (m.text_length, ("a\0b",), DOMAIN),
        (m.text_hash, ("\ud800",), DOMAIN),
    ],
)
def test_an_error_if_there_is_no_answer(
    meaning: Callable[..., m.Value], operands: tuple[object, ...], error: type[MeaningError]
) -> None:
    with pytest.raises(error) as found:
        meaning(*operands)
    assert type(found.value) is error
    assert str(found.value)


def test_a_result_outside_says_the_range() -> None:
    with pytest.raises(MeaningError) as found:
        m.multiply(2**40, 2**40)
    assert str(found.value) == (
        "the result is outside the range of 64-bit integers (−9223372036854775808 to 9223372036854775807)"
    )


def test_each_trap_has_one_error() -> None:
    assert {number: error.trap for number, error in m.ERROR_OF_TRAP.items()} == {5: 5, 8: 8, 9: 9}


@quick
@given(integers, integers)
def test_quotient_and_remainder_make_the_dividend(a: int, b: int) -> None:
    assume(b != 0 and (a, b) != (SMALLEST, -1))
    quotient, remainder = m.floor_divide(a, b), m.modulo(a, b)
    assert quotient * b + remainder == a
    assert abs(remainder) < abs(b)
    assert remainder * b >= 0


@quick
@given(st.integers(-60, 60), st.integers(-40, -1))
def test_a_negative_power_is_the_nearest_double(base: int, exponent: int) -> None:
    assume(base != 0)
    exact = Fraction(1, base**-exponent)
    found = Fraction(m.power(base, exponent))
    neighbours = [Fraction(math.nextafter(float(found), way)) for way in (-math.inf, math.inf)]
    assert all(abs(found - exact) <= abs(other - exact) for other in neighbours)


@quick
@given(st.floats(1e-6, 1e6), st.floats(-40, 40))
def test_a_power_of_reals_is_the_nearest_double_or_its_neighbour(base: float, exponent: float) -> None:
    with mpmath.workprec(300):
        exact = mpmath.mpf(base) ** mpmath.mpf(exponent)
        assert abs(m.power_reals(base, exponent) - exact) <= exact * 2**-52


@quick
@given(bits, st.integers(0, 130))
def test_shifts_are_powers_of_two(value: int, count: int) -> None:
    unsigned = value % 2**64
    assert m.shift_right(value, count) == unsigned // 2**count
    if unsigned * 2**count <= BITS:
        assert m.shift_left(value, count) == unsigned * 2**count


@quick
@given(bits)
def test_bits_agree_with_the_written_number(value: int) -> None:
    written = f"{value % 2**64:064b}"
    assert m.population_count(value) == written.count("1")
    assert m.count_leading_zeros(value) == len(written) - len(written.lstrip("0"))
    assert m.count_trailing_zeros(value) == len(written) - len(written.rstrip("0"))
    assert m.byte_swap(value) == struct.unpack(">Q", struct.pack("<Q", value % 2**64))[0]


@quick
@given(st.integers(0, 2**63))
def test_the_next_power_of_two_is_the_smallest_that_is_large_enough(n: int) -> None:
    assert m.next_power_of_two(n) == next(2**place for place in range(64) if 2**place >= n)


def test_primes_are_those_of_the_sieve() -> None:
    size = 5000
    composite = {multiple for factor in range(2, size) for multiple in range(2 * factor, size, factor)}
    assert [n for n in range(size) if m.is_prime(n)] == [n for n in range(2, size) if n not in composite]


@quick
@given(st.integers(2, 3037000499), st.integers(2, 3037000499))
def test_a_product_is_not_a_prime(a: int, b: int) -> None:
    assert m.is_prime(a * b) == 0


def test_fibonacci_numbers_add_up() -> None:
    numbers = [m.fibonacci(n) for n in range(93)]
    assert numbers[:3] == [0, 1, 1]
    assert all(a + b == c for (a, b), c in zip(pairwise(numbers), numbers[2:], strict=False))


@quick
@given(reals, reals)
def test_the_remainder_of_reals_is_exact_if_both_have_one_sign(a: float, b: float) -> None:
    assume(b != 0 and (a >= 0) == (b > 0))
    exact = Fraction(a) - (Fraction(a) // Fraction(b)) * Fraction(b)
    assert Fraction(m.modulo_reals(a, b)) == exact


@quick
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_a_copy_is_the_text_and_compares_equal(text: str) -> None:
    assert m.text_copy(text) == text
    assert m.text_compare(text, text) == 0
    assert m.text_length(text) == len(text.encode())


@quick
@given(integers, integers, integers)
def test_clamped_is_within_the_bounds(value: int, a: int, b: int) -> None:
    low, high = sorted((a, b))
    clamped = m.clamp(value, low, high)
    assert low <= clamped <= high
    assert clamped == value or not low <= value <= high
