"""Whether two expressions are equal by arithmetic with exact rational constants alone.

Each is brought to a normal form: a sum of terms, where a term is a rational coefficient with factors in the numerator
and the denominator. Nothing is cancelled and no product of sums is expanded, so equal forms are defined at the same
points; only constants are combined. Anything but a sum, product, quotient or negation is an opaque factor.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from neurlang.kernels.expr import Expr, postorder

Factor = tuple[object, ...]  # represents a factor: an input, an operation over normal forms, a sum
Monomial = tuple[
    tuple[Factor, ...], tuple[Factor, ...]
]  # sorted factors of the numerator and the denominator
Form = dict[Monomial, Fraction]

ONE: Monomial = ((), ())


def is_equal_by_constants(left: Expr, right: Expr) -> bool:
    """Whether both have the same normal form."""
    return normal_form(left) == normal_form(right)


def normal_form(root: Expr) -> Form:
    """The normal form. Infinities, NaN and quotients by 0 are opaque factors."""
    done: dict[Expr, Form] = {}
    for node in postorder((root,)):
        done[node] = _form(node, [done[arg] for arg in node.args])
    return done[root]


def _form(node: Expr, args: list[Form]) -> Form:
    if isinstance(node.value, float) and math.isfinite(node.value):
        return {ONE: Fraction(node.value)}
    match node.op.name:
        case "add":
            return _sum(args[0], args[1])
        case "sub":
            return _sum(args[0], _scaled(args[1], Fraction(-1)))
        case "neg":
            return _scaled(args[0], Fraction(-1))
        case "mul":
            return _product(args[0], args[1])
        case "div" if (below := _as_term(args[1]))[1]:
            return _product(args[0], {(below[0][1], below[0][0]): 1 / below[1]})
    return {((_factor(node, args),), ()): Fraction(1)}


def _factor(node: Expr, args: list[Form]) -> Factor:
    return (node.op.name, "" if node.value is None else str(node.value), *map(_frozen, args))


def _frozen(form: Form) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((repr(monomial), str(part)) for monomial, part in form.items()))


def _sum(left: Mapping[Monomial, Fraction], right: Mapping[Monomial, Fraction]) -> Form:
    found = {key: left.get(key, Fraction(0)) + right.get(key, Fraction(0)) for key in {**left, **right}}
    if len(found) > 1 and not found.get(ONE, 1):
        del found[ONE]  # a constant is defined everywhere; other terms that vanish may not be
    return found


def _scaled(form: Form, by: Fraction) -> Form:
    return {key: part * by for key, part in form.items()}


def _product(left: Form, right: Form) -> Form:
    for one, other in ((left, right), (right, left)):
        if set(one) == {ONE}:
            return _scaled(other, one[ONE])
    (first, one_part), (second, other_part) = _as_term(left), _as_term(right)
    above, below = sorted((*first[0], *second[0]), key=repr), sorted((*first[1], *second[1]), key=repr)
    return {(tuple(above), tuple(below)): one_part * other_part}


def _as_term(form: Form) -> tuple[Monomial, Fraction]:
    """A form as one term; a sum becomes a factor, scaled so that its first term has the coefficient 1."""
    if len(form) == 1:
        return next(iter(form.items()))
    lead = next((form[key] for key in sorted(form, key=repr) if form[key]), Fraction(0))
    return (((("sum", _frozen(_scaled(form, 1 / (lead or Fraction(1))))),), ()), lead)
