"""Calling a function of the standard library: as a program that was run and verified, as a prompt is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neurlang.errors import UsageError
from neurlang.ieee import in_ieee_arithmetic
from neurlang.programs.stdlib import Kind, LibraryFunction, can_take, functions_named
from neurlang.prompts.reading import (
    Leaf,
    Operation,
    Plan,
    Value,
    describe,
    library_operation,
    value_of_word,
)
from neurlang.prompts.synthesis import solve


@dataclass(frozen=True, slots=True)
class Called:
    """What a function answered. The program was run; its result is the one that the source gives as plain Python.

    Example:
        >>> import neurlang
        >>> called = neurlang.call("gcd", 48, 18)
        >>> called.value, called.plan
        (6, 'MATH.GCD(48, 18)')

    """

    name: str  # of the function, with its module: math.gcd
    number: int
    arguments: tuple[Value, ...]
    value: Value  # bool, int, float, str, or a tuple of numbers
    plan: str  # MATH.GCD(48, 18)
    program: str  # register language
    instructions: int  # executed


@in_ieee_arithmetic
def call(name: str, *arguments: float | str | Sequence[int] | Sequence[float]) -> Called:
    """Call a function of the standard library.

    A list is a sequence of numbers. The length of a list and memory for results are not given.

    Example:
        >>> import neurlang
        >>> neurlang.call("quick_sort", [5, 3, 9, 1]).value
        (1, 3, 5, 9)

    Raises:
        UsageError: there is no function of that name.
        OperandError: a function takes other values: more, fewer, of another kind, or inside its domain.
        MeaningError: the function has no answer for these values.
        VerificationError: it takes too long, or the program's result is not that of the source.

    """
    return _called(functions_named(name), tuple(Leaf(_operand(argument)) for argument in arguments))


def _operand(argument: object) -> int | float | str | tuple[int, ...] | tuple[float, ...]:
    if isinstance(argument, bool):
        raise UsageError("A truth is not an operand; write 0 or 1.")
    if isinstance(argument, int | float | str):
        return argument
    if not isinstance(argument, Sequence) or isinstance(argument, bytes):
        raise UsageError(
            f"An operand is a number, a text or a list of numbers, not a {type(argument).__name__}."
        )
    for each in argument:
        if isinstance(each, bool) or not isinstance(each, int | float):
            raise UsageError(f"A list has numbers, not {each!r}.")
    whole = all(isinstance(each, int) for each in argument)
    return tuple(int(each) for each in argument) if whole else tuple(float(each) for each in argument)


@in_ieee_arithmetic
def call_with_words(name: str, words: Sequence[str]) -> Called:
    """Call a function with operands as a command line has them: `20`, `[5, 3, 9, 1]`, `hello`.

    Raises as `call` does.
    """
    functions = functions_named(name)
    values: list[Value] = [_natural(word) for word in words]
    fitting = [each for each in functions if _fits(each, values)]
    if fitting:
        return _called(fitting[:1], _leaves(values))
    as_taken = [each for each in functions if len(each.given) == len(words)][:1] or functions[:1]
    values = [*_as_taken(as_taken[0], words)]
    return _called(as_taken if _fits(as_taken[0], values) else functions, _leaves(values))


def _natural(word: str) -> Value:
    """What a word looks like: a number, a list, or else a text."""
    try:
        return value_of_word(word)
    except UsageError:
        return word


def _fits(function: LibraryFunction, values: Sequence[Value]) -> bool:
    return len(values) == len(function.given) and all(map(can_take, function.given, values))


def _as_taken(function: LibraryFunction, words: Sequence[str]) -> Iterator[Value]:
    """The values of words, where a text is the word itself: `nl call text_reverse 123`."""
    kinds = [each.kind for each in function.given]
    for place, word in enumerate(words):
        yield word if len(words) == len(kinds) and kinds[place] is Kind.TEXT else value_of_word(word)


def _leaves(values: Sequence[Value]) -> tuple[Leaf, ...]:
    return tuple(Leaf(value) for value in values if not isinstance(value, bytes))


def _called(functions: Sequence[LibraryFunction], leaves: tuple[Leaf, ...]) -> Called:
    operation = library_operation(functions, leaves)
    verified = solve(Plan(operation, operation.intent, operation.arguments))
    function = operation.variant.function
    assert function is not None
    return Called(
        name=function.full_name,
        number=function.number,
        arguments=_values_of(operation),
        value=verified.value,
        plan=describe(operation),
        program=verified.text,
        instructions=verified.executed,
    )


def _values_of(operation: Operation) -> tuple[Value, ...]:
    return tuple(leaf.value for leaf in operation.arguments if isinstance(leaf, Leaf))
