"""Formulas as values: expressions and kernels, with their parsers, printers and evaluators.

An `Expr` is a node of an immutable DAG in which equal expressions are the same object; a `Kernel` is
expressions with named inputs, an element type and optionally a reduction. The table `OPS` defines every
operation.

Read: `parse` (text), `read_fpcore`, `trace` (a Python function), `read_formula` (a text, a function or a
kernel), `from_sympy`. Print: `print_text`, `print_python`, `print_c`, `print_glsl`, `print_fpcore`,
`print_sympy`, `print_llvm`, or by name through `PRINTERS`. Find where a condition can hold: `regions`,
`narrowed`, `draw_points`. Evaluate: `evaluate` in floating point, `exact` over the real numbers; `ulp_error`
and `relative_error` compare the two.
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
    from neurlang.kernels.expr.domains.domain import in_domain, ranges_of
    from neurlang.kernels.expr.domains.region import Region, narrowed, regions
    from neurlang.kernels.expr.domains.sampling import draw_points
    from neurlang.kernels.expr.dtype_names import dtype_name
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
    from neurlang.kernels.expr.matching import match
    from neurlang.kernels.expr.ops import BY_NAME, MIRRORED, OPS, Op, op, ops_with
    from neurlang.kernels.expr.reading.formula import Formula, read_formula
    from neurlang.kernels.expr.reading.fpcore import Core, read_cores, read_fpcore
    from neurlang.kernels.expr.reading.source import nearest
    from neurlang.kernels.expr.reading.text import expansion, parse, parse_expression
    from neurlang.kernels.expr.reading.tracing import parameters_of, trace
    from neurlang.kernels.expr.tree import ExprTree, from_tree, structural_hash, to_tree, tree_size
    from neurlang.kernels.expr.values.error import relative_error, ulp_error, worst
    from neurlang.kernels.expr.values.evaluation import (
        count_uses,
        evaluate,
        evaluate_expressions,
        evaluate_widely,
        exact_sum,
        reduce_arrays,
    )
    from neurlang.kernels.expr.values.exact_evaluation import Exact, exact, exact_expressions
    from neurlang.kernels.expr.values.exact_operation import exact_value
    from neurlang.kernels.expr.values.float_order import from_ordinals, ordinals
    from neurlang.kernels.expr.writing.fpcore_printing import print_fpcore
    from neurlang.kernels.expr.writing.layout import identifiers
    from neurlang.kernels.expr.writing.llvm_printing import expand, llvm_constant, lower_power, print_llvm
    from neurlang.kernels.expr.writing.printers import PRINTERS
    from neurlang.kernels.expr.writing.printing import print_c, print_glsl, print_python, print_text
    from neurlang.kernels.expr.writing.symbolic import from_sympy, print_sympy, to_sympy
else:
    __getattr__ = later(
        __name__,
        {
            "BY_NAME": "ops",
            "DTYPES": "kernel",
            "MIRRORED": "ops",
            "OPS": "ops",
            "PRINTERS": "writing.printers",
            "REDUCTIONS": "kernel",
            "Core": "reading.fpcore",
            "DType": "kernel",
            "Exact": "values.exact_evaluation",
            "Expr": "dag",
            "ExprTree": "tree",
            "Formula": "reading.formula",
            "Input": "kernel",
            "Kernel": "kernel",
            "Op": "ops",
            "Reduction": "kernel",
            "Region": "domains.region",
            "constant": "dag",
            "count_uses": "values.evaluation",
            "draw_points": "domains.sampling",
            "dtype_name": "dtype_names",
            "evaluate": "values.evaluation",
            "evaluate_expressions": "values.evaluation",
            "evaluate_widely": "values.evaluation",
            "exact": "values.exact_evaluation",
            "exact_expressions": "values.exact_evaluation",
            "exact_sum": "values.evaluation",
            "exact_value": "values.exact_operation",
            "expand": "writing.llvm_printing",
            "expansion": "reading.text",
            "from_ordinals": "values.float_order",
            "from_rows": "dag",
            "from_sympy": "writing.symbolic",
            "from_tree": "tree",
            "identifiers": "writing.layout",
            "kernel_of": "kernel",
            "llvm_constant": "writing.llvm_printing",
            "lower_power": "writing.llvm_printing",
            "make": "dag",
            "match": "matching",
            "narrowed": "domains.region",
            "nearest": "reading.source",
            "number_of": "dag",
            "op": "ops",
            "ops_with": "ops",
            "ordinals": "values.float_order",
            "parameters_of": "reading.tracing",
            "parse": "reading.text",
            "parse_expression": "reading.text",
            "postorder": "dag",
            "print_c": "writing.printing",
            "print_fpcore": "writing.fpcore_printing",
            "print_glsl": "writing.printing",
            "print_llvm": "writing.llvm_printing",
            "print_python": "writing.printing",
            "print_sympy": "writing.symbolic",
            "print_text": "writing.printing",
            "in_domain": "domains.domain",
            "ranges_of": "domains.domain",
            "read_cores": "reading.fpcore",
            "read_formula": "reading.formula",
            "read_fpcore": "reading.fpcore",
            "rebuild": "dag",
            "reduce_arrays": "values.evaluation",
            "regions": "domains.region",
            "relative_error": "values.error",
            "structural_hash": "tree",
            "substitute": "dag",
            "to_rows": "dag",
            "to_sympy": "writing.symbolic",
            "to_tree": "tree",
            "trace": "reading.tracing",
            "tree_size": "tree",
            "truth": "dag",
            "ulp_error": "values.error",
            "variable": "dag",
            "variables": "dag",
            "with_ranges": "kernel",
            "within_type": "kernel",
            "worst": "values.error",
        },
    )

__all__ = [
    "BY_NAME",
    "DTYPES",
    "MIRRORED",
    "OPS",
    "PRINTERS",
    "REDUCTIONS",
    "Core",
    "DType",
    "Exact",
    "Expr",
    "ExprTree",
    "Formula",
    "Input",
    "Kernel",
    "Op",
    "Reduction",
    "Region",
    "constant",
    "count_uses",
    "draw_points",
    "dtype_name",
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
    "in_domain",
    "kernel_of",
    "llvm_constant",
    "lower_power",
    "make",
    "match",
    "narrowed",
    "nearest",
    "number_of",
    "op",
    "ops_with",
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
    "read_formula",
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
