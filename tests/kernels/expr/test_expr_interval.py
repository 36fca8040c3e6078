"""Intervals hold every value that their arguments may have, however large or small."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import libmp

from example_counts import examples, mostly_slow
from neurlang.kernels.expr import OPS, Op
from neurlang.kernels.expr.values.interval import (
    MINUS_ZERO,
    NAN,
    PLUS_ZERO,
    WHOLE,
    Interval,
    from_float,
    infinity,
    point,
    smaller,
)

OP_TABLE = {entry.name: entry for entry in OPS}
REAL_OPS = [entry for entry in OPS if entry.arg_kinds and set(entry.arg_kinds) == {"r"} and entry.kind == "r"]
EXPONENTS = (10**6, -(10**6), 2**200, -(2**200), 2**1099, -(2**1099))
FAR = [point(libmp.from_man_exp(mantissa, exponent)) for mantissa in (3, -5) for exponent in EXPONENTS]
SPECIAL = [
    PLUS_ZERO,
    MINUS_ZERO,
    infinity(False),
    infinity(True),
    NAN,
    WHOLE,
    from_float(1.5),
    from_float(-0.3),
]

moderate = st.floats(-50, 50)


def arguments(entry: Op, pool: list[Interval]) -> list[tuple[Interval, ...]]:
    if entry.name == "powi":
        return [(base, from_float(n)) for base in pool for n in (3.0, -2.0, 1024.0)]
    if entry.arity == 3:
        return [(a, b, a) for a, b in itertools.product(pool, repeat=2)]
    return list(itertools.product(pool, repeat=entry.arity))


@pytest.mark.parametrize("entry", REAL_OPS, ids=lambda entry: entry.name)
def test_no_argument_is_too_far_out(entry: Op) -> None:
    for values in arguments(entry, FAR + SPECIAL):
        result = entry.exact(128, *values)
        assert result is NAN or not libmp.mpf_gt(result.low, result.high)


@pytest.mark.parametrize("entry", mostly_slow(REAL_OPS, quick=10), ids=lambda entry: entry.name)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_the_value_at_a_point_lies_in_the_value_of_an_interval_around_it(
    entry: Op, data: st.DataObject
) -> None:
    points, boxes = [], []
    for _ in range(entry.arity):
        a, b, c = sorted(data.draw(moderate) for _ in range(3))
        points.append(from_float(b))
        boxes.append(Interval(libmp.from_float(a), libmp.from_float(c)))
    if entry.name == "powi":
        points[1] = boxes[1] = from_float(float(data.draw(st.integers(-5, 5))))
    inner, outer = entry.exact(128, *points), entry.exact(128, *boxes)
    if inner is NAN:
        assert outer is NAN or not outer.sure
    elif outer is not NAN and inner.sure:
        assert libmp.mpf_le(outer.low, inner.high)
        assert libmp.mpf_ge(outer.high, inner.low)
    else:
        assert outer is not NAN or not inner.sure


@given(a=moderate, b=moderate)
@settings(max_examples=examples(30))
def test_smaller_is_the_minimum(a: float, b: float) -> None:
    assert libmp.to_float(smaller(libmp.from_float(a), libmp.from_float(b))) == min(a, b)


LIBMP = {"exp": libmp.mpf_exp, "sinh": libmp.mpf_sinh, "cosh": libmp.mpf_cosh}


@pytest.mark.parametrize("name", LIBMP)
@given(
    mantissa=st.integers(1, 2**60),
    sign=st.sampled_from([1, -1]),
    exponent=st.integers(-60, 963),
    precision=st.sampled_from([128, 256]),
)
def test_exponentials_of_large_numbers_are_those_of_libmp(
    name: str, mantissa: int, sign: int, exponent: int, precision: int
) -> None:
    value = libmp.from_man_exp(sign * mantissa, exponent)
    found = OP_TABLE[name].exact(precision, point(value))
    expected = LIBMP[name](value, 2 * precision)
    assert not libmp.mpf_lt(expected, found.low)
    assert not libmp.mpf_gt(expected, found.high)
    width = libmp.mpf_sub(found.high, found.low)
    allowed = libmp.mpf_shift(libmp.mpf_abs(expected), 2 - precision)
    assert not libmp.mpf_gt(width, allowed)
