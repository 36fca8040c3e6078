"""Literals: doubles in code and data, whole numbers, and texts and labels that are many or long."""

from __future__ import annotations

import struct
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples, mostly_slow
from neurlang.programs.ir import assemble, print_program
from neurlang.programs.machine import parse_value, run, to_float


def double_in_r0(literal: str) -> float:
    outcome = run(assemble(f"mov r0, {literal}"))
    return to_float(outcome.registers["r0"])


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_double_is_the_nearest_one_in_code_and_data(value: float) -> None:
    literal = f"{value!r}" if any(sign in repr(value) for sign in ".e") else f"{value!r}.0"
    assert struct.pack("<d", double_in_r0(literal)) == struct.pack("<d", value)
    data = assemble(f".data\n.double {literal}, -{literal.lstrip('-')}").data
    assert data == struct.pack("<2d", value, -abs(value))


@pytest.mark.parametrize(
    ("literal", "value"),
    [("1.5", 1.5), ("-1.5", -1.5), ("+2.5", 2.5), ("1e3", 1000.0), ("1E+3", 1000.0), ("1.5e-3", 0.0015), ("1.", 1.0),
     ("1_000.5", 1000.5), ("00.5", 0.5), ("4.9e-324", 5e-324), ("1e-999", 0.0)],
)  # fmt: skip
def test_the_ways_to_write_a_double(literal: str, value: float) -> None:
    assert double_in_r0(literal) == value
    assert assemble(f".data\n.double {literal}").data == struct.pack("<d", value)


def test_the_sign_of_a_zero_is_kept() -> None:
    assert str(double_in_r0("-0.0")) == "-0.0"
    assert str(double_in_r0("0.0")) == "0.0"


def test_whole_numbers_among_doubles_are_doubles() -> None:
    assert assemble(".data\nx: .double 1, -2, 0x10, 2.5\n.byte 7").data == struct.pack(
        "<4dB", 1, -2, 16, 2.5, 7
    )


def test_hexadecimal_digits_are_no_exponent() -> None:
    assert run(assemble("mov r0, 0x1e-9")).result == 0x1E - 9
    assert run(assemble("mov r0, 0x1E+9")).result == 0x1E + 9
    assert run(assemble("x: mov r0, x+1-0b1")).result == 0


def test_a_program_with_doubles_survives_printing() -> None:
    program = assemble("mov r0, -1.5\nmov r1, 0.1\n.data\nx: .double 3.25, 1e300")
    assert assemble(print_program(program)) == program


@pytest.mark.parametrize("text", ["010", "00", "-01", "0_1", "0x", "0x_1", "1__0", "1_", "٣", "1٣", "0b2"])
def test_numbers_in_tests_and_flags_are_as_strict(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a number|has zeros in front"):
        parse_value(text)


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("10", 10), ("-1", (1 << 64) - 1), ("0x0a", 10), ("1_000", 1000)]
)
def test_plain_numbers_are_read(text: str, value: int) -> None:
    assert parse_value(text) == value


def test_many_labels_in_a_row() -> None:
    count = examples(60_000)
    program = assemble("".join(f"l{number}:\n" for number in range(count)) + f"nop\nb l{count - 1}")
    assert len(program.symbols) == count
    assert {symbol.value for symbol in program.symbols} == {0}


LONG = 60_000  # each piece, so that what is kept for each would show beside all else


@pytest.mark.parametrize("piece", mostly_slow(["a", "\\n", "\\x41", "é"], quick=1))
def test_a_long_text_takes_little_memory(piece: str) -> None:
    text = '.data\n.ascii "' + piece * LONG + '"'
    tracemalloc.start()
    try:
        content = assemble(text).data
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(content) == len({"\\n": "n", "\\x41": "n"}.get(piece, piece).encode()) * LONG
    assert peak < 16 * len(text)
