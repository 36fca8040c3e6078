"""JSON: compared with Python's json; its bounds; no value can contain itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.programs.extensions.values.json_values import MAX_DEPTH, parse, stringify, value
from neurlang.programs.machine import Fault, Host, Limits, TrapKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Desk

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_written_values_are_read_back(content: Any) -> None:
    written = stringify(value(content))
    assert json.loads(written) == content
    again = parse(written)
    assert again is not None
    assert again.content == content


@pytest.mark.parametrize(
    "source",
    [b"", b"{", b"nul", b"[1,]", b"{'a':1}", b"NaN", b"[Infinity]", b"1e999", b"\xff", b"9" * 5000, b"[1] 2"],
)
def test_texts_that_are_not_json_fail(desk: Desk, source: bytes) -> None:
    assert desk.call("json_parse", desk.put(source)) == -1


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 100_000])
def test_deep_nesting_traps(opening: bytes, depth: int) -> None:
    closing = b"]" if opening == b"[" else b"}"
    with pytest.raises(Fault) as caught:
        parse(opening * depth + b"1" + closing * depth)
    assert caught.value.kind is TrapKind.LIMIT


def test_a_text_that_would_take_too_much_memory_traps() -> None:
    with pytest.raises(Fault) as caught:
        parse(b"[" + b"[]," * 800_000 + b"[]]")
    assert caught.value.kind is TrapKind.LIMIT


def test_reading_an_object(desk: Desk) -> None:
    whole = desk.call("json_parse", desk.put(b'{"name": "Ada", "age": 36, "tags": ["x", null, true]}'))
    assert desk.call("json_get_type", whole) == 5
    name = desk.call("json_get", whole, desk.put(b"name"))
    assert desk.call("json_get_type", name) == 3
    assert desk.content(name) == b"Ada"
    assert desk.content(desk.call("json_stringify", name)) == b'"Ada"'
    assert desk.call("string_parse_int", desk.call("json_get", whole, desk.put(b"age"))) == 36
    tags = desk.call("json_get", whole, desk.put(b"tags"))
    assert desk.call("json_array_len", tags) == 3
    types = [desk.call("json_get_type", desk.call("json_array_get", tags, index)) for index in range(3)]
    assert types == [3, 0, 1]
    assert desk.call("json_array_get", tags, 3) == -1
    assert desk.call("json_get", whole, desk.put(b"none")) == -1
    keys = desk.call("json_object_keys", whole)
    assert desk.content(keys) == b'["name","age","tags"]'


def test_building_an_object(desk: Desk) -> None:
    table, row = desk.call("json_new_object"), desk.call("json_new_array")
    assert desk.call("json_array_push", row, 1) == 1
    assert desk.call("json_array_push", row, -2) == 2
    assert desk.call("json_array_push", row, desk.string(b'say "hi"')) == 3
    assert desk.call("json_set", table, desk.put(b"row"), row) == 0
    assert desk.call("json_set", table, desk.put(b"n"), 5) == 0
    assert desk.call("json_set", table, desk.put(b"n"), 6) == 0
    assert json.loads(desk.content(desk.call("json_stringify", table))) == {
        "row": [1, -2, 'say "hi"'],
        "n": 6,
    }


def test_a_part_of_a_text_is_parsed_by_its_length(desk: Desk) -> None:
    assert desk.content(desk.call("json_parse", desk.put(b"[1,2]garbage"), 5)) == b"[1,2]"


def test_values_are_copied_in(desk: Desk) -> None:
    row = desk.call("json_new_array")
    for _ in range(3):
        desk.call("json_array_push", row, row)
    assert desk.content(row) == b"[[],[[]],[[],[[]]]]"


def test_growing_into_itself_is_bounded(make_desk: Callable[[Host], Desk]) -> None:
    desk = make_desk(Host(limits=Limits(extension_bytes=1 << 20)))
    row = desk.call("json_new_array")
    with pytest.raises(Fault) as caught:
        for _ in range(64):
            desk.call("json_array_push", row, row)
    assert caught.value.kind is TrapKind.LIMIT


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(30))
@given(items=st.lists(st.tuples(st.sampled_from(["a", "b", "ü"]), VALUES), max_size=5))
def test_the_size_that_is_charged_is_that_of_the_content(desk: Desk, items: list[tuple[str, Any]]) -> None:
    table = desk.call("json_new_object")
    for name, content in items:
        item = desk.call("json_parse", desk.string(json.dumps(content).encode()))
        desk.call("json_set", table, desk.string(name.encode()), item)
    found = desk.call("json_parse", desk.call("json_stringify", table))
    assert desk.content(found) == desk.content(table)
    desk.session.handles.close_all()
    assert desk.session.handles.held_bytes == 0


@pytest.mark.parametrize("name", ["json_get", "json_set"])
def test_an_array_has_no_keys(desk: Desk, name: str) -> None:
    row = desk.call("json_new_array")
    assert desk.call(name, row, desk.put(b"a"), *([1] if name == "json_set" else [])) == -1


def test_an_object_has_no_indices(desk: Desk) -> None:
    table = desk.call("json_new_object")
    assert desk.call("json_array_push", table, 1) == -1
    assert desk.call("json_array_len", table) == -1
    assert desk.call("json_array_get", table, 0) == -1
    assert desk.call("json_object_keys", desk.call("json_new_array")) == -1


def test_only_values_and_texts_can_be_put_in(desk: Desk) -> None:
    desk.traps(TrapKind.INVALID, "json_array_push", desk.call("json_new_array"), desk.call("vec_new"))


def test_a_lone_surrogate_is_kept(desk: Desk) -> None:
    handle = desk.call("json_parse", desk.put(rb'"\ud800"'))
    assert desk.content(desk.call("json_stringify", handle)) == rb'"\ud800"'
    assert desk.content(handle) == b"?"
