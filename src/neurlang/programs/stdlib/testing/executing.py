"""Running compiled code on an input: arguments in registers, arrays in memory."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from neurlang.programs.machine import Outcome, to_bits, to_float
from neurlang.programs.stdlib.reading.modules import SourceFunction
from neurlang.programs.stdlib.running import Argument
from neurlang.programs.stdlib.ssa import Type

FIRST_ADDRESS = 0x1000
_ALIGNMENT = 64
_GUARD = b"\xa5"


@dataclass(frozen=True, slots=True)
class Arguments:
    """An input as the machine has it: registers by number, and bytes by address."""

    registers: dict[str | int, int]
    memory: dict[int, bytes]


@dataclass(frozen=True, slots=True)
class Result:
    """What a run left: the result of the function's type, and the arrays, in the order of the parameters."""

    value: int | float | None
    arrays: tuple[Argument, ...]
    trap: str = ""


def placed(function: SourceFunction, values: Sequence[Argument]) -> Arguments:
    """The input in registers and memory: arrays one after the other from `FIRST_ADDRESS`."""
    registers: dict[str | int, int] = {}
    memory: dict[int, bytes] = {}
    address = FIRST_ADDRESS
    for place, ((_, type_), value) in enumerate(zip(function.signature.params, values, strict=True)):
        if isinstance(value, list | bytearray):
            content = bytes_of(value, type_)
            registers[place] = address
            if content:
                memory[address] = content
            address += (len(content) // _ALIGNMENT + 1) * _ALIGNMENT
        else:
            registers[place] = word_of(value)
    return Arguments(registers, memory)


@dataclass(frozen=True, slots=True)
class Guarded:
    """An input whose arrays stand between guards: reads beyond an array find garbage, writes are noticed."""

    arguments: Arguments
    guards: tuple[range, ...]

    def are_intact(self, memory: bytearray) -> bool:
        """Whether no guard was written to."""
        return all(memory[each.start : each.stop] == _GUARD * len(each) for each in self.guards)


def guarded(arguments: Arguments) -> Guarded:
    """The input with guards before the first array, between arrays, and behind the last one.

    An array without elements has a guard at its address.
    """
    guards = [range(FIRST_ADDRESS - _ALIGNMENT, FIRST_ADDRESS)]
    end = FIRST_ADDRESS
    for address, content in arguments.memory.items():
        guards += [range(end, address)]
        end = address + len(content)
    guards.append(range(end, end + 2 * _ALIGNMENT - end % _ALIGNMENT))
    memory = {each.start: _GUARD * len(each) for each in guards if each} | arguments.memory
    return Guarded(Arguments(arguments.registers, memory), tuple(guards))


def word_of(value: float) -> int:
    """A number as 64 bits."""
    return to_bits(value) if isinstance(value, float) else int(value)


def bytes_of(values: Sequence[int | float] | bytearray, type_: Type) -> bytes:
    """An array as bytes."""
    if isinstance(values, bytearray):
        return bytes(values)
    if type_ is Type.PTR_F64:
        return struct.pack(f"<{len(values)}Q", *(to_bits(float(value)) for value in values))
    return struct.pack(f"<{len(values)}Q", *(int(value) & ((1 << 64) - 1) for value in values))


def result_of(function: SourceFunction, values: Sequence[Argument], outcome: Outcome) -> Result:
    """What a run of the function with these values left."""
    if outcome.trap is not None:
        number = outcome.trap.number
        return Result(None, (), outcome.trap.kind.name + ("" if number is None else f" {number}"))
    arrays = []
    arguments = placed(function, values)
    for place, ((_, type_), value) in enumerate(zip(function.signature.params, values, strict=True)):
        if isinstance(value, list | bytearray):
            address = arguments.registers[place]
            size = len(value) * (1 if isinstance(value, bytearray) else 8)
            arrays.append(array_of(bytes(outcome.memory[address : address + size]), type_))
    return Result(_value(function.signature.result, outcome.registers["r0"]), tuple(arrays))


def array_of(content: bytes, type_: Type) -> Argument:
    """An array from its bytes."""
    if type_ is Type.PTR_U8:
        return bytearray(content)
    layout = {Type.PTR_U64: "Q", Type.PTR_I64: "q", Type.PTR_F64: "d"}[type_]
    return list(struct.unpack(f"<{len(content) // 8}{layout}", content))


def _value(type_: Type | None, word: int) -> int | float | None:
    match type_:
        case None:
            return None
        case Type.F64:
            return to_float(word)
        case Type.I64:
            return word - (1 << 64) if word >> 63 else word
    return word


def by_python(
    function: SourceFunction, call: Callable[..., int | float | None], values: Sequence[Argument]
) -> Result:
    """What the function leaves when it runs as Python. Raises what the Python raises, other than a failed assertion."""
    copies = [value[:] if isinstance(value, list | bytearray) else value for value in values]
    try:
        value = call(*copies)
    except AssertionError:
        return Result(None, (), "USER 9")
    except ZeroDivisionError:
        return Result(None, (), "DIVZERO")
    del function
    return Result(value, tuple(copy for copy in copies if isinstance(copy, list | bytearray)))


def same(one: Result, two: Result) -> bool:
    """Whether two results are equal to the bit; every NaN is the same."""
    return _key(one) == _key(two)


def _key(result: Result) -> tuple[object, ...]:
    arrays = tuple(
        bytes(array) if isinstance(array, bytearray) else tuple(map(_bits, array))  # type: ignore[arg-type]
        for array in result.arrays
    )
    return (None if result.value is None else _bits(result.value), arrays, result.trap)


def _bits(value: float) -> int:
    return to_bits(value) if isinstance(value, float) else int(value) & ((1 << 64) - 1)
