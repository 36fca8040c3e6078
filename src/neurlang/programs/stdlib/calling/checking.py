"""Whether the values of a call lie in the domains of its parameters; every error is one line that names both."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from neurlang.errors import OperandError
from neurlang.programs.stdlib.calling.functions import Kind, Parameter
from neurlang.programs.stdlib.reading.domains import (
    ALPHABETS,
    PRINTABLE,
    Array,
    Bound,
    Character,
    Choice,
    Interval,
    Text,
    holds,
)
from neurlang.programs.stdlib.running import Argument

_SHOWN = 40


class Named(Protocol):
    """What has a name, as a function or a parameter."""

    @property
    def name(self) -> str:
        """Its name."""
        ...


class Checked(Named, Protocol):
    """A function whose parameters are checked."""

    @property
    def given(self) -> Sequence[Named]:
        """The parameters for which a user gives a value."""
        ...


def check(function: Checked, parameter: Parameter, found: dict[str, Argument]) -> None:
    """Raise OperandError if a value is outside its parameter's domain."""
    value = found[parameter.name]
    match parameter.text.domain:
        case Interval(low, high):
            assert isinstance(value, int | float)
            if not low.value(found) <= value <= high.value(found):
                raise outside(function, parameter, repr(value), _bounds(low, high, found))
        case Choice(bounds):
            if value not in [bound.value(found) for bound in bounds]:
                raise outside(function, parameter, repr(value))
        case Character():
            assert isinstance(value, int)
            if not 1 <= value <= 127:
                raise OperandError(
                    f"{function.name} needs an ASCII character as its {named(parameter)}, "
                    f"or its code from 1 to 127, not {value}"
                )
        case Text(length, alphabet):
            _check_text(function, parameter, elements_of(value), length, alphabet)
        case Array() as array:
            _check_array(function, parameter, elements_of(value), array, found)


def check_condition(function: Checked, condition: str, found: dict[str, Argument]) -> None:
    """Raise OperandError if a condition that the docstring requires does not hold."""
    if not holds(condition, found):
        values = ", ".join(f"{each.name} = {_of_user(found[each.name])}" for each in function.given)
        raise OperandError(f"{function.name} requires {condition}; not so for {values}")


def wrong_kind(function: Checked, parameter: Parameter, what: str) -> OperandError:
    """The error for a value of another kind."""
    if isinstance(parameter.text.domain, Character):
        wanted = "character"
    elif parameter.kind is Kind.LIST:
        wanted = "list of numbers"
    else:
        wanted = parameter.kind.value
    return OperandError(f"{function.name} needs a {wanted} as its {named(parameter)}, not {what}")


def outside(function: Checked, parameter: Parameter, what: str, bounds: str = "") -> OperandError:
    """The error for a value outside the domain; `bounds` are those that other values set."""
    domain = parameter.text.written + (f" ({bounds})" if bounds else "")
    return OperandError(f"{function.name} needs {named(parameter)} in {domain}, not {what}")


def named(parameter: Parameter) -> str:
    """A parameter in an error: its name, and what it is."""
    return f"'{parameter.name}' ({parameter.text.text})"


def shown(value: object) -> str:
    """A value in an error, cut if it is long."""
    text = f"[{', '.join(map(str, value))}]" if isinstance(value, tuple | list) else repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def range_text(low: float, high: float) -> str:
    """A range of lengths; one that nobody reaches has no upper end."""
    return f"{low:.0f} or more" if high >= 1 << 32 else f"{low:.0f} to {high:.0f}"


def elements_of(value: Argument) -> list[int] | list[float] | bytearray:
    """The value of a parameter that is an array or a text."""
    assert isinstance(value, list | bytearray)
    return value


def _bounds(low: Bound, high: Bound, found: dict[str, Argument]) -> str:
    """The bounds as numbers, if they depend on other values."""
    if not (low.names | high.names):
        return ""
    return f"{_plain(low.value(found))} .. {_plain(high.value(found))}"


def _plain(value: float) -> str:
    return str(int(value)) if math.isfinite(value) and value == int(value) else str(value)


def _check_text(
    function: Checked,
    parameter: Parameter,
    content: list[int] | list[float] | bytearray,
    length: Interval,
    alphabet: str,
) -> None:
    assert isinstance(content, bytearray)
    low, high = length.low.value({}), length.high.value({})
    if not low <= len(content) - 1 <= high:
        wanted = f"{range_text(low, high)} characters"
        raise OperandError(
            f"{function.name} needs {named(parameter)} to have {wanted}, not {len(content) - 1}"
        )
    allowed = alphabet.encode("latin-1")
    strange = content[:-1].translate(None, allowed)
    if strange:
        text = content[:-1].decode("utf-8", "replace")
        wrong = next((each for each in text if not all(byte in allowed for byte in each.encode())), "?")
        raise OperandError(
            f"{function.name} needs {named(parameter)} to have {_characters(alphabet)}, not {wrong!r}"
        )


def _characters(alphabet: str) -> str:
    if alphabet == PRINTABLE:
        return "printable ASCII characters"
    if alphabet == ALPHABETS["ascii"]:
        return "ASCII characters"
    if alphabet == ALPHABETS["plain"]:
        return "no control characters"
    return f"characters of {alphabet!r}"


def _check_array(
    function: Checked,
    parameter: Parameter,
    elements: list[int] | list[float] | bytearray,
    array: Array,
    found: dict[str, Argument],
) -> None:
    if array.count is not None and len(elements) != array.count.value(found):
        wanted = _plain(array.count.value(found))
        raise OperandError(
            f"{function.name} needs {named(parameter)} to have {wanted} elements, not {len(elements)}"
        )
    low, high = array.elements.low.value(found), array.elements.high.value(found)
    for each in elements:
        if not low <= each <= high:
            bounds = _bounds(array.elements.low, array.elements.high, found)
            raise outside(function, parameter, repr(each), bounds)
    if array.is_sorted and any(one > two for one, two in pairwise(elements)):
        raise OperandError(f"{function.name} needs {named(parameter)} in ascending order")
    if array.is_distinct and len(set(elements)) < len(elements):
        raise OperandError(f"{function.name} needs {named(parameter)} to be all different")


def _of_user(value: Argument) -> str:
    if isinstance(value, bytearray):
        return shown(value[:-1].decode("utf-8", "replace"))
    return shown(value)
