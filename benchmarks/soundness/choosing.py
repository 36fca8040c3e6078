"""The choice by cost: the most rewritten of the accepted forms is checked, and noise plays no part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.kernels.search import port_cost
from neurlang.kernels.simd import Timing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.kernels.expr import Kernel
    from neurlang.kernels.simd import Code


def cheapest(_kernel: Kernel, codes: Sequence[Code]) -> tuple[int, Timing, Timing]:
    """The form of the least cost; the form as written only where nothing else was accepted."""
    costs = [1 + port_cost(code.target.name).of(code.form.outputs) for code in codes]
    timings = [Timing(str(place), cost, cost, 0.0) for place, cost in enumerate(costs)]
    best = min(range(1, len(codes)), key=lambda place: costs[place], default=0)
    return best, timings[best], timings[0]
