"""Values that record the operations applied to them: operators, and functions of NumPy and `math`.

A `Traced` stands for an array while a function runs once; the function's return value is the formula. It has
no truth value and no number, so `if x > 0`, `and` and `float(x)` raise an error that says what to write instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import POWER_LIMIT, Expr, constant, make, substitute, truth
from neurlang.kernels.expr.kernel import Reduction
from neurlang.kernels.expr.ops import OPS
from neurlang.kernels.expr.reading.function_names import DERIVED, FUNCTIONS
from neurlang.kernels.expr.reading.source import nearest
from neurlang.kernels.expr.reading.text import derived

Value = object  # operands in a traced function: Traced, numbers, truth values, NumPy scalars

PYTHON = {entry.name: str(entry.spelling.get("python")) for entry in OPS}
UFUNCS: dict[str, str] = {
    "add": "add", "subtract": "sub", "multiply": "mul", "divide": "div", "true_divide": "div",
    "less": "lt", "less_equal": "le", "greater": "gt", "greater_equal": "ge",
    "equal": "eq", "not_equal": "ne",
    "logical_and": "and", "logical_or": "or", "logical_not": "not",
    "bitwise_and": "and", "bitwise_or": "or", "invert": "not",
    **{spelling[3:]: name for name, spelling in PYTHON.items() if spelling.startswith("np.")},
    "fmin": "min", "fmax": "max", "float_power": "pow", "absolute": "abs", "fabs": "abs",
    "negative": "neg", "reciprocal": "recip",
}  # fmt: skip
REDUCING: dict[str, Reduction] = {
    "sum": "sum", "mean": "mean", "min": "min", "amin": "min", "max": "max", "amax": "max",
    "dot": "dot", "vdot": "dot", "inner": "dot",
}  # fmt: skip
FUNCTION_OPS = {"where": "select", "round": "rint", "around": "rint", "fix": "trunc", "clip": "clip"}


def to_expr(value: Value) -> Expr:
    """The expression of a traced value, a number or a truth value.

    Raises:
        FormulaError: an array, a complex number, or anything else that is not a real scalar.

    """
    if isinstance(value, Traced):
        return value.expr
    if isinstance(value, np.ndarray) and value.shape != ():
        raise FormulaError(f"The formula uses an array of shape {value.shape}; make it an argument.")
    plain = value.item() if isinstance(value, np.generic | np.ndarray) else value
    if isinstance(plain, bool):
        return truth(plain)
    if isinstance(plain, int | float):
        return constant(plain)
    raise FormulaError(f"A formula takes numbers and truth values, found {type(value).__name__}.")


def apply(name: str, *values: Value) -> Traced:
    """The op or derived function applied to traced values and numbers."""
    exprs = tuple(to_expr(value) for value in values)
    if name in DERIVED:
        return Traced(substitute(derived(name), dict(zip("abc", exprs, strict=False))))
    return Traced(make(name, *exprs))


def power(base: Value, exponent: Value) -> Traced:
    """The power: `powi` if it accepts the integer exponent, else `pow`."""
    if isinstance(exponent, int | np.integer) and abs(int(exponent)) <= POWER_LIMIT:
        return apply("powi", base, exponent)
    return apply("pow", base, exponent)


def remainder(a: Value, b: Value) -> Traced:
    """Python's and NumPy's `%`: `fmod`, adjusted to the sign of the divisor."""
    rest, zero = apply("fmod", a, b), constant(0.0)
    below, other = make("lt", rest.expr, zero), make("lt", to_expr(b), zero)
    differ = make("or", make("and", below, make("not", other)), make("and", make("not", below), other))
    moved = make("select", differ, make("add", rest.expr, to_expr(b)), rest.expr)
    return Traced(make("select", make("ne", rest.expr, zero), moved, make("copysign", zero, to_expr(b))))


def _binary(name: str) -> Callable[[Traced, Value], Traced]:
    return lambda self, other: apply(name, self, other)


def _reflected(name: str) -> Callable[[Traced, Value], Traced]:
    return lambda self, other: apply(name, other, self)


def _unary(name: str) -> Callable[[Traced], Traced]:
    return lambda self: apply(name, self)


@dataclass(frozen=True, slots=True, eq=False)
class Reduced:
    """The value of a reduction such as `np.sum(x)` while tracing; a traced function can only return it."""

    reduction: Reduction
    exprs: tuple[Expr, ...]


class Traced:
    """A recording value; see the module's docstring."""

    __slots__ = ("expr",)

    def __init__(self, expr: Expr) -> None:
        self.expr = expr

    __add__, __radd__ = _binary("add"), _reflected("add")
    __sub__, __rsub__ = _binary("sub"), _reflected("sub")
    __mul__, __rmul__ = _binary("mul"), _reflected("mul")
    __truediv__, __rtruediv__ = _binary("div"), _reflected("div")
    __and__, __rand__ = _binary("and"), _reflected("and")
    __or__, __ror__ = _binary("or"), _reflected("or")
    __lt__, __le__, __gt__, __ge__ = _binary("lt"), _binary("le"), _binary("gt"), _binary("ge")
    __neg__, __abs__, __invert__ = _unary("neg"), _unary("abs"), _unary("not")
    __floor__, __ceil__, __trunc__ = _unary("floor"), _unary("ceil"), _unary("trunc")
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> Any:  # noqa: ANN401  (a traced comparison, not a bool)
        return apply("eq", self, other)

    def __ne__(self, other: object) -> Any:  # noqa: ANN401
        return apply("ne", self, other)

    def __pos__(self) -> Traced:
        return self

    def __pow__(self, exponent: Value) -> Traced:
        return power(self, exponent)

    def __rpow__(self, base: Value) -> Traced:
        return apply("pow", base, self)

    def __mod__(self, other: Value) -> Traced:
        return remainder(self, other)

    def __rmod__(self, other: Value) -> Traced:
        return remainder(other, self)

    def __round__(self, digits: int | None = None) -> Traced:
        if digits:
            raise FormulaError("round() to digits is not supported; write np.rint(x*100)/100.")
        return apply("rint", self)

    def __floordiv__(self, other: Value) -> Traced:
        raise FormulaError("'//' is not supported; write np.floor(a / b).")

    __rfloordiv__ = __floordiv__

    def __bool__(self) -> bool:
        raise FormulaError(
            "A traced value has no truth value: write np.where(condition, a, b) for 'if', & for 'and', | for 'or'."
        )

    def __float__(self) -> float:
        raise FormulaError("A traced value is not a number: apply functions of NumPy or this module to it.")

    __int__ = __index__ = __float__

    def __iter__(self) -> Any:  # noqa: ANN401
        raise FormulaError("A traced value stands for one element: it cannot be indexed or looped over.")

    def __getitem__(self, key: object) -> Any:  # noqa: ANN401
        return self.__iter__()

    def __len__(self) -> int:
        return int(self.__iter__())

    def __array__(self, *unused: object, **unused_too: object) -> Any:  # noqa: ANN401
        raise FormulaError("A traced value is not an array: only functions of one element can be traced.")

    def __repr__(self) -> str:
        return f"Traced({self.expr!r})"

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: object, **options: object) -> Traced:
        name = ufunc.__name__
        if method != "__call__" or options:
            shown = method if method != "__call__" else f"the option '{next(iter(options))}'"
            raise FormulaError(f"np.{name} with {shown} is not supported in a kernel.")
        if name in ("power", "float_power"):
            return apply("pow", *inputs)
        if name in ("remainder", "mod"):
            return remainder(*inputs)
        return _call(name, UFUNCS.get(name, name), inputs)

    def __array_function__(
        self,
        function: Callable[..., object],
        types: object,
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> Traced | Reduced:
        name = function.__name__
        if kwargs:
            option = next(iter(kwargs))
            raise FormulaError(f"np.{name} with the option '{option}' is not supported in a kernel.")
        if name in REDUCING:
            return Reduced(REDUCING[name], tuple(to_expr(arg) for arg in args))
        return _call(name, FUNCTION_OPS.get(name, name), args)


def _call(written: str, name: str, args: tuple[object, ...]) -> Traced:
    if name not in FUNCTIONS.values() and name not in DERIVED:
        hint = nearest(written, (*UFUNCS, *FUNCTION_OPS, *DERIVED))
        raise FormulaError(f"np.{written} is not supported in a kernel. {hint}".rstrip())
    return apply(name, *args)
