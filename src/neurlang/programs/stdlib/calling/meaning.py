"""The exact meaning of a call: its source, run as plain Python on the values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from neurlang.errors import OperandError, VerificationError
from neurlang.programs.stdlib.calling.functions import LibraryFunction
from neurlang.programs.stdlib.calling.values import Given, arguments_of, value_of
from neurlang.programs.stdlib.running import PythonLibrary, TooManyRoundsError
from neurlang.programs.stdlib.testing.executing import Result, by_python

MOST_ROUNDS = 300_000
"""Rounds of loops, and calls, that the Python of a function may make: about a second."""


def meaning_of_call(function: LibraryFunction, values: Sequence[Given]) -> Given:
    """What a call answers with.

    Raises OperandError if the values do not fit, VerificationError if the Python takes too long to be compared with,
    and TrapError if the function has no answer for them.
    """
    found = result(function, tuple(values), tuple(map(repr, values)))
    if found.trap:
        raise TrapError(found.trap)
    return value_of(function, found)


class TrapError(Exception):
    """A function ends with a trap; the text says which."""


@lru_cache(maxsize=256)
def result(function: LibraryFunction, values: tuple[Given, ...], texts: tuple[str, ...]) -> Result:
    """What the Python leaves. `texts` tell values apart that are equal: 1 and 1.0."""
    del texts
    arguments = [*arguments_of(function, values).values()]
    call = _python(function).function(function.source)
    try:
        return by_python(function.source, call, arguments)
    except TooManyRoundsError:
        raise VerificationError(
            f"{function.name} makes more than {MOST_ROUNDS:,} rounds of its loops for these values, "
            "too many to check the result."
        ) from None
    except RecursionError:
        raise VerificationError(f"{function.name} calls itself too often for these values.") from None
    except (IndexError, ValueError, OverflowError, ArithmeticError) as error:
        raise OperandError(f"{function.name}: these values do not fit together ({error})") from None


def _python(function: LibraryFunction) -> PythonLibrary:
    """The Python of a function's module, run once."""
    module = function.source.module.name
    if module not in _PYTHON:
        _PYTHON[module] = PythonLibrary(function.library, rounds=MOST_ROUNDS)
    return _PYTHON[module]


_PYTHON: dict[str, PythonLibrary] = {}
