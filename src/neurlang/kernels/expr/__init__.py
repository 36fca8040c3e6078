"""Formulas as values: expressions, kernels, how they are read, printed and evaluated.

An `Expr` is a node of an immutable DAG in which equal expressions are the same object; a `Kernel` is
expressions with named inputs, an element type and perhaps a reduction. `OPS` is the table that says what each
operation is.

Read: `parse` (text), `read_fpcore`, `trace` (a Python function), `from_sympy`. Print: `print_text`,
`print_python`, `print_c`, `print_glsl`, `print_fpcore`, `print_sympy`, `print_llvm`, or by name through
`PRINTERS`. Where a condition can hold: `regions`, `narrowed`, `draw_points`. Evaluate: `evaluate` in floating
point, `exact` over the real numbers, `ulp_error` and `relative_error` between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
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
    from neurlang.kernels.expr.printers import PRINTERS
    from neurlang.kernels.expr.printing import print_c, print_glsl, print_python, print_text
    from neurlang.kernels.expr.region import Region, narrowed, regions
    from neurlang.kernels.expr.sampling import draw_points
    from neurlang.kernels.expr.source import nearest
    from neurlang.kernels.expr.symbolic import from_sympy, print_sympy, to_sympy
    from neurlang.kernels.expr.text import expansion, parse, parse_expression
    from neurlang.kernels.expr.tracing import parameters_of, trace
    from neurlang.kernels.expr.tree import ExprTree, from_tree, structural_hash, to_tree, tree_size
else:
    __getattr__ = later(
        __name__,
        {
            "BY_NAME": "ops",
            "DTYPES": "kernel",
            "OPS": "ops",
            "PRINTERS": "printers",
            "REDUCTIONS": "kernel",
            "Core": "fpcore",
            "DType": "kernel",
            "Exact": "exact_evaluation",
            "Expr": "dag",
            "ExprTree": "tree",
            "Input": "kernel",
            "Kernel": "kernel",
            "Op": "ops",
            "Reduction": "kernel",
            "Region": "region",
            "constant": "dag",
            "count_uses": "evaluation",
            "draw_points": "sampling",
            "evaluate": "evaluation",
            "evaluate_expressions": "evaluation",
            "evaluate_widely": "evaluation",
            "exact": "exact_evaluation",
            "exact_expressions": "exact_evaluation",
            "exact_sum": "evaluation",
            "exact_value": "exact_operation",
            "expand": "llvm_printing",
            "expansion": "text",
            "from_ordinals": "float_order",
            "from_rows": "dag",
            "from_sympy": "symbolic",
            "from_tree": "tree",
            "identifiers": "layout",
            "kernel_of": "kernel",
            "lower_power": "llvm_printing",
            "make": "dag",
            "match": "matching",
            "narrowed": "region",
            "nearest": "source",
            "number_of": "dag",
            "op": "ops",
            "ordinals": "float_order",
            "parameters_of": "tracing",
            "parse": "text",
            "parse_expression": "text",
            "postorder": "dag",
            "print_c": "printing",
            "print_fpcore": "fpcore_printing",
            "print_glsl": "printing",
            "print_llvm": "llvm_printing",
            "print_python": "printing",
            "print_sympy": "symbolic",
            "print_text": "printing",
            "ranges_of": "domain",
            "read_cores": "fpcore",
            "read_fpcore": "fpcore",
            "rebuild": "dag",
            "reduce_arrays": "evaluation",
            "regions": "region",
            "relative_error": "error",
            "structural_hash": "tree",
            "substitute": "dag",
            "to_rows": "dag",
            "to_sympy": "symbolic",
            "to_tree": "tree",
            "trace": "tracing",
            "tree_size": "tree",
            "truth": "dag",
            "ulp_error": "error",
            "variable": "dag",
            "variables": "dag",
            "with_ranges": "kernel",
            "within_type": "kernel",
            "worst": "error",
        },
    )

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
