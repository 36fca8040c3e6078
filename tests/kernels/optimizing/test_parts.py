"""A part of a form may be replaced by one that is near enough as a formula of its own."""

from __future__ import annotations

import pytest

from neurlang.kernels.accuracy import DEFAULT_TOLERANCE
from neurlang.kernels.expr import parse, parse_expression
from neurlang.kernels.optimizing.parts import PartJudge, part_of

RANGES = {"x": (0.0, 1.0), "y": (1.0, 2.0), "z": (0.0, 1e30)}


@pytest.mark.parametrize(
    ("part", "other", "is_right"),
    [
        ("x*y + x", "x*(y + 1)", True),
        ("sqrt(x)*sqrt(y)", "sqrt(x*y)", True),
        ("exp(x*9)*exp(y*9)", "exp((x + y)*9)", False),  # up to 7 ULP
        ("x/z + y/z", "(x*y*z)/(z*z*y) + y/z", False),  # z*z is 0 or infinite where the quotient is neither
        ("(x + z) - z", "x", True),  # nearer than the part itself
        ("x", "x*(1 + 1e-6)", False),
        ("x", "x + 0*y", False),  # it has an input that the part has not
    ],
)
def test_which_parts_are_right(part: str, other: str, is_right: bool) -> None:
    kernel = parse("x + y + z", dtype="f32", ranges=RANGES)
    judge = PartJudge(kernel, DEFAULT_TOLERANCE)
    found = [judge(parse_expression(part), parse_expression(other)) for _ in range(2)]
    assert found == [is_right, is_right]


def test_a_part_has_the_inputs_that_it_uses() -> None:
    kernel = parse("x*y + z", ranges=RANGES)
    assert part_of(kernel, parse_expression("x*y")).names == ("x", "y")


def test_long_parts_are_looked_at_piece_by_piece() -> None:
    kernel = parse("x + y", ranges={"x": (0.0, 1.0), "y": (1.0, 2.0)})
    long = parse_expression(" + ".join(f"x*{number}" for number in range(2, 60)))
    assert not PartJudge(kernel, DEFAULT_TOLERANCE)(long, long)
