"""Logarithms of powers are whole numbers, as are powers of whole exponents; by every target, at every length."""

from __future__ import annotations

import math

import numpy as np
import pytest

from neurlang import kernel
from neurlang.kernels.expr import parse, trace
from neurlang.kernels.simd import TARGETS, choose_target, compiled_form, core_text

HERE = [target.name for target in TARGETS if target.runs_here]
TYPES = {"f32": np.float32, "f64": np.float64}
TENS = {"f32": range(-37, 39), "f64": range(-307, 309)}
TWOS = {"f32": range(-149, 128), "f64": range(-1074, 1024)}


def powers_of_ten(dtype: str) -> tuple[np.ndarray, np.ndarray]:
    """The exponents, and the numbers of the type that are nearest to the powers."""
    exponents = np.array(TENS[dtype])
    return exponents, np.array([float(f"1e{k}") for k in exponents]).astype(TYPES[dtype])


def powers_of_two(dtype: str) -> tuple[np.ndarray, np.ndarray]:
    """All exponents of the type, and the powers, exactly."""
    exponents = np.array(TWOS[dtype])
    return exponents, np.ldexp(TYPES[dtype](1), exponents)


@pytest.mark.parametrize("target", HERE)
@pytest.mark.parametrize("dtype", TYPES)
def test_logarithms_of_powers_are_their_exponents(dtype: str, target: str) -> None:
    for text, (exponents, powers) in (
        ("log10(x)", powers_of_ten(dtype)),
        ("log2(x)", powers_of_two(dtype)),
    ):
        compiled = kernel(text, dtype=dtype, target=target)
        assert (compiled(powers) == exponents).all()
        assert [compiled(power) for power in powers[::37]] == exponents[::37].tolist()


@pytest.mark.parametrize("target", HERE)
@pytest.mark.parametrize("dtype", TYPES)
def test_two_to_a_whole_exponent_is_exact(dtype: str, target: str) -> None:
    exponents, powers = powers_of_two(dtype)
    assert (kernel("exp2(x)", dtype=dtype, target=target)(exponents.astype(TYPES[dtype])) == powers).all()


@pytest.mark.parametrize("target", HERE)
@pytest.mark.parametrize("dtype", TYPES)
def test_a_lane_does_not_depend_on_its_neighbours(dtype: str, target: str) -> None:
    """Lanes near whole logarithms take another way, the others must not follow them."""
    compiled = kernel("log10(x)", dtype=dtype, target=target)
    others = np.exp(np.random.default_rng(0).uniform(-60, 60, 4096)).astype(TYPES[dtype])
    mixed = others.copy()
    mixed[::3] = TYPES[dtype](1e7)
    kept = np.arange(4096) % 3 != 0
    assert (compiled(mixed)[kept] == compiled(others)[kept]).all()
    assert (compiled(mixed)[~kept] == 7).all()


@pytest.mark.parametrize("dtype", TYPES)
def test_digits_are_counted(dtype: str) -> None:
    exponents, powers = powers_of_ten(dtype)
    whole = exponents >= 0
    assert (kernel("floor(log10(x))", dtype=dtype)(powers[whole]) == exponents[whole]).all()


@pytest.mark.parametrize("dtype", TYPES)
def test_special_values_are_as_in_numpy(dtype: str) -> None:
    values = np.array([0.0, -0.0, math.inf, -math.inf, math.nan, -1.0, 1.0, 5e-324, 1e-40], TYPES[dtype])
    with np.errstate(all="ignore"):
        for name in ("log10", "log2"):
            wanted = getattr(np, name)(values.astype(np.float64)).astype(TYPES[dtype])
            assert np.allclose(kernel(f"{name}(x)", dtype=dtype)(values), wanted, rtol=1e-6, equal_nan=True)


def test_every_way_to_write_a_logarithm_to_base_ten_is_the_op() -> None:
    def with_base(x: float) -> float:
        return math.log(x, 10)

    assert parse("log10(x)").outputs[0].op.name == "log10"
    assert trace(lambda x: np.log10(x)).outputs[0].op.name == "log10"
    assert trace(lambda x: math.log10(x)).outputs[0].op.name == "log10"
    assert trace(with_base).outputs[0].op.name == "log10"
    assert trace(lambda x: math.log(x, 2)).outputs[0].op.name == "log2"
    assert trace(lambda x: math.log(x, 3)).outputs[0].op.name == "div"


@pytest.mark.parametrize("dtype", TYPES)
def test_code_for_avx512_takes_the_scalar_function_near_whole_numbers(dtype: str) -> None:
    """No machine with AVX-512 is needed to see that the same text is made for it."""
    letter = "f" if dtype == "f32" else ""
    texts = {
        name: core_text(compiled_form(parse("log10(x)", dtype=dtype)), choose_target(name))
        for name in ("avx2", "avx512")
    }
    for name, text in texts.items():
        scalar = f"call {'float' if dtype == 'f32' else 'double'} @log10{letter}("
        assert text.count(scalar) == choose_target(name).lanes(dtype)
