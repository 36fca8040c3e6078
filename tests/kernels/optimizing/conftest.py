"""Tests do not time: the choice is made by the port-aware cost, so that it is the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from neurlang.kernels.cost import port_cost
from neurlang.kernels.optimizing import flow
from neurlang.kernels.simd import Timing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neurlang.kernels.expr import Kernel
    from neurlang.kernels.simd import Code


def choose_by_cost(_kernel: Kernel, codes: Sequence[Code]) -> Iterator[tuple[int, Timing, Timing]]:
    costs = [1 + port_cost("avx512").of(code.form.outputs) for code in codes]
    timings = [Timing(str(place), cost, cost, 0.0) for place, cost in enumerate(costs)]
    cheaper = [place for place, cost in enumerate(costs) if cost < costs[0]]
    for place in (*sorted(cheaper, key=lambda place: costs[place]), 0):
        yield place, timings[place], timings[0]


@pytest.fixture
def by_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "choose", choose_by_cost)
