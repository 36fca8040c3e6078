"""A text as a tree: quantities and operations on them, before a plan is made."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from neurlang.prompts.reading.literals import Number
from neurlang.prompts.reading.plan import Node


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the text has it."""

    value: Number
    unit: str = ""  # a noun after it: 27 apples


@dataclass(frozen=True, slots=True)
class Constant:
    """A named real: π."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text between quotation marks: data."""

    value: str


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that another request in the text computes."""

    node: Node


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of values."""

    elements: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Apply:
    """An operation, by its name in `operations`, on trees."""

    operation: str
    arguments: tuple[Tree, ...]
    spoken: tuple[
        str | int, ...
    ] = ()  # if words ask for it: the words, and the place of each argument among them


Tree = Quantity | Constant | Quoted | Computed | Listing | Apply

PERCENTAGES = frozenset(("add", "subtract", "negate", "plus"))


def is_percentage(tree: Tree) -> bool:
    """Whether a tree is a percentage: `5%`, or a sum or negative of percentages."""
    if not isinstance(tree, Apply):
        return False
    if tree.operation == "percent":
        return True
    return tree.operation in PERCENTAGES and all(is_percentage(each) for each in tree.arguments)


def is_part(tree: Tree) -> bool:
    """Whether a tree can be a part of a value: a percentage or a fraction (`3/4 of 8`)."""
    if isinstance(tree, Quantity):
        return isinstance(tree.value, Fraction) and tree.value.denominator != 1
    if isinstance(tree, Apply) and tree.operation == "divide":
        return all(isinstance(each, Quantity) for each in tree.arguments)
    return is_percentage(tree)


def changed(operation: str, left: Tree, right: Tree, spoken: tuple[str | int, ...] = ()) -> Apply:
    """`left + right` or `left - right`; a percentage changes a value that is not one by that part of it."""
    if operation in ("add", "subtract") and is_percentage(right) and not is_percentage(left):
        name = "increase by part" if operation == "add" else "decrease by part"
        return Apply(name, (left, right), spoken)
    return Apply(operation, (left, right), spoken)


def depth(tree: Tree) -> int:
    """The depth of nested operations."""
    if isinstance(tree, Apply):
        return 1 + max((depth(each) for each in tree.arguments), default=0)
    if isinstance(tree, Listing):
        return 1 + max((depth(each) for each in tree.elements), default=0)
    return 0
