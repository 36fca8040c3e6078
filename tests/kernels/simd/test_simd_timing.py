"""The timing harness, on clocks made of numbers: nothing here depends on how fast the machine is."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pytest

from neurlang.errors import UsageError
from neurlang.kernels.expr import evaluate, parse
from neurlang.kernels.simd import (
    NoisyMachineError,
    TimingProtocol,
    arrays_for,
    compile_kernel,
    measure,
    subject_of,
)
from neurlang.kernels.simd.benchmarking import timing as harness
from neurlang.kernels.simd.benchmarking.benchmark import run_benchmark, summaries
from neurlang.kernels.simd.benchmarking.c_peers import MODES, compile_c, find_compiler
from neurlang.kernels.simd.benchmarking.corpus import Entry, read_corpus
from neurlang.kernels.simd.benchmarking.figures import KernelFigures
from neurlang.kernels.simd.benchmarking.python_peers import PEERS, is_present
from neurlang.kernels.simd.calling.run import plain_function

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


KERNEL = parse(
    "sqrt(x*x + y*y) / (1 + exp(-x)) + max(y, 0.5)", dtype="f32", ranges={"x": (-2, 2), "y": (-2, 2)}
)


@pytest.mark.skipif(find_compiler("gcc") is None, reason="needs gcc")
@pytest.mark.parametrize("mode", MODES)
def test_what_c_computes_is_what_we_compute(mode: str) -> None:
    several = parse("x*y, x < y, round(x) + recip(y)", dtype="f64", ranges={"x": (-2, 2), "y": (1, 2)})
    library = compile_c([KERNEL, several], find_compiler("gcc"), mode)
    for kernel, address in zip((KERNEL, several), library.addresses, strict=True):
        arrays = arrays_for(kernel, 500)
        plain_function(address)(arrays.addresses, 500, 0)
        tolerance = 1e-5 if kernel.dtype == "f32" else 1e-14
        assert np.allclose(
            arrays.results[0], evaluate(kernel, *arrays.inputs)[0], rtol=tolerance, atol=tolerance
        )


@pytest.mark.parametrize("peer", ["numpy", "numba", "numexpr", "jax"])
def test_what_python_peers_compute_is_what_we_compute(peer: str) -> None:
    if not is_present(peer):
        pytest.skip(f"{peer} is not installed")
    arrays = arrays_for(KERNEL, 500)
    returned = PEERS[peer](KERNEL, arrays)()
    result = arrays.results[0] if returned is None else np.asarray(returned)
    assert result.dtype == np.float32
    assert np.allclose(result, evaluate(KERNEL, *arrays.inputs)[0], rtol=1e-5, atol=1e-5)


def figures(name: str, **ratio: float) -> KernelFigures:
    return KernelFigures(name, "file", "f32", 3, False, {"ours": 1.0}, {"ours": 0.0}, ratio, 1.0, 0.5, {})


def test_summaries_count_wins_and_losses_and_name_the_worst() -> None:
    summary = summaries([figures("a", gcc=4.0), figures("b", gcc=0.25, numba=2.0), figures("c", gcc=1.01)])
    assert summary["gcc"].geomean == pytest.approx(1.01 ** (1 / 3))
    assert (summary["gcc"].wins, summary["gcc"].even, summary["gcc"].losses) == (1, 1, 1)
    assert (summary["gcc"].worst, summary["gcc"].worst_kernel) == (0.25, "b")
    assert summary["numba"].geomean == 2.0


def test_unknown_peers_and_lengths_are_refused() -> None:
    entry = Entry("k", "file", KERNEL)
    with pytest.raises(UsageError, match="There is no peer 'msvc'; there are gcc, clang"):
        run_benchmark([entry], ["msvc"], [4096])
    with pytest.raises(UsageError, match="Lengths must be positive"):
        run_benchmark([entry], [], [0])


def test_cores_that_are_no_kernels_are_named_with_the_reason(tmp_path: object) -> None:
    path = tmp_path / "two.fpcore"
    path.write_text(
        '(FPCore (x) :name "good" (+ x 1))\n(FPCore (x) :name "bad" (while (< x 1) ([x x (+ x 1)]) x))'
    )
    good, bad = read_corpus([path])
    assert good.kernel is not None
    assert bad.kernel is None
    assert "'while' is not supported" in bad.why_not
    with pytest.raises(UsageError, match="Corpus not found"):
        read_corpus([tmp_path / "none"])
