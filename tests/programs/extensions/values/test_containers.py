"""Vectors and hash maps, compared with Python's list and dict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.programs.extensions.values.hash_maps import HashMap, contains, get, insert, remove
from neurlang.programs.extensions.values.vectors import Vector, pop, push, put
from neurlang.programs.extensions.values.vectors import get as vector_get
from neurlang.programs.machine import TrapKind

if TYPE_CHECKING:
    from conftest import Desk

WORDS = st.integers(min_value=0, max_value=(1 << 64) - 1)
KEYS = st.integers(min_value=0, max_value=5) | st.sampled_from([b"", b"a", b"b", "ß".encode()])


@given(st.lists(st.tuples(st.sampled_from(["push", "pop", "get", "put"]), st.integers(-2, 6), WORDS)))
def test_a_vector_is_a_list(steps: list[tuple[str, int, int]]) -> None:
    vector, model = Vector(), []
    for action, index, value in steps:
        inside = 0 <= index < len(model)
        if action == "push":
            model.append(value)
            assert push(vector, value) == len(model)
        elif action == "pop":
            assert pop(vector) == (model.pop() if model else None)
        elif action == "get":
            assert vector_get(vector, index) == (model[index] if inside else None)
        else:
            assert put(vector, index, value) == (0 if inside else None)
            model[index : index + 1] = [value] if inside else model[index : index + 1]
    assert list(vector.numbers) == model


@given(st.lists(st.tuples(st.sampled_from(["insert", "remove", "get"]), KEYS, WORDS)))
def test_a_hash_map_is_a_dict(steps: list[tuple[str, int | bytes, int]]) -> None:
    table, model = HashMap(), {}
    for action, name, value in steps:
        assert contains(table, name) == (name in model)
        if action == "insert":
            assert insert(table, name, value) == (name in model)
            model[name] = value
        elif action == "remove":
            assert remove(table, name) == (model.pop(name, None) is not None)
        else:
            assert get(table, name, -1) == model.get(name, -1)
    assert table.entries == model
    assert table.text_bytes == sum(len(name) for name in model if isinstance(name, bytes))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(20))
@given(value=st.integers(min_value=-(1 << 63), max_value=(1 << 63) - 1))
def test_a_vector_keeps_64_bits(desk: Desk, value: int) -> None:
    vector = desk.call("vec_new", 16)
    desk.call("vec_push", vector, value)
    assert desk.call("vec_get", vector, 0) == value & (1 << 64) - 1
    desk.call("vec_free", vector)


def test_text_keys_are_equal_by_their_text(desk: Desk) -> None:
    table = desk.call("hashmap_new")
    assert desk.call("hashmap_insert", table, desk.string(b"name"), 5) == 0
    assert desk.call("hashmap_insert", table, desk.string(b"name"), 6) == 1
    assert desk.call("hashmap_get", table, desk.string(b"name")) == 6
    assert desk.call("hashmap_len", table) == 1


def test_a_missing_key_returns_minus_one_or_the_chosen_value(desk: Desk) -> None:
    table = desk.call("hashmap_new")
    assert desk.call("hashmap_get", table, 1) & (1 << 64) - 1 == (1 << 64) - 1
    assert desk.call("hashmap_get", table, 1, 0) == 0
    assert desk.call("hashmap_contains", table, 1) == 0


@pytest.mark.parametrize(
    ("name", "count"), [("vec_push", 1), ("vec_push", 3), ("vec_len", 0), ("hashmap_insert", 2)]
)
def test_a_wrong_count_of_arguments_traps(desk: Desk, name: str, count: int) -> None:
    handle = desk.call("vec_new")
    message = desk.traps(TrapKind.INVALID, name, *[handle] * count)
    assert name in message
    assert str(count) in message
