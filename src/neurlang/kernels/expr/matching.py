"""One-way matching of a small pattern against an expression."""

from __future__ import annotations

from neurlang.kernels.expr.dag import Expr


def match(pattern: Expr, subject: Expr) -> dict[str, Expr] | None:
    """The bindings of the pattern's variables that make it equal the subject; None if there are none.

    A variable that occurs twice must stand for the same expression in both places.
    """
    bindings: dict[str, Expr] = {}
    waiting = [(pattern, subject)]
    while waiting:
        wanted, found = waiting.pop()
        if wanted.op.name == "var":
            if bindings.setdefault(str(wanted.value), found) is not found:
                return None
        elif wanted.args and wanted.op is found.op:
            waiting.extend(zip(wanted.args, found.args, strict=True))
        elif wanted is not found:
            return None
    return bindings
