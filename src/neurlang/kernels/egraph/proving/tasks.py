"""What is left to be shown while a proof is being written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neurlang.kernels.egraph.proving.proof import Path
    from neurlang.kernels.expr import Expr


@dataclass(frozen=True, slots=True)
class Between:
    """To show: one node's term is another's, below a path."""

    one: int
    other: int
    path: Path

    def back(self) -> Between:
        """The same, read from the end."""
        return Between(self.other, self.one, self.path)


@dataclass(frozen=True, slots=True)
class Instance:
    """A rule's instance, a folding, or a statement, that replaces what is at a path by `after`."""

    rule: str
    forward: bool
    path: Path
    before: Expr
    after: Expr

    def back(self) -> Instance:
        """The same, read from the end."""
        return Instance(self.rule, not self.forward, self.path, self.after, self.before)


Task = Between | Instance
