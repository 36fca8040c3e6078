"""Proofs that both sides of a rule have the same bits in binary32, for all operands, by z3's floating-point theory.

NaN is a single value there, and a rule promises no more: formulas cannot see its payload. Rounding is
to nearest, ties to even (IEEE 754-2019, 4.3.1).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from neurlang.kernels.egraph import Condition
from neurlang.kernels.expr import Expr
from neurlang.kernels.rules.proofs.real_terms import UnknownOperationError, z3_module
from neurlang.kernels.rules.rule import Rule

Term = Any

MILLISECONDS = 20_000
"""Time limit of z3 for one rule."""


def same_bits(rule: Rule) -> tuple[bool | None, dict[str, float]]:
    """Whether z3 proves that both sides have the same bits; if not, operands where they differ, if it found some."""
    z3 = z3_module()
    solver = z3.Solver()
    solver.set("timeout", MILLISECONDS)
    try:
        left, right = (_term(z3, side) for side in (rule.rewrite.left, rule.rewrite.right))
        conditions = [_fact(z3, condition) for condition in rule.rewrite.when]
    except UnknownOperationError:
        return None, {}
    if z3.simplify(left == right).eq(z3.BoolVal(True)):
        return True, {}
    solver.add(*conditions, left != right)  # compares terms: all NaN are one, and there are two zeros
    answer = solver.check()
    if answer == z3.unsat:
        return True, {}
    return (False, _operands(z3, solver.model())) if answer == z3.sat else (None, {})


def _operands(z3: Any, model: Any) -> dict[str, float]:  # noqa: ANN401
    found = {}
    for declared in model.decls():
        value = z3.simplify(z3.fpToReal(model[declared])) if declared.arity() == 0 else None
        number = model[declared]
        if z3.is_fp(number):
            found[declared.name()] = _float_of(number, value)
    return found


def _float_of(number: Any, real: Any) -> float:  # noqa: ANN401
    if number.isNaN():
        return float("nan")
    if number.isInf():
        return float("-inf") if number.isNegative() else float("inf")
    if number.isZero():
        return -0.0 if number.isNegative() else 0.0
    return float(real.as_fraction())


def _fact(z3: Any, condition: Condition) -> Term:  # noqa: ANN401
    """A condition, which holds for numbers only: a NaN has no fact."""
    value = _term(z3, condition.term)
    zero = z3.FPVal(0.0, z3.Float32())
    known: dict[str, Callable[[], Any]] = {
        "nonzero": lambda: z3.Not(z3.fpIsZero(value)),
        "positive": lambda: z3.fpGT(value, zero),
        "negative": lambda: z3.fpLT(value, zero),
        "nonnegative": lambda: z3.fpGEQ(value, zero),
        "nonpositive": lambda: z3.fpLEQ(value, zero),
        "finite": lambda: z3.Not(z3.fpIsInf(value)),
    }
    if condition.fact not in known:
        raise UnknownOperationError(condition.fact)
    return z3.And(known[condition.fact](), z3.Not(z3.fpIsNaN(value)))


def _term(z3: Any, node: Expr) -> Term:  # noqa: ANN401
    name = node.op.name
    if name == "var":
        return z3.FP(str(node.value), z3.Float32())
    if name == "const":
        return z3.FPVal(node.value, z3.Float32())
    if name == "powi" and node.args[1].value in (1.0, 2.0):  # others may be multiplied in different orders
        base = _term(z3, node.args[0])
        return base if node.args[1].value == 1.0 else z3.fpMul(z3.RNE(), base, base)
    if name not in _MEANINGS:
        raise UnknownOperationError(name)
    return _MEANINGS[name](z3, *[_term(z3, arg) for arg in node.args])


def _copysign(z3: Any, a: Term, b: Term) -> Term:  # noqa: ANN401
    """The size of a with the sign of b; z3 does not know the sign of a NaN."""
    size = z3.fpAbs(a)
    return z3.If(z3.fpIsNegative(b), z3.fpNeg(size), size)


_MEANINGS: dict[str, Callable[..., Any]] = {
    "add": lambda z3, a, b: z3.fpAdd(z3.RNE(), a, b),
    "sub": lambda z3, a, b: z3.fpSub(z3.RNE(), a, b),
    "mul": lambda z3, a, b: z3.fpMul(z3.RNE(), a, b),
    "div": lambda z3, a, b: z3.fpDiv(z3.RNE(), a, b),
    "recip": lambda z3, a: z3.fpDiv(z3.RNE(), z3.FPVal(1.0, z3.Float32()), a),
    "sqrt": lambda z3, a: z3.fpSqrt(z3.RNE(), a),
    "fma": lambda z3, a, b, c: z3.fpFMA(z3.RNE(), a, b, c),
    "neg": lambda z3, a: z3.fpNeg(a),
    "abs": lambda z3, a: z3.fpAbs(a),
    "copysign": _copysign,
    # As in the operation table: a number wins over NaN, and b wins between two zeros.
    "min": lambda z3, a, b: z3.If(z3.Or(z3.fpLT(a, b), z3.fpIsNaN(b)), a, b),
    "max": lambda z3, a, b: z3.If(z3.Or(z3.fpGT(a, b), z3.fpIsNaN(b)), a, b),
    "lt": lambda z3, a, b: z3.fpLT(a, b),
    "le": lambda z3, a, b: z3.fpLEQ(a, b),
    "gt": lambda z3, a, b: z3.fpGT(a, b),
    "ge": lambda z3, a, b: z3.fpGEQ(a, b),
    "eq": lambda z3, a, b: z3.fpEQ(a, b),
    "ne": lambda z3, a, b: z3.Not(z3.fpEQ(a, b)),
    "and": lambda z3, a, b: z3.And(a, b),
    "or": lambda z3, a, b: z3.Or(a, b),
    "not": lambda z3, a: z3.Not(a),
    "select": lambda z3, a, b, c: z3.If(a, b, c),
}
