"""The operations that code carries out for a form, with the errors of constants before anything is computed.

Constants that code folds are rounded at each of their operations. If that is inexact, the folded number
becomes an input with a single value, so that nothing is simplified because it is nearly 0, 1 or a power of 2.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from neurlang.kernels.expr import (
    Expr,
    Input,
    Kernel,
    constant,
    evaluate_expressions,
    exact_expressions,
    lower_power,
    make,
    number_of,
    rebuild,
    to_rows,
    variable,
)
from neurlang.kernels.simd import lower

LARGEST = 2**1000
RATIONAL: dict[str, Callable[..., Fraction]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "neg": operator.neg,
    "abs": operator.abs,
}


@dataclass(frozen=True, slots=True)
class ComputedForm:
    """A lowered kernel; for each input that is a folded constant, its number and the ends of the exact value."""

    kernel: Kernel
    folded: dict[str, tuple[float, float, float]]


def computed_form(kernel: Kernel) -> ComputedForm:
    """The form as it is computed, without its reduction and condition."""
    folded: dict[str, tuple[float, float, float]] = {}
    inputs: list[Input] = []

    def change(node: Expr, args: tuple[Expr, ...]) -> Expr:
        if not args:
            return node
        whole = make(node.op.name, *args)
        if node.kind != "r" or any(arg.op.name != "const" for arg in args):
            # Expanded here: a power of 0 is a constant, and may be folded with others.
            return lower_power(args[0], int(number_of(args[1]))) if whole.op.name == "powi" else whole
        return fold(whole)

    def fold(node: Expr) -> Expr:
        value = float(evaluate_expressions((node,), {}, kernel.dtype)[0])
        ends = exact_ends(node)
        if ends == (value, value):
            return constant(value)
        name = f" {to_rows((node,))}"  # cannot clash: no input's name begins with a space
        if name not in folded:
            inputs.append(Input(name, value, value) if np.isfinite(value) else Input(name))
        folded[name] = (value, *ends)
        return variable(name)

    plain = replace(kernel, reduction=None, where=None)
    outputs = rebuild(plain.outputs, change)
    plain = replace(plain, outputs=outputs, inputs=(*plain.inputs, *inputs))
    return ComputedForm(lower(plain), folded)


def exact_ends(node: Expr) -> tuple[float, float]:
    """Two numbers that enclose the exact value of an operation on constants; infinite if it is not known."""
    rational = exact_fraction(node)
    if rational is not None:
        if abs(rational) > LARGEST:
            return -math.inf, math.inf
        value = float(rational)
        return (value, value) if Fraction(value) == rational else around(value)
    found = exact_expressions((node,), {})[0]
    value = float(found.high)
    return around(value) if bool(found.known) and math.isfinite(value) else (-math.inf, math.inf)


def around(value: float) -> tuple[float, float]:
    """The neighbours of a number."""
    return math.nextafter(value, -math.inf), math.nextafter(value, math.inf)


def exact_fraction(node: Expr) -> Fraction | None:
    """The value of one of the four operations, or of a sign, on finite constants."""
    values = [number_of(arg) for arg in node.args]
    if node.op.name not in RATIONAL or not all(map(math.isfinite, values)):
        return None
    try:
        return RATIONAL[node.op.name](*map(Fraction, values))
    except ZeroDivisionError:
        return None
