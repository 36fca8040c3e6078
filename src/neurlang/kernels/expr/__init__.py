"""Formulas as values: expressions, kernels, how they are read, printed and evaluated.

An `Expr` is a node of an immutable DAG in which equal expressions are the same object; a `Kernel` is
expressions with named inputs, an element type and perhaps a reduction. `OPS` is the table that says what each
operation is.

Read: `parse` (text), `read_fpcore`, `trace` (a Python function), `from_sympy`. Print: `print_text`,
`print_python`, `print_c`, `print_glsl`, `print_fpcore`, `print_sympy`, `print_llvm`, or by name through
`PRINTERS`. Where a condition can hold: `regions`, `narrowed`, `draw_points`. Evaluate: `evaluate` in floating
point, `exact` over the real numbers, `ulp_error` and `relative_error` between them.
"""

from neurlang.kernels.expr.dag import (
    Expr,
    constant,
    from_rows,
    make,
    number_of,
    postorder,
    rebuild,
    substitute,
    to_rows,
    truth,
    variable,
    variables,
)
from neurlang.kernels.expr.domain import ranges_of
from neurlang.kernels.expr.error import relative_error, ulp_error, worst
from neurlang.kernels.expr.evaluation import (
    count_uses,
    evaluate,
    evaluate_expressions,
    evaluate_widely,
    exact_sum,
    reduce_arrays,
)
from neurlang.kernels.expr.exact_evaluation import Exact, exact, exact_expressions
from neurlang.kernels.expr.exact_operation import exact_value
from neurlang.kernels.expr.float_order import from_ordinals, ordinals
from neurlang.kernels.expr.fpcore import Core, read_cores, read_fpcore
from neurlang.kernels.expr.fpcore_printing import print_fpcore
from neurlang.kernels.expr.kernel import (
    DTYPES,
    REDUCTIONS,
    DType,
    Input,
    Kernel,
    Reduction,
    kernel_of,
    with_ranges,
    within_type,
)
from neurlang.kernels.expr.layout import identifiers
from neurlang.kernels.expr.llvm_printing import expand, lower_power, print_llvm
from neurlang.kernels.expr.matching import match
from neurlang.kernels.expr.ops import BY_NAME, OPS, Op, op
from neurlang.kernels.expr.printing import print_c, print_glsl, print_python, print_text
from neurlang.kernels.expr.regions import Region, narrowed, regions
from neurlang.kernels.expr.sampling import draw_points
from neurlang.kernels.expr.source import nearest
from neurlang.kernels.expr.symbolic import from_sympy, print_sympy, to_sympy
from neurlang.kernels.expr.text import expansion, parse, parse_expression
from neurlang.kernels.expr.tracing import parameters_of, trace
from neurlang.kernels.expr.tree import ExprTree, from_tree, structural_hash, to_tree, tree_size

PRINTERS = {
    "text": print_text,
    "python": print_python,
    "c": print_c,
    "glsl": print_glsl,
    "fpcore": print_fpcore,
    "sympy": print_sympy,
    "llvm": print_llvm,
}

__all__ = [
    "BY_NAME",
    "DTYPES",
    "OPS",
    "PRINTERS",
    "REDUCTIONS",
    "Core",
    "DType",
    "Exact",
    "Expr",
    "ExprTree",
    "Input",
    "Kernel",
    "Op",
    "Reduction",
    "Region",
    "constant",
    "count_uses",
    "draw_points",
    "evaluate",
    "evaluate_expressions",
    "evaluate_widely",
    "exact",
    "exact_expressions",
    "exact_sum",
    "exact_value",
    "expand",
    "expansion",
    "from_ordinals",
    "from_rows",
    "from_sympy",
    "from_tree",
    "identifiers",
    "kernel_of",
    "lower_power",
    "make",
    "match",
    "narrowed",
    "nearest",
    "number_of",
    "op",
    "ordinals",
    "parameters_of",
    "parse",
    "parse_expression",
    "postorder",
    "print_c",
    "print_fpcore",
    "print_glsl",
    "print_llvm",
    "print_python",
    "print_sympy",
    "print_text",
    "ranges_of",
    "read_cores",
    "read_fpcore",
    "rebuild",
    "reduce_arrays",
    "regions",
    "relative_error",
    "structural_hash",
    "substitute",
    "to_rows",
    "to_sympy",
    "to_tree",
    "trace",
    "tree_size",
    "truth",
    "ulp_error",
    "variable",
    "variables",
    "with_ranges",
    "within_type",
    "worst",
]
