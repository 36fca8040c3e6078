"""Kernels as straight-line Python, for peers that compile Python or evaluate text.

Each value is a statement of its own, and constants are names, so that a peer sees them in the kernel's type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from neurlang.errors import FormulaError
from neurlang.kernels.expr import Expr, Kernel, number_of
from neurlang.kernels.simd import lower

SIGNS = {
    "add": "({0} + {1})", "sub": "({0} - {1})", "mul": "({0} * {1})", "div": "({0} / {1})", "neg": "(-{0})",
    "lt": "({0} < {1})", "le": "({0} <= {1})", "gt": "({0} > {1})", "ge": "({0} >= {1})",
    "eq": "({0} == {1})", "ne": "({0} != {1})",
}  # fmt: skip
SCALAR_CHOICES = {
    "select": "({1} if {0} else {2})",
    "min": "({0} if {0} < {1} else {1})",
    "max": "({0} if {0} > {1} else {1})",
    "and": "({0} and {1})",
    "or": "({0} or {1})",
    "not": "(not {0})",
}
NUMPY_NAMES = {"abs": "abs", "asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2"}
FUNCTIONS = [
    "abs",
    "sqrt",
    "floor",
    "ceil",
    "trunc",
    "rint",
    "copysign",
    "fmod",
    "cbrt",
    "hypot",
    "pow",
    "exp",
    "exp2",
    "expm1",
    "log",
    "log2",
    "log10",
    "log1p",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "atan2",
    "sinh",
    "cosh",
    "tanh",
]


def calls(module: str, names: Mapping[str, str], *, without: tuple[str, ...] = ()) -> dict[str, str]:
    """A call of a module's function for each op, named as the op unless `names` says otherwise."""
    return {
        name: f"{module}.{names.get(name, name)}({{0}}{', {1}' if name in BINARY else ''})"
        for name in FUNCTIONS
        if name not in without
    }


BINARY = frozenset({"copysign", "fmod", "hypot", "pow", "atan2"})


@dataclass(frozen=True, slots=True)
class StraightLine:
    """Statements, the names of their results, and the constants that they use by name."""

    statements: tuple[str, ...]
    results: tuple[str, ...]
    constants: dict[str, Any]


def straight_line(kernel: Kernel, spelling: Mapping[str, str]) -> StraightLine:
    """The lowered kernel as statements; `spelling` has a format for each op, inputs are x0, x1 and so on.

    Raises:
        FormulaError: the spelling lacks an op of the kernel.

    """
    lowered = lower(kernel)
    names: dict[Expr, str] = {}
    statements: list[str] = []
    constants: dict[str, Any] = {}
    for node in lowered.nodes():
        if node.op.name == "const":
            names[node] = f"c{len(constants)}"
            constants[names[node]] = kernel.float_type(number_of(node))
        elif node.op.name == "var":
            names[node] = f"x{kernel.names.index(str(node.value))}"
        elif node.op.name not in spelling:
            raise FormulaError(f"has no '{node.op.name}'")
        else:
            text = spelling[node.op.name].format(*(names[arg] for arg in node.args))
            names[node] = f"v{len(statements)}"
            statements.append(f"{names[node]} = {text}")
    return StraightLine(tuple(statements), tuple(names[root] for root in lowered.outputs), constants)
