"""The measured choice, on this machine if it is not too busy: the form as written stays if nothing is faster."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest

from neurlang.kernels.expr import parse
from neurlang.kernels.optimizing import optimize
from neurlang.kernels.optimizing.choosing import choose
from neurlang.kernels.simd import NoisyMachineError, compile_kernel

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("patient")]


def measured(choice: Callable[[], Result]) -> Result:
    """The result of a choice; skips the test if the machine is too busy for one."""
    try:
        return choice()
    except NoisyMachineError as error:
        pytest.skip(str(error))


def test_the_same_code_twice_is_the_form_as_written() -> None:
    kernel = parse("sqrt(x) + exp(y)", dtype="f32", ranges={"x": (0, 1), "y": (0, 1)})
    code = compile_kernel(kernel)
    place, chosen, written = measured(lambda: next(choose(kernel, [code, code, code])))
    assert place == 0
    assert chosen is written


def test_three_exponentials_become_one() -> None:
    ranges = dict.fromkeys("xyz", (0.0, 1.0))
    found = measured(lambda: optimize("exp(x)*exp(y)/exp(z)", ranges=ranges, dtype="f32"))
    assert found.is_improved
    assert found.after.ns < found.before.ns
