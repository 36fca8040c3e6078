"""A directed search finds points at which known bad forms are wrong, and none at which good ones are."""

from __future__ import annotations

import numpy as np
import pytest

from neurlang.kernels.accuracy import (
    Examiner,
    analyse_safety,
    cancelling_points,
    differing_points,
    has_margin,
    largest_intermediate,
    read_tolerance,
    screen,
    search_differing_points,
    vanishes,
)
from neurlang.kernels.expr import Kernel, parse, with_ranges
from neurlang.kernels.simd import compile_kernel, domain_points, run_code, wide_points

FOUR = read_tolerance("4ulp")


def passes_search(
    text: str, form: str, ranges: dict[str, tuple[float, float]], tolerance: str = "4ulp"
) -> bool:
    """Whether a form passes from no more than 200 ordinary points on."""
    kernel = with_ranges(parse(text, dtype="f64"), ranges)
    outputs = parse(form, inputs=kernel.names).outputs
    asked = read_tolerance(tolerance)
    written, code = compile_kernel(kernel), compile_kernel(kernel.with_outputs(*outputs))
    compared = screen(kernel, written, asked, domain_points(kernel, 200))
    examiner = Examiner(kernel, written, asked)
    return examiner.accepts(code, differing_points(compared, code)) and examiner.accepts(
        code, search_differing_points(compared, written, code, outputs)
    )


SIX = [f"x{number}" for number in range(6)]
CENTRES = [2.0, 2.0, 1.0, 4.0, 1.0, 4.0]
SQUARES = " + ".join(
    f"({name} - {centre})*({name} - {centre})" for name, centre in zip(SIX, CENTRES, strict=True)
)
EXPANDED = " + ".join(
    f"(({name} - {2 * centre})*{name} + {centre * centre})" for name, centre in zip(SIX, CENTRES, strict=True)
)

BAD = [
    (SQUARES, EXPANDED, dict.fromkeys(SIX, (0.0, 96.0))),  # far off only where all six are near their centres
    ("x/y + z/y", "(x + z)/y", {"y": (1.0, 2.0)}),
    ("exp(x)*exp(y)", "exp(x + y)", {"x": (-100.0, 100.0), "y": (-100.0, 100.0)}),
    ("sqrt(x*x + y*y)", "hypot(x, y)*1.000000000001", {"x": (1.0, 2.0), "y": (1.0, 2.0)}),
    ("(x + y)*(x - y)", "x*x - y*y", {"x": (0.0, 1e200), "y": (0.0, 1e200)}),
    ("x - y < 0.1 ? 1 : 0", "x < 0.1 + y ? 1 : 0", {"x": (0.0, 1.0), "y": (0.0, 1.0)}),
    ("x", "x < 0.123456789 ? x : (x > 0.12345679 ? x : 2*x)", {"x": (0.0, 1.0)}),
]


@pytest.mark.parametrize(("text", "form", "ranges"), BAD)
def test_bad_forms_are_broken(text: str, form: str, ranges: dict[str, tuple[float, float]]) -> None:
    assert not passes_search(text, form, ranges)


@pytest.mark.parametrize(
    ("text", "form", "ranges"),
    [
        ("x/y + z/y", "(x + z)/y", {"x": (0.0, 1e6), "y": (1.0, 2.0), "z": (0.0, 1e6)}),
        ("exp(x)*exp(y)", "exp(x + y)", {"x": (0.0, 1.0), "y": (0.0, 1.0)}),
        ("x*y + x*z", "x*(y + z)", {"x": (1.0, 2.0), "y": (1.0, 2.0), "z": (1.0, 2.0)}),
        ("x + y", "y + x", {}),
        ("log(x)*2", "2*log(x)", {}),
    ],
)
def test_good_forms_pass(text: str, form: str, ranges: dict[str, tuple[float, float]]) -> None:
    assert passes_search(text, form, ranges)


def test_cancelling_points_have_small_intermediate_values() -> None:
    kernel = with_ranges(parse(SQUARES, dtype="f64"), dict.fromkeys(SIX, (0.0, 96.0)))
    start = domain_points(kernel, 2000)
    before, after = (
        largest_intermediate(kernel, 0, points) for points in (start, cancelling_points(kernel, start))
    )
    assert after.max() < before.min() / 1000


def test_without_inputs_or_points_there_is_nothing_to_climb_from() -> None:
    assert cancelling_points(parse("1.0 + 2.0"), []) == []
    (alone,) = cancelling_points(parse("x + 1.0"), [np.empty(0)])
    assert alone.size == 0


def test_what_underflow_loses_is_told_by_intervals_and_margins() -> None:
    """By its value such a zero cannot be told from one by cancellation: both are within the floor."""
    kernel = with_ranges(parse("sqrt(x)*sqrt(y)", dtype="f64"), {"x": (0.0, 1.0), "y": (0.0, 1.0)})
    form = parse("sqrt(x*y)").outputs
    assert not analyse_safety(kernel, form).is_safe
    assert not has_margin(kernel, form, [np.array([1e-200]), np.array([1e-200])], ())


def test_where_bits_must_stay_the_last_one_counts() -> None:
    assert passes_search("x + y", "y + x", {}, "exact")
    assert not passes_search("x + y + 1", "x + (y + 1)", {"x": (1.0, 2.0)}, "exact")


def test_the_disagreement_is_infinite_where_a_number_is_lost() -> None:
    kernel = parse("x + 0*y")
    points = [np.array([1.0, 1.0, 1.0, 1e308]), np.zeros(4)]
    compared = screen(kernel, compile_kernel(kernel), FOUR, points)
    found = compared.disagreement([np.array([1.0, np.inf, 0.0, np.nan])])
    assert found[[0, 1, 3]].tolist() == [0.0, np.inf, np.inf]
    assert found[2] > FOUR.limit  # a zero for 1 is as far off as any number


def test_errors_of_one_sign_count_although_the_difference_is_small() -> None:
    kernel = parse("x/3 + x/7 + x/11")
    points = [np.random.default_rng(1).uniform(1, 2, 1000)]
    compared = screen(kernel, compile_kernel(kernel), FOUR, points)
    (written,) = compared.written
    unit = np.spacing(np.abs(written))
    away = np.sign(written - compared.wide[0]).astype(float)
    further, nearer = (compared.disagreement([written + sign * away * unit]) for sign in (1, -1))
    assert further.max() > 1.4
    assert further.mean() > nearer.mean()


@pytest.mark.slow
def test_an_attack_is_the_same_each_time() -> None:
    kernel: Kernel = with_ranges(parse("exp(x)*exp(y)"), {"x": (0.0, 9.0), "y": (0.0, 9.0)})
    outputs = parse("exp(x + y)").outputs
    written, code = compile_kernel(kernel), compile_kernel(kernel.with_outputs(*outputs))
    compared = screen(kernel, written, FOUR, domain_points(kernel, 100))
    one, other = (search_differing_points(compared, written, code, outputs) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
    assert len(one[0])


def test_a_witness_is_a_point_where_the_form_fails() -> None:
    kernel = with_ranges(parse("x/y + z/y", dtype="f64"), {"y": (1.0, 2.0)})
    witness = analyse_safety(kernel, parse("(x + z)/y", inputs=kernel.names).outputs).witness
    assert witness is not None
    x, y, z = (witness[name] for name in "xyz")
    assert np.isfinite(x / y + z / y)
    with np.errstate(over="ignore"):
        assert np.isinf((np.float64(x) + z) / y)


@pytest.mark.parametrize(
    ("written", "form", "spurious"),
    [
        ("sinh(x)/cosh(x)", "(exp(2*x) - 1)/(exp(2*x) + 1)", True),
        ("sinh(x)/cosh(x)", "expm1(2*x)/(exp(2*x) + 1)", False),
        ("x/(1 + y)", "(x + 1)/(1 + y) - 1/(1 + y)", True),
        ("x + y - y*0.9999999999999999", "x + (y - y*0.9999999999999999)", False),
        ("exp(x) - exp(y)", "exp(y)*(exp(x - y) - 1)", False),  # it cancels as written, too
        ("x < y", "y > x", False),
    ],
)
def test_a_zero_that_the_inputs_do_not_explain_is_found(written: str, form: str, spurious: bool) -> None:
    kernel = with_ranges(parse(written, dtype="f64", inputs=("x", "y")), {"x": (-1.0, 1.0), "y": (-1.0, 1.0)})
    outputs = parse(form, inputs=kernel.names).outputs
    compared = screen(kernel, compile_kernel(kernel), FOUR, wide_points(kernel, 4000))
    code = compile_kernel(kernel.with_outputs(*outputs))
    assert vanishes(compared, run_code(code, compared.arrays)) is spurious
