"""Proofs that a rule holds over the real numbers: its sides are defined at the same points, and equal there.

z3 handles the domain and algebra (nonlinear real arithmetic, Jovanović and de Moura, IJCAR 2012); SymPy handles
identities of exponential and trigonometric functions, after the domain is proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from neurlang.kernels.expr import to_sympy, variables
from neurlang.kernels.rules.proofs.real_terms import RealTerms, UnknownOperationError
from neurlang.kernels.rules.rule import Rule
from neurlang.optional_parts import load

ASSUMED = ("positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer")
"""Conditions on a variable that SymPy has under the same name."""

MILLISECONDS = 10_000
"""Time limit of z3 for one question."""


DIGITS = 30
"""The precision for converting an algebraic root from z3 to a number."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What z3 says of a claim: it holds, it does not (for these operands, rounded to binary64), or None: unknown."""

    holds: bool | None
    operands: Mapping[str, float] = field(default_factory=dict)


def real_domain_is_equal(rule: Rule) -> Answer:
    """Whether z3 proves that both sides are defined at the same points, under the conditions."""
    terms = RealTerms()
    left, right = rule.rewrite.left, rule.rewrite.right
    try:
        for side in (left, right):
            terms.term(side)
        conditions = [terms.fact(condition) for condition in rule.rewrite.when]
        claim = terms.defined(left) == terms.defined(right)
    except UnknownOperationError:
        return Answer(None)
    return _answer(terms, variables((left, right)), conditions, claim)


def real_identity_by_z3(rule: Rule) -> Answer:
    """Whether z3 proves that both sides are equal where they are defined."""
    terms = RealTerms()
    left, right = rule.rewrite.left, rule.rewrite.right
    try:
        claim = terms.term(left) == terms.term(right)
        conditions = [terms.fact(condition) for condition in rule.rewrite.when]
        conditions += [terms.defined(left), terms.defined(right)]
    except UnknownOperationError:
        return Answer(None)
    return _answer(terms, variables((left, right)), conditions, claim)


def _answer(terms: RealTerms, names: Sequence[str], conditions: list[Any], claim: Any) -> Answer:  # noqa: ANN401
    z3 = terms.z3
    solver = z3.Solver()
    solver.set("timeout", MILLISECONDS)
    solver.add(*terms.facts, *conditions, z3.Not(claim))
    answer = solver.check()
    if answer == z3.unsat:
        return Answer(True)
    # A model may give uninterpreted functions values that the real ones do not have: that refutes nothing.
    if answer != z3.sat or terms.has_calls:
        return Answer(None)
    return Answer(False, _operands(z3, solver.model(), names))


def _operands(z3: Any, model: Any, names: Sequence[str]) -> dict[str, float]:  # noqa: ANN401
    """The numbers of a model; a number that it leaves open may be anything, and becomes 0."""
    values = {name: model.eval(z3.Real(name), model_completion=True) for name in names}
    rational = {
        name: value if z3.is_rational_value(value) else value.approx(DIGITS) for name, value in values.items()
    }
    return {name: float(value.as_fraction()) for name, value in rational.items()}


def real_identity_by_sympy(rule: Rule) -> bool | None:
    """Whether SymPy proves that the difference of both sides is 0; None if it does not.

    Raises MissingPartError if SymPy is not installed.
    """
    sympy = load("sympy", "smt", "the proof of a rule")
    symbols = _symbols(sympy, rule)
    try:
        left, right = (
            to_sympy(side).subs(symbols, simultaneous=True)
            for side in (rule.rewrite.left, rule.rewrite.right)
        )
        for difference in _simplified(sympy, left - right):
            if difference == 0:
                return True
    except (TypeError, NotImplementedError, AttributeError):  # truth values, and operations that SymPy lacks
        return None
    return None


def _simplified(sympy: Any, difference: Any) -> Iterator[Any]:  # noqa: ANN401
    """The difference simplified by increasingly expensive means."""
    yield difference
    yield sympy.expand(difference)
    yield sympy.simplify(difference)
    yield sympy.expand_log(sympy.expand(difference))
    yield sympy.expand(sympy.expand_trig(difference))
    yield sympy.trigsimp(sympy.expand_trig(difference))
    yield sympy.simplify(difference.rewrite(sympy.exp))
    yield sympy.simplify(sympy.expand_trig(difference).rewrite(sympy.exp))


def _symbols(sympy: Any, rule: Rule) -> dict[Any, Any]:  # noqa: ANN401
    """The rule's variables as symbols that carry the conditions on them: at least that they are real."""
    sides = (rule.rewrite.left, rule.rewrite.right)
    assumed: dict[str, dict[str, bool]] = {name: {"real": True} for name in variables(sides)}
    for condition in rule.rewrite.when:
        if condition.term.op.name == "var" and condition.fact in ASSUMED:
            assumed[str(condition.term.value)] |= {condition.fact: True}
    plain = {symbol for side in sides for symbol in to_sympy(side).free_symbols}
    return {symbol: sympy.Symbol(symbol.name, **assumed[symbol.name]) for symbol in plain}
