"""JSON values (RFC 8259) behind handles. Values are copied in and out, so no value contains itself."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass
from math import isinf
from typing import Any

from neurlang.programs.extensions import handles
from neurlang.programs.extensions.bounds import bounded_size
from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.held_values import OVERHEAD, Held
from neurlang.programs.extensions.parameters import Place, closed, freed, held, number, place, text, word
from neurlang.programs.machine import Context, Fault, TrapKind, signed

MAX_DEPTH = 100
"""Most levels of nested objects and arrays."""

_NODE = 96
"""Bytes charged for a value inside another, besides its text: what CPython uses, rounded up."""

TYPES = ("null", "boolean", "number", "string", "array", "object")
"""The types, by the number that json_get_type returns."""


@dataclass(slots=True)
class Json(Held):
    """A JSON value as a Python value: None, bool, int, float, str, list or dict."""

    noun = "JSON value"

    content: Any
    content_size: int
    depth: int

    @property
    def size(self) -> int:
        """Its nodes and texts, and the overhead."""
        return OVERHEAD + self.content_size

    @property
    def text(self) -> bytes:
        """The characters of a JSON string; the JSON text of any other value."""
        if isinstance(self.content, str):
            return self.content.encode(errors="replace")
        return stringify(self)


def value(content: Any) -> Json:  # noqa: ANN401  (any JSON value)
    """A held value. Traps LIMIT if it is nested too deeply."""
    size, depth = _measure(content)
    return Json(content, size, depth)


def parse(source: bytes) -> Json | None:
    """The value of a JSON text; None if it is not JSON. Traps LIMIT if it is nested too deeply."""
    bounded_size(_NODE * sum(map(source.count, (b",", b"[", b"{"))))
    try:
        return value(json.loads(source.decode(), parse_constant=_no_constant, parse_float=_finite))
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        return None


def parse_at(place: Place, length: int) -> Json | None:
    """The value of the JSON text at a place, up to its end if the length is -1. Traps as `parse` does."""
    return parse(place(length))


def stringify(held_value: Json) -> bytes:
    """The value as compact JSON text. Keys keep their order."""
    source = json.dumps(held_value.content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return source.encode(errors="backslashreplace")  # a lone surrogate becomes its JSON escape


def get(table: Json, name: bytes) -> Json | None:
    """The value of an object's key; None if the key is absent or the value is not an object."""
    content = table.content
    found = content.get(_decoded(name), _ABSENT) if isinstance(content, dict) else _ABSENT
    return None if found is _ABSENT else value(deepcopy(found))


def put(context: Context, table: Json, name: bytes, item: int) -> int | None:
    """Set a key of an object; return 0, or None if the value is not an object."""
    if not isinstance(table.content, dict):
        return None
    added, key = _item(context, item), _decoded(name)
    if key in table.content:
        table.content_size -= _NODE + len(name) + _measure(table.content[key])[0]
    _grow(table, added, len(name))
    table.content[key] = added.content
    return 0


def type_number(held_value: Json) -> int:
    """The number of the value's type in `TYPES`."""
    content = held_value.content
    if isinstance(content, bool):
        return TYPES.index("boolean")
    kinds = {type(None): "null", int: "number", float: "number", str: "string", list: "array", dict: "object"}
    return TYPES.index(kinds[type(content)])


def array_length(array: Json) -> int | None:
    """The length of an array; None if the value is not an array."""
    return len(array.content) if isinstance(array.content, list) else None


def array_get(array: Json, index: int) -> Json | None:
    """The value at an index, from 0; None if the index is outside or the value is not an array."""
    content = array.content
    if not isinstance(content, list) or not 0 <= index < len(content):
        return None
    return value(deepcopy(content[index]))


def array_push(context: Context, array: Json, item: int) -> int | None:
    """Append to an array; return the new length, or None if the value is not an array."""
    if not isinstance(array.content, list):
        return None
    added = _item(context, item)
    _grow(array, added, 0)
    array.content.append(added.content)
    return len(array.content)


def object_keys(table: Json) -> Json | None:
    """The keys of an object as an array of strings; None if the value is not an object."""
    return value(list(table.content)) if isinstance(table.content, dict) else None


def new_object() -> Json:
    """`{}`."""
    return value({})


def new_array() -> Json:
    """`[]`."""
    return value([])


_ABSENT = object()


def _item(context: Context, item: int) -> Json:
    """A copy of the JSON value or string of a handle; the signed number if it is not a handle. Traps INVALID."""
    if not handles.is_handle(item):
        return value(signed(item))
    entry = handles.entry(context.handles, item)
    context.mark_taint(entry.taint)
    if isinstance(entry.held, Json):
        return Json(deepcopy(entry.held.content), entry.held.content_size, entry.held.depth)
    content = entry.held.text
    if content is None:
        raise Fault(TrapKind.INVALID, f"a {entry.held.noun} cannot be put into a JSON value")
    return value(_decoded(content))


def _grow(container: Json, added: Json, key_length: int) -> None:
    """Charge a container for a value that is about to be added. Traps LIMIT if it would be too deep or too large."""
    depth = max(container.depth, added.depth + 1)
    if depth > MAX_DEPTH:
        raise _too_deep()
    container.content_size = bounded_size(container.content_size + _NODE + key_length + added.content_size)
    container.depth = depth


def _measure(content: Any) -> tuple[int, int]:  # noqa: ANN401
    """The bytes charged for a value, and its depth. Traps LIMIT beyond `MAX_DEPTH`."""
    size, deepest = 0, 0
    waiting = [(content, 1)]
    while waiting:
        item, depth = waiting.pop()
        if isinstance(item, str):
            size += 4 * len(item)
        elif isinstance(item, list | dict):
            deepest = max(deepest, depth)
            if depth > MAX_DEPTH:
                raise _too_deep()
            names = sum(map(len, item)) if isinstance(item, dict) else 0
            size += _NODE * len(item) + names
            waiting += [(inner, depth + 1) for inner in (item.values() if isinstance(item, dict) else item)]
    return size, deepest


def _too_deep() -> Fault:
    return Fault(TrapKind.LIMIT, f"JSON nested more than {MAX_DEPTH} deep")


def _no_constant(name: str) -> Any:  # noqa: ANN401
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise ValueError(f"{digits} is beyond every double")
    return number


def _decoded(content: bytes) -> str:
    return content.decode(errors="replace")


_JSON = held("value", Json)
_OBJECT = held("object", Json)
_ARRAY = held("array", Json)

EXTENSIONS = (
    extension(
        "json_parse",
        "Parse JSON text to a value",
        parse_at,
        (place("text"), number("len", default=-1)),
        gives="a JSON value's handle; -1 if the text is not JSON",
    ),
    extension(
        "json_stringify",
        "Convert a JSON value to text: stringify, serialize, encode",
        stringify,
        (_JSON,),
        gives="a string",
    ),
    extension(
        "json_get",
        "Get the value of a key of a JSON object: a field, member, property",
        get,
        (_OBJECT, text("key")),
        gives="a handle of a copy; -1 if the key is absent",
    ),
    extension(
        "json_set",
        "Set the value of a key of a JSON object: a field, member, property",
        put,
        (held("object", Json, changes=True), text("key"), word("item")),
        gives="0; -1 if it is not an object",
        in_context=True,
    ),
    extension(
        "json_get_type",
        "Get the type of a JSON value",
        type_number,
        (_JSON,),
        gives="0 null, 1 boolean, 2 number, 3 string, 4 array, 5 object",
    ),
    extension(
        "json_array_len",
        "Get the length of a JSON array: how many elements",
        array_length,
        (_ARRAY,),
        gives="the length; -1 if it is not an array",
    ),
    extension(
        "json_array_get",
        "Get the element at an index of a JSON array",
        array_get,
        (_ARRAY, number("index")),
        gives="a handle of a copy; -1 outside",
    ),
    extension(
        "json_array_push",
        "Append an element at the end of a JSON array",
        array_push,
        (held("array", Json, changes=True), word("item")),
        gives="the new length; -1 if it is not an array",
        in_context=True,
    ),
    extension(
        "json_object_keys",
        "List the keys of a JSON object",
        object_keys,
        (_OBJECT,),
        gives="the handle of an array of strings; -1 if it is not an object",
    ),
    extension("json_free", "Free a JSON value", freed, (closed("value", Json),), gives="0"),
    extension("json_new_object", "Make an empty JSON object", new_object, gives="a JSON value's handle"),
    extension("json_new_array", "Make an empty JSON array", new_array, gives="a JSON value's handle"),
)
