"""The analysis: every interval holds the exact value, every fact holds, folding is exact."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.kernels.egraph import EGraph
from neurlang.kernels.expr import (
    OPS,
    Expr,
    constant,
    exact_expressions,
    kernel_of,
    make,
    parse,
    postorder,
    variable,
)
from neurlang.kernels.rules import analysis_for, intervals
from neurlang.kernels.rules.analysis import FACTS, LOG1P, library

FLOATS = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [0.0, 1e-200, -1e-200, 2.0**-1074, 1e300]
)
INTERVALS = st.tuples(FLOATS, FLOATS).map(sorted) | FLOATS.map(lambda value: [value, value])
RANGES = {"x": (-3.0, 2.0), "y": (0.0, 4.0), "z": (0.5, 1.5)}
REAL = [op for op in OPS if op.arity and op.kind == "r" and set(op.arg_kinds) == {"r"} and op.name != "powi"]
HOLDS = {
    "nonzero": lambda value: value != 0,
    "nonnegative": lambda value: value >= 0,
    "positive": lambda value: value > 0,
    "nonpositive": lambda value: value <= 0,
    "negative": lambda value: value < 0,
    "integer": lambda value: value == np.floor(value),
}


def random_expression(seed: int) -> Expr:
    draw = random.Random(seed)
    made: list[Expr] = [variable(name) for name in RANGES] + [
        constant(value) for value in (0.0, 1.0, -2.0, 0.1)
    ]
    for _ in range(12):
        op = draw.choice(REAL)
        made.append(make(op.name, *(draw.choice(made) for _ in range(op.arity))))
    return made[-1]


@pytest.mark.parametrize("seed", range(60))
def test_what_is_said_of_a_class_holds(seed: int) -> None:
    root = random_expression(seed)
    kernel = kernel_of((root,), ranges={name: RANGES[name] for name in kernel_of((root,)).names})
    graph = EGraph(analysis_for(kernel))
    nodes = graph.add_all(root)
    graph.rebuild()
    draw = np.random.default_rng(seed)
    values = {item.name: draw.uniform(item.low, item.high, 40) for item in kernel.inputs}
    terms = postorder((root,))
    for term, truth in zip(terms, exact_expressions(terms, values, "f64"), strict=True):
        leader = graph.find(nodes[term])
        low, high, facts = (getattr(graph.state, name)[leader] for name in ("low", "high", "facts"))
        value = truth.high[truth.known & np.isfinite(truth.high)]
        assert ((value >= low) & (value <= high)).all(), term
        known = [fact for bit, fact in enumerate(FACTS) if int(facts) & 1 << bit and fact in HOLDS]
        assert all(HOLDS[fact](value).all() for fact in known), (term, known)


@given(INTERVALS, INTERVALS)
def test_intervals_hold_exact_results(one: list[float], other: list[float]) -> None:
    found = {name: getattr(intervals, name)(*one, *other) for name in ("add", "multiply", "divide")}
    for a, b in itertools.product(map(Fraction, one), map(Fraction, other)):
        results = {"add": a + b, "multiply": a * b} | ({"divide": a / b} if b else {})
        for name, result in results.items():
            low, high = found[name]
            assert low <= result <= high, name
    low, high = intervals.root(*one)
    assert low >= 0
    assert all(low == 0 or Fraction(low) ** 2 <= end for end in map(Fraction, one) if end >= 0)
    assert all(high == np.inf or Fraction(high) ** 2 >= end for end in map(Fraction, one))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("y + z", "positive"),
        ("abs(x)*abs(x) + 1", "positive"),
        ("x - 3", "negative"),
        ("sqrt(y)", "nonnegative"),
        ("exp(x)", "positive"),
        ("1/z", "positive"),
        ("floor(x) + 2", "integer"),
        ("x*y", "finite"),
        ("hypot(x, z)", "positive"),
        ("cosh(x)", "positive"),
    ],
)
def test_facts_that_rules_need_are_known(text: str, fact: str) -> None:
    names = parse(text).names
    kernel = parse(text, ranges={name: RANGES[name] for name in names})
    graph = EGraph(analysis_for(kernel))
    root = graph.add(kernel.outputs[0])
    graph.rebuild()
    assert int(graph.state.facts[graph.find(root)]) & graph.analysis.bit(fact)


@pytest.mark.parametrize("text", ["x", "x - y", "log(y)", "x/y", "sqrt(y) - 1"])
def test_nothing_is_known_of_what_may_be_zero(text: str) -> None:
    kernel = parse(text, ranges={name: RANGES[name] for name in parse(text).names})
    graph = EGraph(analysis_for(kernel))
    root = graph.add(kernel.outputs[0])
    graph.rebuild()
    assert not int(graph.state.facts[graph.find(root)]) & graph.analysis.bit("nonzero")


@pytest.mark.parametrize(
    ("text", "value"),
    [("2 + 3", 5.0), ("0.5*0.25", 0.125), ("6/3", 2.0), ("sqrt(9)", 3.0), ("-4", -4.0), ("min(1, 2)", 1.0)],
)
def test_exact_results_are_folded(text: str, value: float) -> None:
    graph = EGraph(analysis_for(parse(text)))
    root = graph.add(parse(text).outputs[0])
    graph.rebuild()
    assert graph.find(graph.add(constant(value))) == graph.find(root)


@pytest.mark.parametrize("text", ["0.1 + 0.2", "1/3", "sqrt(2)", "0.1*0.1", "exp(1)"])
def test_rounded_results_are_not_folded(text: str) -> None:
    kernel = parse(text)
    graph = EGraph(analysis_for(kernel))
    root = graph.add(kernel.outputs[0])
    graph.rebuild()
    assert not int(graph.state.facts[graph.find(root)]) & graph.analysis.bit("constant")


@pytest.mark.parametrize(
    "text", ["round(x)", "floor(x)", "min(-1, round(fmod(x, y)))", "ceil(x)*0 + trunc(x)"]
)
def test_rounding_what_has_no_range_has_no_range(text: str) -> None:
    kernel = parse(text)
    graph = EGraph(analysis_for(kernel))
    root = graph.add(kernel.outputs[0])
    graph.rebuild()
    leader = graph.find(root)
    assert graph.state.low[leader] == -np.inf
    assert not int(graph.state.facts[leader]) & graph.analysis.bit("constant")


@given(st.floats(-0.99, 1e6), st.floats(0, 1))
def test_small_logarithms_are_within_their_bounds(low: float, width: float) -> None:
    high = low + width
    least, most = library(LOG1P, (low, 0.0, 0.0), (high, 0.0, 0.0))
    with mpmath.workprec(200):
        assert least <= mpmath.log1p(low) <= mpmath.log1p(high) <= most
