"""Handles: they differ from every other number, are bounded in number and bytes, and are freed with the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.programs.extensions import HANDLE_BASE
from neurlang.programs.extensions.handles import is_handle
from neurlang.programs.machine import MAX_MEMORY, Host, Limits, TrapKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Desk


@given(st.integers(min_value=0, max_value=MAX_MEMORY))
def test_addresses_are_not_handles(address: int) -> None:
    assert not is_handle(address)


def test_a_handle_is_positive_as_a_signed_number(desk: Desk) -> None:
    handle = desk.call("vec_new")
    assert is_handle(handle)
    assert 0 < handle < 1 << 63


@pytest.mark.parametrize("forged", [0, 1, 3, -1, HANDLE_BASE, HANDLE_BASE + 999, 1 << 63])
def test_a_forged_handle_traps(desk: Desk, forged: int) -> None:
    desk.call("vec_new")
    desk.traps(TrapKind.INVALID, "vec_len", forged)
    desk.traps(TrapKind.INVALID, "vec_free", forged)


@pytest.mark.parametrize(
    ("make", "free"),
    [
        ("vec_new", "vec_free"),
        ("hashmap_new", "hashmap_free"),
        ("string_new", "string_free"),
        ("json_new_array", "json_free"),
    ],
)
def test_a_stale_handle_traps_and_is_never_used_again(desk: Desk, make: str, free: str) -> None:
    handle = desk.call(make)
    assert desk.call(free, handle) == 0
    desk.traps(TrapKind.INVALID, free, handle)
    assert handle not in {desk.call(make) for _ in range(8)}


def test_a_handle_of_another_kind_traps(desk: Desk) -> None:
    message = desk.traps(TrapKind.INVALID, "vec_len", desk.call("hashmap_new"))
    assert "hash map" in message
    assert "vector" in message
    desk.traps(TrapKind.INVALID, "string_len", desk.call("vec_new"))


def test_the_limit_of_handles(make_desk: Callable[[Host], Desk]) -> None:
    desk = make_desk(Host(limits=Limits(handles=3)))
    handles = [desk.call("vec_new") for _ in range(3)]
    desk.traps(TrapKind.LIMIT, "vec_new")
    desk.call("vec_free", handles[0])
    assert desk.call("vec_new") > 0


def test_the_limit_of_bytes_counts_new_and_grown_values(make_desk: Callable[[Host], Desk]) -> None:
    desk = make_desk(Host(limits=Limits(extension_bytes=2000)))
    text = desk.call("string_new", desk.put(bytes(1000)), 1000)
    desk.traps(TrapKind.LIMIT, "string_new", desk.put(bytes(1000)), 1000)
    desk.call("string_free", text)
    assert desk.session.handles.held_bytes == 0
    vector = desk.call("vec_new")
    with pytest.raises(Exception, match="max-extension-bytes"):
        for _ in range(1000):
            desk.call("vec_push", vector, 1)


def test_all_bytes_are_released(desk: Desk) -> None:
    table = desk.call("hashmap_new")
    name = desk.string(b"a name")
    desk.call("hashmap_insert", table, name, 5)
    desk.call("hashmap_insert", table, 7, 5)
    desk.call("hashmap_remove", table, name)
    desk.session.close()
    assert desk.session.handles.held_bytes == 0
    assert len(desk.session.handles) == 0
