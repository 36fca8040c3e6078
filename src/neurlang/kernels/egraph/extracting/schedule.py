"""The schedule of simulated annealing."""

from __future__ import annotations

from dataclasses import dataclass

from neurlang.errors import FormulaError


@dataclass(frozen=True, slots=True)
class Annealing:
    """How long and how hot: temperatures are fractions of the start's cost and fall geometrically."""

    moves: int = 20_000
    rounds: int = 3  # each begins with the best state so far
    hot: float = 0.05
    cold: float = 0.0002
    seed: int = 0

    def __post_init__(self) -> None:
        if self.moves < 0 or self.rounds < 1 or not 0 < self.cold <= self.hot or not 0 <= self.seed < 1 << 64:
            raise FormulaError("Annealing needs moves >= 0, rounds >= 1, 0 < cold <= hot, a seed of 64 bits.")
