"""Formulas as text: `sqrt(x*x + y*y) - 1`, in the notation that Python, C and GLSL share.

A text consists of statements, separated by newlines or semicolons. `t = x*x` names a value, and the last
statement lists the outputs, separated by commas. Functions are those of the op table and of `function_names`,
written `sqrt`, `sqrtf` or `np.sqrt`; a choice is `c ? a : b` or `where(c, a, b)`; a power is `x**2` (`powi` if
the exponent is an integer literal) or `pow(x, y)`. `sum`, `mean`, `dot`, and `min` and `max` of one argument,
are reductions and must be outermost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import Expr
from neurlang.kernels.expr.kernel import DType, Kernel, kernel_of
from neurlang.kernels.expr.ops import BY_NAME
from neurlang.kernels.expr.reading.function_names import DERIVED
from neurlang.kernels.expr.reading.parser import Parser
from neurlang.kernels.expr.reading.source import Source


def parse(
    text: str,
    *,
    dtype: DType = "f64",
    inputs: Iterable[str] | None = None,
    ranges: Mapping[str, tuple[float, float]] | None = None,
    name: str = "kernel",
    source: str = "<formula>",
) -> Kernel:
    """The kernel that a text describes; unless `inputs` is given, inputs are in the order of their first use.

    Raises:
        FormulaError: the text is not a formula (with line, column and a caret), or a range is invalid.

    """
    parser = Parser(Source(text, source), None if inputs is None else tuple(inputs), derived)
    outputs, reduction = parser.read()
    names = parser.values.input_names()
    return kernel_of(outputs, names, dtype=dtype, reduction=reduction, ranges=ranges, name=name)


def parse_expression(text: str) -> Expr:
    """The single expression that a text describes.

    Raises:
        FormulaError: as for `parse`, or the text has several outputs or a reduction.

    """
    outputs, reduction = Parser(Source(text), None, derived).read()
    if len(outputs) != 1 or reduction is not None:
        raise FormulaError(f"Expected a single expression without a reduction, found '{text}'.")
    return outputs[0]


@cache
def derived(name: str) -> Expr:
    """The definition of a derived function, over the variables a, b, c."""
    return parse_expression(DERIVED[name])


@cache
def expansion(name: str) -> Expr | None:
    """An equal formula for an op in other ops, over the variables a, b, c; None if there is none."""
    text = BY_NAME[name].expansion
    return parse_expression(text) if text else None
