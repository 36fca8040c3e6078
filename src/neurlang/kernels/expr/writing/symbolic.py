"""To SymPy and back. SymPy ignores rounding and the order of operations: only the real-number meaning is kept.

SymPy is installed by the extra `smt` and imported on first use.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import (
    POWER_LIMIT,
    Expr,
    constant,
    make,
    number_of,
    postorder,
    substitute,
    truth,
    variable,
)
from neurlang.kernels.expr.kernel import Kernel
from neurlang.kernels.expr.reading.source import nearest
from neurlang.kernels.expr.reading.text import derived
from neurlang.optional_parts import load

# Each op in terms of the SymPy module `s`, over arguments a, b, c.
TO_SYMPY: dict[str, Callable[..., Any]] = {
    "add": lambda s, a, b: a + b, "sub": lambda s, a, b: a - b,
    "mul": lambda s, a, b: a * b, "div": lambda s, a, b: a / b, "neg": lambda s, a: -a,
    "lt": lambda s, a, b: s.Lt(a, b), "le": lambda s, a, b: s.Le(a, b), "gt": lambda s, a, b: s.Gt(a, b),
    "ge": lambda s, a, b: s.Ge(a, b), "eq": lambda s, a, b: s.Eq(a, b), "ne": lambda s, a, b: s.Ne(a, b),
    "and": lambda s, a, b: s.And(a, b), "or": lambda s, a, b: s.Or(a, b), "not": lambda s, a: s.Not(a),
    "select": lambda s, a, b, c: s.Piecewise((b, a), (c, True)),
    "abs": lambda s, a: s.Abs(a), "sqrt": lambda s, a: s.sqrt(a),
    "rsqrt": lambda s, a: 1 / s.sqrt(a), "recip": lambda s, a: 1 / a,
    "fma": lambda s, a, b, c: a * b + c,
    "min": lambda s, a, b: s.Min(a, b), "max": lambda s, a, b: s.Max(a, b),
    "minimum": lambda s, a, b: s.Min(a, b), "maximum": lambda s, a, b: s.Max(a, b),
    "floor": lambda s, a: s.floor(a), "ceil": lambda s, a: s.ceiling(a),
    "trunc": lambda s, a: s.sign(a) * s.floor(s.Abs(a)),
    "round": lambda s, a: s.sign(a) * s.floor(s.Abs(a) + s.S.Half),
    "copysign": lambda s, a, b: s.Piecewise((-s.Abs(a), b < 0), (s.Abs(a), True)),
    "fmod": lambda s, a, b: a - b * s.sign(a / b) * s.floor(s.Abs(a / b)),
    "cbrt": lambda s, a: s.sign(a) * s.Abs(a) ** s.Rational(1, 3),
    "hypot": lambda s, a, b: s.sqrt(a**2 + b**2), "pow": lambda s, a, b: a**b, "powi": lambda s, a, b: a**b,
    "exp": lambda s, a: s.exp(a), "exp2": lambda s, a: 2**a, "expm1": lambda s, a: s.exp(a) - 1,
    "log": lambda s, a: s.log(a), "log2": lambda s, a: s.log(a) / s.log(2),
    "log10": lambda s, a: s.log(a) / s.log(10),
    "log1p": lambda s, a: s.log(1 + a),
    "sin": lambda s, a: s.sin(a), "cos": lambda s, a: s.cos(a), "tan": lambda s, a: s.tan(a),
    "asin": lambda s, a: s.asin(a), "acos": lambda s, a: s.acos(a), "atan": lambda s, a: s.atan(a),
    "atan2": lambda s, a, b: s.atan2(a, b),
    "sinh": lambda s, a: s.sinh(a), "cosh": lambda s, a: s.cosh(a), "tanh": lambda s, a: s.tanh(a),
}  # fmt: skip

FROM_SYMPY: dict[str, str] = {
    "Abs": "abs", "floor": "floor", "ceiling": "ceil", "exp": "exp", "log": "log",
    "sin": "sin", "cos": "cos", "tan": "tan", "asin": "asin", "acos": "acos", "atan": "atan",
    "atan2": "atan2", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "Not": "not",
    "StrictLessThan": "lt", "LessThan": "le", "StrictGreaterThan": "gt", "GreaterThan": "ge",
    "Equality": "eq", "Unequality": "ne",
}  # fmt: skip
CHAINED: dict[str, str] = {"Add": "add", "Mul": "mul", "And": "and", "Or": "or", "Min": "min", "Max": "max"}


def load_sympy() -> Any:  # noqa: ANN401
    """The SymPy module.

    Raises:
        MissingPartError: it is not installed.

    """
    return load("sympy", "smt", "conversion to SymPy")


def to_sympy(root: Expr) -> Any:  # noqa: ANN401
    """The expression in SymPy, unsimplified, with real symbols; constants are exact rationals.

    Raises:
        FormulaError: the op is `rint`, which SymPy lacks, or SymPy fails on a choice inside a condition.
        MissingPartError: SymPy is not installed.

    """
    sympy = load_sympy()
    done: dict[Expr, Any] = {}
    with sympy.evaluate(False):
        for node in postorder((root,)):
            done[node] = _sympy_node(sympy, node, [done[arg] for arg in node.args])
    return done[root]


def _sympy_node(sympy: Any, node: Expr, args: list[Any]) -> Any:  # noqa: ANN401
    match node.op.name:
        case "var":
            return sympy.Symbol(str(node.value), real=True)
        case "const":
            return _sympy_number(sympy, number_of(node))
        case "true" | "false":
            return sympy.true if node.op.name == "true" else sympy.false
    build = TO_SYMPY.get(node.op.name)
    if build is None:
        raise FormulaError(f"SymPy has no function for '{node.op.name}'.")
    try:
        return build(sympy, *args)
    except (
        Exception
    ) as error:  # SymPy unfolds choices inside conditions, which may fail with an error of any kind
        message = f"SymPy cannot represent '{node.op.name}' of these arguments"
        raise FormulaError(f"{message} ({type(error).__name__}: {error}).") from error


def _sympy_number(sympy: Any, value: float) -> Any:  # noqa: ANN401
    if math.isnan(value):
        return sympy.nan
    if math.isinf(value):
        return sympy.oo if value > 0 else -sympy.oo
    return sympy.Integer(int(value)) if value.is_integer() else sympy.Rational(*value.as_integer_ratio())


def print_sympy(kernel: Kernel) -> str:
    """The outputs as SymPy prints them, one per line.

    Raises:
        FormulaError: the kernel reduces, or has an op that SymPy lacks.

    """
    if kernel.reduction is not None:
        raise FormulaError(f"SymPy expressions are of one element, but '{kernel.reduction}' runs over all.")
    return "\n".join(load_sympy().sstr(to_sympy(output)) for output in kernel.outputs)


def from_sympy(expression: Any) -> Expr:  # noqa: ANN401
    """The expression of a SymPy expression: sums and products in SymPy's order, x**-1 as a division.

    Raises:
        FormulaError: a function or object that kernels lack; the message names it.

    """
    sympy = load_sympy()
    results: list[Expr] = []
    whole = sympy.sympify(expression)
    if not isinstance(whole, sympy.Basic):
        raise FormulaError(f"Expected a SymPy expression, found {type(whole).__name__}.")
    waiting: list[tuple[Any, bool]] = [(whole, False)]
    while waiting:
        node, is_ready = waiting.pop()
        parts = _parts(node)
        if parts and not is_ready:
            waiting.append((node, True))
            waiting.extend((part, False) for part in reversed(parts))
            continue
        args = results[len(results) - len(parts) :]
        del results[len(results) - len(parts) :]
        results.append(_from_node(sympy, node, args))
    return results[0]


def _parts(node: Any) -> list[Any]:  # noqa: ANN401
    if node.is_Piecewise:
        return [item for pair in node.args for item in pair.args]
    return list(node.args)


def _from_node(sympy: Any, node: Any, args: list[Expr]) -> Expr:  # noqa: ANN401
    name = type(node).__name__
    if node is sympy.true or node is sympy.false:
        return truth(node is sympy.true)
    if node.is_Symbol:
        return variable(node.name)
    if node.is_Piecewise:
        return _piecewise(args)
    if not node.args:
        return _from_number(sympy, node, name)
    if node.is_Pow:
        return _power(sympy, node, args)
    if name in CHAINED:
        return _chain(CHAINED[name], args)
    if name == "sign":
        return substitute(derived("sign"), {"a": args[0]})
    if name not in FROM_SYMPY:
        hint = nearest(name, (*FROM_SYMPY, *CHAINED, "Piecewise", "Pow"))
        raise FormulaError(f"SymPy's '{name}' is not supported in a kernel. {hint}".rstrip())
    if name in ("Equality", "Unequality") and args[0].kind == "b":
        raise FormulaError("A comparison of truth values is not supported in a kernel.")
    return make(FROM_SYMPY[name], *args)


def _from_number(sympy: Any, node: Any, name: str) -> Expr:  # noqa: ANN401
    if node is sympy.zoo or not node.is_number or (node.is_real is False and not node.is_infinite):
        raise FormulaError(f"SymPy's '{name}' ({node}) is not a real number.")
    return constant(math.nan if node is sympy.nan else float(node))


def _chain(name: str, args: Sequence[Expr]) -> Expr:
    """A sum or product of several arguments; a negated term is subtracted, a factor 1/x becomes a division."""
    result = args[0]
    for arg in args[1:]:
        if name == "add" and arg.op.name == "neg":
            result = make("sub", result, arg.args[0])
        elif name == "mul" and arg.op.name == "div" and arg.args[0] is constant(1.0):
            result = make("div", result, arg.args[1])
        elif name == "mul" and result is constant(-1.0):
            result = make("neg", arg)
        else:
            result = make(name, result, arg)
    return result


def _piecewise(args: list[Expr]) -> Expr:
    values, conditions = args[0::2], args[1::2]
    result = values[-1] if conditions[-1] is truth(True) else make(
        "select", conditions[-1], values[-1], constant(math.nan)
    )  # fmt: skip
    for value, condition in zip(reversed(values[:-1]), reversed(conditions[:-1]), strict=True):
        result = make("select", condition, value, result)
    return result


def _power(sympy: Any, node: Any, args: list[Expr]) -> Expr:  # noqa: ANN401
    base, exponent = args
    written = node.args[1]
    if node.args[0] == sympy.E:
        return make("exp", exponent)
    if written == sympy.Rational(1, 2):
        return make("sqrt", base)
    if written == -sympy.Rational(1, 2):
        return make("div", constant(1.0), make("sqrt", base))
    if written == -1:
        return make("div", constant(1.0), base)
    if written.is_Integer and abs(int(written)) <= POWER_LIMIT:
        return make("powi", base, constant(float(int(written))))
    return make("pow", base, exponent)
