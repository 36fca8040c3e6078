"""The values of a call: from what a user gives to what the function takes, and from what it left to the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neurlang.errors import OperandError
from neurlang.programs.stdlib.calling.checking import (
    check,
    check_condition,
    elements_of,
    named,
    outside,
    range_text,
    shown,
    wrong_kind,
)
from neurlang.programs.stdlib.calling.functions import AnswerForm, Kind, LibraryFunction, Parameter, Role
from neurlang.programs.stdlib.reading.domains import Character, Interval, Room
from neurlang.programs.stdlib.running import Argument
from neurlang.programs.stdlib.ssa import Type
from neurlang.programs.stdlib.testing.executing import Result

Given = int | float | str | bytes | tuple[int, ...] | tuple[float, ...]
"""What a user gives, and what a call answers with; truth is a bool."""

MOST_MEMORY = 1 << 20
"""Bytes of the lists, texts and room of a call."""

_LOWEST = {Type.U64: 0, Type.I64: -(1 << 63)}


def arguments_of(function: LibraryFunction, values: Sequence[Given]) -> dict[str, Argument]:
    """What a function takes, by the names of its parameters, in their order.

    Raises OperandError if there are too many or too few values, or one is of another kind or outside the domain.
    """
    given = function.given
    if len(values) != len(given):
        names = ", ".join(each.name for each in given) or "none"
        raise OperandError(
            f"{function.name} takes {_count(len(given), 'value')} ({names}), {len(values)} "
            + ("was given" if len(values) == 1 else "were given")
        )
    found = {each.name: _argument(function, each, value) for each, value in zip(given, values, strict=True)}
    found |= _lengths(function, found)
    for each in given:
        check(function, each, found)
    for condition in function.documentation.requires:
        check_condition(function, condition, found)
    found |= _rooms(function, found)
    return {each.name: found[each.name] for each in function.parameters}


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def kind_of(value: Given) -> Kind:
    """The kind of a value."""
    if isinstance(value, str | bytes):
        return Kind.TEXT
    return Kind.LIST if isinstance(value, tuple) else Kind.NUMBER


def can_take(parameter: Parameter, value: Given) -> bool:
    """Whether a value is of the kind that a parameter takes. Whether it is inside the domain is another question."""
    if isinstance(value, bool):
        return False
    if isinstance(parameter.text.domain, Character) and isinstance(value, str):
        return len(value) == 1
    if kind_of(value) is not parameter.kind:
        return False
    if parameter.kind is Kind.TEXT or parameter.type in (Type.F64, Type.PTR_F64):
        return True
    numbers = value if isinstance(value, tuple) else (value,)
    return all(
        isinstance(each, int) or each.is_integer() for each in numbers if isinstance(each, int | float)
    )


def _argument(function: LibraryFunction, parameter: Parameter, value: Given) -> Argument:
    """A value as the parameter takes it."""
    kind = kind_of(value)
    if isinstance(value, bool):
        raise wrong_kind(function, parameter, "a truth")
    if isinstance(parameter.text.domain, Character) and isinstance(value, str):
        return _code(function, parameter, value)
    if kind is not parameter.kind:
        what = {Kind.TEXT: "the text", Kind.LIST: "the list", Kind.NUMBER: "the number"}[kind]
        raise wrong_kind(function, parameter, f"{what} {shown(value)}")
    match value:
        case str():
            return bytearray(_bytes(function, parameter, value) + b"\0")
        case bytes():
            return bytearray(value + b"\0")
        case tuple():
            element = parameter.type.element
            assert element is not None
            return [_number(function, parameter, each, element) for each in value]
    return _number(function, parameter, value, parameter.type)


def _code(function: LibraryFunction, parameter: Parameter, value: str) -> int:
    content = _bytes(function, parameter, value)
    if len(content) != 1:
        raise wrong_kind(function, parameter, f"the text {shown(value)}")
    return content[0]


def _bytes(function: LibraryFunction, parameter: Parameter, value: str) -> bytes:
    """The bytes of a text."""
    try:
        content = value.encode()
    except UnicodeEncodeError:
        raise OperandError(f"{function.name}: {named(parameter)} has a character that is not text") from None
    if 0 in content:
        raise OperandError(f"{function.name}: {named(parameter)} has the character NUL, which ends a text")
    return content


def _number(function: LibraryFunction, parameter: Parameter, value: float, type_: Type) -> int | float:
    if isinstance(value, bool):
        raise wrong_kind(function, parameter, "a truth")
    if type_ is Type.F64:
        try:
            return float(value)
        except OverflowError:
            raise OperandError(
                f"{function.name}: {named(parameter)} is too large for a double: {shown(value)}"
            ) from None
    if isinstance(value, float):
        if not value.is_integer():
            raise OperandError(
                f"{function.name} needs a whole number as its {named(parameter)}, not {value!r}"
            )
        value = int(value)
    lowest = 0 if parameter.type is Type.PTR_U8 else _LOWEST[type_]
    if not lowest <= value < lowest + (1 << 64):
        raise outside(function, parameter, str(value))
    return value


def _lengths(function: LibraryFunction, found: dict[str, Argument]) -> dict[str, Argument]:
    """The lengths that a call fills in."""
    lengths: dict[str, Argument] = {}
    for each in function.parameters:
        if each.role is not Role.LENGTH:
            continue
        lists = [other for other in function.given if other.counted_by == each.name]
        sizes = {len(elements_of(found[other.name])) for other in lists}
        if len(sizes) > 1:
            names = " and ".join(f"'{other.name}'" for other in lists)
            raise OperandError(f"{function.name} needs {names} to have the same length")
        (length,) = sizes
        domain = each.text.domain
        assert isinstance(domain, Interval)
        low, high = domain.low.value({}), domain.high.value({})
        if not low <= length <= high:
            raise OperandError(
                f"{function.name} needs {named(lists[0])} to have {range_text(low, high)} elements, not {length}"
            )
        lengths[each.name] = length
    return lengths


def _rooms(function: LibraryFunction, found: dict[str, Argument]) -> dict[str, Argument]:
    """The memory that a call makes: zeros."""
    rooms: dict[str, Argument] = {}
    size = sum(_bytes_of(value) for value in found.values())
    for each in function.parameters:
        if not isinstance(each.text.domain, Room):
            continue
        count = int(each.text.domain.count.value(found))
        size += count if each.type is Type.PTR_U8 else 8 * count
        if size > MOST_MEMORY:
            break
        if each.type is Type.PTR_U8:
            rooms[each.name] = bytearray(count)
        else:
            rooms[each.name] = [0.0 if each.type is Type.PTR_F64 else 0] * count
    if size > MOST_MEMORY:
        raise OperandError(
            f"{function.name} needs more memory for these values than the {MOST_MEMORY:,} bytes of a call"
        )
    return rooms


def _bytes_of(value: Argument) -> int:
    if isinstance(value, list):
        return 8 * len(value)
    return len(value) if isinstance(value, bytearray) else 0


def value_of(function: LibraryFunction, result: Result) -> Given:
    """What a call answers with, of what a run left."""
    form = function.answer
    if form.place is None:
        assert result.value is not None
        return number_as(form, result.value)
    arrays = iter(result.arrays)
    (memory,) = [
        array for place, array in zip(_places_of_arrays(function), arrays, strict=True) if place == form.place
    ]
    if isinstance(memory, bytearray):
        return as_text(bytes(memory).partition(b"\0")[0])
    assert isinstance(memory, list)
    elements = memory[: int(result.value or 0)] if form.is_cut else memory
    if form.type is Type.PTR_F64:
        return tuple(float(each) for each in elements)
    return tuple(int(each) for each in elements)


def _places_of_arrays(function: LibraryFunction) -> Iterator[int]:
    return (place for place, each in enumerate(function.parameters) if each.type.element is not None)


def number_as(form: AnswerForm, value: float) -> Given:
    """A result as the answer's form has it."""
    if form.is_character:
        return as_text(bytes([int(value) & 0xFF]))
    return bool(value) if form.type is Type.BOOL else value


def as_text(content: bytes) -> str:
    """The text of bytes."""
    return content.decode("utf-8", "replace")
