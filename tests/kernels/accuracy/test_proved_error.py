"""A proved bound is never exceeded, and is about as tight as the published tools' are."""

from __future__ import annotations

import numpy as np
import pytest
from accuracy_strategies import ARITHMETIC, EVERY, random_kernel, random_points
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from neurlang.kernels.accuracy import point_errors, proved_error
from neurlang.kernels.expr import Expr, Kernel, evaluate_expressions, kernel_of, parse, with_ranges
from neurlang.kernels.simd import lower, select_fma

ORDINARY = tuple(
    name
    for name in EVERY
    if name not in ("fmod", "copysign", "rsqrt", "recip", "powi", "pow", "and", "or", "not")
)
MEANINGS = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "neg": lambda a: -a,
    "fma": lambda a, b, c: a * b + c,
    "abs": abs,
    "sqrt": mp.sqrt,
    "min": min,
    "max": max,
    "minimum": min,
    "maximum": max,
    "floor": mp.floor,
    "ceil": mp.ceil,
    "trunc": lambda a: mp.floor(a) if a >= 0 else mp.ceil(a),
    "rint": mp.nint,
    "round": lambda a: mp.sign(a) * mp.floor(abs(a) + mp.mpf(0.5)),
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "select": lambda a, b, c: b if a else c,
    "exp": mp.exp,
    "exp2": lambda a: mp.mpf(2) ** a,
    "expm1": mp.expm1,
    "log": mp.log,
    "log2": lambda a: mp.log(a, 2),
    "log10": mp.log10,
    "log1p": mp.log1p,
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": mp.tan,
    "asin": mp.asin,
    "acos": mp.acos,
    "atan": mp.atan,
    "atan2": mp.atan2,
    "sinh": mp.sinh,
    "cosh": mp.cosh,
    "tanh": mp.tanh,
    "cbrt": lambda a: mp.sign(a) * mp.cbrt(abs(a)),
    "hypot": mp.hypot,
}


def exact_values(kernel: Kernel, point: dict[str, float]) -> dict[Expr, object]:
    """The value of every node to 200 bits, by mpmath; the test's own evaluation."""
    values: dict[Expr, object] = {}
    for node in kernel.nodes():
        if node.op.name == "const":
            values[node] = mp.mpf(node.value)
        elif node.op.name == "var":
            values[node] = mp.mpf(point[str(node.value)])
        elif not node.args:
            values[node] = node.op.name == "true"
        else:
            values[node] = MEANINGS[node.op.name](*(values[arg] for arg in node.args))
    return values


def unit_at(kernel: Kernel, values: dict[Expr, object], unit: str) -> object:
    """The tolerance's unit at a point: the spacing at the exact value, floored by the largest intermediate."""
    exact = abs(values[kernel.outputs[0]])
    if unit == "relative":
        return exact
    info = np.finfo(kernel.float_type)
    binade = mp.floor(mp.log(exact, 2)) if exact > 0 else mp.mpf(info.minexp)
    spacing = mp.mpf(2) ** max(binade, info.minexp) * mp.mpf(float(info.eps))
    terms = [
        abs(values[node])
        for node in kernel.nodes()
        if node.args and node.kind == "r" and node is not kernel.outputs[0]
    ]
    return max([spacing, *(term * mp.mpf(float(info.eps)) for term in terms)])


@pytest.mark.slow
@given(st.integers(0, 2**32), st.sampled_from([ARITHMETIC, ORDINARY]), st.sampled_from(["ulp", "relative"]))
def test_no_error_exceeds_its_bound(seed: int, ops: tuple[str, ...], unit: str) -> None:
    random = np.random.default_rng(seed)
    kernel = random_kernel(random, int(random.integers(1, 9)), ops)
    bound = proved_error(kernel, kernel.outputs, unit, most_boxes=200)  # type: ignore[arg-type]
    if bound is None or kernel.outputs[0].kind != "r":
        return
    arrays = {
        item.name: random_points(random, item.low, item.high, kernel.float_type, 20) for item in kernel.inputs
    }
    forms = (lower(kernel), select_fma(lower(kernel)))
    results = [evaluate_expressions(form.outputs, arrays, kernel.dtype)[0] for form in forms]
    with mp.workprec(400):
        for place in range(40):
            values = exact_values(kernel, {name: float(array[place]) for name, array in arrays.items()})
            exact = values[kernel.outputs[0]]
            for result in results:
                off = abs(mp.mpf(float(result[place])) - exact)
                assert off <= bound.worst * (1 + 1e-9) * unit_at(kernel, values, unit)


# The formulas and ranges are those of the Rosa benchmarks (Darulova & Kuncak 2014) in FPBench: doppler1, rigidBody1,
# rigidBody2, sine, turbine1. The bounds, of absolute errors in binary64, are quoted from the results of FPTaylor
# (Solovyev et al., Formal Methods 2015), whose inputs are rounded as well.
PUBLISHED = [
    ("(-(331.4 + 0.6*t)*v) / ((331.4 + 0.6*t + u)*(331.4 + 0.6*t + u))",
     {"u": (-100, 100), "v": (20, 20000), "t": (-30, 50)}, 1.22e-13),
    ("-x*y - 2*y*z - x - z", dict.fromkeys("xyz", (-15, 15)), 2.95e-13),
    ("2*x*y*z + 3*z*z - y*x*y*z + 3*z*z - y", dict.fromkeys("xyz", (-15, 15)), 3.61e-11),
    ("x - x*x*x/6 + x*x*x*x*x/120 - x*x*x*x*x*x*x/5040", {"x": (-1.57079632679, 1.57079632679)}, 4.43e-16),
    ("3 + 2/(r*r) - 0.125*(3 - 2*v)*(w*w*r*r)/(1 - v) - 4.5",
     {"v": (-4.5, -0.3), "w": (0.4, 0.9), "r": (3.8, 7.8)}, 1.67e-14),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ranges", "published"), PUBLISHED)
def test_bounds_are_within_a_factor_of_published_ones(
    text: str, ranges: dict[str, tuple[float, float]], published: float
) -> None:
    kernel = with_ranges(parse(text), ranges)
    bound = proved_error(kernel, kernel.outputs, "absolute")
    assert bound is not None
    assert published / 3 < bound.worst < published * 3


@pytest.mark.parametrize(
    ("text", "ranges", "most"),
    [
        ("x*y", {"x": (0, 1), "y": (0, 1)}, 0.5),
        ("x*y*z", {"x": (-1, 1), "y": (-1, 1), "z": (-1, 1)}, 3.01),
        ("(z + x)/y", {"x": (-1e30, 1e30), "z": (-1e30, 1e30), "y": (1, 2)}, 2.01),
        ("x*x - y*y", {"x": (-1, 1), "y": (-1, 1)}, 2.01),
        ("sqrt(x*x + y*y)", {"x": (1e-9, 1e9), "y": (1e-9, 1e9)}, 2.01),
        ("max(x, y) + abs(z)", {}, None),  # overflows
        ("x > 0 ? 3*x : y", {"x": (-1, 1), "y": (1, 2)}, 1.01),
    ],
)
def test_known_bounds(text: str, ranges: dict[str, tuple[float, float]], most: float | None) -> None:
    kernel = with_ranges(parse(text), ranges)
    bound = proved_error(kernel, kernel.outputs)
    if most is None:
        assert bound is None
    else:
        assert bound is not None
        assert bound.worst <= most


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("1/x", {"x": (-1, 1)}),  # a pole
        ("sqrt(x)", {"x": (-1, 1)}),  # undefined
        ("x*x", {"x": (0, 1e200)}),  # overflows
        (
            "floor(x*3)",
            {"x": (0, 1)},
        ),  # a step of 1 where the product is rounded up to an integer: no relative bound
    ],
)
def test_where_there_is_no_bound_none_is_given(text: str, ranges: dict[str, tuple[float, float]]) -> None:
    kernel = with_ranges(parse(text), ranges)
    assert proved_error(kernel, kernel.outputs, "relative") is None


def test_the_form_is_measured_in_units_of_the_formula_as_written() -> None:
    written = with_ranges(parse("(x + 1000) - 1000"), {"x": (1, 2)})
    bound = proved_error(written, parse("x*1").outputs)
    own = proved_error(with_ranges(parse("x"), {"x": (1, 2)}), parse("(x + 1000) - 1000").outputs)
    worse = proved_error(written, written.outputs)
    assert bound is not None
    assert own is not None
    assert worse is not None
    assert bound.worst < 1e-9
    assert worse.worst < 1.01 < 100 < own.worst


def test_a_flipped_comparison_costs_what_lies_between() -> None:
    bound = proved_error(kernel_of_text("x*0.1 > y ? 1 : 2"), parse("x*0.1 > y ? 1 : 2").outputs, "absolute")
    assert bound is not None
    assert bound.worst >= 1
    sure = proved_error(kernel_of_text("x > y ? 1 : 2"), parse("x > y ? 1 : 2").outputs, "absolute")
    assert sure is not None
    assert sure.worst == 0


def kernel_of_text(text: str) -> Kernel:
    return kernel_of(parse(text).outputs, "xy", ranges={"x": (0, 1), "y": (0, 1)})


def test_folded_constants_have_their_error() -> None:
    kernel = kernel_of(parse("x*(1/3)").outputs, "x", ranges={"x": (1, 2)})
    bound = proved_error(kernel, kernel.outputs)
    assert bound is not None
    assert bound.worst > 0.6
    power = kernel_of(parse("sinh(x**0)").outputs, "x", ranges={"x": (1, 2)})
    folded = proved_error(power, power.outputs)
    assert folded is not None
    assert folded.worst > 0.3
    exact = kernel_of(parse("x*(1/4)").outputs, "x", ranges={"x": (1, 2)})
    none = proved_error(exact, exact.outputs)
    assert none is not None
    assert none.worst < 1e-9


@given(st.integers(0, 2**32))
def test_no_error_at_a_point_exceeds_that_point_s_bound(seed: int) -> None:
    random = np.random.default_rng(seed)
    kernel = random_kernel(random, int(random.integers(1, 9)), ARITHMETIC)
    if kernel.outputs[0].kind != "r":
        return
    arrays = [random_points(random, item.low, item.high, kernel.float_type, 10) for item in kernel.inputs]
    (bounds,) = point_errors(kernel, kernel.outputs, arrays)
    named = dict(zip(kernel.names, arrays, strict=True))
    form = select_fma(lower(kernel))
    result = np.broadcast_to(evaluate_expressions(form.outputs, named, kernel.dtype)[0], len(bounds))
    with mp.workprec(400):
        for place in np.flatnonzero(np.isfinite(bounds) & np.isfinite(result)):
            values = exact_values(kernel, {name: float(array[place]) for name, array in named.items()})
            off = abs(mp.mpf(float(result[place])) - values[kernel.outputs[0]])
            assert off <= mp.mpf(float(bounds[place])) * (1 + mp.mpf(2) ** -30) + mp.mpf(5e-324)


def test_constants_that_are_computed_at_run_time_have_errors_at_points_too() -> None:
    kernel = kernel_of(parse("pow(0.7, 0.5)*x").outputs, "xy", ranges={"x": (1, 2)})
    (bounds,) = point_errors(kernel, kernel.outputs, [np.array([1.0, 2.0]), np.zeros(2)])
    assert (bounds > 1e-17).all()
    assert (bounds < 1e-15).all()
