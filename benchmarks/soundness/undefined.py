"""Where an expression certainly has no value over the real numbers, from what the fast oracle knows of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from neurlang.kernels.expr import Expr
    from soundness.bounds import Numbers, Result, Truths, Value

# Where an argument certainly lies outside an op's domain.
_OUTSIDE: dict[str, Callable[[Value], Truths]] = {
    "sqrt": lambda a: _top(a) < 0,
    "rsqrt": lambda a: _top(a) < 0,
    "log": lambda a: _top(a) < 0,
    "log2": lambda a: _top(a) < 0,
    "log1p": lambda a: _top(a) < -1,
    "asin": lambda a: np.abs(a.v) - (0 if a.e is None else a.e) > 1,
    "acos": lambda a: np.abs(a.v) - (0 if a.e is None else a.e) > 1,
}


def _top(a: Value) -> Numbers:
    return a.v if a.e is None else a.v + a.e


def surely_undefined(order: Sequence[Expr], results: Mapping[Expr, Result]) -> dict[Expr, Truths]:
    """For each node with a number, where it certainly has no value; False if that is known nowhere."""
    found: dict[Expr, Truths] = {}
    with np.errstate(all="ignore"):
        for node in order:
            if node.kind != "r":
                found[node] = False
                continue
            is_nan = np.isnan(results[node].v)
            found[node] = is_nan & _cause(node, results, found) if is_nan.any() else False
    return found


def _cause(node: Expr, results: Mapping[Expr, Result], found: Mapping[Expr, Truths]) -> Truths:
    name, args = node.op.name, [found[arg] for arg in node.args]
    if name in ("var", "const"):
        return True
    if name in ("min", "max"):
        return args[0] & args[1]
    if name == "select":
        condition = results[node.args[0]]
        return np.where(condition.v, args[1], args[2]) & (True if condition.sure is None else condition.sure)
    if name == "copysign":
        return args[0]
    if name == "pow":
        base, exponent = (results[arg] for arg in node.args)
        return _cause_of_power(base, exponent, args[0])
    if name in ("div", "fmod") and all(results[arg].e is None for arg in node.args):
        top, bottom = (results[arg].v for arg in node.args)
        return args[0] | args[1] | ((bottom == 0) & ((top == 0) | (name == "fmod")))
    cause = (
        args[0]
        if len(args) == 1
        else np.logical_or.reduce([np.asarray(arg) for arg in np.broadcast_arrays(*args)])
    )
    return cause | _OUTSIDE[name](results[node.args[0]]) if name in _OUTSIDE else cause


def _cause_of_power(a: Value, b: Value, of_base: Truths) -> Truths:
    """For a power with a known exponent: an undefined base, or a negative base if the exponent is not an integer."""
    if b.e is not None:
        return False
    return (of_base & (b.v != 0)) | ((_top(a) < 0) & (b.v != np.floor(b.v)))
