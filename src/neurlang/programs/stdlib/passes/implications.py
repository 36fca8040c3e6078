"""Tests whose outcome follows from tests on the way to them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from neurlang.programs.stdlib.passes.meaning import MIRRORED, OPPOSITE
from neurlang.programs.stdlib.ssa import (
    Block,
    Branch,
    Function,
    Graph,
    Jump,
    Operand,
    Var,
    constant,
    graph_of,
    unsigned,
)

_OUTCOMES = {"lt": "l", "le": "le", "gt": "g", "ge": "ge", "eq": "e", "ne": "lg"}
"""For each test, in which of the orders less, equal and greater it holds."""

_SIGNED, _UNSIGNED = (-(1 << 63), (1 << 63) - 1), (0, (1 << 64) - 1)


@dataclass(frozen=True, slots=True)
class Fact:
    """A test that is known to hold."""

    test: str
    left: Operand
    right: Operand


def without_implied_tests(function: Function) -> Function:
    """The function with a branch replaced by a jump where tests that every way to it has passed decide it.

    In: any function. Out: one that computes the same. A fact decides a test of the same operands, or, if the facts are
    comparisons of one value with constants, of that value with a constant.
    """
    graph = graph_of(function)
    by_number = function.by_number
    blocks = []
    for block in function.blocks:
        end = block.end
        if isinstance(end, Branch) and block.number in graph.predecessors:
            found = _decided(end, _facts(block.number, graph, by_number))
            if found is not None:
                block = replace(block, end=Jump(end.then if found else end.other))
        blocks.append(block)
    return replace(function, blocks=tuple(blocks))


def _facts(number: int, graph: Graph, by_number: dict[int, Block]) -> list[Fact]:
    """What the branches on the way to a block say."""
    facts: list[Fact] = []
    while number != graph.entry:
        before = graph.predecessors[number]
        if len(before) == 1:
            end = by_number[before[0]].end
            if isinstance(end, Branch) and end.then.target != end.other.target:
                test = end.test if end.then.target == number else OPPOSITE[end.test]
                facts.append(Fact(test, end.left, end.right))
        number = graph.dominators[number]
    return facts


def _decided(branch: Branch, facts: list[Fact]) -> bool | None:
    for fact in facts:
        for known in (fact, Fact(MIRRORED[fact.test], fact.right, fact.left)):
            if (known.left, known.right) == (branch.left, branch.right):
                found = _implied(known.test, branch.test)
                if found is not None:
                    return found
    if isinstance(branch.left, Var) and isinstance(branch.right, int):
        return _in_interval(branch.test, branch.left, branch.right, facts)
    return None


def _implied(known: str, test: str) -> bool | None:
    """Whether a test holds, if another one of the same operands does."""
    neutral = ("eq", "ne")
    if known not in neutral and test not in neutral and known.endswith("u") is not test.endswith("u"):
        return None
    possible, holding = set(_OUTCOMES[known.removesuffix("u")]), set(_OUTCOMES[test.removesuffix("u")])
    if possible <= holding:
        return True
    return None if possible & holding else False


def _in_interval(test: str, left: Var, right: int, facts: list[Fact]) -> bool | None:
    """Whether a test of a value with a constant is decided by the interval in which the value is known to be."""
    for is_unsigned in (True, False):
        if test not in ("eq", "ne") and test.endswith("u") is not is_unsigned:
            continue
        low, high = _UNSIGNED if is_unsigned else _SIGNED
        for fact in facts:
            if fact.left == left and isinstance(fact.right, int):
                low, high = _narrowed(fact, low, high, is_unsigned=is_unsigned)
        number = unsigned(right) if is_unsigned else constant(right)
        plain = test.removesuffix("u")
        always = {
            "lt": high < number,
            "le": high <= number,
            "gt": low > number,
            "ge": low >= number,
            "eq": low == high == number,
            "ne": number < low or number > high,
        }
        never = {
            "lt": low >= number,
            "le": low > number,
            "gt": high <= number,
            "ge": high < number,
            "eq": number < low or number > high,
            "ne": low == high == number,
        }
        if low <= high and always[plain]:
            return True
        if low <= high and never[plain]:
            return False
    return None


def _narrowed(fact: Fact, low: int, high: int, *, is_unsigned: bool) -> tuple[int, int]:
    """The interval after a fact; one of the other signedness says nothing."""
    assert isinstance(fact.right, int)
    number = unsigned(fact.right) if is_unsigned else constant(fact.right)
    if fact.test == "eq":
        return max(low, number), min(high, number)
    if fact.test == "ne":
        return low + (low == number), high - (high == number)
    if fact.test.endswith("u") is not is_unsigned:
        return low, high
    match fact.test.removesuffix("u"):
        case "lt":
            return low, min(high, number - 1)
        case "le":
            return low, min(high, number)
        case "gt":
            return max(low, number + 1), high
    return max(low, number), high
