"""The verification of rules: the table's are proved, false ones are refused, by points and provers alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from neurlang.errors import FormulaError, FormulaSyntaxError
from neurlang.kernels.egraph import Rewrite
from neurlang.kernels.expr import parse_expression
from neurlang.kernels.rules import (
    RULES,
    FalseRuleError,
    Rule,
    checked_rules,
    digest_of,
    entry_of,
    read_rules,
    verify_rule,
)
from neurlang.kernels.rules.proofs.counterexamples import find_counterexample

if TYPE_CHECKING:
    from pathlib import Path

POINTS = 20_000

FALSE = {
    # name: (kind, line)
    "a sign lost in a root": ("real", "sqrt(a*a) => a"),
    "a domain that grows": ("real", "sqrt(a) * sqrt(b) => sqrt(a * b)"),
    "a division by what may be 0": ("real", "a / a => 1"),
    "a divisor that vanishes": ("real", "(a * b) / b => a"),
    "a quotient that is new": ("real", "a * b => (a * b) * (b / b)"),
    "a logarithm of what may be negative": ("real", "log(a * b) => log(a) + log(b)"),
    "a square under a logarithm": ("real", "log(a * a) => 2 * log(a)"),
    "an even power undone": ("real", "pow(pow(a, 2), 0.5) => a"),
    "factors of different signs": ("real", "min(a * c, b * c) => min(a, b) * c"),
    "a choice the wrong way": ("real", "a < b ? a : b => max(a, b)"),
    "squares compared without signs": ("real", "sqrt(a) < b => a < b * b if nonnegative(a)"),
    "a difference turned round": ("real", "a - b => b - a"),
    "a sum of roots": ("real", "sqrt(a) + sqrt(b) => sqrt(a + b) if nonnegative(a), nonnegative(b)"),
    "an exponential of a product": ("real", "exp(a) * exp(b) => exp(a * b)"),
    "a doubled angle": ("real", "sin(2 * a) => 2 * sin(a)"),
    "a sign of a cosine": ("real", "cos(-a) => -cos(a)"),
    "an angle behind its period": ("real", "atan(tan(a)) => a"),
    "a hyperbolic identity with a plus": ("real", "cosh(a)*cosh(a) + sinh(a)*sinh(a) => 1"),
    "a reciprocal of a sum": ("real", "1 / (a + b) => 1/a + 1/b if positive(a), positive(b)"),
    "a wrong condition": ("real", "abs(a) => a if nonpositive(a)"),
    "a cube root as a power": ("real", "cbrt(a) => pow(a, 0.3333333333333333)"),
    "a bound that is far away": ("real", "min(a, 1000) => a"),
    "a bound that an exponential meets far away": ("real", "min(exp(a), 1000000000) => exp(a)"),
    "sums in another order, by bits": ("exact", "(a + b) + c => a + (b + c)"),
    "a reciprocal that rounds, by bits": ("exact", "a / b => a * (1 / b)"),
    "a zero that loses its sign, by bits": ("exact", "a + 0 => a"),
    "a difference from itself, by bits": ("exact", "a - a => 0"),
    "a product with 0, by bits": ("exact", "a * 0 => 0"),
    "a fused product, by bits": ("exact", "a * b + c => fma(a, b, c)"),
    "a NaN that is chosen, by bits": ("exact", "!(a < b) => a >= b"),
}  # fmt: skip
# False rules of bits that keep z3 busy for seconds.
LONG_FOR_Z3 = {
    "sums in another order, by bits",
    "a fused product, by bits",
    "a reciprocal that rounds, by bits",
}


def rule_of(kind: str, line: str) -> Rule:
    (rule, *_) = read_rules(f"tried: {line}", "tried", kind)  # type: ignore[arg-type]
    return rule


def test_every_rule_of_the_table_has_a_verdict_as_it_is_stated() -> None:
    statuses = Counter(entry_of(rule).status for rule in RULES)
    assert len(RULES) >= 120
    assert statuses["proved"] >= 80
    assert set(statuses) <= {"proved", "sampled"}
    assert all(entry_of(rule).status == "proved" for rule in RULES if rule.kind == "exact")


def test_a_rule_that_was_changed_has_none() -> None:
    rule = RULES[0]
    changed = replace(rule, rewrite=replace(rule.rewrite, right=parse_expression("a - b")))
    assert digest_of(changed) != digest_of(rule)
    with pytest.raises(FormulaError, match="no proof as it is stated now"):
        entry_of(changed)
    assert digest_of(replace(rule, group="other")) == digest_of(rule)


@pytest.mark.parametrize("kind, line", FALSE.values(), ids=FALSE)
def test_a_false_rule_has_a_counterexample(kind: str, line: str) -> None:
    found = find_counterexample(rule_of(kind, line), POINTS)
    assert found is not None
    assert "side" in str(found)


def test_a_rule_of_bits_has_no_conditions() -> None:
    pytest.importorskip("z3")
    verdict = verify_rule(rule_of("exact", "!(a < b) => a >= b if finite(a), finite(b)"), POINTS)
    assert verdict.status == "false"
    assert verdict.counterexample.startswith("an exact rule has no conditions")
    assert not any(rule.rewrite.when for rule in RULES if rule.kind == "exact")


def test_what_points_miss_is_refuted_by_the_operands_that_z3_finds() -> None:
    pytest.importorskip("z3")
    rule = rule_of("real", "sqrt(a) < 1000 => 1 < 2 if nonnegative(a)")
    assert find_counterexample(rule, POINTS) is None
    verdict = verify_rule(rule, POINTS)
    assert (verdict.status, verdict.method) == ("false", "z3, reals")
    assert verdict.counterexample.startswith("the sides differ: for a = ")


def test_what_binary64_cannot_tell_apart_is_false_all_the_same() -> None:
    pytest.importorskip("z3")
    verdict = verify_rule(rule_of("real", "a + 1e-30 < 1 => a < 1 if positive(a)"), POINTS)
    assert (verdict.status, verdict.method) == ("false", "z3, reals")
    assert "z3 shows that the sides differ" in verdict.counterexample


@pytest.mark.parametrize(
    "kind, line",
    [
        pytest.param(*stated, id=name, marks=[pytest.mark.slow] if place % 4 or name in LONG_FOR_Z3 else [])
        for place, (name, stated) in enumerate(FALSE.items())
    ],
)
def test_no_prover_proves_a_false_rule(kind: str, line: str) -> None:
    pytest.importorskip("z3")
    pytest.importorskip("sympy")
    from neurlang.kernels.rules.proofs import verification

    verdict = verification._proved(rule_of(kind, line), POINTS)
    assert verdict.status != "proved", verdict.method


SOON_PROVED = [
    rule for rule in RULES if rule.name not in ("div-by-neg", "abs-of-quotient", "abs-of-quotient-back")
][::7]


@pytest.mark.slow
@pytest.mark.parametrize("rule", SOON_PROVED, ids=lambda rule: rule.name)
def test_what_is_written_down_is_found_again(rule: Rule) -> None:
    pytest.importorskip("z3")
    pytest.importorskip("sympy")
    verdict = verify_rule(rule, POINTS)
    assert (verdict.status, verdict.method) == (entry_of(rule).status, entry_of(rule).method)


def test_what_no_prover_knows_is_sampled() -> None:
    pytest.importorskip("z3")
    pytest.importorskip("sympy")
    verdict = verify_rule(rule_of("real", "floor(floor(a) + 0.5) => floor(a)"), POINTS)
    assert verdict.status in ("proved", "sampled")
    assert verify_rule(rule_of("real", "trunc(trunc(a)) => trunc(a)"), POINTS).status == "sampled"


@pytest.mark.slow
def test_rules_of_a_file_are_verified(tmp_path: Path) -> None:
    pytest.importorskip("z3")
    file = tmp_path / "mine.rules"
    file.write_text("cancel: (a + b) - b => a  # over the reals\n")
    assert [rule.name for rule in checked_rules(file)] == ["cancel"]
    file.write_text("cancel: (a + b) - b => a\nwrong: a - b => b - a\n")
    with pytest.raises(FalseRuleError, match="rule 'wrong' is false: the sides differ: for a = "):
        checked_rules(file)
    file.write_text("cancel: (a + b) - b = a\n")
    with pytest.raises(FormulaSyntaxError, match=r"mine\.rules:1:1"):
        checked_rules(file)
    with pytest.raises(FormulaError, match="cannot be read"):
        checked_rules(tmp_path / "absent")


@pytest.mark.slow
def test_rules_from_python_are_verified() -> None:
    pytest.importorskip("z3")
    assert checked_rules([rule_of("real", "(a + b) - b => a")])[0].name == "tried"
    with pytest.raises(FalseRuleError, match="rule 'tried' is false"):
        checked_rules([rule_of("real", "a - b => b - a")])
    with pytest.raises(FalseRuleError, match="has no conditions"):
        checked_rules([rule_of("exact", "abs(a) => a if positive(a)")])


def test_a_user_rule_takes_part_in_a_search(tmp_path: Path) -> None:
    pytest.importorskip("z3")
    from neurlang.kernels.accuracy import DEFAULT_TOLERANCE
    from neurlang.kernels.expr import parse
    from neurlang.kernels.optimizing import table_knowledge

    mine = read_rules("mine: trunc(trunc(a)) => trunc(a)", "user")
    known = table_knowledge(parse("trunc(trunc(x))"), DEFAULT_TOLERANCE, mine)
    assert isinstance(known.rewrites[-1], Rewrite)
    assert known.rewrites[-1].name == "mine"
