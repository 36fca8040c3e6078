"""Estimated reciprocals: used where the tolerance allows it, as exact as stated for every number of the type."""

from __future__ import annotations

import re

import numpy as np
import pytest

from neurlang.kernels.expr import evaluate, exact, parse, ulp_error, worst
from neurlang.kernels.expr.values.float_meaning import fused_multiply_add
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
from neurlang.kernels.simd.emitting.estimates import ESTIMATES, REST

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
    assert ("rsqrt" if kind == "root" else "rcp") not in instructions(FORMULAS[kind], target, needed - 0.5)
    assert ("rsqrt" if kind == "root" else "rcp") in instructions(FORMULAS[kind], target, needed)
    assert "rcp" not in instructions(FORMULAS[kind], target, 100, dtype="f64").replace("rsqrt", "rcp")
    assert "rcp" not in instructions("2/x", target, 100)


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


SPECIAL = [
    0.0, -0.0, np.inf, -np.inf, np.nan, 1e-45, -1e-45, 2.0**-149, 2.0**-128, 2.0**-127, 2.9387359e-39, 1.1754942e-38,
    2.0**-126, 2.0**125, 2.0**126, -(2.0**126), 2.0**127, 3.4028235e38, -3.4028235e38, 1e-40, -1e-40, 1.0, -1.0,
]  # fmt: skip


def whole_type(count: int) -> np.ndarray:
    """Special values, every size's ends, and as many numbers of any bits."""
    random = np.random.default_rng(5)
    powers = np.float32(2) ** np.arange(-126, 128, dtype=np.float32)
    any_bits = random.integers(0, 2**32, count, dtype=np.uint64).astype(np.uint32).view(np.float32)
    small = (random.integers(1, 2**23, count // 4, dtype=np.uint32)).view(np.float32)
    below, above = np.nextafter(powers, np.float32(0)), np.nextafter(powers, np.float32(np.inf))
    return np.concatenate([np.array(SPECIAL, np.float32), powers, below, above, any_bits, small, -small])


def assert_as_stated(kind: str, x: np.ndarray, result: np.ndarray, stated: float) -> None:
    """Within the stated error everywhere, an infinity one unit beyond the largest number; zeros and NaN as divided."""
    kernel = parse(FORMULAS[kind], dtype="f32")
    (divided,) = evaluate(kernel, x)
    assert (np.isnan(result) == np.isnan(divided)).all()
    present = ~np.isnan(divided)
    assert (np.signbit(result) == np.signbit(divided))[present].all()
    assert (result[divided == 0] == 0).all()
    # Floats of one sign are in the order of their bits: the division is within half a unit, or one for two roundings.
    steps = np.abs(result.view(np.int32).astype(np.int64) - divided.view(np.int32))
    assert steps[present].max() <= stated


@pytest.mark.parametrize("target", HERE)
@pytest.mark.parametrize("kind", FORMULAS)
def test_every_number_of_the_type_is_within_the_stated_error(kind: str, target: str) -> None:
    x = whole_type(100_000)
    code = compile_kernel(parse(FORMULAS[kind], dtype="f32"), CompileOptions(target=target, tolerance_ulp=6))
    assert_as_stated(kind, x, run_code(code, [x])[0], ESTIMATES[target, kind].error_ulp)
    for start in range(len(SPECIAL)):  # in tails of every length, beside ordinary numbers
        assert_as_stated(kind, x[start : start + 11], run_code(code, [x[start : start + 11]])[0], 6)


@pytest.mark.parametrize("target", HERE)
def test_no_lane_depends_on_its_neighbours(target: str) -> None:
    kernel = parse("1/sqrt(x) + y*(1/x), 1/y", dtype="f32")
    code = compile_kernel(kernel, CompileOptions(target=target, tolerance_ulp=6))
    x, y = whole_type(20_000), whole_type(20_000)[::-1].copy()
    order = np.random.default_rng(0).permutation(len(x))
    for one, other in zip(run_code(code, [x, y]), run_code(code, [x[order], y[order]]), strict=True):
        assert np.array_equal(one[order], other, equal_nan=True)


def emulated(kind: str, x: np.ndarray, bits: int, *, flushes: bool, seed: int) -> np.ndarray:
    """What the code computes, with an estimate that is off by as much as the manuals allow, up or down.

    Where the machine `flushes`, subnormal arguments count as zero and subnormal estimates become zero.
    """
    random = np.random.default_rng(seed)
    tiny = np.float32(2.0**-126)
    with np.errstate(all="ignore"):
        given = np.where(flushes & (np.abs(x) < tiny), np.copysign(np.float32(0), x), x)
        exact = (
            1 / given.astype(np.float64) if kind == "reciprocal" else 1 / np.sqrt(given.astype(np.float64))
        )
        off = 1.5 * 2.0**-bits if flushes else 2.0**-bits
        y = (exact * (1 + off * random.choice([-1, -0.5, 0, 0.5, 1], len(x)))).astype(np.float32)
        y = np.where(flushes & (np.abs(y) < tiny), np.copysign(np.float32(0), y), y)
        fma, half = fused_multiply_add, np.float32(0.5)
        root = fma(x * y, y * -half, np.full_like(x, half))
        rest = fma(-x, y, np.ones_like(x)) if kind == "reciprocal" else root
        refined = fma(y, rest, y)
        reach = np.float64(np.uint64(int(REST, 16)).view(np.float64))
        (divided,) = evaluate(parse(FORMULAS[kind], dtype="f32"), x)
        return np.where(np.abs(rest) <= reach, refined, divided)


@pytest.mark.parametrize(("bits", "flushes"), [(12, True), (14, False), (14, True), (12, False)])
@pytest.mark.parametrize("kind", FORMULAS)
def test_any_estimate_within_the_manuals_error_is_enough(kind: str, bits: int, flushes: bool) -> None:
    """For machines that are not at hand: AVX2's estimate is good to 12 bits, AVX-512's to 14 and keeps subnormals."""
    x = whole_type(40_000)
    for seed in range(3):
        assert_as_stated(
            kind, x, emulated(kind, x, bits, flushes=flushes, seed=seed), ESTIMATES["avx512", kind].error_ulp
        )


@pytest.mark.parametrize("kind", FORMULAS)
def test_code_for_avx512_has_the_same_step_and_the_same_trial(kind: str) -> None:
    """Only the estimating instruction and the width differ from AVX2's text."""

    def text(target: str) -> str:
        code = core_text(compiled_form(parse(FORMULAS[kind], dtype="f32")), choose_target(target), "core", 6)
        lanes = choose_target(target).lanes("f32")
        lines = [line for line in code.splitlines() if "llvm.x86" not in line and "float" in line]
        plain = "\n".join(lines).replace(f"<{lanes} x ", "<N x ").replace(f".v{lanes}", ".vN")
        return re.sub(r"(float \S+?)(, \1)+>", r"\1>", plain)

    assert text("avx2") == text("avx512")
