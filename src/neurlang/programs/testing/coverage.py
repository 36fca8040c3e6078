"""Instruction coverage: how many of the instructions that there are the tests reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """Instructions that ran in at least one test, and all that there are."""

    reached: int = 0
    total: int = 0

    @property
    def percentage(self) -> float:
        """Reached of all, in percent; 100 where there are none."""
        return 100 * self.reached / self.total if self.total else 100.0


NOT_MEASURED = Coverage()


def combined(parts: Iterable[Coverage]) -> Coverage:
    """The coverage of several programs as one."""
    reached = total = 0
    for part in parts:
        reached += part.reached
        total += part.total
    return Coverage(reached, total)
