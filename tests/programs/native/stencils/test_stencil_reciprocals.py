"""Divisions by constants in stencils are multiplications, and exact."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from neurlang.programs.ir import assemble
from neurlang.programs.machine import run
from neurlang.programs.native import run_native
from neurlang.programs.native.stencils.reciprocal import Reciprocal, reciprocal

WORD = 1 << 64


def by_reciprocal(dividend: int, divisor: int, *, is_signed: bool) -> int:
    """A quotient as its reciprocal says; the dividend is of 64 bits, signed if the quotient is."""
    found = reciprocal(divisor, signed=is_signed)
    assert found is not None
    assert found.multiplier < WORD
    multiplier = found.multiplier - WORD * (is_signed and found.multiplier >= WORD >> 1)
    high = dividend * multiplier >> 64
    if is_signed:
        high += dividend if found.is_wide else 0
        return (high >> found.shift) + (dividend < 0)
    return ((dividend - high >> 1) + high if found.is_wide else high) >> found.shift


@given(st.one_of(st.integers(2, 300), st.integers(2, (1 << 31) - 1)), st.integers(0, WORD - 1), st.booleans())
@example(7, WORD - 1, False)
@example(7, -1, True)
def test_a_reciprocal_divides_everything(divisor: int, value: int, is_signed: bool) -> None:
    low, high = (-(WORD >> 1), (WORD >> 1) - 1) if is_signed else (0, WORD - 1)
    value += low
    multiple = value // divisor * divisor  # where a wrong quotient would show
    for dividend in (value, *(multiple + near for near in (-1, 0, 1)), low, high, 0, high - high % divisor):
        if low <= dividend <= high:
            exact = abs(dividend) // divisor * (-1 if dividend < 0 else 1)
            assert by_reciprocal(dividend, divisor, is_signed=is_signed) == exact


def test_divisors_without_a_reciprocal() -> None:
    assert [divisor for divisor in (0, 1, 1 << 31, -3) if reciprocal(divisor) is not None] == []
    assert reciprocal(10) == Reciprocal(0xCCCCCCCCCCCCCCCD, 3)
    assert reciprocal(7) == Reciprocal(0x2492492492492493, 2, is_wide=True)
    assert reciprocal(10, signed=True) == Reciprocal(0x6666666666666667, 2)
    assert reciprocal(7, signed=True) == Reciprocal(0x4924924924924925, 1)


DIVISORS = (2, 3, 5, 6, 7, 10, 11, 12, 25, 60, 64, 100, 365, 400, 1000, 65_521)


@pytest.mark.parametrize("op", ["div", "mod", "sdiv", "smod"])
def test_divisions_by_constants_are_exact(op: str) -> None:
    lines = [f"{op} r2, r1, {divisor}\nstore.d r2, [r0 + {8 * k}]" for k, divisor in enumerate(DIVISORS)]
    program = assemble("load.d r1, [r0]\n" + "\n".join(lines))
    draw = random.Random(op)
    values = {0, 1, WORD - 1, WORD >> 1, (WORD >> 1) - 1, *(draw.getrandbits(64) for _ in range(20))}
    values |= {(k * divisor + near) % WORD for divisor in DIVISORS for k in (-3, 2) for near in (-1, 0)}
    for value in values:
        preload = {0: value.to_bytes(8, "little")}
        assert run_native(program, preload=preload) == run(program, preload=preload)


@pytest.mark.slow
@pytest.mark.parametrize("divisor", [2, 3, 7, 10, 100, 1000, 65_521, (1 << 31) - 1])
@pytest.mark.parametrize("is_signed", [False, True])
def test_a_reciprocal_is_proved(divisor: int, is_signed: bool) -> None:
    """In whole numbers: the product is off by less than what would reach the next quotient."""
    found = reciprocal(divisor, signed=is_signed)
    assert found is not None
    z3 = pytest.importorskip("z3")
    quotient, rest = z3.Ints("quotient rest")
    multiplier = found.multiplier + WORD * (found.is_wide and not is_signed)
    shift = found.shift + (found.is_wide and not is_signed)
    most = WORD >> 1 if is_signed else WORD - 1
    dividend = quotient * divisor + rest
    solver = z3.Solver()
    solver.add(quotient >= 0, rest >= 0, rest < divisor, dividend <= most)
    below = quotient * (WORD << shift) > dividend * multiplier
    above = dividend * multiplier >= (quotient + 1) * (WORD << shift)
    if is_signed:  # for a negative dividend, rounding down gives one below the opposite of the quotient
        product = dividend * multiplier
        off = z3.Or(product <= quotient * (WORD << shift), product > (quotient + 1) * (WORD << shift))
        assert solver.check(dividend > 0, off) == z3.unsat
        solver.add(dividend < most)
    assert solver.check(z3.Or(below, above)) == z3.unsat
