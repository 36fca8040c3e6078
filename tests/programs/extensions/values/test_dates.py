"""Dates compared with the calendar module, and UUIDs with the uuid module."""

from __future__ import annotations

import calendar
import time
import uuid
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.programs.extensions.values.dates import parse, write
from neurlang.programs.machine import Clock, Host

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Desk


@given(st.integers(min_value=-62_135_596_800, max_value=253_402_300_799))
def test_a_written_moment_is_read_back(seconds: int) -> None:
    written = write(seconds, b"")
    assert written is not None
    assert parse(written, b"") == seconds


@given(st.integers(min_value=0, max_value=4_000_000_000))
def test_moments_are_those_of_the_c_library(seconds: int) -> None:
    assert (
        write(seconds, b"%Y-%m-%d %H:%M:%S")
        == time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(seconds)).encode()
    )


@pytest.mark.parametrize(
    ("source", "layout", "moment"),
    [
        (b"2000-02-29", b"", (2000, 2, 29, 0, 0, 0)),
        (b"2024-01-01T12:30:00+02:00", b"", (2024, 1, 1, 10, 30, 0)),
        (b"1969-12-31T23:59:58Z", b"", (1969, 12, 31, 23, 59, 58)),
        (b"31/12/1999 23:59", b"%d/%m/%Y %H:%M", (1999, 12, 31, 23, 59, 0)),
    ],
)
def test_dates_in_the_notations_that_people_use(
    source: bytes, layout: bytes, moment: tuple[int, ...]
) -> None:
    assert parse(source, layout) == calendar.timegm(moment)


@pytest.mark.parametrize(
    ("source", "layout"),
    [
        (b"", b""),
        (b"tomorrow", b""),
        (b"2023-02-29", b""),
        (b"x", b"%d"),
        (b"2" * 300, b""),
        (b"\xff", b"%Q"),
    ],
)
def test_other_texts_are_not_dates(source: bytes, layout: bytes) -> None:
    assert parse(source, layout) is None


@pytest.mark.parametrize("seconds", [1 << 62, -(1 << 62), 253_402_300_800])
def test_moments_beyond_the_calendar_fail(seconds: int) -> None:
    assert write(seconds, b"") is None


def test_too_long_a_format_fails() -> None:
    assert write(0, b"%c" * 200) is None


def test_now_is_the_clock_of_the_machine(make_desk: Callable[[Host], Desk]) -> None:
    desk = make_desk(Host(clock=Clock(now=lambda: 86_400.9)))
    assert desk.call("datetime_now") == 86_400
    assert desk.content(desk.call("datetime_format", 86_400)) == b"1970-01-02T00:00:00Z"
    assert desk.call("datetime_parse", desk.put(b"1970-01-02")) == 86_400


def test_uuids(make_desk: Callable[[Host], Desk]) -> None:
    desk = make_desk(Host(clock=Clock(now=lambda: 1_700_000_000.125)))
    random, ordered = (uuid.UUID(bytes=desk.content(desk.call(name))) for name in ("uuid_v4", "uuid_v7"))
    assert (random.version, random.variant) == (4, uuid.RFC_4122)
    assert (ordered.int >> 76 & 0xF, ordered.variant) == (7, uuid.RFC_4122)
    assert ordered.int >> 80 == 1_700_000_000_125
    assert random != uuid.UUID(bytes=desk.content(desk.call("uuid_v4")))


def test_a_uuid_as_text(desk: Desk) -> None:
    known = uuid.UUID("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")
    out = desk.room(36)
    assert desk.call("uuid_to_string", desk.put(known.bytes), out) == 36
    assert desk.peek(out, 36) == str(known).encode()


def test_a_seed_makes_uuids_reproducible(make_desk: Callable[[Host], Desk]) -> None:
    first, second = (
        desk.content(desk.call("uuid_v4")) for desk in (make_desk(Host(seed=7)), make_desk(Host(seed=7)))
    )
    assert first == second
