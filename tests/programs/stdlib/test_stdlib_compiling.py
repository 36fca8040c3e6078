"""Compiled code leaves what the source leaves when it runs as Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from compiled import compiled_result, library, python_result
from hypothesis import given, settings
from hypothesis import strategies as st
from random_sources import WORDS, sources

from example_counts import examples
from neurlang import procedure
from neurlang.errors import SourceError
from neurlang.programs.machine import run
from neurlang.programs.native import run_native
from neurlang.programs.stdlib import SOURCES, Compiler, read_library
from neurlang.programs.stdlib.reading.docstrings import documentation_of
from neurlang.programs.stdlib.running import PythonLibrary
from neurlang.programs.stdlib.testing.cases import check_against_python
from neurlang.programs.stdlib.testing.executing import placed, result_of, same
from neurlang.programs.stdlib.testing.sampling import Sampler

if TYPE_CHECKING:
    from neurlang.programs.stdlib.running import Argument
    from neurlang.programs.stdlib.types import u64

TEXT = """
LIMIT: u64 = 3
def loops(n: u64) -> u64:
    total = 0
    for i in range(n):
        if i == 2:
            continue
        if i > 9:
            break
        for j in range(i, 2 * LIMIT, 2):
            total += i * j
    return total
def down(n: i64) -> i64:
    total: i64 = 0
    for i in range(n, -3, -2):
        total = total * 3 + i
    return total
def shadowed(n: u64) -> u64:
    i = 5
    for i in range(n):
        i *= 2
    return i
def late(a: i64, b: i64) -> i64:
    assert a < b
    while True:
        a += 3
        if a > b:
            return a
def swapped(values: ptr_i64, n: u64) -> i64:
    values[0], values[n - 1] = values[n - 1], values[0]
    values[0] += 5
    q = values + n
    return q[-1] * 10 + i64(q - values)
def text(s: ptr_u8) -> u64:
    h = 5381
    while s[0]:
        h = h * 33 ^ s[0]
        s[0] = s[0] - 32 if ord("a") <= s[0] <= ord("z") else s[0] + 300
        s += 1
    return h
def reals(x: f64, n: i64) -> f64:
    y = -x / 3.0 + f64(n)
    if not (y < 2.0) and y == y:
        y = max(sqrt(abs(y)), floor(y), 1.5)
    return fma(y, x, float_from_bits(float_bits(x) ^ 1))
def truths(a: u64, b: i64) -> bool:
    c = a > 5
    d = not c or (b < 0 and a != 3) or 1 < a <= 4
    return d == c
def even(n: u64) -> bool:
    return n == 0 or odd(n - 1)
def odd(n: u64) -> bool:
    return n != 0 and even(n - 1)
def pair(a: u64, b: u64) -> u64:
    return fib(a) * 1000 + fib(b)
def fib(n: u64) -> u64:
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def crowded(a: u64, b: u64, c: u64, d: u64, e: u64, f: u64) -> u64:
    g, h, i, j = a * b, b * c, c * d, d * e
    k, l, m, n = e * f, f * a, a * c, b * d
    for x in range(3):
        a, b, c, d, e, f = b + x, c ^ g, d + h, e ^ i, f + j, a ^ k
        g, h, i, j, k, l, m, n = h, i, j, k, l, m, n, g
    return a + 3 * b + 5 * c + 7 * d + 11 * e + 13 * f + 17 * g + 19 * h + 23 * i + j + k * l + m * n
def nothing(values: ptr_u64) -> None:
    values[1] = 7
"""
CALLS: tuple[tuple[str, tuple[Argument, ...]], ...] = (
    *(("loops", (n,)) for n in (0, 1, 5, 30)),
    *(("down", (n,)) for n in (-5, -3, 4, 9)),
    *(("shadowed", (n,)) for n in (0, 4)),
    ("late", (1, 9)),
    ("late", (9, 1)),
    ("swapped", ([3, 4, -5], 3)),
    ("text", (bytearray(b"Hello, world\0"),)),
    *(("reals", (x, n)) for x in (0.0, -0.0, 2.5, -7e300, float("inf"), float("nan")) for n in (-3, 9)),
    *(("truths", (a, b)) for a in (0, 3, 4, 6) for b in (-1, 0)),
    ("even", (7,)),
    ("odd", (7,)),
    ("pair", (9, 4)),
    ("crowded", (1, 2, 3, 4, 5, 6)),
    ("nothing", ([1, 2, 3],)),
)


@pytest.mark.parametrize(("name", "values"), CALLS)
@pytest.mark.parametrize("naive", [False, True])
def test_statements_mean_what_they_mean_in_python(
    name: str, values: tuple[Argument, ...], naive: bool
) -> None:
    source = library(TEXT)
    expected = python_result(source, name, values)
    assert same(compiled_result(source, name, values, naive=naive), expected), expected


@given(text=sources(), values=st.tuples(WORDS, WORDS, WORDS))
@settings(max_examples=examples(30), deadline=None)
def test_random_functions_mean_what_they_mean_in_python(text: str, values: tuple[int, int, int]) -> None:
    source = library(text)
    expected = python_result(source, "f", values)
    assert same(compiled_result(source, "f", values), expected)
    assert same(compiled_result(source, "f", values, naive=True), expected)


@pytest.mark.slow
def test_every_function_of_the_library_means_what_it_means_in_python() -> None:
    source = read_library(SOURCES)
    compiler, python = Compiler(source), PythonLibrary(source)
    for function in source.published.values():
        program = compiler.program(function)
        sampler = Sampler(function, documentation_of(function), python)
        for values in sampler.inputs(8, 3):
            arguments = placed(function, values)
            outcome = run(program, arguments.registers, preload=arguments.memory, max_instructions=20_000)
            if outcome.trap is not None and outcome.trap.kind.name == "FUEL":
                continue
            found = result_of(function, values, outcome)
            check_against_python(function, python.function(function), values, found)
            assert outcome.registers["sp"] == len(outcome.memory)
            changed = [f"r{number}" for number in range(11, 16) if outcome.registers[f"r{number}"]]
            assert changed == [], "the calling convention keeps r11 to r15"
            native = run_native(
                program, arguments.registers, preload=arguments.memory, max_instructions=20_000
            )
            assert native == outcome, function.node.name


def collatz(n: u64) -> u64:
    """Steps to 1."""
    steps = 0
    while n != 1:
        n = 3 * n + 1 if n & 1 else n // 2
        steps += 1
    return steps


def test_a_python_function_becomes_a_program() -> None:
    assert run(procedure(collatz), {"r0": 27}).result == 111


def test_a_python_function_outside_the_subset_is_refused_at_its_line() -> None:
    def wrong(n: u64) -> u64:
        return [n][0]

    with pytest.raises(
        SourceError, match=rf"test_stdlib_compiling.py:{wrong.__code__.co_firstlineno + 1}:12: a list"
    ):
        procedure(wrong)
