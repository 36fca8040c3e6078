"""Each intrinsic against Python, with arguments in any register and as immediates."""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import reduce
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.programs.ir import DATA_BASE, INTRINSICS, REGISTERS, assemble
from neurlang.programs.machine import Outcome, TrapKind, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MASK = (1 << 64) - 1
CHANGED = {"r0", "r11", "r12", "r13", "r14", "r15"}
SETTABLE = [register.name for register in REGISTERS if register.name not in ("pc", "zero")]


def wrapped(value: int) -> int:
    return (value + (1 << 63)) % (1 << 64) - (1 << 63)


def compared(a: bytes, b: bytes) -> int:
    return (a > b) - (a < b)


def fnv(data: bytes) -> int:
    return reduce(lambda value, byte: (value ^ byte) * 0x100000001B3 & MASK, data, 0xCBF29CE484222325)


def djb2(data: bytes) -> int:
    return reduce(lambda value, byte: (value * 33 + byte) & MASK, data, 5381)


def call(name: str, arguments: Sequence[int], data: bytes = b"") -> Outcome:
    """Run the intrinsic with immediates as arguments, and `data` at DATA_BASE."""
    laid = "".join(f"\n.byte {byte}" for byte in data)
    text = f"{name} {', '.join(map(str, arguments))}\n.data\nd:{laid}"
    outcome = run(assemble(text), {f"r{number}": 1000 + number for number in range(16)})
    assert outcome.trap is None
    kept = {f"r{number}": 1000 + number for number in range(16) if f"r{number}" not in CHANGED}
    assert {name: outcome.registers[name] for name in kept} == kept
    return outcome


SCALARS: dict[str, Callable[..., int]] = {
    "@abs": abs,
    "@min": min,
    "@max": max,
    "@clamp": lambda value, low, high: min(max(value, low), high),
    "@gcd": math.gcd,
    "@popcount": lambda value: (value & MASK).bit_count(),
    "@clz": lambda value: 64 - (value & MASK).bit_length(),
    "@ctz": lambda value: 64 if value == 0 else (value & -value).bit_length() - 1,
    "@bswap": lambda value: int.from_bytes((value & MASK).to_bytes(8, "little"), "big"),
    "@nextpow2": lambda value: 1 << max(0, (value & MASK) - 1).bit_length(),
}
ARITY = {intrinsic.name: len(intrinsic.parameters) for intrinsic in INTRINSICS}
integers = (
    st.integers(-(1 << 63), (1 << 63) - 1) | st.integers(-9, 9) | st.sampled_from([-(1 << 63), (1 << 63) - 1])
)


@pytest.mark.parametrize("name", SCALARS)
def test_scalars(name: str) -> None:
    @settings(max_examples=examples(40))
    @given(st.lists(integers, min_size=ARITY[name], max_size=ARITY[name]))
    def agrees(arguments: list[int]) -> None:
        assert call(name, arguments).result == wrapped(SCALARS[name](*arguments))

    agrees()


@settings(max_examples=examples(40))
@given(integers, st.integers(0, 200) | st.integers(0, MASK))
def test_pow(base: int, exponent: int) -> None:
    assert call("@pow", (base, exponent)).result == wrapped(pow(base, exponent, 1 << 64))


@pytest.mark.parametrize("number", [-3, 0, 1, 2, 5, 20, 21, 25, 70])
def test_factorial(number: int) -> None:
    assert call("@factorial", (number,)).result == wrapped(math.factorial(max(number, 0)))


contents = st.binary(max_size=12)
texts = st.binary(max_size=8).map(lambda text: text.replace(b"\0", b"x"))


@settings(max_examples=examples(30))
@given(contents)
def test_blocks_of_bytes(content: bytes) -> None:
    size = len(content)
    target = DATA_BASE + 64
    outcome = call("@memcpy", (target, DATA_BASE, size), content)
    assert outcome.memory[target : target + size] == content
    assert outcome.memory[target + size] == 0
    assert outcome.result == target
    outcome = call("@memset", (DATA_BASE, 0x1FF, size), content + b"z")
    assert outcome.memory[DATA_BASE : DATA_BASE + size + 1] == b"\xff" * size + b"z"
    assert outcome.result == DATA_BASE
    outcome = call("@memzero", (DATA_BASE, size), content + b"z")
    assert outcome.memory[DATA_BASE : DATA_BASE + size + 1] == bytes(size) + b"z"
    assert outcome.result == DATA_BASE
    assert call("@fnv_hash", (DATA_BASE, size), content).result == wrapped(fnv(content))


@settings(max_examples=examples(40))
@given(st.tuples(contents, contents) | contents.map(lambda content: (content, content)))
def test_memcmp(pair: tuple[bytes, bytes]) -> None:
    size = min(map(len, pair))
    a, b = (content[:size] for content in pair)
    assert call("@memcmp", (DATA_BASE, DATA_BASE + size, size), a + b).result == compared(a, b)


@settings(max_examples=examples(40))
@given(texts, texts)
def test_texts(a: bytes, b: bytes) -> None:
    data = a + b"\0" + b + b"\0"
    second = DATA_BASE + len(a) + 1
    assert call("@strlen", (DATA_BASE,), data).result == len(a)
    assert call("@djb2_hash", (DATA_BASE,), data).result == wrapped(djb2(a))
    assert call("@strcmp", (DATA_BASE, second), data).result == compared(a, b)
    assert call("@strcmp", (second, second), data).result == 0
    outcome = call("@strcpy", (DATA_BASE + 64, second), data)
    assert outcome.memory[DATA_BASE + 64 : DATA_BASE + 65 + len(b)] == b + b"\0"
    assert outcome.result == DATA_BASE + 64


def laid_out(values: list[int]) -> bytes:
    return b"".join(value.to_bytes(8, "little", signed=True) for value in values)


def read_back(outcome: Outcome, count: int) -> list[int]:
    piece = outcome.memory[DATA_BASE : DATA_BASE + 8 * count]
    return [
        int.from_bytes(piece[start : start + 8], "little", signed=True) for start in range(0, 8 * count, 8)
    ]


def index_or_missing(values: list[int], value: int) -> int:
    return values.index(value) if value in values else -1


@settings(max_examples=examples(40))
@given(st.lists(integers, max_size=6), integers, st.integers(0, 6))
def test_arrays(values: list[int], other: int, pick: int) -> None:
    array = (DATA_BASE, len(values))
    data = laid_out(values)
    value = values[pick] if pick < len(values) else other
    assert call("@find_min", array, data).result == min(values, default=0)
    assert call("@find_max", array, data).result == max(values, default=0)
    assert call("@sum", array, data).result == wrapped(sum(values))
    assert call("@count", (*array, value), data).result == values.count(value)
    assert call("@linear_search", (*array, value), data).result == index_or_missing(values, value)
    reversed_outcome = call("@reverse", array, data)
    assert read_back(reversed_outcome, len(values)) == values[::-1]
    assert reversed_outcome.result == DATA_BASE
    filled = call("@fill", (*array, value), data + b"z")
    assert read_back(filled, len(values)) == [value] * len(values)
    assert filled.memory[DATA_BASE + len(data)] == ord("z")
    ordered = sorted(values)
    found = bisect_left(ordered, value)
    wanted = found if value in values else -1
    assert call("@binary_search", (*array, value), laid_out(ordered)).result == wanted


def test_every_intrinsic_is_tested_here() -> None:
    with_memory = "memcpy memset memzero memcmp strlen strcmp strcpy fnv_hash djb2_hash linear_search"
    with_memory += " binary_search find_min find_max sum reverse fill count pow factorial"
    assert {intrinsic.name for intrinsic in INTRINSICS} == {
        *SCALARS,
        *(f"@{name}" for name in with_memory.split()),
    }


@settings(max_examples=examples(200))
@given(st.lists(st.sampled_from(SETTABLE), min_size=3, max_size=3))
def test_arguments_may_be_in_any_register_even_a_changed_one(names: list[str]) -> None:
    registers = {name: 10 + 7 * number for number, name in enumerate(SETTABLE)}
    low, value, high = (registers[name] for name in names)
    program = assemble(f"@clamp {names[1]}, {names[0]}, {names[2]}")
    outcome = run(program, dict(registers), memory_size=0)
    assert outcome.result == min(max(value, low), high)
    kept = {name: value for name, value in registers.items() if name not in CHANGED}
    assert {name: outcome.registers[name] for name in kept} == kept


def test_labels_and_other_code_around_an_intrinsic() -> None:
    text = (
        'b start\nback: halt\nstart: @strlen s + 1\nmov r1, r0\n@max r1, 3\nb back\n.data\ns: .asciz "hello"'
    )
    assert run(assemble(text)).result == 4


def test_a_length_that_leaves_the_memory_traps() -> None:
    trap = run(assemble("\n@memzero 0, -1"), memory_size=16).trap
    assert trap is not None
    assert (trap.kind, trap.line) == (TrapKind.BOUNDS, 2)
