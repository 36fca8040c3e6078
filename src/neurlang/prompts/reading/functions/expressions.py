"""The expression of a target, as `REVERSE_ARRAY(QUICK_SORT(values))`, applied to values.

An argument is the name of a value, a constant, another call, or one of a few facts about a value: `side(a)`, the rows of
a square matrix, and `above(a)`, one more than the largest of its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isqrt

from neurlang.errors import MeaningError
from neurlang.prompts.reading.functions.filling import Part
from neurlang.prompts.reading.intents import is_intent
from neurlang.prompts.reading.plan import Leaf, Node, Operation, operation
from neurlang.prompts.reading.written.plans import operation_named

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
    if token in ("side", "above", "length"):
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


def _fact(name: str, part: Part) -> int:
    assert isinstance(part.value, tuple)
    if name == "above":
        return int(max(part.value, default=0)) + 1
    if name == "length":
        return len(part.value)
    side = isqrt(len(part.value))
    if side * side != len(part.value) or (part.rows and part.rows != side):
        raise MeaningError("a square matrix is needed here")
    return side
