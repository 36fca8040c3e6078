"""Kernels as FPCore 2.0; shared subexpressions become bindings of `let*`."""

from __future__ import annotations

import math
from collections.abc import Sequence

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import Expr, number_of, substitute
from neurlang.kernels.expr.kernel import Input, Kernel
from neurlang.kernels.expr.reading.text import expansion
from neurlang.kernels.expr.writing.layout import lay_out

BEYOND = "-1e999"  # rounds to -INFINITY; `(- INFINITY)` would be an operation
PRECISIONS = {"f32": "binary32", "f64": "binary64"}


def print_fpcore(kernel: Kernel) -> str:
    """One core per output; an op that FPCore lacks is written as its expansion, and `:neurlang-op` names it.

    Raises:
        FormulaError: the kernel is a `dot`, which FPCore cannot express; print the sum of the product instead.

    """
    if kernel.reduction == "dot":
        raise FormulaError("FPCore cannot express 'dot'; write the sum of a product.")
    several = len(kernel.outputs) > 1
    cores = []
    for place, output in enumerate(kernel.outputs):
        name = f"{kernel.name}.{place}" if several else kernel.name
        lines = [f"(FPCore ({' '.join(kernel.names)})", f'  :name "{name}"']
        lines.append(f"  :precision {PRECISIONS[kernel.dtype]}")
        if kernel.reduction is not None:
            lines.append(f"  :neurlang-reduction {kernel.reduction}")
        condition = _condition(kernel)
        lines += [f"  :pre {condition}"] if condition else []
        cores.append("\n".join([*lines, f"  {expression(output, kernel.names)})", ""]))
    return "\n".join(cores)


def _condition(kernel: Kernel) -> str:
    if kernel.where is not None:
        return expression(kernel.where, kernel.names)
    parts = [part for item in kernel.inputs if (part := _range(item))]
    return parts[0] if len(parts) == 1 else f"(and {' '.join(parts)})" if parts else ""


def _range(item: Input) -> str:
    has_low, has_high = item.low > -math.inf, item.high < math.inf
    if not (has_low or has_high):
        return ""
    low = [constant_text(item.low)] if has_low else []
    high = [constant_text(item.high)] if has_high else []
    return f"(<= {' '.join([*low, item.name, *high])})"


def constant_text(value: float) -> str:
    """A number as an FPCore constant."""
    if math.isfinite(value):
        return repr(value)
    return "NAN" if math.isnan(value) else "INFINITY" if value > 0 else BEYOND


def expression(root: Expr, names: Sequence[str]) -> str:
    """One expression in FPCore syntax."""
    layout = lay_out((root,), (), "fpcore")
    taken = set(names)
    texts: dict[Expr, str] = {}
    bindings: list[str] = []
    for node in layout.order:
        text = _node(node, texts)
        if node in layout.named:
            name = layout.named[node]
            while name in taken:
                name += "_"
            taken.add(name)
            bindings.append(f"[{name} {text}]")
            text = name
        texts[node] = text
    if not bindings:
        return texts[root]
    joined = "\n         ".join(bindings)
    return f"(let* ({joined})\n    {texts[root]})"


def _node(node: Expr, texts: dict[Expr, str]) -> str:
    match node.op.name:
        case "var":
            return str(node.value)
        case "const":
            return constant_text(number_of(node))
        case "true" | "false":
            return node.op.name.upper()
    args = [texts[arg] for arg in node.args]
    name = node.op.spelt("fpcore")
    if name is not None:
        return f"({name} {' '.join(args)})"
    if node.op.name == "powi":
        return f"(! :neurlang-op powi (pow {args[0]} {args[1]}))"
    meaning = expansion(node.op.name)
    if meaning is None:
        raise FormulaError(f"FPCore has no operator for '{node.op.name}'.")
    bound = substitute(meaning, dict(zip("abc", node.args, strict=False)))
    inner = {**texts}
    for part in lay_out((bound,), (), "fpcore").order:
        if part not in inner:
            inner[part] = _node(part, inner)
    return f"(! :neurlang-op {node.op.name} {inner[bound]})"
