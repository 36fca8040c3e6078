"""Frozen dataclasses as JSON and back: each field by name; reading checks its type."""

from __future__ import annotations

import json
from dataclasses import MISSING, asdict, fields, is_dataclass
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from neurlang.errors import DataError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record")


def to_json(record: DataclassInstance) -> str:
    """The record as one line of JSON, without the line's end. Numbers read back as the same bits."""
    return json.dumps(asdict(record), ensure_ascii=False)


def from_json(kind: type[Record], text: str | bytes, origin: str) -> Record:
    """The record of a JSON text; in errors, `origin` says where the text comes from.

    A type may be a generic dataclass with its argument, as `Job[TrainConfig]`. Raises DataError if the text is not
    such a record.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{origin}: not JSON: {error}") from error
    return from_fields(kind, found, origin)


def from_fields(kind: type[Record], found: object, origin: str) -> Record:
    """The record of a JSON object that is already decoded, as `from_json` reads it."""
    record: Record = _record(kind, found, origin)
    return record


def _record(kind: Any, found: object, origin: str) -> Any:  # noqa: ANN401 - any dataclass
    plain = get_origin(kind) or kind
    if not isinstance(found, dict):
        raise DataError(f"{origin}: expected an object with the fields of {plain.__name__}")
    known = {field.name: field for field in fields(plain)}
    for name in found:
        if name not in known:
            raise DataError(f"{origin}: unknown field '{name}'; {plain.__name__} has {', '.join(known)}")
    hints = _hints(kind)
    values = {}
    for name, field in known.items():
        if name in found:
            values[name] = _value(hints[name], found[name], f"{origin}: field '{name}'")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise DataError(f"{origin}: field '{name}' is missing")
    return plain(**values)


def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    """The types of a dataclass's fields; a type variable stands for the argument that `kind` has for it."""
    plain = get_origin(kind) or kind
    arguments = dict(zip(getattr(plain, "__parameters__", ()), get_args(kind), strict=False))
    return {name: arguments.get(hint, hint) for name, hint in get_type_hints(plain).items()}


def _value(hint: Any, found: object, where: str) -> Any:  # noqa: ANN401 - any type of a field
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        (only,) = (each for each in get_args(hint) if each is not NoneType)  # an optional field
        return None if found is None else _value(only, found, where)
    if origin is tuple:
        if not isinstance(found, list):
            raise _wrong(where, found, "list")
        return tuple(_value(get_args(hint)[0], each, where) for each in found)
    if is_dataclass(origin or hint):
        return _record(hint, found, where)
    if hint is float and type(found) in (int, float):
        return float(found)  # type: ignore[arg-type]  # mypy does not follow `type(...) in`
    if type(found) is not hint:
        raise _wrong(where, found, hint.__name__)
    return found


def _wrong(where: str, found: object, wanted: str) -> DataError:
    return DataError(f"{where} is a {type(found).__name__}, expected {wanted}")
