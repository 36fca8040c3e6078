"""Divisions as products with reciprocals, which f32 code may estimate if the tolerance allows it."""

from __future__ import annotations

from collections.abc import Sequence

from neurlang.kernels.accuracy import Tolerance
from neurlang.kernels.expr import Expr, Kernel, constant, make, postorder, rebuild
from neurlang.kernels.simd import CompileOptions

ESTIMATES_ULP = 6.0  # the tolerance that allows estimates of 1/a and 1/sqrt(a); the form's error is measured
ONE = constant(1.0)


def may_estimate(kernel: Kernel, options: CompileOptions, tolerance: Tolerance) -> bool:
    """Whether estimates are worth a try: in f32, if the options do not allow them anyway and bits may change."""
    return kernel.dtype == "f32" and options.tolerance_ulp == 0 and tolerance.kind != "exact"


def by_reciprocals(outputs: Sequence[Expr]) -> tuple[Expr, ...]:
    """The outputs with a/b written as a * (1/b); divisions by constants stay. Equal over the real numbers."""
    return tuple(rebuild(outputs, _changed))


def divides(outputs: Sequence[Expr]) -> bool:
    """Whether there is a division or root that could be estimated."""
    return any(node.op.has("divides") for node in postorder(outputs))


def _changed(node: Expr, args: tuple[Expr, ...]) -> Expr:
    if node.op.name == "div" and args[0] is not ONE and args[1].op.name != "const":
        return make("mul", args[0], make("div", ONE, args[1]))
    return node if args == node.args else make(node.op.name, *args)
