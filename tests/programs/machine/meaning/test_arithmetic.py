"""Integer ops against independent oracles: numpy's wrapping arithmetic and C's through ctypes."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.programs.ir import assemble
from neurlang.programs.machine import TrapKind, run

if TYPE_CHECKING:
    from collections.abc import Callable

MASK = (1 << 64) - 1
EDGES = [0, 1, 2, 3, 62, 63, 64, 65, 127, (1 << 63) - 1, 1 << 63, (1 << 63) + 1, MASK - 1, MASK, 1 << 32]
words = st.sampled_from(EDGES) | st.integers(0, MASK)


def i64(value: int) -> int:
    return ctypes.c_int64(value).value


def numpy_op(name: str) -> Callable[[int, int], int]:
    """A numpy ufunc on uint64; shifts get their count masked as the language says."""

    def oracle(a: int, b: int) -> int:
        with np.errstate(over="ignore"):
            return int(getattr(np, name)(np.uint64(a), np.uint64(b)))

    return oracle


def c_division(a: int, b: int) -> tuple[int, int]:
    """Truncating quotient and remainder as C99 defines them, through `lldiv` of the C library."""

    class Result(ctypes.Structure):
        _fields_ = (("quotient", ctypes.c_longlong), ("remainder", ctypes.c_longlong))

    divide = ctypes.CDLL(None).lldiv
    divide.restype = Result
    divide.argtypes = [ctypes.c_longlong, ctypes.c_longlong]
    result = divide(i64(a), i64(b))
    return result.quotient & MASK, result.remainder & MASK


ORACLES: dict[str, Callable[[int, int], int]] = {
    "add": numpy_op("add"),
    "sub": numpy_op("subtract"),
    "and": numpy_op("bitwise_and"),
    "or": numpy_op("bitwise_or"),
    "xor": numpy_op("bitwise_xor"),
    "shl": lambda a, b: numpy_op("left_shift")(a, b % 64),
    "shr": lambda a, b: numpy_op("right_shift")(a, b % 64),
    "sar": lambda a, b: int(np.right_shift(np.int64(i64(a)), np.int64(b % 64))) & MASK,
    "mul": numpy_op("multiply"),
    "mulh": lambda a, b: (i64(a) * i64(b) >> 64) & MASK,
    "mulhu": lambda a, b: int.from_bytes((a * b).to_bytes(16, "little")[8:], "little"),
    "rotl": lambda a, b: int(f"{a:064b}"[b % 64 :] + f"{a:064b}"[: b % 64], 2),
    "rotr": lambda a, b: int(f"{a:064b}"[64 - b % 64 :] + f"{a:064b}"[: 64 - b % 64], 2),
}
DIVISIONS: dict[str, Callable[[int, int], int]] = {
    "div": numpy_op("floor_divide"),
    "mod": numpy_op("remainder"),
    "sdiv": lambda a, b: c_division(a, b)[0],
    "smod": lambda a, b: c_division(a, b)[1],
}
BITS: dict[str, Callable[[int], int]] = {
    "popcount": lambda a: bin(a).count("1"),
    "clz": lambda a: 64 if a == 0 else f"{a:064b}".index("1"),
    "ctz": lambda a: 64 if a == 0 else f"{a:064b}"[::-1].index("1"),
    "bswap": lambda a: int(np.uint64(a).byteswap()),
}


def result(instruction: str, a: int, b: int) -> int:
    outcome = run(assemble(instruction), {"r1": a, "r2": b}, memory_size=0)
    assert outcome.trap is None
    return outcome.registers["r0"]


@pytest.mark.parametrize("name", [*ORACLES, *DIVISIONS])
def test_registers_and_immediates_agree_with_the_oracle(name: str) -> None:
    oracle = (ORACLES | DIVISIONS)[name]

    @settings(max_examples=examples(60))
    @given(words, words)
    def agrees(a: int, b: int) -> None:
        if name in DIVISIONS and (b == 0 or (name[0] == "s" and (a, b) == (1 << 63, MASK))):
            return  # traps and wraps have tests of their own; C leaves INT64_MIN / -1 undefined
        wanted = oracle(a, b)
        assert result(f"{name} r0, r1, r2", a, b) == wanted
        assert result(f"{name} r0, r1, {b}", a, 0) == wanted
        assert result(f"mov r0, r1\n{name} r0, r0, r2", a, b) == wanted

    agrees()


@pytest.mark.parametrize("name", BITS)
def test_bits_agree_with_the_oracle(name: str) -> None:
    @settings(max_examples=examples(60))
    @given(words)
    @example(0)
    def agrees(a: int) -> None:
        assert result(f"bits.{name} r0, r1", a, 0) == BITS[name](a)

    agrees()


@pytest.mark.parametrize("name", DIVISIONS)
@pytest.mark.parametrize("divisor", ["r2", "zero", "0"])
def test_a_zero_divisor_traps(name: str, divisor: str) -> None:
    outcome = run(assemble(f"mov r0, 7\n{name} r0, r1, {divisor}"), {"r1": 5}, memory_size=0)
    assert outcome.trap is not None
    assert (outcome.trap.kind, outcome.trap.index, outcome.registers["r0"]) == (TrapKind.DIVZERO, 1, 7)


def test_the_least_integer_by_minus_one_wraps() -> None:
    assert result("sdiv r0, r1, -1", 1 << 63, 0) == 1 << 63
    assert result("smod r0, r1, -1", 1 << 63, 0) == 0


CONDITIONS: dict[str, Callable[[int, int], bool]] = {
    "beq": lambda a, b: a == b,
    "bne": lambda a, b: a != b,
    "blt": lambda a, b: i64(a) < i64(b),
    "ble": lambda a, b: i64(a) <= i64(b),
    "bgt": lambda a, b: i64(a) > i64(b),
    "bge": lambda a, b: i64(a) >= i64(b),
    "bltu": lambda a, b: np.uint64(a) < np.uint64(b),
    "bleu": lambda a, b: np.uint64(a) <= np.uint64(b),
    "bgtu": lambda a, b: np.uint64(a) > np.uint64(b),
    "bgeu": lambda a, b: np.uint64(a) >= np.uint64(b),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_branches_agree_with_the_oracle(name: str) -> None:
    @settings(max_examples=examples(60))
    @given(words, words)
    @example(5, 5)
    def agrees(a: int, b: int) -> None:
        wanted = 1 if CONDITIONS[name](a, b) else 0
        for second in ("r2", str(b)):
            text = f"{name} r1, {second}, yes\nmov r0, 0\nhalt\nyes: mov r0, 1"
            assert result(text, a, b) == wanted

    agrees()
