"""Analyses: facts about every value of a class, computed by functions that are passed in.

A class has an interval (`low`, `high`, float64) and a set of facts (bits of a uint32). The engine knows
neither ops nor facts, except one: `constant` (see below).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from neurlang.errors import FormulaError
from neurlang.kernels.egraph import no_analysis

CONSTANT = "constant"
MOST_FACTS = 32


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of an input beforehand: its range, and names of facts."""

    low: float = -math.inf
    high: float = math.inf
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """Two compiled functions, the names of the facts (fact number k is bit k), and the inputs' starting data.

    `make(op, value, lows, highs, facts) -> (low, high, facts)` derives a node's data from that of its arguments: `op`
    is the position in `OPS`, `value` a constant's number (else 0), the rest are triples (float64, float64, uint32)
    with one entry per argument. For inputs it should say that nothing is known.

    `join(low, high, facts, low, high, facts) -> (low, high, facts)` combines two statements that both hold.

    If `make` sets the fact `constant` and every argument is a constant, the node's value is exactly `low`,
    and its class gets that constant.
    """

    make: Any
    join: Any
    facts: tuple[str, ...] = ()
    starts: Mapping[str, Start] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.facts) > MOST_FACTS or len(set(self.facts)) != len(self.facts):
            raise FormulaError(f"An analysis has at most {MOST_FACTS} facts, each with its own name.")

    def bit(self, fact: str) -> int:
        """The mask of a fact. Raises FormulaError if the analysis has no fact of that name."""
        if fact not in self.facts:
            known = ", ".join(self.facts) or "none"
            raise FormulaError(f"The analysis has no fact '{fact}'; it has {known}.")
        return 1 << self.facts.index(fact)

    @property
    def constant_bit(self) -> int:
        """The mask of the fact `constant`; 0 if the analysis never sets it."""
        return self.bit(CONSTANT) if CONSTANT in self.facts else 0


NO_ANALYSIS = Analysis(no_analysis.make, no_analysis.join)
