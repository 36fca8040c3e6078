"""Register values in the notations that people use."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.programs.machine import parse_value, to_float

MASK = (1 << 64) - 1


@given(st.integers(-(1 << 63), MASK))
def test_integers_in_every_base(value: int) -> None:
    for text in (str(value), hex(value), bin(value), f"{value:_}", f" {value} "):
        assert parse_value(text) == value & MASK


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_doubles_assemble_to_their_bits(value: float) -> None:
    text = repr(value)
    assert struct.pack("<d", to_float(parse_value(text))) == struct.pack("<d", value)


@pytest.mark.parametrize(
    ("text", "value"), [("2.5", 2.5), ("-0.5", -0.5), (".5", 0.5), ("1e3", 1000.0), ("5.", 5.0)]
)
def test_forms_of_doubles(text: str, value: float) -> None:
    assert to_float(parse_value(text)) == value


@pytest.mark.parametrize("text", ["010", "-07", "00"])
def test_leading_zeros_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="has zeros in front; write 10 for ten, 0x8 for eight"):
        parse_value(text)


@pytest.mark.parametrize(
    "text", ["", "r0", "0x", "1.2.3", "--1", "nan", "1e", "0b2", "18446744073709551616", "9" * 5000]
)
def test_texts_that_are_not_numbers_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a number|fit in 64 bits|too long|invalid"):
        parse_value(text)
