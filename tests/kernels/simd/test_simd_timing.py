"""The timing harness, on clocks made of numbers: nothing here depends on how fast the machine is."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pytest

from neurlang.kernels.expr import evaluate, parse
from neurlang.kernels.simd import (
    NoisyMachineError,
    TimingProtocol,
    arrays_for,
    compile_kernel,
    measure,
    subject_of,
)
from neurlang.kernels.simd import timing as harness

QUICK = TimingProtocol(samples=2, rounds=3, pause_seconds=0.0)


@dataclass
class Clockwork:
    """Something whose calls take as long as a list says, the last entry for ever after."""

    name: str
    elements: int
    costs: list[float]
    calls: int = field(default=0)

    def nanoseconds(self, calls: int) -> float:
        self.calls += 1
        cost = self.costs[0] if len(self.costs) == 1 else self.costs.pop(0)
        return cost * calls


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch) -> Clockwork:
    reference = Clockwork("reference", 4096, [4096.0])
    monkeypatch.setattr(harness, "reference_subject", lambda: reference)
    return reference


def test_times_are_per_element_and_relative_to_the_reference(steady: Clockwork) -> None:
    twice, half = measure([Clockwork("twice", 100, [200.0]), Clockwork("half", 1000, [500.0])], QUICK)
    assert (twice.ns, twice.relative, twice.spread) == (2.0, 2.0, 0.0)
    assert (half.ns, half.relative) == (0.5, 0.5)


def test_the_minimum_counts_and_rounds_give_the_spread(steady: Clockwork) -> None:
    costs = [100.0] * 20 + [100.0, 110.0] * 2 + [100.0, 130.0] * 2 + [100.0, 120.0] * 2
    (result,) = measure([Clockwork("k", 10, [150.0] * 9 + costs)], QUICK)
    assert result.ns == 10.0
    assert result.spread >= 0.0


def test_a_reference_that_drifts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # Every round is a tenth faster than the one before, so that none is near the best for long.
    drifting = Clockwork("reference", 10, [1e6 * 0.9**k for k in range(400)])
    monkeypatch.setattr(harness, "reference_subject", lambda: drifting)
    with pytest.raises(NoisyMachineError, match="Close what else runs"):
        measure([Clockwork("k", 10, [100.0])], QUICK)


def test_a_round_in_which_the_reference_drifts_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    settling = 3 + 2 * QUICK.samples  # calls before the first round, and in the first, slow one
    reference = Clockwork("reference", 10, [200_000.0] * settling + [100_000.0])
    monkeypatch.setattr(harness, "reference_subject", lambda: reference)
    (result,) = measure([Clockwork("k", 10, [50_000.0])], QUICK)
    assert result.relative == 0.5
    assert reference.calls > 2 + 2 * QUICK.samples * QUICK.rounds


def test_arrays_lie_aligned_and_apart_in_one_arena() -> None:
    arrays = arrays_for(parse("x + y*z", ranges={"x": (1, 2)}), 1000)
    starts = [array.ctypes.data for array in (*arrays.inputs, *arrays.results)]
    assert all(start % 64 == 0 for start in starts)
    assert [(b - a) % 4096 for a, b in pairwise(starts)] == [1024] * 3
    assert all(b - a >= 8000 for a, b in pairwise(starts))
    assert list(arrays.addresses) == starts
    assert ((arrays.inputs[0] >= 1) & (arrays.inputs[0] <= 2)).all()


def test_our_own_code_can_be_timed() -> None:
    kernel = parse("x*x + 1", dtype="f32")
    arrays = arrays_for(kernel, 4096)
    assert subject_of(compile_kernel(kernel), arrays, 4096).nanoseconds(3) > 0
    assert np.array_equal(arrays.results[0], evaluate(compile_kernel(kernel).form, *arrays.inputs)[0])
