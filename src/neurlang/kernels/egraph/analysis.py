"""Analyses: what is known of every value of a class, computed by functions that are passed in.

A class has an interval (`low`, `high`, float64) and a set of facts (bits of a uint32). The engine knows
neither ops nor facts, but for one: `constant` (see below).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from neurlang.errors import FormulaError
from neurlang.kernels.egraph import no_analysis

if TYPE_CHECKING:
    from collections.abc import Mapping

CONSTANT = "constant"
MOST_FACTS = 32


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of an input before anything is computed: its range, and names of facts."""

    low: float = -math.inf
    high: float = math.inf
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """Two compiled functions, the names of the facts (fact number k is bit k), and the inputs' starting data.

    `make(op, value, lows, highs, facts) -> (low, high, facts)` says what follows for a node from what is known
    of its arguments: `op` is the place in `OPS`, `value` a constant's number (else 0), the rest are triples
    (float64, float64, uint32), one entry an argument. For inputs it should say that nothing is known.

    `join(low, high, facts, low, high, facts) -> (low, high, facts)` combines two statements that both hold.

    Where `make` sets the fact `constant` and every argument is a constant, the node's value is exactly `low`,
    and its class gets that constant.
    """

    make: Any
    join: Any
    facts: tuple[str, ...] = ()
    starts: Mapping[str, Start] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.facts) > MOST_FACTS or len(set(self.facts)) != len(self.facts):
            raise FormulaError(f"An analysis has up to {MOST_FACTS} facts of different names.")

    def bit(self, fact: str) -> int:
        """The mask of a fact. Raises FormulaError where the analysis has no fact of that name."""
        if fact not in self.facts:
            known = ", ".join(self.facts) or "none"
            raise FormulaError(f"The analysis has no fact '{fact}'; it has {known}.")
        return 1 << self.facts.index(fact)

    @property
    def constant_bit(self) -> int:
        """The mask of the fact `constant`; 0 where the analysis never says it."""
        return self.bit(CONSTANT) if CONSTANT in self.facts else 0


NO_ANALYSIS = Analysis(no_analysis.make, no_analysis.join)
