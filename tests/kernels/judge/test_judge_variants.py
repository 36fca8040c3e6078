"""Variants are equal forms; random kernels are finite; both are the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neurlang.kernels.expr import evaluate, parse
from neurlang.kernels.judge import random_kernel, variants_of
from neurlang.kernels.judge.collecting.variants import spread_out
from neurlang.kernels.simd import choose_target, compiled_form, domain_points

AVX512 = choose_target("avx512")


@settings(max_examples=30)
@given(st.integers(0, 100_000), st.integers(3, 40))
def test_random_kernels_are_finite_nearly_everywhere(seed: int, nodes: int) -> None:
    kernel = random_kernel(nodes, seed, "f64")
    values = evaluate(kernel, *domain_points(kernel, 200))
    assert np.isfinite(values[0] if isinstance(values, tuple) else values).mean() > 0.95
    assert random_kernel(nodes, seed, "f64") == kernel


@settings(max_examples=10)
@given(st.integers(0, 1000))
def test_variants_compute_the_same(seed: int) -> None:
    kernel = random_kernel(12, seed, "f64")
    points = domain_points(kernel, 100)
    forms = variants_of(kernel, 8, seed, AVX512).kernels()
    written = np.asarray(evaluate(kernel, *points), np.float64)
    for form in forms[1:]:
        found = np.asarray(evaluate(form, *points), np.float64)
        assert np.abs(found - written).max() <= 1e-6 * max(1.0, np.abs(written).max())


def test_variants_differ_and_begin_with_the_form_as_written() -> None:
    kernel = parse("x/y + z/y + x*x - 1", dtype="f32", ranges={"x": (1, 2), "y": (1, 2), "z": (1, 2)})
    found = variants_of(kernel, 8, 0, AVX512)
    assert found.forms[0] == kernel.outputs
    compiled = [compiled_form(each).outputs for each in found.kernels()]
    assert len(set(compiled)) == len(compiled) > 2
    assert variants_of(kernel, 8, 0, AVX512) == found


@pytest.mark.parametrize("most", [0, 1, 3])
def test_no_more_forms_than_asked_for(most: int) -> None:
    forms = {
        parse(text).outputs: float(cost)
        for cost, text in enumerate(("x + 1", "x*2", "x - y", "sqrt(x)", "x/3"))
    }
    assert len(spread_out(forms, most)) == most
