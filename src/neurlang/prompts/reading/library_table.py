"""The library's functions as intents, from number 64 up: a plan holds them as it holds those of the table.

An intent's name is the function's in capitals: `COUNT_PRIMES`. If one of the table has that name, the module stands
before it: `MATH.GCD`. Its meaning is the function's source, run as Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from neurlang.programs.stdlib import (
    Kind,
    LibraryFunction,
    TrapError,
    Type,
    library_functions,
    meaning_of_call,
)
from neurlang.prompts.reading.intents import (
    Intent,
    Manner,
    OperandKind,
    ResultKind,
    Variant,
    is_intent,
)
from neurlang.prompts.reading.meanings import DivisionByZeroError, DomainError, Value

_OPERANDS = {Kind.NUMBER: OperandKind.NUMBER, Kind.TEXT: OperandKind.TEXT, Kind.LIST: OperandKind.LIST}
_RESULTS = {
    Type.U64: ResultKind.UNSIGNED,
    Type.I64: ResultKind.INTEGER,
    Type.F64: ResultKind.REAL,
    Type.BOOL: ResultKind.TRUTH,
    Type.PTR_U8: ResultKind.ASCIZ,
    Type.PTR_U64: ResultKind.UNSIGNEDS,
    Type.PTR_I64: ResultKind.INTEGERS,
    Type.PTR_F64: ResultKind.REALS,
}


def library_intents() -> Iterator[Intent]:
    """The intents of all functions, in the order of their numbers."""
    return map(intent_of, library_functions())


@cache
def intent_of(function: LibraryFunction) -> Intent:
    """The intent of a function."""
    form, local = function.answer, function.name.upper()
    name = function.full_name.upper() if is_intent(local) else local
    names = [each.name for each in function.given]
    variant = Variant(
        Manner.BY_KIND,
        (function.full_name,),
        lambda *values: _meaning(function, values),
        ResultKind.ASCIZ if form.is_character else _RESULTS[form.type],
        function=function,
    )
    return Intent(
        function.number,
        name,
        tuple((each.name, _OPERANDS[each.kind]) for each in function.given),
        function.documentation.difficulty,
        (variant,),
        f"{name}({', '.join(names)})",
        function.documentation.description.removesuffix("."),
    )


def _meaning(function: LibraryFunction, values: tuple[Value, ...]) -> Value:
    """The exact meaning of a call. Raises MeaningError if it has none."""
    try:
        return meaning_of_call(function, values)
    except TrapError as error:
        if str(error) == "DIVZERO":
            raise DivisionByZeroError(f"{function.name} divides by zero for these values") from None
        raise DomainError(f"{function.name} has no answer for these values") from None
