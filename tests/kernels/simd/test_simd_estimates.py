"""Estimated reciprocals: used where the tolerance allows it, as exact as stated, right at special values."""

from __future__ import annotations

import numpy as np
import pytest

from neurlang.kernels.expr import evaluate, exact, parse, ulp_error, worst
from neurlang.kernels.simd import (
    TARGETS,
    CompileOptions,
    assembly,
    choose_target,
    compile_kernel,
    compiled_form,
    core_text,
    run_code,
)
from neurlang.kernels.simd.estimates import ESTIMATES

HERE = [target.name for target in TARGETS if target.runs_here and (target.name, "root") in ESTIMATES]
FORMULAS = {"reciprocal": "1/x", "root": "1/sqrt(x)"}


def instructions(text: str, target: str, tolerance: float, dtype: str = "f32") -> str:
    chosen = choose_target(target)
    return assembly(core_text(compiled_form(parse(text, dtype=dtype)), chosen, "core", tolerance), chosen)


@pytest.mark.parametrize("target", ["avx2", "avx512"])
@pytest.mark.parametrize("kind", FORMULAS)
def test_they_are_used_only_where_the_tolerance_allows(kind: str, target: str) -> None:
    needed = ESTIMATES[target, kind].error_ulp
    assert "div" in instructions(FORMULAS[kind], target, needed - 0.5)
    estimated = instructions(FORMULAS[kind], target, needed)
    assert "div" not in estimated
    assert "sqrtps" not in estimated.replace("rsqrt", "")
    assert "div" in instructions(FORMULAS[kind], target, 100, dtype="f64")
    assert "div" in instructions("2/x", target, 100)


@pytest.mark.parametrize("target", HERE)
@pytest.mark.parametrize("kind", FORMULAS)
def test_they_are_as_exact_as_stated(kind: str, target: str) -> None:
    kernel = parse(FORMULAS[kind], dtype="f32")
    stated = ESTIMATES[target, kind].error_ulp
    code = compile_kernel(kernel, CompileOptions(target=target, tolerance_ulp=stated))
    x = np.exp(np.random.default_rng(0).uniform(-80, 80, 20_000)).astype(np.float32)
    (result,) = run_code(code, [x])
    assert worst(ulp_error(result, exact(kernel, x)[0], "f32")) <= stated
    assert (result != evaluate(kernel, x)[0]).any()


@pytest.mark.parametrize("target", HERE)
@pytest.mark.parametrize("kind", FORMULAS)
def test_special_values_are_as_from_the_division(kind: str, target: str) -> None:
    kernel = parse(FORMULAS[kind], dtype="f32")
    code = compile_kernel(kernel, CompileOptions(target=target, tolerance_ulp=6))
    x = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, -1.0, 1.0, 4.0], np.float32)
    (result,), (expected,) = run_code(code, [x]), evaluate(kernel, x)
    assert np.allclose(result, expected, rtol=1e-6, equal_nan=True)
    assert (np.signbit(result) == np.signbit(expected))[~np.isnan(expected)].all()
