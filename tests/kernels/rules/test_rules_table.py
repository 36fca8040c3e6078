"""The table: named and grouped, and no rule is refuted by exact values at points where its conditions hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from neurlang.errors import FormulaError, FormulaSyntaxError
from neurlang.kernels.egraph import Condition, Rewrite
from neurlang.kernels.expr import exact_expressions, parse_expression, variables
from neurlang.kernels.rules import GROUPS, RULES, Rule, read_rules, rules_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

POINTS = 160
NICE = np.array([-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0])
EXACT_ENOUGH = 1e-20
HOLDS = {
    "nonzero": lambda value: value != 0,
    "nonnegative": lambda value: value >= 0,
    "positive": lambda value: value > 0,
    "nonpositive": lambda value: value <= 0,
    "negative": lambda value: value < 0,
    "finite": np.isfinite,
}


def points(rewrite: Rewrite) -> dict[str, NDArray[np.float64]]:
    """Random and simple numbers for the holes, where the conditions hold."""
    draw = np.random.default_rng(7)
    names = variables((rewrite.left,))
    kinds = (
        lambda: draw.uniform(-4, 4, POINTS),
        lambda: np.abs(draw.normal(0, 2, POINTS)),
        lambda: draw.choice(NICE, POINTS),
    )
    values = {name: np.concatenate([kind() for kind in kinds]) for name in names}
    keep = np.ones(3 * POINTS, np.bool_)
    for condition in rewrite.when:
        truth = exact_expressions((condition.term,), values, "f64")[0]
        keep &= HOLDS[condition.fact](truth.high) & truth.known
    return {name: value[keep] for name, value in values.items()}


def counterexample(rewrite: Rewrite) -> dict[str, float] | None:
    """A point where one side is defined and the other is not, or both are and differ; None where none is found."""
    values = points(rewrite)
    left, right = exact_expressions((rewrite.left, rewrite.right), values, "f64")
    is_defined = np.isfinite(left.high)
    with np.errstate(all="ignore"):
        gap = np.abs((left.high - right.high) + (left.low - right.low))
        differs = gap > EXACT_ENOUGH * np.maximum(1, np.abs(left.high))
    wrong = (is_defined != np.isfinite(right.high)) | (is_defined & differs)
    wrong &= left.known & right.known
    if not wrong.any():
        return None
    at = int(np.argmax(wrong))
    return {name: float(value[at]) for name, value in values.items()}


@pytest.mark.parametrize("group", GROUPS)
def test_no_point_refutes(group: str) -> None:
    for rule in rules_of(group):
        drawn = next(iter(points(rule.rewrite).values()), [0])
        assert len(drawn) > 0, f"no point satisfies the conditions of {rule.name}"
        assert counterexample(rule.rewrite) is None, rule.name


def test_there_are_at_least_120_rules_of_different_names() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names) >= 120


def test_every_rule_has_a_group() -> None:
    assert {rule.group for rule in RULES} == set(GROUPS)
    assert rules_of(*GROUPS) == RULES
    assert {rule.group for rule in rules_of("roots", "fma")} == {"roots", "fma"}


FALSE = """
half-of-sum: a + b => a
wrong-sign: a - b => b - a
x-over-x: a / a => 1
root-square: sqrt(a * a) => a
root-sum: sqrt(a + b) => sqrt(a) + sqrt(b)
wrong-distribute: a * (b + c) => a*b + c
log-of-sum: log(a) + log(b) => log(a + b) if positive(a), positive(b)
log-product-anywhere: log(a * b) => log(a) + log(b)
exp-of-log-anywhere: log(a) => log(-a)
exp-product: exp(a) * exp(b) => exp(a * b)
abs-drops: abs(a) => a
min-is-max: min(a, b) => max(a, b)
scale-by-any: min(a * c, b * c) => min(a, b) * c
cancel-zero: (a * b) / b => a
compare-any: sqrt(a) < b => a < b * b
pow-any: pow(a, 2) => a
sine-double: sin(2 * a) => 2 * sin(a)
tan-flipped: sin(a) / cos(a) => 1 / tan(a)
cosh-sign: cosh(a)*cosh(a) + sinh(a)*sinh(a) => 1
floor-any: floor(a) => a
cube-root: sqrt(a * a * a) => a if nonnegative(a)
flipped-division: a / (b / c) => (a * b) / c
"""


@pytest.mark.parametrize("rule", read_rules(FALSE, "false"), ids=lambda rule: rule.name)
def test_false_rules_are_refuted(rule: Rule) -> None:
    found = counterexample(rule.rewrite)
    assert found is not None
    assert found.keys() == set(variables((rule.rewrite.left,)))


def test_a_line_is_a_rule_and_its_way_back() -> None:
    one, back = read_rules("both: a + b <=> b + a if finite(a)  # a comment\n\n", "own")
    term = parse_expression("a")
    assert (one.name, back.name) == ("both", "both-back")
    assert one.rewrite.left is back.rewrite.right
    assert one.rewrite.when == back.rewrite.when == (Condition("finite", term),)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("no arrow here", "this is not a rule"),
        ("name: a + => b", "a value is expected"),
        ("name: a + b => c", "not on the left side: c"),
        ("name: a + b => a if nonzero", "is not a condition"),
        ("name: a + b => a if nonzero(d)", "part of the left side"),
        ("name: a => a", "must be an operation"),
    ],
)
def test_a_bad_line_is_named(line: str, complaint: str) -> None:
    with pytest.raises(FormulaError, match=complaint) as caught:
        read_rules(f"# mine\n  {line}", "own", source="mine")
    assert str(caught.value).startswith("mine:2:")
    assert "^" in str(caught.value)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("x: a + * b => a", "1:8: unexpected '*'\n    x: a + * b => a\n           ^"),
        (
            "  y: -a => foo(a)",
            "1:12: unknown function 'foo'\n      y: -a => foo(a)\n               ^^^  did you mean 'floor'?",
        ),
        ("z: a/a => 1 if nonzero(a), bad  # no", "1:28: 'bad' is not a condition\n"),
        ("w: a/a => 1 if nonzero(b +)", "1:27: the formula ends where a value is expected"),
        ("u: a/a => 1 if purple(a)", "1:16: there is no fact 'purple'\n"),
        ("t: -a => b", "1:10: Rewrite 't': not on the left side: b.\n    t: -a => b\n             ^"),
        ("s: -a + b <=> -a", "1:4: Rewrite 's-back': not on the left side: b."),
        ("v: -a = b", "1:1: this is not a rule\n    v: -a = b\n    ^  a rule is written"),
    ],
)
def test_a_line_that_is_no_rule_is_shown_with_the_place(line: str, error: str) -> None:
    with pytest.raises(FormulaSyntaxError) as raised:
        read_rules(line, "user", source="mine.rules")
    assert str(raised.value).startswith(f"mine.rules:{error}")


def test_a_condition_may_be_about_a_term_with_a_comma() -> None:
    (rule,) = read_rules("q: a / max(a, b) => a * (1 / max(a, b)) if nonzero(max(a, b)), finite(a)", "user")
    assert [(when.fact, when.term) for when in rule.rewrite.when] == [
        ("nonzero", parse_expression("max(a, b)")),
        ("finite", parse_expression("a")),
    ]
