"""A reducing kernel as a loop in C: one pass in the order of the elements, in the kernel's type."""

from __future__ import annotations

from collections.abc import Sequence

from neurlang.kernels.expr.kernel import Reduction

STEPS: dict[Reduction, tuple[str, str, str]] = {
    #         start        for each value                                                   at the end
    "sum":  ("0",         "{total} = {total} + {value};",                                 "{total}"),
    "mean": ("0",         "{total} = {total} + {value};",                                 "{total} / count"),
    "min":  ("INFINITY",  "if ({value} < {total} || {value} != {value}) {total} = {value};", "{total}"),
    "max":  ("-INFINITY", "if ({value} > {total} || {value} != {value}) {total} = {value};", "{total}"),
    "dot":  ("0",         "{total} = {total} + value0 * value1;",                         "{total}"),
}  # fmt: skip


def reducing_function(
    name: str, element: str, number: str, inputs: Sequence[str], outputs: int, reduction: Reduction
) -> str:
    """A function over `count` elements that calls the function `element` for each.

    A single result is returned, several are written through pointers. Sums add in order, so their rounding error
    grows with the count; a NaN element makes its result NaN. Without elements, a sum is 0, a mean is NaN, and a
    minimum or maximum is an infinity.
    """
    start, step, end = STEPS[reduction]
    places = range(1 if reduction == "dot" else outputs)
    totals = [f"total{place}" for place in places]
    arrays = [f"const {number} *{item}" for item in inputs]
    results = [] if len(totals) == 1 else [f"{number} *result{place}" for place in places]
    values = ", ".join(f"value{place}" for place in range(outputs))
    arguments = [f"{item}[at]" for item in inputs]
    if outputs > 1:
        call = f"{element}({', '.join([*arguments, *(f'&value{place}' for place in range(outputs))])})"
    else:
        call = f"value0 = {element}({', '.join(arguments)})"
    returned = [end.format(total=total) for total in totals]
    return "\n".join([
        f"{number if len(totals) == 1 else 'void'} {name}({', '.join(['size_t count', *arrays, *results])})",
        "{",
        *(f"    {number} {total} = {start};" for total in totals),
        "    for (size_t at = 0; at < count; at++) {",
        f"        {number} {values};",
        f"        {call};",
        *(f"        {step.format(total=total, value=f'value{place}')}" for place, total in enumerate(totals)),
        "    }",
        *([f"    return {returned[0]};"] if len(totals) == 1 else _written(returned)),
        "}",
        "",
    ])  # fmt: skip


def _written(returned: Sequence[str]) -> list[str]:
    return [f"    *result{place} = {text};" for place, text in enumerate(returned)]
