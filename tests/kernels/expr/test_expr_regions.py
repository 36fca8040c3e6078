"""Where a condition can hold: no satisfying point is lost, and what is narrowed is narrow."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from neurlang.errors import FormulaError
from neurlang.kernels.expr import (
    DTYPES,
    OPS,
    DType,
    Expr,
    Kernel,
    constant,
    evaluate_expressions,
    kernel_of,
    make,
    narrowed,
    parse_expression,
    regions,
    variable,
    variables,
)

NAMES = ("x", "y", "z")
UNARY = [op.name for op in OPS if op.arg_kinds == "r" and op.kind == "r"]
BINARY = [op.name for op in OPS if op.arg_kinds == "rr" and op.kind == "r" and op.name != "powi"]
RELATIONS = ["lt", "le", "gt", "ge", "eq", "ne"]
SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, 3.0, 1e-10, 1e10, 5e-324, -1e-310, 1e-160, 1e300, math.inf, -math.inf]


def conditioned(text: str, dtype: DType = "f64", **ranges: tuple[float, float]) -> Kernel:
    """A kernel of three inputs that asks for the condition."""
    return replace(
        kernel_of((variable("x"),), NAMES, dtype=dtype, ranges=ranges), where=parse_expression(text)
    )


def number(random: Random) -> float:
    """A number, often one at which arithmetic is special."""
    kind = random.randrange(4)
    if kind == 0:
        return random.choice(SPECIAL)
    if kind == 1:
        return float(random.randint(-20, 20))
    return (
        random.uniform(-20, 20) if kind == 2 else random.choice([-1, 1]) * 2.0 ** random.uniform(-1074, 1023)
    )


def formula(random: Random, depth: int) -> Expr:
    """A formula over x, y, z, in any op."""

    def part() -> Expr:
        return formula(random, depth - 1)

    kind = random.random()
    if depth == 0 or kind < 0.15:
        return variable(random.choice(NAMES)) if random.random() < 0.75 else constant(number(random))
    if kind < 0.4:
        return make(random.choice(UNARY), part())
    if kind < 0.45:
        return make("powi", part(), constant(float(random.randint(-5, 6))))
    if kind < 0.5:
        return make("fma", part(), part(), part())
    if kind < 0.55:
        return make("select", make(random.choice(RELATIONS), part(), part()), part(), part())
    first = part()
    second = first if kind < 0.65 else part()
    return make(random.choice([*BINARY, *["add", "sub", "mul", "div"] * 3]), first, second)


Point = dict[str, float]


def value_at(node: Expr, point: Point, dtype: DType) -> float:
    """The value at one point, as NumPy has it."""
    values = {name: np.array([number], DTYPES[dtype]) for name, number in point.items()}
    return float(evaluate_expressions((node,), values, dtype)[0][0])


def satisfied(random: Random) -> tuple[Kernel, Point]:
    """A kernel with a condition, and a point that satisfies it."""
    dtype = random.choice(tuple(DTYPES))
    with np.errstate(all="ignore"):
        point = {name: float(DTYPES[dtype](number(random))) for name in NAMES}
        condition = comparison(random, point, dtype)
        for _ in range(random.randrange(4)):
            other, kind = comparison(random, point, dtype), random.randrange(3)
            if kind == 0:
                condition = make("and", condition, other)
            elif kind == 1:
                condition = make("or", make("not", other), condition)
            else:
                condition = make("not", make("or", make("not", condition), make("not", other)))
    return replace(kernel_of((variable("x"),), NAMES, dtype=dtype), where=condition), point


def comparison(random: Random, point: Point, dtype: DType) -> Expr:
    """A comparison that the point satisfies, and often only just."""
    left = formula(random, 3)
    value = value_at(left, point, dtype)
    near = float(np.nextafter(DTYPES[dtype](value), DTYPES[dtype](random.choice([-np.inf, np.inf]))))
    sides = [left, random.choice([constant(value), constant(near), formula(random, 2)])]
    random.shuffle(sides)
    condition = make(random.choice(RELATIONS), *sides)
    return condition if value_at(condition, point, dtype) else make("not", condition)


def holds(box: dict[str, tuple[float, float]], point: Point) -> bool:
    """Whether the point is in the box."""
    return all(box[name][0] <= number <= box[name][1] for name, number in point.items())


@pytest.mark.slow
@given(st.integers(0, 2**32))
def test_no_satisfying_point_is_lost(seed: int) -> None:
    random = Random(seed)
    for _ in range(5):
        kernel, point = satisfied(random)
        assert kernel.where is not None
        assert value_at(kernel.where, point, kernel.dtype)
        assert any(holds(region.box, point) for region in regions(kernel)), (kernel, point)
        box = {item.name: (item.low, item.high) for item in narrowed(kernel).inputs}
        assert holds(box, point)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("0 <= y && y <= x && x <= 1e-16", {"x": (0, 1e-16), "y": (0, 1e-16)}),
        ("x == y && y == 3", {"x": (3, 3), "y": (3, 3)}),
        ("x == 1 || x == 2 || x == 5", {"x": (1, 5)}),
        ("x*x + y*y <= 1e-20", {"x": (-1e-10, 1e-10), "y": (-1e-10, 1e-10)}),
        ("0 <= x && x < y && y < z && z <= 9", {"x": (0, 9), "y": (0, 9), "z": (0, 9)}),
        ("!(x <= 3 || x > 4)", {"x": (3, 4)}),
        ("x > 0 && 1/x < 1e-5", {"x": (1e5, math.inf)}),
        ("abs(x) <= 2 && sqrt(y) == x", {"x": (0, 2), "y": (0, 4)}),
        ("1 <= exp(x) && log(y) <= 2 && y >= 1", {"x": (0, math.inf), "y": (1, math.exp(2))}),
        ("floor(x) == 3", {"x": (3, 4)}),
        ("x**3 == 27", {"x": (3, 3)}),
        ("max(x, y) <= 2 && min(x, y) >= -1", {"x": (-1, 2), "y": (-1, 2)}),
    ],
)
def test_boxes_are_narrow(dtype: DType, condition: str, expected: dict[str, tuple[float, float]]) -> None:
    found = narrowed(conditioned(condition, dtype))
    slack = 3e-4 if dtype == "f32" else 1e-12
    for item in found.inputs:
        low, high = expected.get(item.name, (-math.inf, math.inf))
        assert item.low == pytest.approx(low, rel=slack, abs=1e-30 + slack * (low == 0))
        assert item.high == pytest.approx(high, rel=slack)


@pytest.mark.parametrize("dtype", DTYPES)
def test_strict_bounds_leave_their_end_out(dtype: DType) -> None:
    (x, *_) = narrowed(conditioned("0 < x && x < 1", dtype)).inputs
    one = DTYPES[dtype](1)
    assert x.low == float(np.nextafter(DTYPES[dtype](0), one))
    assert x.high == float(np.nextafter(one, DTYPES[dtype](0)))


@pytest.mark.parametrize(
    "condition",
    [
        "x < 1 && x > 1",
        "x*x < 0",
        "x == y && x < y",
        "x != x",
        "sqrt(x) < 0",
        "x == 1 && (x == 2 || x > 3)",
        "exp(x) < 0",
    ],
)
def test_what_surely_holds_nowhere_has_no_region(condition: str) -> None:
    # NaN is no number of a range: `x != x` holds for NaN alone.
    kernel = conditioned(condition)
    assert regions(kernel) == ()
    with pytest.raises(FormulaError, match="no point of its ranges satisfies its condition"):
        narrowed(kernel)


@pytest.mark.parametrize(
    "condition",
    [
        "sqrt(x)**0 == 1 && x < 0",
        "max(sqrt(x), y) == 1 && x < 0",
        "hypot(1/y, x/x) > 1 && x == 0 && y == 0",
        "pow(1, sqrt(x)) == 1 && x < 0",
    ],
)
def test_what_is_a_number_although_an_argument_is_none_says_nothing_of_it(condition: str) -> None:
    kernel = conditioned(condition)
    assert kernel.where is not None
    point = {"x": 0.0 if "hypot" in condition else -1.0, "y": 0.0 if "hypot" in condition else 1.0, "z": 0.0}
    assert value_at(kernel.where, point, "f64")
    assert any(holds(region.box, point) for region in regions(kernel))


def test_equal_numbers_may_be_zeros_of_unlike_sign() -> None:
    # -0 == 0, but 1/-0 < 1/0: what is equal is not put in the place of the other there.
    assert regions(conditioned("x == y && 1/x < 1/y"))


def test_ranges_count_with_the_condition() -> None:
    (x, y, _) = narrowed(conditioned("x + y == 10", x=(0, 3), y=(0, 100))).inputs
    assert (x.low, x.high) == (0, 3)
    assert (y.low, y.high) == pytest.approx((7, 10))


def test_bounds_are_numbers_of_the_type() -> None:
    (x, *_) = narrowed(conditioned("y > 0", "f32", x=(0.1, 0.3))).inputs
    assert 0.1 <= x.low == float(np.float32(x.low))
    assert 0.3 >= x.high == float(np.float32(x.high))


def test_a_range_without_a_number_of_the_type_is_its_nearest_one() -> None:
    (x, *_) = narrowed(conditioned("y > 0", "f32", x=(0.1, 0.1))).inputs
    assert x.low == x.high == float(np.float32(0.1))


def test_ranges_beyond_the_type_hold_nothing() -> None:
    assert regions(conditioned("y > 0", "f32", x=(1e300, 1e301))) == ()


def test_without_a_condition_nothing_is_narrowed() -> None:
    kernel = kernel_of((variable("x"),))
    assert narrowed(kernel) is kernel
    (region,) = regions(kernel)
    assert region.box == {"x": (-math.inf, math.inf)}


def test_very_many_ways_are_not_split_and_lose_nothing() -> None:
    condition = " && ".join(f"(x == {n} || y == {n})" for n in range(1, 11))
    found = regions(conditioned(f"{condition} || x == 7"))
    assert any(holds(region.box, {"x": 7.0, "y": 0.0, "z": 0.0}) for region in found)
    assert len(found) <= 65


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("x == 2*y", ["x"]),
        ("x == y && y == 3", ["y", "x"]),
        ("x == y && y == z && z == x + 1 - 1", ["y", "x"]),
        ("x + y == 3", ["x"]),
        ("n == floor(n)".replace("n", "x"), ["x"]),
        ("abs(x) == 2", ["x"]),
        ("x*x == y", ["y"]),
        ("x*y + x == 3", ["y"]),
        ("sin(x) == 0.5", []),
        ("x < y", []),
    ],
)
def test_equalities_are_solved_in_order(condition: str, names: list[str]) -> None:
    (region,) = regions(conditioned(condition))
    assert [name for name, _ in region.solved] == names


@given(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3), st.floats(-1e3, 1e3))
def test_what_is_computed_satisfies_the_equalities(x: float, y: float, z: float) -> None:
    kernel = conditioned("x == 2*y && y + z == 3 && floor(z) == z")
    (region,) = regions(kernel)
    point = {"x": x, "y": y, "z": z}
    for name, value in region.solved:
        assume(set(variables((value,))) <= point.keys())
        point[name] = value_at(value, point, "f64")
    assert point["x"] == 2 * point["y"]
    assert point["y"] + point["z"] == pytest.approx(3)
