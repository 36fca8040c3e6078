"""The choice by cost: the most rewritten of the accepted forms is checked, and noise has no influence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.kernels.cost import port_cost
from neurlang.kernels.simd import Timing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neurlang.kernels.expr import Kernel
    from neurlang.kernels.simd import Code


def cheapest(_kernel: Kernel, codes: Sequence[Code]) -> Iterator[tuple[int, Timing, Timing]]:
    """The forms by their cost, whatever the form as written costs; the form as written comes last."""
    costs = [1 + port_cost(code.target.name).of(code.form.outputs) for code in codes]
    timings = [Timing(str(place), cost, cost, 0.0) for place, cost in enumerate(costs)]
    for place in (*sorted(range(1, len(codes)), key=lambda place: costs[place]), 0):
        yield place, timings[place], timings[0]
