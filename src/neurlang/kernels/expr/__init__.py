"""Formulas as values: expressions, kernels, how they are read, printed and evaluated.

An `Expr` is a node of an immutable DAG in which equal expressions are the same object; a `Kernel` is
expressions with named inputs, an element type and perhaps a reduction. `OPS` is the table that says what
each operation is.
"""

from neurlang.kernels.expr.dag import (
    Expr,
    constant,
    from_rows,
    make,
    postorder,
    rebuild,
    substitute,
    to_rows,
    truth,
    variable,
    variables,
)
from neurlang.kernels.expr.evaluation import count_uses, evaluate, evaluate_expressions, reduce_arrays
from neurlang.kernels.expr.kernel import DTYPES, REDUCTIONS, DType, Input, Kernel, Reduction, kernel_of
from neurlang.kernels.expr.ops import BY_NAME, OPS, Op, op
from neurlang.kernels.expr.text import expansion, parse, parse_expression

__all__ = [
    "BY_NAME",
    "DTYPES",
    "OPS",
    "REDUCTIONS",
    "DType",
    "Expr",
    "Input",
    "Kernel",
    "Op",
    "Reduction",
    "constant",
    "count_uses",
    "evaluate",
    "evaluate_expressions",
    "expansion",
    "from_rows",
    "kernel_of",
    "make",
    "op",
    "parse",
    "parse_expression",
    "postorder",
    "rebuild",
    "reduce_arrays",
    "substitute",
    "to_rows",
    "truth",
    "variable",
    "variables",
]
