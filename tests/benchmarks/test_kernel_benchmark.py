"""Peers compute what we compute, and their ratios come to what they should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from example_counts import mostly_slow
from neurlang.benchmarks import (
    MODES,
    Entry,
    KernelFigures,
    compile_c,
    find_compiler,
    read_corpus,
    run_benchmark,
)
from neurlang.benchmarks.kernels.kernel_benchmark import summaries
from neurlang.benchmarks.kernels.python_peers import PEERS, is_present
from neurlang.errors import UsageError
from neurlang.kernels.expr import evaluate, parse
from neurlang.kernels.simd import arrays_for
from neurlang.kernels.simd.calling.run import plain_function

if TYPE_CHECKING:
    from pathlib import Path

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


@pytest.mark.parametrize("peer", mostly_slow(["numpy", "numba", "numexpr", "jax"], quick=1))
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


def test_cores_that_are_no_kernels_are_named_with_the_reason(tmp_path: Path) -> None:
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
