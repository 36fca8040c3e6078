"""The expression of a target, as `REVERSE_ARRAY(QUICK_SORT(values))`, applied to values.

An argument is the name of a value, a constant, another call, or a fact about a list: `side(a)`, the rows of a square
matrix; `above(a)`, one more than the largest number; `stacked(a)`, the memory of a stack of these values (`FACTS`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import isqrt

from neurlang.errors import MeaningError
from neurlang.prompts.reading.functions.filling import Part
from neurlang.prompts.reading.intents import is_intent
from neurlang.prompts.reading.plan import Leaf, Node, Operation, operation
from neurlang.prompts.reading.written.plans import operation_named


class NoSuchListError(MeaningError):
    """A list is not of the shape that a target needs, so the target is not meant."""


_TOKEN = re.compile(r"[A-Za-z_][\w.]*|-?\d+|\"[^\"]*\"|[(),]")
WHOLE = " whole"


def applied(expression: str, values: Mapping[str, Part]) -> Operation:
    """The operation of an expression on values. Raises MeaningError if a value does not fit."""
    is_whole = expression.endswith(WHOLE)
    tokens = _TOKEN.findall(expression.removesuffix(WHOLE))
    node, _ = _node(tokens, 0, values, is_whole)
    assert isinstance(node, Operation)  # a target is a call
    return node


def _node(tokens: list[str], at: int, values: Mapping[str, Part], is_whole: bool) -> tuple[Node, int]:
    token = tokens[at]
    if at + 1 < len(tokens) and tokens[at + 1] == "(":
        arguments: list[Node] = []
        place = at + 2
        while tokens[place] != ")":
            if tokens[place] == ",":
                place += 1
                continue
            node, place = _argument(tokens, place, values, is_whole)
            arguments.append(node)
        return _called(token, tuple(arguments), is_whole), place + 1
    return _argument(tokens, at, values, is_whole)


def _argument(tokens: list[str], at: int, values: Mapping[str, Part], is_whole: bool) -> tuple[Node, int]:
    token = tokens[at]
    if token in FACTS:
        return Leaf(_fact(token, values[tokens[at + 2]])), at + 4
    if at + 1 < len(tokens) and tokens[at + 1] == "(":
        return _node(tokens, at, values, is_whole)
    if token in values:
        return Leaf(values[token].value), at + 1
    return Leaf(token[1:-1] if token[0] == '"' else int(token)), at + 1


def _called(name: str, arguments: tuple[Node, ...], is_whole: bool) -> Operation:
    if is_whole and is_intent(name):
        return operation(name, *arguments, whole=True)
    return operation_named(name, arguments)


def _fact(name: str, part: Part) -> int | tuple[int, ...]:
    """A fact about a value. Raises NoSuchListError if the value is not of such a shape."""
    if name == "based":
        if part.form not in _BASES or not isinstance(part.value, int):
            raise NoSuchListError("a number in another base is needed here")
        return part.value
    if not isinstance(part.value, tuple) or not all(isinstance(each, int) for each in part.value):
        raise NoSuchListError("a list of whole numbers is needed here")
    values = tuple(int(each) for each in part.value)
    return FACTS[name](values, part.rows)


_BASES = frozenset(("hexadecimal", "binary", "octal"))


def _side(values: tuple[int, ...], rows: int) -> int:
    side = isqrt(len(values))
    if side * side != len(values) or (rows and rows != side):
        raise NoSuchListError("a square matrix is needed here")
    return side


def _only_values(values: tuple[int, ...], before: tuple[int, ...], places: int) -> tuple[int, ...]:
    """The memory of a collection of these values; refused if they may be such memory themselves."""
    count = values[places - 1] if len(values) >= places else 0
    used = values[places : places + count] if 0 <= count <= len(values) - places else None
    if used is not None and not any(values[places + count :]):
        raise NoSuchListError("the list may be the memory of the collection")
    return (*before, len(values), *values)


FACTS: Mapping[str, Callable[[tuple[int, ...], int], int | tuple[int, ...]]] = {
    "based": lambda values, _: values,  # a number written as `0xff`, `0b11` or `0o17`
    "side": _side,
    "above": lambda values, _: max(values, default=0) + 1,
    "length": lambda values, _: len(values),
    "less1": lambda values, _: len(values) - 1,
    "less2": lambda values, _: len(values) - 2,
    "halved": lambda values, _: len(values) // 2,
    "stacked": lambda values, _: _only_values(values, (), 1),
    "heaped": lambda values, _: _only_values(values, (), 1),
    "queued": lambda values, _: _only_values(values, (0,), 2),
}
