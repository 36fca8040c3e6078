"""Lowering: exact simplifications before code generation, and the form that is finally compiled.

Every change here keeps all results bit-identical, with one exception: `pow` with a small constant integer exponent
becomes multiplications, whose error is within the one stated for `pow`.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from neurlang.kernels.expr import DTYPES, DType, Expr, Kernel, constant, lower_power, make, number_of, rebuild
from neurlang.kernels.simd.emitting.fma import negated, select_fma

LARGEST_POWER = 8  # n - 1 products have an error of (n - 1)/2 ULP: 3.5 for 8, below the 4 stated for `pow`


def compiled_form(kernel: Kernel, *, fma: bool = True) -> Kernel:
    """The kernel as it is compiled: lowered, then with multiply-adds fused unless `fma` is false."""
    lowered = lower(kernel)
    return select_fma(lowered) if fma else lowered


def lower(kernel: Kernel) -> Kernel:
    """The kernel in ops that have code: constants folded, `powi`, `rsqrt` and `recip` expanded."""

    def change(node: Expr, args: tuple[Expr, ...]) -> Expr:
        return _lowered(node, args, kernel.dtype)

    return kernel.with_outputs(*rebuild(kernel.outputs, change))


def _lowered(node: Expr, args: tuple[Expr, ...], dtype: DType) -> Expr:
    if not args:
        return node
    if _can_fold(node, args):
        return constant(_folded(node, args, dtype))
    rule = RULES.get(node.op.name)
    changed = rule(args, dtype) if rule is not None else None
    if changed is not None:
        return changed
    return node if args == node.args else make(node.op.name, *args)


def _can_fold(node: Expr, args: tuple[Expr, ...]) -> bool:
    return node.kind == "r" and all(arg.op.name == "const" for arg in args)


def _folded(node: Expr, args: tuple[Expr, ...], dtype: DType) -> float:
    """The value of an op over constants, rounded as the running code would round it."""
    float_type = DTYPES[dtype]
    with np.errstate(all="ignore"):
        return float(np.asarray(node.op.numeric(*(np.asarray(arg.value, float_type) for arg in args))))


def _is(node: Expr, value: float) -> bool:
    """Whether the node is that constant, including its sign."""
    return node.op.name == "const" and number_of(node).hex() == value.hex()


def _multiply(args: tuple[Expr, ...], dtype: DType) -> Expr | None:
    """Replace 1·a with a, and -1·a with -a."""
    for this, other in (args, args[::-1]):
        if _is(this, 1.0):
            return other
        if _is(this, -1.0):
            return negated(other)
    return None


def _divide(args: tuple[Expr, ...], dtype: DType) -> Expr | None:
    """a/2^n is exactly a·2^-n if both powers are normal numbers."""
    if args[1].op.name != "const":
        return None
    value = number_of(args[1])
    if math.isfinite(value) and abs(math.frexp(value)[0]) == 0.5 and _is_normal(1.0 / value, dtype):
        return _multiply((args[0], constant(1.0 / value)), dtype) or make(
            "mul", args[0], constant(1.0 / value)
        )
    return None


def _is_normal(value: float, dtype: DType) -> bool:
    limits = np.finfo(DTYPES[dtype])
    return float(limits.smallest_normal) <= abs(value) <= float(limits.max) / 4


def _subtract(args: tuple[Expr, ...], dtype: DType) -> Expr | None:
    """Replace a - 0 with a, and a - (-b) with a + b."""
    if _is(args[1], 0.0):
        return args[0]
    return make("add", args[0], args[1].args[0]) if args[1].op.name == "neg" else None


def _negate(args: tuple[Expr, ...], dtype: DType) -> Expr | None:
    return negated(args[0]) if args[0].op.name == "neg" else None


def _choose(name: str) -> Callable[[tuple[Expr, ...], DType], Expr | None]:
    """Move a constant to the second place: as it is known not to be NaN, this takes one instruction instead of three.

    Zero stays in place: of two zeros the second is the result.
    """

    def change(args: tuple[Expr, ...], dtype: DType) -> Expr | None:
        if args[0].op.name != "const" or args[1].op.name == "const":
            return None
        value = number_of(args[0])
        return None if value == 0 or math.isnan(value) else make(name, args[1], args[0])

    return change


def _power(args: tuple[Expr, ...], dtype: DType) -> Expr | None:
    """Small positive integer powers by squaring; pow(a, 1) is a."""
    exponent = args[1].value
    if not isinstance(exponent, float) or not exponent.is_integer() or not 1 <= exponent <= LARGEST_POWER:
        return None
    return lower_power(args[0], int(exponent))


def _integer_power(args: tuple[Expr, ...], dtype: DType) -> Expr | None:
    return lower_power(args[0], int(number_of(args[1])))


RULES: dict[str, Callable[[tuple[Expr, ...], DType], Expr | None]] = {
    "mul": _multiply,
    "div": _divide,
    "sub": _subtract,
    "neg": _negate,
    "min": _choose("min"),
    "max": _choose("max"),
    "pow": _power,
    "powi": _integer_power,
    "recip": lambda args, dtype: make("div", constant(1.0), args[0]),
    "rsqrt": lambda args, dtype: make("div", constant(1.0), make("sqrt", args[0])),
}
