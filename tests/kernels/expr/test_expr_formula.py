from __future__ import annotations

import pytest

from neurlang.errors import FormulaError
from neurlang.kernels.expr import parse, read_formula


def cube(x: float, scale: float = 2.0) -> float:
    return scale * x * x * x


def test_a_text_a_function_and_a_kernel_are_read_alike() -> None:
    kernel = parse("2 * x * x * x")
    for formula in ("2 * x * x * x", cube, kernel):
        found = read_formula(formula)
        assert (found.outputs, found.names, found.dtype) == (kernel.outputs, ("x",), "f64")


def test_a_kernel_keeps_its_type_unless_another_is_asked_for() -> None:
    kernel = parse("x + 1", dtype="f32")
    assert read_formula(kernel) is kernel
    assert read_formula(kernel, "f64").dtype == "f64"
    assert read_formula("x + 1", "f32") == kernel


def test_defaults_become_inputs_or_take_other_values() -> None:
    assert read_formula(cube, inputs=("scale",)).names == ("x", "scale")
    assert read_formula(cube, values={"scale": 3.0}).outputs == parse("3 * x * x * x").outputs


def test_a_formula_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(FormulaError):
        read_formula("x +")
