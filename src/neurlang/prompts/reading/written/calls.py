"""Applying a function of the library to operands, as `plan.operation` applies an intent of the table."""

from __future__ import annotations

from collections.abc import Sequence

from neurlang.programs.stdlib import LibraryFunction, arguments_of, can_take
from neurlang.prompts.reading.library_table import intent_of
from neurlang.prompts.reading.plan import Leaf, Node, Operation, evaluate


def library_operation(candidates: Sequence[LibraryFunction], arguments: tuple[Node, ...]) -> Operation:
    """Apply the first of these functions of the library that takes arguments of these kinds.

    If a list is all that a function takes, its elements may stand one by one. Raises MeaningError if an argument has no
    meaning or is outside the domain.
    """
    for function in candidates:
        nodes = _gathered(function, arguments, fewest=1 if len(candidates) == 1 else 2)
        values = [evaluate(node) for node in nodes]
        if len(nodes) == len(function.given) and all(map(can_take, function.given, values)):
            break
    else:
        function = candidates[0]
        nodes = _gathered(function, arguments, fewest=1)
        values = [evaluate(node) for node in nodes]
    arguments_of(function, values)  # raises if they do not fit
    intent = intent_of(function)
    return Operation(intent, intent.variants[0], nodes)


def _gathered(function: LibraryFunction, nodes: tuple[Node, ...], fewest: int) -> tuple[Node, ...]:
    """The nodes; if the function takes one list and these are numbers, one list of them."""
    numbers = [node.value for node in nodes if isinstance(node, Leaf) and isinstance(node.value, int | float)]
    if not function.takes_one_list or not fewest <= len(nodes) == len(numbers):
        return nodes
    if all(isinstance(number, int) for number in numbers):
        return (Leaf(tuple(int(number) for number in numbers)),)
    return (Leaf(tuple(float(number) for number in numbers)),)
