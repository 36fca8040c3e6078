"""The soundness harness of benchmarks/: it finds planted faults, accuses nobody else, and its oracles are right."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from typing import TYPE_CHECKING

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import neurlang
from neurlang.kernels.expr import Kernel, parse, read_cores, with_ranges
from neurlang.kernels.optimizing import by_cost, right_forms
from soundness.bounds import evaluate
from soundness.formats import FORMATS, from_ordered, to_ordered
from soundness.formulas import VARIANTS, in_type, random_kernel, variants
from soundness.harness import check
from soundness.oracle import exact_at
from soundness.points import draw_points
from soundness.pool import run
from soundness.report import Report, finished
from soundness.subject import Subject, below, domain_of
from soundness.verdict import Output, decide, overflow_of, unit
from soundness.work import Source, checked, sources

if TYPE_CHECKING:
    from pathlib import Path

    from soundness.formats import Array
    from soundness.oracle import Exact
    from soundness.trial import Outcome

MAX = 1.7976931348623157e308


def on_trial(written: str, got: str, dtype: str = "f64", **ranges: tuple[float, float]) -> Outcome:
    kernel = with_ranges(parse(written, dtype=dtype), ranges)
    better = kernel.with_outputs(*parse(got, dtype=dtype, inputs=kernel.names).outputs)
    return check(Subject(kernel, neurlang.kernel(kernel), neurlang.kernel(better), better.outputs), seed=1)


def exact(text: str, dtype: str = "f64", **point: float) -> Exact:
    kernel = parse(text, dtype=dtype)
    of = FORMATS[dtype]
    (root,) = kernel.outputs
    return exact_at(
        below((root,)), root, point, overflow_of(of), lambda value, largest: unit(value, largest, of)
    )


@pytest.mark.parametrize(
    ("written", "got", "dtype", "ranges", "kind"),
    [
        ("x/y + z/y", "(x + z)/y", "f64", {"y": (1, 2)}, "spurious infinity"),
        ("x/y + z/y", "(x + z)/y", "f32", {"y": (1, 2)}, "spurious infinity"),
        ("exp(x)*exp(y)", "exp(x + y)", "f64", {"x": (-100, 100), "y": (-100, 100)}, "outside"),
        ("sqrt(x*x)", "x", "f64", {"x": (-2, 3)}, "outside"),
        ("sqrt(x)*sqrt(y)", "sqrt(x*y)", "f64", {"x": (0, 1), "y": (0, 1)}, "spurious zero"),
        ("x*y*z", "x*(y*z)", "f64", {"x": (1, 1e300), "y": (1e-300, 1e-100), "z": (0, 1)}, "spurious zero"),
        ("exp(x)", "exp(x)*exp(x)/exp(x)", "f32", {}, "spurious infinity"),
        ("2*sin(x)*cos(x)", "sin(2*x)", "f64", {}, "spurious nan"),
        ("a + b + c", "a + (b + c)", "f64", {}, "outside"),
        ("a + b + c", "a + (b + c)", "f64", {}, "spurious infinity"),
        (
            "(a - 2)*(a - 2) + (b - 1)*(b - 1) + (c - 4)*(c - 4) + (d - 1)*(d - 1)",
            "((a - 4)*a + 4) + (b - 1)*(b - 1) + (c - 4)*(c - 4) + (d - 1)*(d - 1)",
            "f64",
            dict.fromkeys("abcd", (0, 96)),
            "outside",
        ),
        ("x < sqrt(y)", "x*x < y", "f64", {}, "false"),
        ("log(x) + log(y)", "log(x*y)", "f64", {"x": (0, math.inf), "y": (0, math.inf)}, "spurious infinity"),
        ("1/x + 1/y", "(x + y)/(x*y)", "f32", {"x": (0.1, 1), "y": (0, 1e-30)}, "outside"),
        ("x > 1 ? x : -x", "x >= 1 ? x : -x", "f64", {"x": (0, 2)}, "outside"),
        ("floor(x*10)", "ceil(x*10) - 1", "f64", {"x": (0, 1)}, "outside"),
        ("x + 1", "x + 1.0000000000000007", "f64", {"x": (0, 1)}, ""),
        ("x + 1", "x + 1.000000000000002", "f64", {"x": (0, 1)}, "outside"),
    ],
)
def test_planted_faults_are_found(
    written: str, got: str, dtype: str, ranges: dict[str, tuple[float, float]], kind: str
) -> None:
    kinds = {fault.kind for fault in on_trial(written, got, dtype, **ranges).faults}
    assert kind in kinds if kind else not kinds


@pytest.mark.parametrize(
    ("written", "got", "dtype", "ranges"),
    [
        ("x + y", "y + x", "f32", {}),
        ("x/3", "x*0.3333333333333333", "f64", {}),
        ("log(1 + x)", "log1p(x)", "f64", {"x": (0, 1)}),
        ("sqrt(x + 1) - sqrt(x)", "1/(sqrt(x + 1) + sqrt(x))", "f64", {"x": (0, 1e18)}),
        ("x/y + z/y", "(x + z)/y", "f32", {"x": (0, 1), "z": (0, 1), "y": (1, 2)}),
        ("abs(x)/abs(y)", "abs(x/y)", "f64", {}),
        ("y + (x + -x)", "(y + x) + -x", "f64", {"x": (0, 1), "y": (0, 1)}),
        ("sqrt(x) < sqrt(y)", "x < y", "f64", {"x": (0, 1), "y": (0, 1)}),
        ("sqrt(x) + log(y)", "log(y) + sqrt(x)", "f32", {"x": (-1, 1), "y": (-1, 1)}),
        ("x/z, y/z", "x/z, y/z", "f64", {}),
    ],
)
def test_what_is_right_is_not_accused(
    written: str, got: str, dtype: str, ranges: dict[str, tuple[float, float]]
) -> None:
    outcome = on_trial(written, got, dtype, **ranges)
    assert not outcome.faults
    assert outcome.undecided == 0
    assert outcome.points >= 10_000 or outcome.points == 8000  # truth values are not searched


def test_the_same_seed_finds_the_same() -> None:
    one, other = (on_trial("x/y + z/y", "(x + z)/y", "f32", y=(1, 2)) for _ in range(2))
    assert one == other


@pytest.mark.parametrize(
    ("text", "point", "value"),
    [
        ("exp(x)", {"x": 1.0}, "2.7182818284590452353602874713526624977572470936999"),
        ("sin(x)", {"x": 1e22}, "-0.8522008497671888017727058937530293682618"),
        ("log1p(x)", {"x": 2.0**-60}, "8.6736173798840354683e-19"),
        ("(x + 1) - x", {"x": 1e17}, "1"),
        ("exp(x)*exp(-x)", {"x": 700.0}, "1"),
        ("exp(log(x))", {"x": 2.0**100}, "1267650600228229401496703205376"),
        ("sqrt(x)*sqrt(x)", {"x": 2.0}, "2"),
        ("pow(x, 3)", {"x": -2.0}, "-8"),
        ("cbrt(x)", {"x": -27.0}, "-3"),
        ("fmod(x, 3)", {"x": -7.0}, "-1"),
        ("hypot(x, 4)", {"x": 3.0}, "5"),
        ("atan2(x, -1)", {"x": -0.0}, "-3.14159265358979323846264338327950288"),
        ("rint(x) + round(x)", {"x": 2.5}, "5"),
        ("fma(x, x, -1)", {"x": 1 + 2.0**-30}, "1.862645150098318769238403547205962240695953369140625e-9"),
        ("tanh(x)", {"x": 1e300}, "1"),
        ("min(x, 0/0) + max(0/0, x)", {"x": 2.0}, "4"),
        ("x < 0 ? log(x) : x", {"x": 2.0}, "2"),
    ],
)
def test_the_slow_oracle_knows(text: str, point: dict[str, float], value: str) -> None:
    found = exact(text, **point)
    with mpmath.workprec(200):
        assert (
            abs(mpmath.mpf(found.value) - mpmath.mpf(value)) <= abs(mpmath.mpf(value)) * mpmath.mpf(10) ** -19
        )


@pytest.mark.parametrize(
    ("text", "x", "value"),
    [
        ("1/x", -0.0, -math.inf),
        ("1/(1/x)", -0.0, -0.0),
        ("exp(x)", -math.inf, 0.0),
        ("x*0", math.inf, math.nan),
        ("sqrt(x)", -1.0, math.nan),
        ("sqrt(x)", -0.0, -0.0),
        ("log(x)", 0.0, -math.inf),
        ("pow(x, -1)", -0.0, -math.inf),
        ("copysign(2, x)*0", -0.0, -0.0),
        ("x - x", 3.0, 0.0),
    ],
)
def test_special_values_are_those_of_ieee_754(text: str, x: float, value: float) -> None:
    found = exact(text, x=x).value
    assert isinstance(found, float)
    assert math.isnan(found) if math.isnan(value) else found.hex() == value.hex()


@pytest.mark.parametrize(
    "text", ["sqrt(x)*sqrt(x) == x", "trunc(sqrt(x)*sqrt(x))", "1/(sqrt(x)*sqrt(x) - x)"]
)
def test_what_no_precision_decides_is_unknown(text: str) -> None:
    assert not exact(text, x=2.0).is_known


@given(st.lists(st.floats(-1e30, 1e30), min_size=4, max_size=4))
def test_the_slow_oracle_agrees_with_fractions(numbers: list[float]) -> None:
    names = dict(zip("abcd", numbers, strict=True))
    a, b, c, d = map(Fraction, numbers)
    for text, value in (("a*b - c*d", a * b - c * d), ("(a + b)*(c - d)", (a + b) * (c - d))):
        found = exact(text, **names).value
        with mpmath.workprec(600):
            near = mpmath.mpf(value.numerator) / value.denominator
            assert abs(mpmath.mpf(found) - near) <= abs(near) * mpmath.mpf(2) ** -150


@pytest.mark.slow
@pytest.mark.parametrize("number", range(24))
def test_the_fast_oracle_holds_what_the_slow_one_finds(number: int) -> None:
    kernel = random_kernel(5, number)
    of, order = FORMATS[kernel.dtype], below(kernel.outputs)
    points = draw_points(domain_of(kernel), 40, np.random.default_rng(number))
    value, bound = evaluate(order, dict(zip(kernel.names, points, strict=True)), of)[kernel.outputs[0]]
    if kernel.outputs[0].kind == "b":
        return
    values, bounds = (
        np.broadcast_to(each, len(points[0])) for each in (value, 0 if bound is None else bound)
    )
    for row in np.flatnonzero(np.isfinite(values) & np.isfinite(bounds)):
        point = {name: float(column[row]) for name, column in zip(kernel.names, points, strict=True)}
        found = exact_at(
            order, kernel.outputs[0], point, overflow_of(of), lambda v, largest: unit(v, largest, of)
        )
        if found.is_known:
            with mpmath.workprec(300):
                distance = abs(mpmath.mpf(found.value) - as_mpf(values[row]))
                slack = unit(found.value, found.largest, of) / 1000  # that the slow oracle may be off
                assert distance <= as_mpf(bounds[row]) + slack


def as_mpf(number: np.floating) -> mpmath.mpf:
    mantissa, exponent = np.frexp(number)
    high = float(mantissa)
    return mpmath.ldexp(mpmath.mpf(high) + mpmath.mpf(float(mantissa - type(mantissa)(high))), int(exponent))


def drawn(kernel: Kernel, count: int = 8000) -> list[Array]:
    return draw_points(domain_of(kernel), count, np.random.default_rng(3))


def test_points_cover_the_whole_type() -> None:
    x, y = drawn(parse("x*y"))
    assert {math.inf, -math.inf, 0.0, MAX, -MAX, 5e-324, 2.2250738585072014e-308} <= set(x.tolist())
    assert np.isnan(x).any()
    finite = x[np.isfinite(x) & (x != 0)]
    _, exponents = np.frexp(finite)
    assert len(np.unique(exponents)) > 1500
    assert (finite.view(np.int64) & 1).mean() > 0.3  # full mantissas
    assert 0.4 < (finite > 0).mean() < 0.6
    with np.errstate(all="ignore"):
        assert (np.abs(x - y) <= 16 * np.spacing(np.abs(x))).sum() > 100
        assert (np.abs(x * y - MAX) < MAX / 1e10).sum() > 50


def test_points_keep_to_ranges_and_have_their_ends() -> None:
    x, y = drawn(with_ranges(parse("x*y", dtype="f32"), {"x": (0.1, 2), "y": (-3, 5)}))
    assert len(x) == 8000
    assert x.min() == np.nextafter(np.float32(0.1), np.float32(1)) or x.min() == np.float32(0.1) >= 0.1
    assert (x.max(), y.min(), y.max()) == (2, -3, 5)
    assert np.nextafter(np.float32(5), np.float32(0)) in y
    assert (np.abs(y) < 1e-38).any()


@pytest.mark.parametrize(
    ("condition", "least"),
    [
        ("(and (<= 0 b) (<= b a) (<= a 1e-16))", 8000),
        ("(== a b)", 500),
        ("(or (== a 1) (== a 2))", 100),
        ("(< (* a b) 1e-300)", 8000),
    ],
)
def test_points_satisfy_thin_conditions(condition: str, least: int) -> None:
    (core,) = read_cores(f"(FPCore (a b) :pre {condition} (+ a b))")
    kernel = core.kernel()
    a, b = drawn(kernel)
    assert len(a) >= least
    held = {"(== a b)": a == b, "(or (== a 1) (== a 2))": (a == 1) | (a == 2)}
    assert held.get(condition, np.array([True])).all()


@given(st.floats(allow_nan=False), st.sampled_from(["f32", "f64"]))
def test_ordered_integers_are_neighbours(number: float, name: str) -> None:
    of = FORMATS[name]
    with np.errstate(all="ignore"):
        values = np.array([number]).astype(of.kind)
        places = to_ordered(values, of)
        assert from_ordered(places, of) == values
        assert from_ordered(places + 1, of) == np.nextafter(values, of.kind(np.inf))


def test_variants_are_other_ranges() -> None:
    kernel = with_ranges(parse("x*y"), {"x": (1, 3)})
    found = {
        name: [(item.low, item.high) for item in each.inputs] for name, each in variants(kernel, VARIANTS)
    }
    none = (-math.inf, math.inf)
    drawn = [found.pop("drawn 1"), found.pop("drawn 2")]
    assert drawn[0] != drawn[1]
    assert drawn[0] == [
        (item.low, item.high) for item in dict(variants(kernel, ("drawn 1",)))["drawn 1"].inputs
    ]
    assert found == {
        "stated": [(1, 3), none],
        "widened": [(1 / 16, 48), none],
        "halved": [(2, 3), (0, math.inf)],
        "opened": [none, none],
        "shifted": [(-1, 1), (-1, 1)],
    }


def test_a_kernel_in_another_type_has_ranges_of_that_type() -> None:
    kernel = with_ranges(parse("x*y", dtype="f64"), {"x": (0.1, 1e300), "y": (1e200, 1e300)})
    assert in_type(kernel, "f32") is kernel  # no number of f32 is in the range of y
    other = in_type(with_ranges(parse("x*y", dtype="f64"), {"x": (0.1, 2)}), "f32")
    assert other.dtype == "f32"
    assert other.inputs[0].low == float(np.float32(0.1))


def test_a_zero_that_cancelling_explains_is_none() -> None:
    kernel = parse("(y + x) - x")
    output = Output(0, kernel.outputs[0], below(kernel.outputs), FORMATS["f64"])
    assert decide(output, ("x", "y"), (1.0, 1e-17), 1e-17, 0.0).fault(output.of, 4.0) == ""
    product = parse("x*y*1e300")
    other = Output(0, product.outputs[0], below(product.outputs), FORMATS["f64"])
    assert decide(other, ("x", "y"), (1e-200, 1e-100), 1.0, 0.0).fault(other.of, 4.0) == "spurious zero"


@pytest.mark.slow
def test_forms_of_the_optimiser_pass() -> None:
    """Some formulas of each kind, optimised and checked: none is outside, and some are rewritten."""
    rows = [checked(Source("", number, 2, "stated"), "fast", 3) for number in range(8)]
    assert not [form for row in rows for form in row["forms"] if form["faults"]]
    assert sum(bool(row["forms"]) for row in rows) >= 2


@pytest.mark.slow
def test_a_run_goes_on_and_does_not_depend_on_its_workers(tmp_path: Path) -> None:
    todo = [*sources(None, 1, 4, ("stated", "opened")), Source(str(tmp_path / "missing"), 0, 0, "stated")]
    one, two = (finish(todo, workers, tmp_path / f"{workers}.jsonl") for workers in (1, 2))
    times = {"optimizing_s": 0, "checking_s": 0}
    assert one | times == two | times
    assert one["crashed"] == [todo[-1].key]
    lines = (tmp_path / "2.jsonl").read_text().splitlines()
    (tmp_path / "2.jsonl").write_text("\n".join([*lines[:2], lines[2][:20]]))
    again = finish(todo, 1, tmp_path / "2.jsonl")
    assert again | times == one | times
    assert len((tmp_path / "2.jsonl").read_text().splitlines()) >= len(todo)


def finish(todo: list[Source], workers: int, path: Path) -> dict[str, object]:
    done = finished(path)
    with path.open("a") as file:
        report = Report(todo, done, file)
        run([each for each in todo if each.key not in report.rows], "fast", 2, workers, 5, report.keep)
    found: dict[str, object] = json.loads(json.dumps(report.summary()))
    return found


def test_an_intermediate_that_rounds_into_the_type_is_finite() -> None:
    """The largest number plus 1 rounds to the largest, so that it counts for the unit; twice the largest does not."""
    largest = float(np.finfo(np.float32).max)
    assert float(exact("(x + 1) - x", "f32", x=largest).largest) == largest
    assert exact("(x + x) / 1e30", "f32", x=largest).largest == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("(N + 1)*log(N + 1) - N*log(N) - 1", {"N": (-1.0, math.inf)}),
        (
            "-(331.4 + 0.6*T)*v/((331.4 + 0.6*T + u)*(331.4 + 0.6*T + u))",
            {"u": (0.1, 1), "v": (1e-37, math.inf), "T": (0.999, 1.001)},
        ),
    ],
)
def test_an_overflow_as_written_excuses_nothing(text: str, ranges: dict[str, tuple[float, float]]) -> None:
    """Forms that were accepted in f32, as an intermediate beyond the type counted for the unit."""
    kernel = with_ranges(parse(text, dtype="f32"), ranges)
    for form in right_forms(kernel, 12, effort="default", chooser=by_cost(even_dearer=True)):
        if form.is_improved:
            options = form.options
            got = neurlang.kernel(
                form.kernel, fma=options.fma, tolerance_ulp=options.tolerance_ulp, target=options.target
            )
            assert not check(
                Subject(kernel, neurlang.kernel(kernel), got, form.kernel.outputs), seed=3
            ).faults
