"""Expressions as z3 terms over the real numbers, with the condition under which they are defined.

Roots are new numbers that their equations determine. Other library functions are uninterpreted, with axioms for
what is needed: range, symmetry, monotonicity.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from neurlang.kernels.egraph import Condition
from neurlang.kernels.expr import BY_NAME, Expr, parse_expression, substitute
from neurlang.optional_parts import load

Term = Any

HALVES = {0.5: "sqrt(a)", -0.5: "1 / sqrt(a)", 1.5: "a * sqrt(a)", 0.25: "sqrt(sqrt(a))"}
"""Powers by constants that are roots: equal expressions, with the same domain as the power."""

LARGEST_POWER = 12


def z3_module() -> Any:  # noqa: ANN401  (z3 has no types)
    """The module z3. Raises MissingPartError if it is not installed."""
    return load("z3", "smt", "the proof of a rule")


class UnknownOperationError(Exception):
    """An expression has an operation that is not modelled here."""


@dataclass(slots=True)
class RealTerms:
    """The terms of expressions over the reals; `facts` are true statements about them."""

    z3: Any = field(default_factory=z3_module)
    facts: list[Any] = field(default_factory=list)
    _terms: dict[Expr, Any] = field(default_factory=dict)
    _defined: dict[Expr, Any] = field(default_factory=dict)
    _calls: dict[str, list[tuple[Any, Any]]] = field(default_factory=dict)

    def term(self, node: Expr) -> Term:
        """The value of an expression where it is defined. Raises UnknownOperationError."""
        if node not in self._terms:
            self._terms[node] = self._made(node)
        return self._terms[node]

    def defined(self, node: Expr) -> Term:
        """Where an expression has a value: each operation's own domain, from the operation table, and its operands'."""
        if node not in self._defined:
            parts = [self.defined(arg) for arg in node.args]
            domain = BY_NAME[node.op.name].domain
            if domain:
                parts.append(self._domain(node, domain))
            if node.op.name == "select":  # the branch not taken need not have a value
                holds, (condition, then, other) = self.term(node.args[0]), parts[:3]
                parts = [condition, self.z3.If(holds, then, other)]
            self._defined[node] = self.z3.And(*parts)
        return self._defined[node]

    @property
    def has_calls(self) -> bool:
        """Whether a term has an uninterpreted function: then a model may not exist over the reals."""
        return bool(self._calls)

    def fact(self, condition: Condition) -> Term:
        """A condition of a rule, as a term. Raises UnknownOperationError for an unknown fact."""
        value = self.term(condition.term)
        known = {
            "nonzero": lambda: value != 0,
            "positive": lambda: value > 0,
            "negative": lambda: value < 0,
            "nonnegative": lambda: value >= 0,
            "nonpositive": lambda: value <= 0,
            "finite": lambda: self.z3.BoolVal(True),  # every real number is
            "integer": lambda: self.z3.IsInt(value),
        }
        if condition.fact not in known:
            raise UnknownOperationError(condition.fact)
        return self.z3.And(known[condition.fact](), self.defined(condition.term))

    def _domain(self, node: Expr, text: str) -> Term:
        names = dict(zip("abc", node.args, strict=False))
        if node.op.name == "pow" and _number(node.args[1]) in HALVES:
            return self.defined(substitute(parse_expression(HALVES[_number(node.args[1])]), names))
        return self.term(substitute(parse_expression(text), names))

    def _made(self, node: Expr) -> Term:
        z3, name = self.z3, node.op.name
        if name == "var":
            return z3.Real(str(node.value))
        if name == "const":
            return z3.RealVal(Fraction(_number(node)))
        if name in ("true", "false"):
            return z3.BoolVal(name == "true")
        if name in ("powi", "pow") and _is_power(node.args[1]):
            return self._power(self.term(node.args[0]), int(_number(node.args[1])))
        if name == "pow" and _number(node.args[1]) in HALVES:
            names = {"a": node.args[0]}
            return self.term(substitute(parse_expression(HALVES[_number(node.args[1])]), names))
        arguments = [self.term(arg) for arg in node.args]
        if name in _ALGEBRA:
            return _ALGEBRA[name](z3, *arguments)
        if name in _ROOTS:
            return _ROOTS[name](self, *arguments)
        if name in _KNOWN:
            return self._call(name, arguments)
        raise UnknownOperationError(name)

    def _power(self, base: Term, exponent: int) -> Term:
        found = self.z3.RealVal(1)
        for _ in range(abs(exponent)):
            found = found * base
        return found if exponent >= 0 else 1 / found

    def root(self, value: Term) -> Term:
        """The nonnegative square root, if there is one."""
        found = self._fresh("root")
        self.facts.append(self.z3.Implies(value >= 0, self.z3.And(found >= 0, found * found == value)))
        return found

    def cube_root(self, value: Term) -> Term:
        """The real cube root."""
        found = self._fresh("cube_root")
        self.facts.append(found * found * found == value)
        return found

    def _fresh(self, name: str) -> Term:
        return self.z3.Real(f"{name}!{len(self.facts)}")

    def _call(self, name: str, arguments: list[Term]) -> Term:
        z3 = self.z3
        function = z3.Function(name, *[z3.RealSort()] * (len(arguments) + 1))
        value = function(*arguments)
        self.facts += _KNOWN[name](z3, value, *arguments)
        if name == "atan":  # whose results are angles with a cosine above 0
            self.facts.append(z3.Function("cos", z3.RealSort(), z3.RealSort())(value) > 0)
        self._calls.setdefault(name, [])
        if len(arguments) == 1:
            self._compare(name, function, arguments[0], value)
        return value

    def _compare(self, name: str, function: Any, argument: Term, value: Term) -> None:  # noqa: ANN401
        """Axioms about pairs of calls of a function, and about its call with the negated argument."""
        z3 = self.z3
        if BY_NAME[name].has("odd"):
            self.facts.append(function(-argument) == -value)
        if BY_NAME[name].has("even"):
            self.facts.append(function(-argument) == value)
        calls = self._calls[name]
        if BY_NAME[name].has("increasing"):
            for other, found in calls:
                self.facts.append(
                    z3.And((other < argument) == (found < value), (other == argument) == (found == value))
                )
        calls.append((argument, value))


def _number(node: Expr) -> float:
    return node.value if isinstance(node.value, float) else float("nan")


def _is_power(node: Expr) -> bool:
    number = _number(node)
    return number == int(number) and abs(number) <= LARGEST_POWER if number == number else False


_ALGEBRA: dict[str, Callable[..., Any]] = {
    "add": lambda _, a, b: a + b,
    "sub": lambda _, a, b: a - b,
    "mul": lambda _, a, b: a * b,
    "div": lambda _, a, b: a / b,
    "recip": lambda _, a: 1 / a,
    "neg": lambda _, a: -a,
    "fma": lambda _, a, b, c: a * b + c,
    "abs": lambda z3, a: z3.If(a < 0, -a, a),
    "min": lambda z3, a, b: z3.If(a < b, a, b),
    "max": lambda z3, a, b: z3.If(a > b, a, b),
    "minimum": lambda z3, a, b: z3.If(a < b, a, b),
    "maximum": lambda z3, a, b: z3.If(a > b, a, b),
    "copysign": lambda z3, a, b: z3.If((a < 0) == (b < 0), a, -a),
    "lt": lambda _, a, b: a < b,
    "le": lambda _, a, b: a <= b,
    "gt": lambda _, a, b: a > b,
    "ge": lambda _, a, b: a >= b,
    "eq": lambda _, a, b: a == b,
    "ne": lambda _, a, b: a != b,
    "and": lambda z3, a, b: z3.And(a, b),
    "or": lambda z3, a, b: z3.Or(a, b),
    "not": lambda z3, a: z3.Not(a),
    "select": lambda z3, a, b, c: z3.If(a, b, c),
    "floor": lambda z3, a: z3.ToReal(z3.ToInt(a)),
}
_ROOTS: dict[str, Callable[..., Any]] = {
    "sqrt": lambda terms, a: terms.root(a),
    "rsqrt": lambda terms, a: 1 / terms.root(a),
    "hypot": lambda terms, a, b: terms.root(a * a + b * b),
    "cbrt": lambda terms, a: terms.cube_root(a),
}
# Axioms about the value of each function that z3 does not know.
_KNOWN: dict[str, Callable[..., list[Any]]] = {
    "exp": lambda _, value, a: [value > 0, (a > 0) == (value > 1), (a == 0) == (value == 1)],
    "exp2": lambda _, value, a: [value > 0, (a > 0) == (value > 1), (a == 0) == (value == 1)],
    "expm1": lambda _, value, a: [value > -1, (a > 0) == (value > 0), (a == 0) == (value == 0)],
    "log": lambda z3, value, a: [z3.Implies(a > 0, z3.And((a > 1) == (value > 0), (a == 1) == (value == 0)))],
    "log2": lambda z3, value, a: [z3.Implies(a > 0, z3.And((a > 1) == (value > 0), (a == 1) == (value == 0)))],
    "log10": lambda z3, value, a: [z3.Implies(a > 0, z3.And((a > 1) == (value > 0), (a == 1) == (value == 0)))],
    "log1p": lambda z3, value, a: [z3.Implies(a > -1, z3.And((a > 0) == (value > 0), (a == 0) == (value == 0)))],
    "sin": lambda z3, value, _: [z3.And(value >= -1, value <= 1)],
    "cos": lambda z3, value, _: [z3.And(value >= -1, value <= 1)],
    "tan": lambda _, __, ___: [],
    "asin": lambda _, __, ___: [],
    "acos": lambda _, value, __: [value >= 0],
    "atan": lambda _, value, a: [(a > 0) == (value > 0), (a == 0) == (value == 0)],
    "sinh": lambda _, value, a: [(a > 0) == (value > 0), (a == 0) == (value == 0)],
    "cosh": lambda _, value, __: [value >= 1],
    "tanh": lambda z3, value, a: [z3.And(value > -1, value < 1), (a > 0) == (value > 0), (a == 0) == (value == 0)],
    "pow": lambda z3, value, a, _: [z3.Implies(a > 0, value > 0)],
}  # fmt: skip
