"""Rewrites: which expression may replace which, and when.

Terms are expressions. In a pattern the variables are holes, which match anything; a hole that occurs twice
must match the same class both times. Constants match constants with the same bits.
"""

from __future__ import annotations

from dataclasses import dataclass

from neurlang.errors import FormulaError
from neurlang.kernels.expr import Expr, postorder, variables


@dataclass(frozen=True, slots=True)
class Condition:
    """A named fact that the analysis must have established for a hole or a sub-term of the left side."""

    fact: str
    term: Expr


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Wherever `left` is found and the conditions hold, `right` is equal to it.

    Raises:
        FormulaError: the left side is a leaf, the right side has a hole that the left side lacks, or a condition
            is about something that does not occur in the left side.

    """

    name: str
    left: Expr
    right: Expr
    when: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        if not self.left.args:
            raise FormulaError(f"Rewrite '{self.name}': the left side must be an operation, found a leaf.")
        if self.left.kind != self.right.kind:
            raise FormulaError(f"Rewrite '{self.name}': one side is a number, the other a truth value.")
        unknown = set(variables((self.right,))) - set(variables((self.left,)))
        if unknown:
            raise FormulaError(f"Rewrite '{self.name}': not on the left side: {', '.join(sorted(unknown))}.")
        known = set(postorder((self.left,)))
        for condition in self.when:
            if condition.term not in known:
                raise FormulaError(
                    f"Rewrite '{self.name}': the condition '{condition.fact}' must be about a part of the left side."
                )
