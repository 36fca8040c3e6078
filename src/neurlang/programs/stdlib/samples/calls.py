"""A call of a file's function: its registers and memory, its run, and whether the result is right.

A function of our library is compared with its source, run as Python. Of any other file the tests must pass; each call
must then end alike in the reference interpreter and in native code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from neurlang.errors import DataError, MeaningError, NeurlangError
from neurlang.programs.ir import assemble
from neurlang.programs.machine import Code, Outcome, Trap, TrapKind, decode, run, to_float
from neurlang.programs.native import run_native
from neurlang.programs.stdlib.calling.functions import LibraryFunction, Role
from neurlang.programs.stdlib.calling.values import Given, arguments_of
from neurlang.programs.stdlib.reading.domains import Character, Interval, Room, holds
from neurlang.programs.stdlib.running import Argument, PythonLibrary, TooManyRoundsError
from neurlang.programs.stdlib.samples.files import FileFunction, FileParameter
from neurlang.programs.stdlib.ssa import Type
from neurlang.programs.stdlib.testing.executing import Result, array_of, by_python, bytes_of, same, word_of
from neurlang.programs.testing import RunOptions, run_tests

FUEL = 20_000  # instructions of a call; a longer one is left out
ROUNDS = 5_000  # of loops and calls in the source, run as Python
MOST_ELEMENTS = 4_096  # of one array or text
FIRST_ADDRESS = 0x1000
MEMORY = 1 << 17
_ALIGNMENT = 64
_WORD = (1 << 64) - 1


class WrongCallError(Exception):
    """A call that is left out; the argument says why."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was run and whose result is right."""

    function: FileFunction
    values: Mapping[str, Given]
    arguments: Mapping[str, Argument]
    registers: Mapping[str, int]
    memory: Mapping[int, bytes]
    result: Result
    bits: int  # of r0


def checked_call(function: FileFunction, values: Mapping[str, Given], fuel: int = FUEL) -> Call:
    """Run a function on values and check the result. Raises WrongCallError if values do not fit, or it is wrong."""
    arguments = arguments_for(function, values)
    registers, memory = _placed(function, arguments)
    outcome = run(
        _code(function), _by_name(registers), preload=memory, memory_size=MEMORY, max_instructions=fuel
    )
    result = result_at(function, arguments, registers, outcome)
    _check(function, values, arguments, registers, memory, result, outcome, fuel)
    return Call(function, values, arguments, registers, memory, result, outcome.registers["r0"])


def arguments_for(function: FileFunction, values: Mapping[str, Given]) -> dict[str, Argument]:
    """The value of every parameter, lengths and room among them. Raises WrongCallError if the values do not fit."""
    if function.source is not None:
        try:
            return arguments_of(function.source, [values[each.name] for each in function.source.given])
        except MeaningError:
            raise WrongCallError("outside the domain") from None
    found: dict[str, Argument] = {each.name: _argument(each, values[each.name]) for each in function.given}
    for each in function.parameters:
        if each.role is Role.LENGTH:
            found[each.name] = _length(function, each, found)
    for each in function.parameters:
        if isinstance(each.domain, Room):
            found[each.name] = _room(each, int(each.domain.count.value(found)))
    if not all(_holds(condition, found) for condition in function.requirements):
        raise WrongCallError("outside the domain")
    return {each.name: found[each.name] for each in function.parameters}


def _argument(parameter: FileParameter, value: Given) -> Argument:
    if isinstance(parameter.domain, Character) and isinstance(value, str):
        return value.encode()[0]
    match value:
        case str():
            return bytearray(value.encode() + b"\0")
        case bytes():
            return bytearray(value + b"\0")
        case tuple():
            return list(value)
    return value


def _length(function: FileFunction, parameter: FileParameter, found: Mapping[str, Argument]) -> int:
    arrays = (found[each.name] for each in function.given if each.counted_by == parameter.name)
    sizes = {len(each) for each in arrays if isinstance(each, list | bytearray)}
    if len(sizes) != 1:
        raise WrongCallError("lists of different lengths")
    (size,) = sizes
    assert isinstance(parameter.domain, Interval)
    if not parameter.domain.low.value(found) <= size <= parameter.domain.high.value(found):
        raise WrongCallError("outside the domain")
    return size


def _room(parameter: FileParameter, count: int) -> Argument:
    if not 0 <= count <= MOST_ELEMENTS:
        raise WrongCallError("too much memory")
    if parameter.type is Type.PTR_U8:
        return bytearray(count)
    return [0.0] * count if parameter.type is Type.PTR_F64 else [0] * count


def _holds(condition: str, found: Mapping[str, Argument]) -> bool:
    try:
        return holds(condition, found)
    except (ValueError, NameError) as error:
        raise DataError(f"@note: Requires {condition}: {error}") from error


def _placed(
    function: FileFunction, arguments: Mapping[str, Argument]
) -> tuple[dict[str, int], dict[int, bytes]]:
    """Registers and memory before the call: arrays one after the other."""
    registers: dict[str, int] = {}
    memory: dict[int, bytes] = {}
    address = FIRST_ADDRESS
    for each in function.parameters:
        value = arguments[each.name]
        if not isinstance(value, list | bytearray):
            registers[each.register] = word_of(value)
            continue
        if len(value) > MOST_ELEMENTS:
            raise WrongCallError("too much memory")
        content = bytes_of(value, each.type)
        registers[each.register] = address
        memory[address] = content
        address += (len(content) // _ALIGNMENT + 1) * _ALIGNMENT
    return registers, memory


def result_at(
    function: FileFunction, arguments: Mapping[str, Argument], addresses: Mapping[str, int], outcome: Outcome
) -> Result:
    """What a run left: r0 and the arrays at these addresses, which are by register."""
    if outcome.trap is not None:
        return Result(None, (), _trap_text(outcome.trap))
    arrays = []
    for each in function.parameters:
        value = arguments[each.name]
        if isinstance(value, list | bytearray):
            start = addresses[each.register]
            size = len(value) * (1 if isinstance(value, bytearray) else 8)
            arrays.append(array_of(bytes(outcome.memory[start : start + size]), each.type))
    return Result(_value(function, outcome.registers["r0"]), tuple(arrays))


def _trap_text(trap: Trap) -> str:
    return trap.kind.name + ("" if trap.number is None else f" {trap.number}")


def _value(function: FileFunction, bits: int) -> int | float | None:
    if not function.has_result:
        return None
    if function.has_real_result:
        return to_float(bits)
    is_unsigned = function.source is not None and function.source.source.signature.result is Type.U64
    return bits if is_unsigned or not bits >> 63 else bits - (1 << 64)


def _check(
    function: FileFunction,
    values: Mapping[str, Given],
    arguments: Mapping[str, Argument],
    registers: Mapping[str, int],
    memory: Mapping[int, bytes],
    result: Result,
    outcome: Outcome,
    fuel: int,
) -> None:
    """Raise WrongCallError unless the result is right."""
    if outcome.trap is not None and outcome.trap.kind is TrapKind.FUEL:
        raise WrongCallError("takes too long")
    if result.trap:
        raise WrongCallError(f"trap {result.trap}")
    if function.meaning is not None:
        wanted = function.meaning(*(values[each.name] for each in function.given))
        if word_of(wanted) & _WORD != outcome.registers["r0"]:
            raise WrongCallError(f"{function.full_name}: another result than its meaning's")
        return
    if function.source is not None:
        expected = _by_source(function.source, list(arguments.values()))
        if not same(result, expected):
            raise WrongCallError(f"{function.full_name}: another result than its source's")
        return
    if not _tests_pass(function):
        raise WrongCallError(f"{function.full_name}: its tests fail")
    native = run_native(
        _code(function), _by_name(registers), preload=dict(memory), memory_size=MEMORY, max_instructions=fuel
    )
    if native.trap is not None or not same(result, result_at(function, arguments, registers, native)):
        raise WrongCallError(f"{function.full_name}: native code has another result")


def _by_source(function: LibraryFunction, arguments: list[Argument]) -> Result:
    python = _PYTHON.setdefault(function.source.module.name, PythonLibrary(function.library, rounds=ROUNDS))
    try:
        return by_python(function.source, python.function(function.source), arguments)
    except (TooManyRoundsError, RecursionError):
        raise WrongCallError("takes too long") from None
    except (IndexError, ValueError, OverflowError, ArithmeticError):
        raise WrongCallError("outside the domain") from None


_PYTHON: dict[str, PythonLibrary] = {}


def _by_name(registers: Mapping[str, int]) -> dict[str | int, int]:
    """The registers as `run` takes them."""
    return dict(registers.items())


@cache
def _code(function: FileFunction) -> Code:
    try:
        return decode(assemble(function.text, function.file))
    except NeurlangError as error:
        raise DataError(str(error)) from error


@cache
def _tests_pass(function: FileFunction) -> bool:
    report = run_tests(function.text, function.file, RunOptions())
    return bool(report.passed) and not report.failed
