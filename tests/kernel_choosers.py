"""Choosers for `optimize` that time nothing: what they choose is the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.kernels.cost import port_cost
from neurlang.kernels.simd import Timing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neurlang.kernels.expr import Kernel
    from neurlang.kernels.simd import Code


def choose_by_cost(_kernel: Kernel, codes: Sequence[Code]) -> Iterator[tuple[int, Timing, Timing]]:
    """The codes that cost less than the first by the model of AVX-512, the cheapest first; then the first."""
    costs = [1 + port_cost("avx512").of(code.form.outputs) for code in codes]
    timings = [Timing(str(place), cost, cost, 0.0) for place, cost in enumerate(costs)]
    cheaper = [place for place, cost in enumerate(costs) if cost < costs[0]]
    for place in (*sorted(cheaper, key=lambda place: costs[place]), 0):
        yield place, timings[place], timings[0]


def choose_last(_kernel: Kernel, codes: Sequence[Code]) -> Iterator[tuple[int, Timing, Timing]]:
    """The last code first: one that estimates, where such forms are tried."""
    timings = [Timing(str(place), 1.0 + len(codes) - place, 1.0, 0.0) for place in range(len(codes))]
    for place in reversed(range(len(codes))):
        yield place, timings[place], timings[0]
