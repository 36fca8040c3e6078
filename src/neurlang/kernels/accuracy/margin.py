"""Whether a form's intermediate values stay clear of the limits of the type, as far as points can tell.

No search finds every point at which a form overflows one number earlier than the form as written: there may be a
handful among 2^128. So a form that cannot be proved safe is believed only if no intermediate value comes near these
limits. Exempt are values that the formula as written computes as well, and points where its own result is not finite.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.expr import Expr, Kernel, evaluate_expressions

ALIKE = 1e-3  # relative difference below which values count as equal apart from rounding
DISTANCE = {"f32": 2.0**16, "f64": 2.0**64}  # a factor between a value and a limit


def has_margin(
    kernel: Kernel,
    outputs: Sequence[Expr],
    arrays: Sequence[NDArray[Any]],
    own: Collection[Expr],
    *,
    overflows: bool = True,
    loses: bool = True,
) -> bool:
    """Whether every operation that a form adds stays clear of the limits that are in doubt, at the given points.

    None may overflow or come near it. If `overflows`, results must be finite; if `loses`, they must be far from
    subnormal, or zero for a reason other than underflow. Left out are undefined or small values that `kernel`, the
    formula as written, computes as well, and points where its outputs are not finite. But if only the form has a result
    there, it must be right: underflow counts, whether it is in doubt or not, and whatever the other computes.

    Args:
        kernel: the formula as written.
        outputs: the form.
        arrays: points, an array per input.
        own: operations that the code of the formula as written carries out unchanged, and the code of the form too
            if it has them: none that are fused into others, and none at all if reciprocals are estimated.
        overflows: whether infinities and NaN are in doubt.
        loses: whether underflow is in doubt.

    """
    form = kernel.with_outputs(*outputs)
    values = _values(kernel, (*form.nodes(), *kernel.nodes()), arrays)
    is_checked, is_form_finite = (
        np.logical_and.reduce([np.isfinite(values[output]) for output in outputs])
        for outputs in (kernel.outputs, form.outputs)
    )
    least = float(np.finfo(kernel.float_type).smallest_normal)
    known = [(values[node], _is_small(node, values, least)) for node in _operations(kernel) if node in own]
    added = [node for node in _operations(form) if node not in own]
    for node in added:
        if (_is_large(kernel, node, values) & is_checked).any():  # even if an infinity may vanish on the way
            return False
        dubious = np.zeros_like(is_checked)
        if overflows:
            dubious |= ~np.isfinite(values[node]) & is_checked
        is_small = _is_small(node, values, least * DISTANCE[kernel.dtype])
        if (is_small & is_form_finite & ~is_checked).any():  # of these points the proof says nothing
            return False
        if loses:
            dubious |= is_small & is_checked
        own_results = [(each[dubious], is_lost[dubious]) for each, is_lost in known]
        if dubious.any() and not _is_known(values[node][dubious], least, own_results):
            return False
    return True


def _operations(kernel: Kernel) -> list[Expr]:
    return [node for node in kernel.nodes() if node.args and node.kind == "r"]


def _values(
    kernel: Kernel, nodes: Sequence[Expr], arrays: Sequence[NDArray[Any]]
) -> dict[Expr, NDArray[Any]]:
    named = dict(zip(kernel.names, arrays, strict=True))
    count = len(arrays[0]) if arrays else 1
    results = evaluate_expressions(nodes, named, kernel.dtype)
    return {node: np.broadcast_to(result, count) for node, result in zip(nodes, results, strict=True)}


def _is_large(kernel: Kernel, node: Expr, values: Mapping[Expr, NDArray[Any]]) -> NDArray[np.bool_]:
    """Where an operation overflows or comes near it; an infinity at a pole does not count."""
    is_large = np.abs(values[node]) > float(np.finfo(kernel.float_type).max) / DISTANCE[kernel.dtype]
    if node.op.has("divides"):
        is_large &= values[node.args[-1]] != 0
    return np.asarray(is_large)


def _is_small(node: Expr, values: Mapping[Expr, NDArray[Any]], least: float) -> NDArray[np.bool_]:
    """Where an operation returns less than `least`, and so loses digits to underflow or comes near it."""
    size = np.abs(values[node])
    is_small = (size < least) & (size > 0)
    if node.op.has("underflows"):  # a zero that no operand explains
        is_small |= (size == 0) & np.logical_and.reduce([values[arg] != 0 for arg in node.args])
    return np.asarray(is_small)


def _is_known(
    found: NDArray[Any], least: float, own: Sequence[tuple[NDArray[Any], NDArray[np.bool_]]]
) -> bool:
    """Whether some operation of the formula as written has these values too, so that it fails as much.

    Two undefined values count as the same, and so do two that underflow makes subnormal. `own` has the values of each
    operation and where they are lost to underflow.
    """
    with np.errstate(all="ignore"):
        return any(
            bool(
                (
                    ((np.abs(found - each) <= ALIKE * np.abs(each)) & np.isfinite(each))
                    | ((np.abs(found) < least) & is_lost)
                    | (~np.isfinite(found) & ~np.isfinite(each))
                ).all()
            )
            for each, is_lost in own
        )
