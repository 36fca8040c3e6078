"""The nodes of a plan as trees, so that they can be written as notation: MOD(17, 5) as `17 mod 5`."""

from __future__ import annotations

from fractions import Fraction

from neurlang.prompts.reading.intents import Manner
from neurlang.prompts.reading.notation.trees import Apply, Listing, Quantity, Quoted, Tree
from neurlang.prompts.reading.plan import Leaf, Node

OPERATION_OF_INTENT: dict[str, str] = {
    "ADD": "add", "SUB": "subtract", "MUL": "multiply", "DIV": "divide", "MOD": "remainder", "POWER": "power",
    "FADD": "add", "FMUL": "multiply", "FDIV": "divide", "SQRT": "square root", "GCD": "greatest divisor",
    "LCM": "least multiple", "ABS": "absolute", "SIGN": "sign", "MAX": "maximum", "MIN": "minimum",
    "FACTORIAL": "factorial", "FIBONACCI": "fibonacci", "CLAMP": "clamp", "AND": "and", "OR": "or", "XOR": "xor",
    "SHL": "shift left", "SHR": "shift right", "SAR": "shift right signed", "POPCOUNT": "population count",
    "CLZ": "leading zeros", "CTZ": "trailing zeros", "BSWAP": "byte swap", "NEXTPOW2": "next power of two",
    "STRLEN": "length", "IS_PRIME": "is prime", "IS_EVEN": "is even", "IS_POSITIVE": "is positive",
    "LOOP_SUM": "sum to", "ARRAY_SUM": "sum", "COUNTDOWN": "count down",
}  # fmt: skip
WHOLE_OPERATIONS = {"DIV": "whole quotient", "SQRT": "whole square root"}


def tree_of(node: Node) -> Tree:
    """The tree that is written for a node."""
    if isinstance(node, Leaf):
        return _leaf_tree(node)
    name = node.intent.name
    operation = OPERATION_OF_INTENT.get(name, name.lower().replace("_", " "))
    if node.variant.manner is Manner.WHOLE:
        operation = WHOLE_OPERATIONS.get(name, operation)
    return Apply(operation, tuple(tree_of(argument) for argument in node.arguments))


def _leaf_tree(leaf: Leaf) -> Tree:
    if leaf.ratio is not None:
        return Quantity(leaf.ratio)
    if isinstance(leaf.value, str):
        return Quoted(leaf.value)
    if isinstance(leaf.value, tuple):
        return Listing(tuple(_number(value) for value in leaf.value))
    return _number(leaf.value)


def _number(value: float) -> Quantity:
    return Quantity(value if isinstance(value, int) else Fraction(repr(value)))
