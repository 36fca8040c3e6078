"""A rule: a rewrite that holds wherever its conditions do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from neurlang.kernels.egraph import Rewrite

Kind = Literal["exact", "real"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rewrite, the group that it belongs to, and its kind.

    Where the conditions hold, both sides are defined at the same points, so that an e-graph may use it in both
    directions. `exact`: the same bits in floating point, except for the payload of NaN. Such a rule has no conditions,
    as an analysis knows the facts of exact values, not of computed ones. `real`: equal over the real numbers. `text` is
    the rule as it was written, without its name.
    """

    rewrite: Rewrite
    group: str
    kind: Kind
    text: str = ""

    @property
    def name(self) -> str:
        """The rewrite's name."""
        return self.rewrite.name
