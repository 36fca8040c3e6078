"""`optimize`: what it reaches, what it refuses, and that a result is within its tolerance and proved."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest

from example_counts import mostly_slow
from neurlang.errors import ContradictionError, FormulaError, UsageError
from neurlang.kernels.accuracy import read_tolerance
from neurlang.kernels.egraph import EGraph, check_proof
from neurlang.kernels.expr import evaluate, exact, parse, parse_expression, ulp_error, with_ranges, worst
from neurlang.kernels.optimizing import Knowledge, Optimized, optimize, table_knowledge
from neurlang.kernels.optimizing.checking import check_points
from neurlang.kernels.rules import RULES, FalseRuleError, analysis_for, read_rules
from neurlang.kernels.search import Limits, saturate
from neurlang.kernels.simd import domain_points

REWRITES = [rule.rewrite for rule in RULES]
SUM_RANGES = {"x": (-100, 100), "y": (1, 2), "z": (-100, 100)}
pytestmark = pytest.mark.usefixtures("by_cost")


def optimized(text: str, **options: object) -> Optimized:
    return optimize(text, dtype="f32", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "goal", "ranges"),
    [
        pytest.param(
            "x/y + z/y", "(x + z)/y", {"x": (0, 1), "y": (1, 2), "z": (0, 1)}, marks=pytest.mark.slow
        ),
        pytest.param(
            "min(sqrt(x), sqrt(y))", "sqrt(min(x, y))", {"x": (0, 4), "y": (0, 4)}, marks=pytest.mark.slow
        ),
        ("sqrt(x*x + y*y) < 2", "x*x + y*y < 4", {"x": (-3, 3), "y": (-3, 3)}),
        ("exp(x)*exp(y)", "exp(x + y)", {"x": (0, 1), "y": (0, 1)}),
        pytest.param("x/x", "1", {"x": (1, 2)}, marks=pytest.mark.slow),
        ("pow(x, 0.5)", "sqrt(x)", {"x": (0, 9)}),
        pytest.param("sqrt(x)*sqrt(x)", "x", {"x": (0, 9)}, marks=pytest.mark.slow),
        pytest.param(
            "max(exp(x), exp(y)) + 1",
            "exp(max(x, y)) + 1",
            {"x": (-1, 1), "y": (-1, 1)},
            marks=pytest.mark.slow,
        ),
    ],
)
def test_reaches(start: str, goal: str, ranges: dict[str, tuple[float, float]]) -> None:
    found = optimized(start, ranges=ranges)
    expected = optimized(goal, ranges=ranges) if set(parse(goal).names) == set(ranges) else None
    assert found.is_improved
    assert found.after.accuracy.passes
    if expected is not None:
        assert found.after.cost <= expected.before.cost + 1e-9


@pytest.mark.parametrize(
    ("text", "ranges", "worst"),
    [
        pytest.param(  # x + z overflows
            "x/y + z/y", {"y": (1, 2)}, {"x": 1e308, "y": 2.0, "z": 1e308}, marks=pytest.mark.slow
        ),
        pytest.param(
            "x/y + z/y",
            {"x": (-1e308, 1e308), "y": (1, 2), "z": (-1e308, 1e308)},
            {"x": 9e307, "y": 2.0, "z": 9e307},
            marks=pytest.mark.slow,
        ),
        (
            "exp(x)*exp(y)",
            {"x": (-100, 100), "y": (-100, 100)},
            {"x": 99.1234567, "y": 98.7654321},
        ),  # x + y rounds
        pytest.param(  # x * y overflows
            "sqrt(x)*sqrt(y)",
            {"x": (0, 1e300), "y": (0, 1e300)},
            {"x": 1e200, "y": 1e200},
            marks=pytest.mark.slow,
        ),
        ("sqrt(x)*sqrt(y)", {"x": (0, 1), "y": (0, 1)}, {"x": 1e-200, "y": 1e-200}),  # x * y is 0
        ("x*(y*z)", {}, {"x": 1e-300, "y": 1e300, "z": 1e300}),
        ("(x + y) - x", {}, {"x": 1e20, "y": 1.0}),
        ("log(x) - log(y)", {"x": (1e-300, 1e300), "y": (1e-300, 1e300)}, {"x": 1e300, "y": 1e-300}),
    ],
)
def test_no_form_leaves_the_finite_range_alone(
    text: str, ranges: dict[str, tuple[float, float]], worst: dict[str, float]
) -> None:
    found = optimize(text, ranges=ranges, dtype="f64")
    point = [np.array([worst[name]]) for name in found.kernel.names]
    before, after = (evaluate(form.kernel, *point)[0] for form in (found.before, found.after))
    assert np.isfinite(after) >= np.isfinite(before)
    assert (after == 0) <= (before == 0)
    if np.isfinite(before).all():
        assert after == pytest.approx(before, rel=1e-13)


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("x/x", {"x": (-1, 1)}),
        pytest.param("sqrt(x*x)*0 + exp(log(x))", {"x": (-1, 1)}, marks=pytest.mark.slow),
        ("log(x) + log(y)", {"x": (-2, 2), "y": (-2, 2)}),
    ],
)
def test_what_may_be_undefined_stays_undefined(text: str, ranges: dict[str, tuple[float, float]]) -> None:
    found = optimized(text, ranges=ranges)
    points = [np.array([value], np.float32) for value in (-0.5,) * len(ranges)]
    points[0][0] = 0.0 if text == "x/x" else -0.5
    before, after = evaluate(found.before.kernel, *points)[0], evaluate(found.after.kernel, *points)[0]
    assert np.isfinite(before) == np.isfinite(after)


@cache
def optimized_sum() -> Optimized:
    return optimized("x/y + z/y", ranges=SUM_RANGES)


@pytest.mark.slow
def test_the_proof_is_replayed_by_plain_rewriting() -> None:
    found = optimized_sum()
    (proof,) = found.proofs
    check_proof(proof, REWRITES)
    assert proof.start is found.before.kernel.outputs[0]
    assert proof.end is found.after.kernel.outputs[0]
    assert found.rules
    assert set(found.rules) <= {rewrite.name for rewrite in REWRITES} | {"fold constants"}


@pytest.mark.slow
def test_proofs_meet_no_expression_twice() -> None:
    (proof,) = optimized_sum().proofs
    terms = list(proof.terms())
    assert len(set(terms)) == len(terms)


@pytest.mark.slow
def test_the_result_is_near_the_exact_values_at_fresh_points() -> None:
    found = optimized("log(exp(x)*exp(y)) + x/z + y/z", ranges={"x": (0, 1), "y": (0, 1), "z": (1, 2)})
    points = domain_points(found.kernel, 2000, seed=99)
    truth = exact(found.before.kernel, *points)[0]
    assert worst(ulp_error(evaluate(found.kernel, *points)[0], truth, "f32")) <= 4


def test_exact_keeps_the_bits() -> None:
    found = optimized("min(sqrt(x), sqrt(y)) + (z + z)", ranges={"x": (0, 4), "y": (0, 4)}, tolerance="exact")
    points = domain_points(found.kernel, 1000, seed=3)
    before, after = (evaluate(form.kernel, *points)[0] for form in (found.before, found.after))
    assert found.is_improved
    assert np.array_equal(before, after, equal_nan=True)


def test_exact_joins_nothing_that_computed_values_may_part() -> None:
    """Over the reals both exponentials are finite; in binary32 they may not be, and their difference is NaN."""
    kernel = with_ranges(parse("!(exp(x) - exp(y) < 1) ? x : y"), {"x": (0.1, 88.8), "y": (0.1, 88.8)})
    joined = {}
    for tolerance in ("exact", "4ulp"):
        known = table_knowledge(kernel, read_tolerance(tolerance))
        graph = EGraph(known.analysis)
        nodes = [
            graph.add(parse_expression(text)) for text in ("!(exp(x) - exp(y) < 1)", "exp(x) - exp(y) >= 1")
        ]
        graph.rebuild()
        saturate(graph, known.rewrites, Limits(seconds=600.0))
        joined[tolerance] = len(set(map(graph.find, nodes))) == 1
    assert joined == {"exact": False, "4ulp": True}


def test_exact_folds_no_constants() -> None:
    """What is exact in binary64 is rounded in binary32, and zeros have signs."""
    kernel = parse("copysign(x, 0 * -1) + ((16777216 + 1) + 1)", dtype="f32")
    made = {}
    for tolerance in ("exact", "4ulp"):
        graph = EGraph(table_knowledge(kernel, read_tolerance(tolerance)).analysis)
        graph.add(kernel.outputs[0])
        before = graph.nodes
        graph.rebuild()
        made[tolerance] = graph.nodes - before
    assert made["exact"] == 0
    assert made["4ulp"] > 0


def test_rules_from_python_are_verified() -> None:
    pytest.importorskip("z3")
    with pytest.raises(FalseRuleError, match="rule 'wrong' is false"):
        optimize("x - y", rules=read_rules("wrong: a - b => b - a", "user"))


def test_exact_uses_no_rule_that_holds_only_over_the_reals() -> None:
    found = optimized("x/y + z/y", tolerance="exact", ranges={"y": (1, 2)})
    kinds = {rule.name: rule.kind for rule in RULES}
    assert all(kinds.get(rule, "exact") == "exact" for rule in found.rules)


def test_a_tolerance_that_nothing_meets_returns_the_form_as_written_and_says_so() -> None:
    found = optimize("log(x) + log(y)", ranges={"x": (1, 2), "y": (1, 2)}, dtype="f32", tolerance="1e-30")
    assert not found.is_improved
    assert found.kernel == found.before.kernel
    assert any("itself off by" in note for note in found.notes)


def test_a_domain_that_gives_nan_is_reported() -> None:
    found = optimized("sqrt(x)", ranges={"x": (-1, 1)})
    assert any("undefined" in note for note in found.notes)


def test_several_outputs_are_optimised_together() -> None:
    found = optimized("x/z, y/z", ranges={"z": (1, 2)})
    assert len(found.proofs) in (0, 2)
    assert len(found.kernel.outputs) == 2


def test_a_reduction_stays() -> None:
    found = optimized("sum(x/y + z/y)", ranges=SUM_RANGES, effort="fast")
    assert found.kernel.reduction == "sum"
    assert found.is_improved


def test_what_has_no_rewrite_is_returned_as_it_is() -> None:
    found = optimized("x")
    assert (found.is_improved, found.found, found.speedup) == (False, 0, 1.0)
    assert found.after is found.before


def test_a_formula_without_inputs_is_one() -> None:
    found = optimized("sqrt(2) + exp(1)")
    assert found.before.accuracy.passes
    assert found.after.accuracy.passes


@pytest.mark.slow
def test_a_form_that_is_as_far_off_as_the_form_as_written_is_accepted_only_with_a_margin() -> None:
    ranges = {"h": (0.0, 1.0), "a": (0.001, 1.0)}
    found = optimized("a*a/(3.14*((h*(a*a*h - h) + 1)*(h*(a*a*h - h) + 1)))", ranges=ranges)
    assert found.before.accuracy.worst > 4
    assert found.after is found.before or found.after.accuracy.worst <= 0.8 * found.before.accuracy.worst


@pytest.mark.slow
def test_the_same_call_gives_the_same_form() -> None:
    one, other = (optimized("x*x*x*0.5 + x*x*0.25 + x", ranges={"x": (0, 1)}) for _ in range(2))
    assert one.kernel == other.kernel
    assert one.proofs == other.proofs


@pytest.mark.slow
def test_functions_texts_and_kernels_are_formulas() -> None:
    ranges = {"x": (0.0, 4.0), "y": (0.0, 4.0)}
    text = "min(sqrt(x), sqrt(y))"

    def smaller(x, y):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        return np.fmin(np.sqrt(x), np.sqrt(y))

    results = [
        optimize(formula, ranges=ranges, dtype="f32", effort="fast")
        for formula in (text, smaller, parse(text))
    ]
    assert len({result.kernel.outputs for result in results}) == 1


def test_a_false_rule_is_an_alarm() -> None:
    kernel = parse("x - x + 1*2", dtype="f32")
    rules = read_rules("wrong: 1 * a => 3", "own")
    known = Knowledge(tuple(rule.rewrite for rule in rules), analysis_for(kernel))
    with pytest.raises(ContradictionError, match="'wrong'"):
        optimize(kernel, knowledge=known)


@pytest.mark.parametrize(
    "text",
    mostly_slow(
        ["min(sqrt(fmod(2/0, cosh(2))), z)", "fma(log2(fma(recip(0), recip(0), 0.5))*z, rsqrt(0), cosh(z))"],
        quick=1,
    ),
)
def test_what_is_defined_nowhere_is_not_rewritten(text: str) -> None:
    found = optimized(text, ranges={"z": (0, 1)})
    assert found.after.accuracy.passes
    assert not found.is_improved
    assert found.notes[0].startswith("The formula is not rewritten: its part `")


@pytest.mark.slow
@pytest.mark.parametrize("text", ["log(-1 - x*x) + x*x/(x*x + 1)", "sqrt(-2 - x)/3 + 1, x"])
def test_what_cannot_be_checked_anywhere_is_not_rewritten(text: str) -> None:
    found = optimized(text, ranges={"x": (0, 1)})
    assert not found.is_improved
    assert any(note.startswith("The formula is not rewritten") for note in found.notes)


def test_other_rules_may_be_used() -> None:
    kernel = parse("x*3 + y*3", dtype="f32")
    rules = read_rules("mine: a*c + b*c => (a + b)*c", "own")
    known = Knowledge(tuple(rule.rewrite for rule in rules), analysis_for(kernel))
    found = optimize(kernel, knowledge=known)
    assert set(found.rules) <= {"mine"}
    assert found.saturation.applied == {"mine": 1}


@pytest.mark.parametrize(
    ("options", "error", "complaint"),
    [
        ({"ranges": {"x": (2, 1)}}, FormulaError, "range of 'x' is empty"),
        ({"ranges": {"q": (0, 1)}}, FormulaError, "'q', which is not an input"),
        ({"tolerance": "5 metres"}, UsageError, "not a tolerance"),
        ({"effort": "heroic"}, UsageError, "fast, default, max"),
    ],
)
def test_bad_arguments_are_named(options: dict[str, object], error: type[Exception], complaint: str) -> None:
    with pytest.raises(error, match=complaint):
        optimized("sqrt(x) + 1", **options)


def test_a_formula_is_a_text_a_function_or_a_kernel() -> None:
    with pytest.raises(UsageError, match="found int"):
        optimize(3)  # type: ignore[arg-type]


def test_a_condition_that_nothing_satisfies_is_an_error() -> None:
    kernel = replace(parse("sqrt(x)", dtype="f32"), where=parse_expression("x < x"))
    with pytest.raises(FormulaError, match="satisfies its condition"):
        optimize(kernel)


@pytest.mark.slow
def test_progress_names_the_stages() -> None:
    told: list[str] = []
    optimized("x/y + z/y", progress=lambda stage, _done, _total: told.append(stage))
    first = "loading the engine (compiled at first use)"
    stages = [first, "finding exact values", "finding equal forms", "measuring", "proving"]
    assert [stage for stage in dict.fromkeys(told) if stage != "checking forms"] == stages


def test_forms_are_printed_in_every_language() -> None:
    found = optimized("exp(x)*exp(y)", ranges={"x": (0, 1), "y": (0, 1)})
    assert "expf" in found.after.text("c")
    assert "np.exp" in found.after.text("python")
    with pytest.raises(UsageError, match="no printer 'latin'"):
        found.after.text("latin")
    assert "times as fast" in str(found)


def test_a_value_that_grows_in_a_circle_is_not_followed_for_ever() -> None:
    """Where all is undefined rules join anything: here a class came to be greater than itself by 10, and so on."""
    found = optimize("ceil(z / 0 + z)", ranges={"z": (-10.0, 10.0)})
    assert found.notes


def test_the_sign_of_a_small_logarithm_is_not_guessed() -> None:
    """log1p of 1e-6 is above 9.99999499999e-07, if by 1.3e-18: a bound by log(1 + x) would not say so."""
    found = optimize("abs(log1p(x) - 9.99999499999e-07)", ranges={"x": (0.0, 1e-6)})
    assert "abs-nonpositive" not in found.rules


def test_the_ends_of_the_ranges_are_checked() -> None:
    kernel = with_ranges(parse("x*y + z"), {"x": (3.0, 7.0), "y": (-1.0, 2.0)})
    x, y, _ = check_points(kernel)
    assert {(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)} >= set(
        product((3.0, 7.0), (-1.0, 2.0))
    )


@pytest.mark.slow
def test_what_hardly_has_exact_values_is_not_rewritten() -> None:
    ranges = dict.fromkeys("xyz", (1.0, 2.0))
    found = optimize("sqrt(x)*sqrt(x) < x ? x*y + x*z : x*(y + z) + 1", ranges=ranges)
    assert not found.is_improved
    assert any("less than a tenth" in note for note in found.notes)


@pytest.mark.slow
def test_what_is_defined_nowhere_is_not_rewritten_before_rules_prove_it_equal_to_anything() -> None:
    """A limit may end the search first; the search for a proof then met the contradiction."""
    text = "fma(max(z, -1/sinh(log2(1))), fmod(sinh(z), 1), rsqrt(log2(1)))"
    found = optimized(text, ranges={"z": (1.0, 2.0)})
    assert not found.is_improved
    assert any("has no finite value anywhere" in note for note in found.notes)
