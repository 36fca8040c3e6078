"""Which ranges would have allowed a faster form, if some are not stated.

Without a stated range an input may be any number of the type, so most rewrites may overflow somewhere and are refused.
Three assumptions about the inputs with open ends are tried, the weakest first; then the assumption is dropped for each
input without which the gain remains. Gains are of the port-aware cost: nothing is measured for a hint.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from neurlang.errors import FormulaError
from neurlang.kernels.expr import Kernel, with_ranges

CostUnder = Callable[[Kernel], float]  # the cost of the best accepted form of a kernel with its ranges

LARGE, SMALL = 1e9, 1e-9
ASSUMPTIONS = (
    (-LARGE, LARGE),
    (0.0, LARGE),
    (SMALL, LARGE),
)
LEAST_GAIN = 1.1
KEPT = 0.97  # of the gain must remain if an input's assumption is dropped or a weaker one taken
MOST_INPUTS = 4  # for which dropping the assumption is tried


@dataclass(frozen=True, slots=True)
class Hint:
    """Ranges that would have allowed a form that costs `gain` times less than the chosen one."""

    ranges: Mapping[str, tuple[float, float]]
    gain: float

    def __str__(self) -> str:
        parts = " and ".join(f"{name} in {low:g}:{high:g}" for name, (low, high) in self.ranges.items())
        return f"with {parts}: about {self.gain:.1f} times as fast, by the model of cost"


def hint_for(kernel: Kernel, cost: float, cost_under: CostUnder) -> Hint | None:
    """The weakest of some assumptions that allows clearly more; None if none does, or all ranges are stated.

    Args:
        kernel: the kernel with the ranges that were stated.
        cost: the cost of the form that was chosen.
        cost_under: the cost of the best accepted form if the kernel has other ranges.

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
    return without_needless_inputs(kernel, Hint(assumed(kernel, weakest), gains[weakest]), cost, cost_under)


def assumed(kernel: Kernel, assumption: tuple[float, float]) -> dict[str, tuple[float, float]]:
    """The ranges of the inputs with an open end under an assumption, if it is compatible with their stated range."""
    found = {}
    for item in kernel.inputs:
        low, high = max(item.low, assumption[0]), min(item.high, assumption[1])
        if low < high and not (math.isfinite(item.low) and math.isfinite(item.high)):
            found[item.name] = (low, high)
    return found


def gain(
    kernel: Kernel, ranges: Mapping[str, tuple[float, float]], cost: float, cost_under: CostUnder
) -> float:
    """How many times less the best form costs under some ranges; 0 if no point in them satisfies the condition."""
    try:
        return cost / cost_under(with_ranges(kernel, ranges))
    except FormulaError:
        return 0.0


def without_needless_inputs(kernel: Kernel, hint: Hint, cost: float, cost_under: CostUnder) -> Hint:
    """The hint without the inputs that do not need it."""
    for name in [item.name for item in kernel.inputs if item.name in hint.ranges][:MOST_INPUTS]:
        fewer = {key: ends for key, ends in hint.ranges.items() if key != name}
        if fewer and (found := gain(kernel, fewer, cost, cost_under)) >= KEPT * hint.gain:
            hint = Hint(fewer, found)
    return hint
