"""Trace a Python function into a kernel: the function runs once, on values that record the operations on them.

Operators and the functions of NumPy and `math` work, also inside functions that it calls. `min(a, b)` and
`max(a, b)` have Python's meaning: the second if it is smaller (larger), else the first. Loops over `range(…)`
unroll. Parameters with a default keep it; the others are the inputs.
"""

from __future__ import annotations

import builtins
import inspect
import math
import traceback
from collections.abc import Callable, Collection, Mapping
from types import CodeType, FunctionType, SimpleNamespace
from typing import Any

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import Expr, variable
from neurlang.kernels.expr.kernel import DType, Kernel, Reduction, kernel_of
from neurlang.kernels.expr.reading.traced import Reduced, Traced, apply, to_expr

MATH_OPS = {
    "sqrt": "sqrt", "cbrt": "cbrt", "fabs": "abs", "fmod": "fmod", "pow": "pow", "hypot": "hypot",
    "exp": "exp", "exp2": "exp2", "expm1": "expm1", "log2": "log2", "log1p": "log1p", "log10": "log10",
    "sin": "sin", "cos": "cos", "tan": "tan",
    "asin": "asin", "acos": "acos", "atan": "atan", "atan2": "atan2",
    "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "copysign": "copysign", "fma": "fma",
    "degrees": "degrees", "radians": "radians", "isnan": "isnan", "isinf": "isinf", "isfinite": "isfinite",
}  # fmt: skip

LOGARITHMS: dict[float, str] = {2: "log2", 10: "log10"}  # by base; better than a quotient of logarithms


def trace(
    function: Callable[..., object],
    *,
    dtype: DType = "f64",
    ranges: Mapping[str, tuple[float, float]] | None = None,
    name: str | None = None,
    values: Mapping[str, object] | None = None,
    inputs: Collection[str] = (),
) -> Kernel:
    """The kernel that a Python function of numbers computes, with several outputs if it returns a tuple.

    A parameter keeps its default, unless `values` has another value for it or `inputs` names it.

    Raises:
        FormulaError: the function branches on a value, uses something that kernels lack, or fails; the message
        states the file and line if they are known.

    """
    names = tuple(
        item.name for item in parameters_of(function) if item.default is item.empty or item.name in inputs
    )
    try:
        traced = {item: Traced(variable(item)) for item in names}
        result = _rewritten(function)(**{**(values or {}), **traced})
        outputs, reduction = _outputs(result)
    except FormulaError as error:
        raise FormulaError(_place(function, error) + str(error)) from error
    except Exception as error:
        raise FormulaError(f"{_place(function, error)}{type(error).__name__}: {error}") from error
    plain_name = name or str(getattr(function, "__name__", "kernel"))
    return kernel_of(outputs, names, dtype=dtype, reduction=reduction, ranges=ranges, name=plain_name)


def parameters_of(function: Callable[..., object]) -> tuple[inspect.Parameter, ...]:
    """The parameters of a function that can be traced: plain names, some perhaps with defaults.

    Raises:
        FormulaError: it has other kinds of parameters, or is not a Python function.

    """
    try:
        parameters = tuple(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        raise FormulaError(f"{function!r} is not a Python function that can be traced.") from None
    for parameter in parameters:
        if parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
            raise FormulaError(f"A kernel's parameters must be plain names, found '{parameter}'.")
    return parameters


def _outputs(result: object) -> tuple[list[Expr], Reduction | None]:
    items = list(result) if isinstance(result, tuple | list) else [result]
    if not items or result is None:
        raise FormulaError("The function returns nothing.")
    reduced = [item for item in items if isinstance(item, Reduced)]
    if not reduced:
        return [to_expr(item) for item in items], None
    kinds = {item.reduction for item in reduced}
    if len(reduced) != len(items) or len(kinds) > 1 or (kinds == {"dot"} and len(items) > 1):
        raise FormulaError("A reduction must be the outermost step, and the same for all outputs.")
    return [expr for item in reduced for expr in item.exprs], reduced[0].reduction


def _place(function: Callable[..., object], error: BaseException) -> str:
    """`file:line: ` of the innermost traceback frame in the function's own file; empty if there is none."""
    code = getattr(function, "__code__", None)
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if code is not None and frame.filename == code.co_filename]
    return f"{own[-1].filename}:{own[-1].lineno}: " if own else ""


# The functions of `math` and Python's `min` and `max` offer no hook to record calls, so the function runs with
# globals that bind these names to our versions, which behave as before for plain numbers.


def _recording(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any) -> Any:  # noqa: ANN401
        return apply(name, *args) if any(isinstance(arg, Traced) for arg in args) else original(*args)

    return call


def _log(value: Any, base: Any = math.e) -> Any:  # noqa: ANN401
    if not isinstance(value, Traced) and not isinstance(base, Traced):
        return math.log(value, base) if base != math.e else math.log(value)
    if isinstance(base, int | float) and base in LOGARITHMS:
        return apply(LOGARITHMS[base], value)
    top = apply("log", value)
    return top if not isinstance(base, Traced) and base == math.e else top / apply("log", base)


def _chooser(original: Callable[..., Any], comparison: str) -> Callable[..., Any]:
    def choose(*args: Any, **options: Any) -> Any:  # noqa: ANN401
        items = list(args[0]) if len(args) == 1 and not isinstance(args[0], Traced) else list(args)
        if not any(isinstance(item, Traced) for item in items) or options:
            return original(*args, **options)
        best = items[0]
        for item in items[1:]:
            best = apply("select", apply(comparison, item, best), item, best)
        return best

    return choose


MATH = {name: _recording(op, getattr(math, name)) for name, op in MATH_OPS.items() if hasattr(math, name)}
MATH["log"] = _log
MATH_MODULE = SimpleNamespace(**{**vars(math), **MATH})
BUILTINS = {"min": _chooser(min, "lt"), "max": _chooser(max, "gt")}
ORIGINALS = {id(getattr(math, name)): replacement for name, replacement in MATH.items()}


def _rewritten(function: Callable[..., object]) -> Callable[..., object]:
    """The function with `math`, `min` and `max` bound to recording versions, also in the functions that it calls."""
    if not isinstance(function, FunctionType):
        return function
    return _rebound(function, {})


def _rebound(function: FunctionType, done: dict[FunctionType, FunctionType]) -> FunctionType:
    if function in done:
        return done[function]
    scope = dict(function.__globals__)
    closure = function.__closure__
    copy = FunctionType(function.__code__, scope, function.__name__, function.__defaults__, closure)
    copy.__kwdefaults__ = function.__kwdefaults__
    done[function] = copy
    for name in _names(function.__code__):
        if name in scope:
            scope[name] = _replacement(scope[name], done)
        elif name in BUILTINS and hasattr(builtins, name):
            scope[name] = BUILTINS[name]
    return copy


def _names(code: CodeType) -> set[str]:
    names = set(code.co_names)
    for item in code.co_consts:
        if isinstance(item, CodeType):
            names |= _names(item)
    return names


def _replacement(value: object, done: dict[FunctionType, FunctionType]) -> object:
    if value is math:
        return MATH_MODULE
    if id(value) in ORIGINALS:
        return ORIGINALS[id(value)]
    if isinstance(value, FunctionType) and not value.__module__.startswith(("numpy", "neurlang.")):
        return _rebound(value, done)
    return value
