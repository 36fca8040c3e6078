"""What is still to be proved while a proof is built."""

from __future__ import annotations

from dataclasses import dataclass

from neurlang.kernels.egraph.proving.proof import Path
from neurlang.kernels.expr import Expr


@dataclass(frozen=True, slots=True)
class Between:
    """To prove: one node's term equals another's, at a path."""

    one: int
    other: int
    path: Path

    def back(self) -> Between:
        """The same, in the opposite direction."""
        return Between(self.other, self.one, self.path)


@dataclass(frozen=True, slots=True)
class Instance:
    """An instance of a rule, a folding or a statement, which replaces the expression at a path by `after`."""

    rule: str
    forward: bool
    path: Path
    before: Expr
    after: Expr

    def back(self) -> Instance:
        """The same, in the opposite direction."""
        return Instance(self.rule, not self.forward, self.path, self.after, self.before)


Task = Between | Instance
