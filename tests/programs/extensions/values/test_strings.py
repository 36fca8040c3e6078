"""Strings, compared with Python's bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.programs.extensions.bounds import MAX_RESULT
from neurlang.programs.extensions.values import strings
from neurlang.programs.machine import Fault, TrapKind

if TYPE_CHECKING:
    from conftest import Desk

SMALL = st.binary(max_size=8)


@given(SMALL, st.binary(min_size=1, max_size=2), SMALL, st.integers(-2, 10), st.integers(-2, 10))
def test_strings_do_as_bytes_do(content: bytes, part: bytes, other: bytes, start: int, count: int) -> None:
    inside = 0 <= start <= len(content)
    end = len(content) if count < 0 else start + count
    assert strings.concat(content, other) == content + other
    assert strings.replace(content, part, other) == content.replace(part, other)
    assert strings.substring(content, start, count) == (content[start:end] if inside else None)
    found = content.find(part, start) if inside else -1
    assert strings.find(content, part, start) == (None if found < 0 else found)


@given(st.integers(min_value=-(1 << 63), max_value=(1 << 63) - 1))
def test_a_number_written_is_read_back(value: int) -> None:
    assert strings.parse_integer(strings.from_integer(value), 7) == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (b"42", 42),
        (b" -7\n", -7),
        (b"+5", 5),
        (b"0x1F", 31),
        (b"-0b101", -5),
        (b"007", 7),
        (b"18446744073709551615", (1 << 64) - 1),
    ],
)
def test_numbers_in_texts(source: bytes, value: int) -> None:
    assert strings.parse_integer(source, 999) == value


@pytest.mark.parametrize(
    "source", [b"", b"abc", b"1 2", b"1.5", b"0x", b"--1", b"18446744073709551616", b"9" * 100_000, b"1_0"]
)
def test_other_texts_are_not_numbers(source: bytes) -> None:
    assert strings.parse_integer(source, 999) == 999


def test_letters_and_white_space(desk: Desk) -> None:
    text = desk.string("  Größe 1\t\n".encode())
    assert desk.content(desk.call("string_trim", text)) == "Größe 1".encode()
    assert desk.content(desk.call("string_to_upper", text)) == "  GRößE 1\t\n".encode()
    assert desk.content(desk.call("string_to_lower", desk.put(b"ABC z"))) == b"abc z"


def test_a_text_in_memory_ends_at_its_nul(desk: Desk) -> None:
    assert desk.call("string_len", desk.put(b"four\0more")) == 4
    assert desk.call("string_len", desk.string(b"four\0more")) == 9


def test_reading_into_a_buffer(desk: Desk) -> None:
    text, buffer = desk.string(b"hello"), desk.room(8)
    assert desk.call("string_read", text, buffer, 8) == 5
    assert desk.peek(buffer, 6) == b"hello\0"
    assert desk.call("string_read", text, buffer, 4) == -1
    desk.traps(TrapKind.BOUNDS, "string_read", text, (1 << 20) - 4, 8)
    desk.traps(TrapKind.INVALID, "string_read", text)


def test_an_empty_string_needs_no_arguments(desk: Desk) -> None:
    assert desk.content(desk.call("string_new")) == b""


def test_results_that_are_too_long_trap_before_they_are_made() -> None:
    half = bytes(MAX_RESULT // 2 + 1)
    for make in (
        lambda: strings.concat(half, half),
        lambda: strings.replace(bytes(1 << 20), b"\0", bytes(100)),
    ):
        with pytest.raises(Fault) as caught:
            make()
        assert caught.value.kind is TrapKind.LIMIT
