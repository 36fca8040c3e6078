"""Floating point against numpy's IEEE 754 doubles, to the bit."""

from __future__ import annotations

import ctypes
import math
import struct
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples, mostly_slow
from neurlang.programs.ir import OPS, assemble
from neurlang.programs.machine import run, to_bits, to_float
from neurlang.programs.native import compile_whole, run_native

if TYPE_CHECKING:
    from collections.abc import Callable

MASK = (1 << 64) - 1
NAN = 0x7FF8_0000_0000_0000
MIN, MAX = -(1 << 63), (1 << 63) - 1

SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.5, math.inf, -math.inf, 5e-324, 1.7976931348623157e308, 2.0**63]
doubles = st.sampled_from(SPECIAL) | st.floats(width=64)
bit_patterns = doubles.map(lambda value: int(np.float64(value).view(np.uint64))) | st.integers(0, MASK)


def as_double(bits: int) -> np.float64:
    return np.uint64(bits).view(np.float64)


def as_bits(value: np.float64) -> int:
    return NAN if np.isnan(value) else int(np.float64(value).view(np.uint64))


def saturated(value: np.float64) -> int:
    if np.isnan(value):
        return 0
    if np.isinf(value):
        return (MAX if value > 0 else MIN) & MASK
    return min(max(int(np.trunc(value)), MIN), MAX) & MASK


def chosen(a: np.float64, b: np.float64, choose: Callable[..., np.float64]) -> int:
    """The result of NumPy's fmin and fmax, which also ignore a NaN but return either zero."""
    if a == 0 and b == 0:
        a, b = sorted((a, b), key=np.signbit, reverse=True)
        return as_bits(a if choose is np.fmin else b)
    return as_bits(choose(a, b))


def fused(a: np.float64, b: np.float64, c: np.float64) -> int:
    """The result of the C library's fma, which rounds once."""
    multiply_add = ctypes.CDLL("libm.so.6").fma
    multiply_add.restype = ctypes.c_double
    multiply_add.argtypes = [ctypes.c_double] * 3
    return as_bits(np.float64(multiply_add(a, b, c)))


def saturated_unsigned(value: np.float64) -> int:
    if np.isnan(value) or value <= 0:
        return 0
    return MASK if value >= 2.0**64 else int(np.trunc(value))


ORACLES: dict[str, Callable[..., int]] = {
    "fadd": lambda a, b: as_bits(np.add(a, b)),
    "fsub": lambda a, b: as_bits(np.subtract(a, b)),
    "fmul": lambda a, b: as_bits(np.multiply(a, b)),
    "fdiv": lambda a, b: as_bits(np.divide(a, b)),
    "fsqrt": lambda a, _: as_bits(np.sqrt(a)),
    "fabs": lambda a, _: as_bits(np.abs(a)),
    "ffloor": lambda a, _: as_bits(np.floor(a)),
    "fceil": lambda a, _: as_bits(np.ceil(a)),
    "fcmpeq": lambda a, b: int(np.equal(a, b)),
    "fcmpne": lambda a, b: int(np.not_equal(a, b)),
    "fcmplt": lambda a, b: int(np.less(a, b)),
    "fcmple": lambda a, b: int(np.less_equal(a, b)),
    "fcmpgt": lambda a, b: int(np.greater(a, b)),
    "fcmpge": lambda a, b: int(np.greater_equal(a, b)),
    "i2f": lambda a, _: as_bits(np.float64(a.view(np.int64))),
    "f2i": lambda a, _: saturated(a),
    "fmin": lambda a, b: chosen(a, b, np.fmin),
    "fmax": lambda a, b: chosen(a, b, np.fmax),
    "fma": fused,
    "ftrunc": lambda a, _: as_bits(np.trunc(a)),
    "fround": lambda a, _: as_bits(np.rint(a)),
    "u2f": lambda a, _: as_bits(np.float64(a.view(np.uint64))),
    "f2u": lambda a, _: saturated_unsigned(a),
}
COUNTS = {mode.name: len(mode.signature.operands) - 1 for op in OPS if op.name == "fpu" for mode in op.modes}


def test_every_mode_has_an_oracle() -> None:
    assert list(ORACLES) == [mode.name for op in OPS if op.name == "fpu" for mode in op.modes]


@pytest.mark.parametrize("name", mostly_slow(list(ORACLES), quick=8))
def test_agrees_with_numpy(name: str) -> None:
    count = COUNTS[name]
    program = assemble(f"fpu.{name} " + ", ".join(f"r{place}" for place in range(count + 1)))
    whole = compile_whole(program, 0)

    @settings(max_examples=examples(300))
    @given(bit_patterns, bit_patterns, bit_patterns)
    def agrees(a: int, b: int, c: int) -> None:
        with np.errstate(all="ignore"):
            wanted = ORACLES[name](*[as_double(bits) for bits in (a, b, c)][: max(count, 2)])
        registers: dict[str | int, int] = {"r1": a, "r2": b, "r3": c}
        assert run(program, registers, memory_size=0).registers["r0"] == wanted
        assert run_native(program, registers).registers["r0"] == wanted
        assert whole.run(registers).registers["r0"] == wanted

    agrees()


@pytest.mark.parametrize(
    ("text", "a", "b", "wanted"),
    [
        ("fdiv r0, r1, r2", 1.0, 0.0, math.inf),
        ("fdiv r0, r1, r2", 1.0, -0.0, -math.inf),
        ("fsqrt r0, r1", -0.0, 0.0, -0.0),
        ("ffloor r0, r1", -0.0, 0.0, -0.0),
        ("fceil r0, r1", -0.5, 0.0, -0.0),
        ("ffloor r0, r1", -1.5, 0.0, -2.0),
        ("fround r0, r1", -0.5, 0.0, -0.0),
        ("fround r0, r1", 2.5, 0.0, 2.0),
        ("ftrunc r0, r1", -0.9, 0.0, -0.0),
        ("fmin r0, r1, r2", 0.0, -0.0, -0.0),
        ("fmax r0, r1, r2", -0.0, 0.0, 0.0),
        ("fmin r0, r1, r2", math.nan, 1.0, 1.0),
        ("fma r0, r1, r2, r1", 5e-324, -0.5, 0.0),
        ("fma r0, r1, r2, r1", 5e-324, -0.25, 5e-324),
    ],
)
def test_signed_zeros_and_infinities(text: str, a: float, b: float, wanted: float) -> None:
    outcome = run(assemble(text), {"r1": to_bits(a), "r2": to_bits(b)}, memory_size=0)
    assert outcome.registers["r0"] == to_bits(wanted)


@pytest.mark.parametrize("nan", [0x7FF8_0000_0000_0001, 0xFFF8_0000_0000_0000, 0x7FF0_0000_0000_0001])
@pytest.mark.parametrize("text", ["fadd r0, r1, r2", "fabs r0, r1", "ffloor r0, r1", "fsqrt r0, r1"])
def test_a_nan_result_has_one_form(text: str, nan: int) -> None:
    assert run(assemble(text), {"r1": nan, "r2": 0}, memory_size=0).registers["r0"] == NAN


@given(st.integers(0, MASK))
def test_bits_and_doubles_convert_to_each_other(bits: int) -> None:
    value = to_float(bits)
    assert value != value or struct.pack("<d", value) == struct.pack("<Q", to_bits(value))
