"""Library functions stay within their stated errors; whole formulas differ from their reference nowhere."""

from __future__ import annotations

import math

import numpy as np
import pytest

from example_counts import mostly_slow
from neurlang.benchmarks import own_corpus
from neurlang.kernels.expr import OPS, exact, kernel_of, make, read_fpcore, ulp_error, variable, worst
from neurlang.kernels.simd import (
    TARGETS,
    CompileOptions,
    check_code,
    choose_target,
    compile_kernel,
    domain_points,
    library_function,
    run_code,
    special_points,
)

HERE = [target.name for target in TARGETS if target.runs_here]
LIBRARY = [op.name for op in OPS if op.is_library]
RANGES = {"asin": (-1, 1), "acos": (-1, 1), "exp": (-80, 80), "exp2": (-120, 120), "sinh": (-80, 80)}
RANGES |= {
    "expm1": (-30, 80),
    "cosh": (-80, 80),
    "tanh": (-10, 10),
    "log1p": (-0.999, 100),
    "log": (1e-30, 1e30),
}
RANGES |= {"log2": (1e-30, 1e30), "log10": (1e-30, 1e30), "pow": (0.01, 10)}


@pytest.mark.parametrize("target", HERE)
@pytest.mark.parametrize("dtype", ["f32", "f64"])
@pytest.mark.parametrize("name", mostly_slow(LIBRARY, quick=4))
def test_functions_are_within_their_stated_error(name: str, dtype: str, target: str) -> None:
    arity = next(op.arity for op in OPS if op.name == name)
    letters = "ab"[:arity]
    ranges = {letter: RANGES.get(name, (-100, 100)) for letter in letters}
    kernel = kernel_of([make(name, *map(variable, letters))], letters, dtype=dtype, ranges=ranges)
    code = compile_kernel(kernel, CompileOptions(target=target))
    stated = library_function(kernel.outputs[0].op, dtype, choose_target(target)).error_ulp
    for points in (domain_points(kernel, 300), special_points(kernel)):
        error = worst(ulp_error(run_code(code, points)[0], exact(kernel, *points)[0], dtype))
        assert error <= stated


@pytest.mark.slow
@pytest.mark.parametrize("file", sorted(own_corpus().glob("*.fpcore")), ids=lambda path: path.stem)
def test_the_corpus_is_as_its_reference(file: object) -> None:
    for kernel in read_fpcore(file.read_text(encoding="utf-8"), str(file)):
        code = compile_kernel(kernel)
        assert check_code(code, domain_points(kernel, 200)).passes, kernel.name
        assert check_code(code, special_points(kernel), errors=False).passes, kernel.name


def test_the_corpus_is_large_and_half_of_it_calls_no_library() -> None:
    kernels = [
        k for file in own_corpus().glob("*.fpcore") for k in read_fpcore(file.read_text(encoding="utf-8"))
    ]
    plain = [k for k in kernels if not any(node.op.is_library for node in k.nodes())]
    assert len({kernel.name for kernel in kernels}) == len(kernels) >= 60
    assert 2 * len(plain) >= len(kernels)
    assert all(math.isfinite(item.low) and math.isfinite(item.high) for k in kernels for item in k.inputs)


def test_a_wrong_result_is_found() -> None:
    right, wrong = (
        compile_kernel(kernel_of([make(name, variable("a"), variable("b"))])) for name in ("add", "sub")
    )
    points = [np.ones(20), np.ones(20)]
    mixed = type(wrong)(right.form, wrong.target, wrong.plan, wrong.loaded, wrong.driver)
    assert check_code(right, points).passes
    assert check_code(mixed, points).differing == 20
