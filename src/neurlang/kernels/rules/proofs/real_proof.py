"""Proofs that a rule holds over the real numbers: its sides are defined at the same points, and equal there.

The domain, and what is algebra, is z3's (nonlinear real arithmetic, Jovanović and de Moura, IJCAR 2012); identities of
exponentials and circular functions are SymPy's, after the domain is proved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neurlang.errors import MissingPartError
from neurlang.kernels.expr import to_sympy, variables
from neurlang.kernels.rules.proofs.real_terms import RealTerms, UnknownOperationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neurlang.kernels.rules.rule import Rule

ASSUMED = ("positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer")
"""Conditions on a variable that SymPy knows by the same name."""

MILLISECONDS = 10_000
"""How long z3 may take for one question."""


def real_domain_is_equal(rule: Rule) -> bool | None:
    """Whether z3 shows that both sides are defined at the same points, under the conditions; None: no answer."""
    terms = RealTerms()
    left, right = rule.rewrite.left, rule.rewrite.right
    try:
        for side in (left, right):
            terms.term(side)
        conditions = [terms.fact(condition) for condition in rule.rewrite.when]
        claim = terms.defined(left) == terms.defined(right)
    except UnknownOperationError:
        return None
    return _holds(terms, conditions, claim)


def real_identity_by_z3(rule: Rule) -> bool | None:
    """Whether z3 shows that both sides are equal where they are defined; None: no answer."""
    terms = RealTerms()
    left, right = rule.rewrite.left, rule.rewrite.right
    try:
        claim = terms.term(left) == terms.term(right)
        conditions = [terms.fact(condition) for condition in rule.rewrite.when]
        conditions += [terms.defined(left), terms.defined(right)]
    except UnknownOperationError:
        return None
    return _holds(terms, conditions, claim)


def _holds(terms: RealTerms, conditions: list[Any], claim: Any) -> bool | None:  # noqa: ANN401
    z3 = terms.z3
    solver = z3.Solver()
    solver.set("timeout", MILLISECONDS)
    solver.add(*terms.facts, *conditions, z3.Not(claim))
    answer = solver.check()
    if answer == z3.unsat:
        return True
    # A model may give the functions that nothing defines values that they do not have: that refutes nothing.
    return None


def real_identity_by_sympy(rule: Rule) -> bool | None:
    """Whether SymPy shows that the difference of both sides is 0; None: it does not.

    Raises MissingPartError where SymPy is not installed.
    """
    try:
        import sympy
    except ImportError:
        raise MissingPartError(
            "proofs of rules need SymPy, which is not installed; pip install 'neurlang[smt]' brings it"
        ) from None
    symbols = _symbols(sympy, rule)
    try:
        left, right = (
            to_sympy(side).subs(symbols, simultaneous=True)
            for side in (rule.rewrite.left, rule.rewrite.right)
        )
        for difference in _simplified(sympy, left - right):
            if difference == 0:
                return True
    except (TypeError, NotImplementedError, AttributeError):  # truth values, and what SymPy has no name for
        return None
    return None


def _simplified(sympy: Any, difference: Any) -> Iterator[Any]:  # noqa: ANN401
    """The difference by ever dearer means."""
    yield difference
    yield sympy.expand(difference)
    yield sympy.simplify(difference)
    yield sympy.expand_log(sympy.expand(difference))
    yield sympy.expand(sympy.expand_trig(difference))
    yield sympy.trigsimp(sympy.expand_trig(difference))
    yield sympy.simplify(difference.rewrite(sympy.exp))
    yield sympy.simplify(sympy.expand_trig(difference).rewrite(sympy.exp))


def _symbols(sympy: Any, rule: Rule) -> dict[Any, Any]:  # noqa: ANN401
    """The rule's variables as symbols that know the conditions on them: real at the least."""
    sides = (rule.rewrite.left, rule.rewrite.right)
    assumed: dict[str, dict[str, bool]] = {name: {"real": True} for name in variables(sides)}
    for condition in rule.rewrite.when:
        if condition.term.op.name == "var" and condition.fact in ASSUMED:
            assumed[str(condition.term.value)] |= {condition.fact: True}
    plain = {symbol for side in sides for symbol in to_sympy(side).free_symbols}
    return {symbol: sympy.Symbol(symbol.name, **assumed[symbol.name]) for symbol in plain}
