"""The operations that code carries out for a form, with the error that constants have before anything is computed.

Constants that code folds are rounded at each of their operations. Where that is inexact the folded number
is put in as an input of one value, so that nothing simplifies by what is only nearly 0, 1 or a power of 2.
"""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from collections.abc import Callable


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
    """A lowered kernel, and for inputs that stand for folded constants their number and the ends of the exact value."""

    kernel: Kernel
    folded: dict[str, tuple[float, float, float]]


def computed_form(kernel: Kernel) -> ComputedForm:
    """The form as it is computed; a reduction and the condition are left out."""
    folded: dict[str, tuple[float, float, float]] = {}
    inputs: list[Input] = []

    def change(node: Expr, args: tuple[Expr, ...]) -> Expr:
        if not args:
            return node
        whole = make(node.op.name, *args)
        if node.kind != "r" or any(arg.op.name != "const" for arg in args):
            # Written out here, as a power of 0 is a constant, of which others are folded.
            return lower_power(args[0], int(number_of(args[1]))) if whole.op.name == "powi" else whole
        return fold(whole)

    def fold(node: Expr) -> Expr:
        value = float(evaluate_expressions((node,), {}, kernel.dtype)[0])
        ends = exact_ends(node)
        if ends == (value, value):
            return constant(value)
        name = f" {to_rows((node,))}"  # no input is called so
        if name not in folded:
            inputs.append(Input(name, value, value) if np.isfinite(value) else Input(name))
        folded[name] = (value, *ends)
        return variable(name)

    plain = replace(kernel, reduction=None, where=None)
    outputs = rebuild(plain.outputs, change)
    plain = replace(plain, outputs=outputs, inputs=(*plain.inputs, *inputs))
    return ComputedForm(lower(plain), folded)


def exact_ends(node: Expr) -> tuple[float, float]:
    """Two numbers that enclose the exact value of an operation on constants; infinite where it is not known."""
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
