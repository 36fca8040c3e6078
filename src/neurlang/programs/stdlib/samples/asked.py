"""A call of a file's function on the values that somebody asked for: checked against the domains, run, and verified.

The function's tests must pass, and the reference interpreter and native code must agree on this call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from neurlang.errors import OperandError, VerificationError
from neurlang.programs.ir import assemble
from neurlang.programs.native import run_program
from neurlang.programs.stdlib.calling.checking import check, named, wrong_kind
from neurlang.programs.stdlib.calling.functions import SCRATCH, Parameter, Role
from neurlang.programs.stdlib.calling.values import Given, as_text
from neurlang.programs.stdlib.reading.docstrings import ParameterText
from neurlang.programs.stdlib.reading.domains import Character
from neurlang.programs.stdlib.samples.calls import Call, WrongCallError, arguments_for, checked_call
from neurlang.programs.stdlib.samples.files import FileFunction, FileParameter
from neurlang.programs.stdlib.samples.programs import program_of
from neurlang.programs.stdlib.ssa import Type

FUEL = 10_000_000  # instructions of an answer
_WORD = 1 << 64

Said = int | Fraction | str | tuple[int | Fraction, ...]
"""A value as a prompt has it."""


@dataclass(frozen=True, slots=True)
class AskedCall:
    """The answer of a function, and the complete program that gives it."""

    values: tuple[Given, ...]
    answer: Given
    program: str
    instructions: int


def asked_call(function: FileFunction, said: Mapping[str, Said]) -> AskedCall:
    """Call a function. Raises OperandError if it does not take a value, VerificationError if no result is verified."""
    values = {each.name: _taken(function, each, said[each.name]) for each in function.given}
    try:
        arguments = arguments_for(function, values)
        for each in function.given:
            check(function, _documented(function, each), arguments)
        done = checked_call(function, values, FUEL)
        program = program_of(done, FUEL)
    except WrongCallError as error:
        reason = str(error)
        if reason in ("outside the domain", "lists of different lengths") or reason.startswith("trap "):
            raise OperandError(f"{function.name} has no answer for these values: {reason}") from None
        raise VerificationError(f"{function.name}: {reason}") from None
    executed = run_program(assemble(program, function.file), {}, max_instructions=FUEL).executed
    return AskedCall(tuple(values.values()), _answer(done), program, executed)


def _taken(function: FileFunction, parameter: FileParameter, said: Said) -> Given:
    """The value as the parameter takes it. Raises OperandError if it is of another kind."""
    if isinstance(parameter.domain, Character) and isinstance(said, str) and len(said.encode()) == 1:
        return said
    match parameter.type, said:
        case (Type.PTR_U8, str()):
            return said
        case (Type.F64, int() | Fraction()):
            return float(said)
        case (Type.I64 | Type.U64 | Type.BOOL, int()) if -_WORD // 2 <= said < _WORD:
            return said
        case (Type.PTR_F64, tuple()):
            return tuple(map(float, said))
        case (Type.PTR_I64 | Type.PTR_U64, tuple()) if all(isinstance(each, int) for each in said):
            return tuple(int(each) for each in said)
    if isinstance(said, Fraction) and parameter.type.element is None:
        needed = f"{function.name} needs a whole number as its {named(_documented(function, parameter))}"
        raise OperandError(f"{needed}, not {float(said)!r}")
    raise wrong_kind(function, _documented(function, parameter), repr(said))


def _documented(function: FileFunction, parameter: FileParameter) -> Parameter:
    """The parameter as one of the library is documented, for the checks and their messages."""
    description = next(
        each.description for each in function.annotations.parameters if each.name == parameter.name
    )
    text, _, written = description.rpartition(" (")
    domain = parameter.domain
    return Parameter(
        parameter.name,
        parameter.type,
        parameter.role,
        ParameterText(parameter.name, domain, written.removesuffix(")"), text or description, domain),  # type: ignore[arg-type] # without a domain nothing is checked
    )


def _answer(done: Call) -> Given:
    """What a call of the library would answer with: what it wrote, as much as the result says, else the result."""
    parameters = [
        each for each in done.function.parameters if isinstance(done.arguments[each.name], list | bytearray)
    ]
    arrays = dict(zip((each.name for each in parameters), done.result.arrays, strict=True))
    rooms = [each for each in parameters if each.role is Role.ROOM and each.name != SCRATCH]
    value = done.result.value
    if not rooms and value is not None:
        return value
    written = rooms[0] if rooms else parameters[0]
    content = arrays[written.name]
    if isinstance(content, bytearray | bytes):
        return as_text(bytes(content))
    assert isinstance(content, list)
    elements = content[: int(value)] if rooms and value is not None else content
    if written.type is Type.PTR_F64:
        return tuple(float(each) for each in elements)
    return tuple(int(each) for each in elements)
