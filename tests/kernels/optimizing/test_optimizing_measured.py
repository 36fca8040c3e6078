"""The measured choice, on this machine: the form as written stays where nothing is faster."""

from __future__ import annotations

import pytest

from neurlang.kernels.expr import parse
from neurlang.kernels.optimizing import optimize
from neurlang.kernels.optimizing.choosing import choose
from neurlang.kernels.simd import compile_kernel

pytestmark = pytest.mark.slow  # the machine may be busy


def test_the_same_code_twice_is_the_form_as_written() -> None:
    kernel = parse("sqrt(x) + exp(y)", dtype="f32", ranges={"x": (0, 1), "y": (0, 1)})
    code = compile_kernel(kernel)
    place, chosen, written = next(choose(kernel, [code, code, code]))
    assert place == 0
    assert chosen is written


def test_three_exponentials_become_one() -> None:
    found = optimize("exp(x)*exp(y)/exp(z)", ranges=dict.fromkeys("xyz", (0.0, 1.0)), dtype="f32")
    assert found.is_improved
    assert found.after.ns < found.before.ns
