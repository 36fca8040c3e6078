"""Which ranges would have allowed a faster form, where some are not stated.

Where no range is stated the whole type is meant, so that most rewrites may overflow somewhere and are refused. Three
assumptions about the inputs without an end are tried, the weakest first, then each input is set free again if the gain
stays. Gains are of the port-aware cost: nothing is measured for a hint.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.errors import FormulaError
from neurlang.kernels.expr import with_ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from neurlang.kernels.expr import Kernel

    CostUnder = Callable[[Kernel], float]  # of the best accepted form of a kernel with its ranges

LARGE, SMALL = 1e9, 1e-9
ASSUMPTIONS = (
    (-LARGE, LARGE),
    (0.0, LARGE),
    (SMALL, LARGE),
)
LEAST_GAIN = 1.1
KEPT = 0.97  # of the gain, so that an input is set free or the weaker assumption taken
MOST_INPUTS = 4  # that are set free one by one


@dataclass(frozen=True, slots=True)
class Hint:
    """Ranges that would have allowed a form which costs `gain` times less than the chosen one."""

    ranges: Mapping[str, tuple[float, float]]
    gain: float

    def __str__(self) -> str:
        parts = " and ".join(f"{name} in {low:g}:{high:g}" for name, (low, high) in self.ranges.items())
        return f"with {parts}: about {self.gain:.1f} times as fast, by the model of cost"


def hint_for(kernel: Kernel, cost: float, cost_under: CostUnder) -> Hint | None:
    """The weakest of some assumptions that allows clearly more; None where none does, or all ranges are stated.

    Args:
        kernel: the kernel with the ranges that were stated.
        cost: of the form that was chosen.
        cost_under: what the best accepted form costs if the kernel has other ranges.

    """
    gains = {}
    for assumption in ASSUMPTIONS:
        ranges = assumed(kernel, assumption)
        if ranges:
            gains[assumption] = gain(kernel, ranges, cost, cost_under)
    best = max(gains.values(), default=0.0)
    if best < LEAST_GAIN:
        return None
    weakest = next(assumption for assumption, found in gains.items() if found >= KEPT * best)
    return freed(kernel, Hint(assumed(kernel, weakest), gains[weakest]), cost, cost_under)


def assumed(kernel: Kernel, assumption: tuple[float, float]) -> dict[str, tuple[float, float]]:
    """The ranges of the inputs that have an open end, under an assumption that their range agrees with."""
    found = {}
    for item in kernel.inputs:
        low, high = max(item.low, assumption[0]), min(item.high, assumption[1])
        if low < high and not (math.isfinite(item.low) and math.isfinite(item.high)):
            found[item.name] = (low, high)
    return found


def gain(
    kernel: Kernel, ranges: Mapping[str, tuple[float, float]], cost: float, cost_under: CostUnder
) -> float:
    """How many times less the best form costs with some ranges; 0 where the condition leaves nothing of them."""
    try:
        return cost / cost_under(with_ranges(kernel, ranges))
    except FormulaError:
        return 0.0


def freed(kernel: Kernel, hint: Hint, cost: float, cost_under: CostUnder) -> Hint:
    """The hint without the inputs that it does not need."""
    for name in [item.name for item in kernel.inputs if item.name in hint.ranges][:MOST_INPUTS]:
        fewer = {key: ends for key, ends in hint.ranges.items() if key != name}
        if fewer and (found := gain(kernel, fewer, cost, cost_under)) >= KEPT * hint.gain:
            hint = Hint(fewer, found)
    return hint
