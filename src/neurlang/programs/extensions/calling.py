"""Call an extension: read its arguments from registers, compute its meaning, put the result into a register."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from neurlang.errors import NeurlangError
from neurlang.programs.extensions import handles
from neurlang.programs.extensions.extension import Extension, Result
from neurlang.programs.extensions.held_values import Held, Text
from neurlang.programs.extensions.parameters import Parameter
from neurlang.programs.ir import FIRST_USER_EXTENSION
from neurlang.programs.machine import Argument, Context, Fault, ProgramEnd, TrapKind

FAILED = -1


def call(extension: Extension, arguments: Sequence[Argument], context: Context) -> int:
    """Call an extension; return the new value of the result register.

    Traps INVALID for a wrong number of arguments or if a user's extension raises, TAINT if a clean argument is
    tainted, and whatever reading, writing and the meaning trap. Raises MissingPartError if a package is not installed.
    """
    _check_count(extension, len(arguments))
    values, target = _bind(extension, arguments, context)
    result = _work(extension, [context, *values] if extension.in_context else values)
    if extension.taint and result is not None:
        context.mark_taint(extension.taint)
    _settle(extension, arguments, context)
    return _deliver(result, target, context)


def _work(extension: Extension, values: Sequence[Any]) -> Result:
    """The result of the meaning. An exception in a user's extension is a trap; in one of ours it is a bug: raised."""
    try:
        return extension.meaning(*values)
    except (Fault, NeurlangError, ProgramEnd):
        raise
    except Exception as error:
        if extension.number < FIRST_USER_EXTENSION:
            raise
        told = f"{extension.name} failed with {type(error).__name__}: {error}"
        raise Fault(TrapKind.INVALID, told) from error


def _check_count(extension: Extension, count: int) -> None:
    """Trap INVALID for a wrong number of arguments. Whole optional parameters may be left out, from the right."""
    widths = tuple(accumulate((len(place.registers) for place in extension.places), initial=0))
    required = sum(len(place.registers) for place in extension.places if not place.optional)
    if count < required or count not in widths:
        noun = "argument" if count == 1 else "arguments"
        wanted = extension.signature or "no arguments"
        raise Fault(TrapKind.INVALID, f"{extension.name} takes {wanted}; {count} {noun} given")


def _bind(
    extension: Extension, arguments: Sequence[Argument], context: Context
) -> tuple[list[Any], tuple[Argument, ...]]:
    """The values of the parameters, and the registers of the output, empty if they were left out."""
    left = tuple(arguments)
    values: list[Any] = []
    for parameter in extension.parameters:
        mine, left = left[: len(parameter.registers)], left[len(parameter.registers) :]
        values.append(_read(extension, parameter, mine, context) if mine else parameter.default)
    return values, left


def _read(extension: Extension, parameter: Parameter, mine: tuple[Argument, ...], context: Context) -> object:
    if not parameter.clean:
        return parameter.read(context, mine)
    before = context.taint
    context.taint = max(argument.taint for argument in mine)
    value: object = parameter.read(context, mine)
    if context.taint:
        place = f"{extension.name}'s {parameter.registers[0]}"
        raise Fault(
            TrapKind.TAINT, f"tainted data (level {context.taint}) reaches {place}; sanitize it first"
        )
    context.taint = before
    return value


def _settle(extension: Extension, arguments: Sequence[Argument], context: Context) -> None:
    """Charge for the growth of a changed value. An extension changes at most its first parameter."""
    for parameter, argument in zip(extension.parameters[:1], arguments, strict=False):
        if parameter.changes:
            handles.entry(context.handles, argument.value).settle(context.taint)


def _deliver(result: Result, target: tuple[Argument, ...], context: Context) -> int:
    if result is None:
        return FAILED
    if isinstance(result, bytes):
        return (
            _write(result, target, context) if target else handles.new_handle(context.handles, Text(result))
        )
    return handles.new_handle(context.handles, result) if isinstance(result, Held) else int(result)


def _write(result: bytes, target: tuple[Argument, ...], context: Context) -> int:
    """Write to an output; return the number of bytes, or -1 if they are more than the output's bound."""
    if len(target) > 1 and len(result) > target[1].value:
        return FAILED
    context.write(target[0], result)
    return len(result)
