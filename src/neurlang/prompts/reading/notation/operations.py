"""The operations of trees as plans: each row of the table builds the node of an operation from those of its arguments.

An operation that the intents cannot compute has no row, and the text is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from inspect import signature

from neurlang.errors import MeaningError
from neurlang.prompts.reading.notation.comparisons import (
    composite,
    divisible,
    greater,
    in_pairs,
    negation,
    perfect_square,
    power_of_two,
    unequal,
)
from neurlang.prompts.reading.notation.roundings import (
    round_down,
    round_to_multiple,
    round_to_places,
    round_up,
)
from neurlang.prompts.reading.notation.trees import Apply, Computed, Constant, Listing, Quantity, Quoted, Tree
from neurlang.prompts.reading.plan import (
    Leaf,
    Node,
    Operation,
    Ratio,
    as_double,
    complement,
    evaluate,
    fitting,
    fold,
    multiply_ratios,
    operation,
)

LARGEST_SIZE = 400  # operations in one plan
LARGEST_ROOT = 1 << 52  # numbers below it may have an exact cube root
Build = Callable[..., Node]


def node_of(tree: Tree) -> Node:
    """The plan's node of a tree. Raises MeaningError if its values have no meaning, or if the plan is too long."""
    if size(tree) > LARGEST_SIZE:
        raise MeaningError(f"this takes more than {LARGEST_SIZE} operations")
    return _node(tree)


def size(tree: Tree) -> int:
    """How many operations a plan of this tree has, at most."""
    if isinstance(tree, Listing):
        return sum(size(each) for each in tree.elements)
    if not isinstance(tree, Apply):
        return 1
    inner = sum(size(each) for each in tree.arguments)
    return min(1 + inner * COPIES.get(tree.operation, 1), LARGEST_SIZE + 1)


def _node(tree: Tree) -> Node:
    match tree:
        case Quantity(value):
            return _leaf(value)
        case Constant(_, value):
            return Leaf(value)
        case Quoted(value):
            return Leaf(value)
        case Computed(node):
            return node
        case Listing(elements):
            return _list_leaf(elements)
        case Apply(name, (Listing(elements),)) if name in OF_LISTS:
            return _of_list(name, elements)
        case Apply("negate", (Quantity(value),)):
            return _leaf(-value)
        case Apply("percent", (Quantity(value),)):
            return Leaf(as_double(Fraction(value) / 100), Fraction(value) / 100)
        case Apply(name, arguments):
            if not _takes(name, len(arguments)):
                raise MeaningError(f"'{name}' needs another number of values than {len(arguments)}")
            return OPERATIONS[name](*(_node(each) for each in arguments))


@cache
def _takes(name: str, count: int) -> bool:
    """Whether an operation takes so many values: a list may stand where two numbers are meant."""
    try:
        signature(OPERATIONS[name]).bind(*[None] * count)
    except TypeError:
        return False
    return True


def _of_list(name: str, elements: tuple[Tree, ...]) -> Node:
    nodes = tuple(_node(each) for each in elements)
    if name == "sum" and len(nodes) > 2 and all(isinstance(each, Quantity) for each in elements):
        return operation("ARRAY_SUM", _list_leaf(elements))
    return OPERATIONS[name](*nodes)


def _list_leaf(elements: tuple[Tree, ...]) -> Leaf:
    nodes = [_node(each) for each in elements]
    values = [node.value for node in nodes if isinstance(node, Leaf) and isinstance(node.value, int | float)]
    if len(values) != len(nodes):
        raise MeaningError("a list here holds plain numbers")
    if all(isinstance(value, int) for value in values):
        return Leaf(tuple(int(value) for value in values))
    return Leaf(tuple(float(value) for value in values))


def _leaf(value: int | Fraction) -> Leaf:
    if isinstance(value, int):
        return Leaf(fitting(value))
    return Leaf(
        as_double(value), value if value.denominator not in (1, 10) and not _is_decimal(value) else None
    )


def _is_decimal(value: Fraction) -> bool:
    """Whether the number has finitely many decimal places, as 0.35 and unlike 1/3."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _intent(name: str, *, whole: bool = False) -> Build:
    return lambda *arguments: operation(name, *arguments, whole=whole)


def _folded(name: str) -> Build:
    return lambda *arguments: fold(name, arguments) if len(arguments) > 1 else arguments[0]


def _subtract(left: Node, right: Node) -> Node:
    return operation("SUB", left, right)


def _negate(node: Node) -> Node:
    if isinstance(node, Leaf) and isinstance(node.value, int | float):
        return Leaf(-node.value)
    return operation("MUL", Leaf(-1), node)


def _divide(left: Node, right: Node) -> Node:
    """The ratio a / b. If b is a percentage, it is one ratio, so it rounds once."""
    ratio = right.ratio if isinstance(right, Leaf) else None
    if ratio is not None and ratio > 0:
        return multiply_ratios(Ratio(left), Ratio(Leaf(ratio.denominator), ratio.numerator))
    return operation("DIV", left, right)


def _percent(node: Node) -> Node:
    return operation("DIV", node, Leaf(100))


def _part(part: Node, value: Node) -> Node:
    """The product of a part and a value. A half is exact: half of 26 is the whole number 13."""
    if isinstance(part, Leaf) and isinstance(part.value, float) and part.ratio is None and 0 < part.value < 1:
        part = Leaf(part.value, Fraction(repr(part.value)))
    return operation("MUL", part, value)


def _changed_by_part(sign: int) -> Build:
    """The value a · (1 ± p%)."""

    def build(value: Node, part: Node) -> Node:
        if isinstance(part, Leaf):
            return multiply_ratios(Ratio(value), complement(part, sign))
        return operation("MUL", value, operation("ADD" if sign > 0 else "SUB", Leaf(1), part))

    return build


def _before_change_by_part(sign: int) -> Build:
    """The value a / (1 ± p%): the value before it changed by that part."""

    def build(value: Node, part: Node) -> Node:
        if isinstance(part, Leaf):
            factor = complement(part, sign)
            return operation("DIV", operation("MUL", value, Leaf(factor.denominator)), factor.numerator)
        return operation("DIV", value, operation("ADD" if sign > 0 else "SUB", Leaf(1), part))

    return build


def _shift_left(value: Node, count: Node) -> Node:
    """The value << count; for a negative number, its product with the power of two."""
    number = evaluate(value)
    if isinstance(number, int) and number < 0:
        return operation("MUL", value, operation("POWER", Leaf(2), count))
    return operation("SHL", value, count)


def _cube_root(node: Node) -> Node:
    """The real power 1/3; the whole root if the number is a cube."""
    number = evaluate(node)
    if isinstance(number, float | int) and number < 0:
        return operation("MUL", Leaf(-1), _cube_root(operation("ABS", node)))
    root = operation("POWER", node, Leaf(1 / 3))
    if isinstance(number, int) and number < LARGEST_ROOT:
        near = round(number ** (1 / 3))
        if near**3 == number:
            return round_to_places(root)
    return root


def _sum_of_range(first: Node, last: Node) -> Node:
    """The sum first + … + last of whole numbers that are not negative."""
    start = evaluate(first)
    if start in (0, 1):
        return operation("LOOP_SUM", last)
    if not isinstance(start, int) or start < 0:
        raise MeaningError("a sum of a range begins with a whole number that is not negative")
    end = evaluate(last)
    if not isinstance(end, int) or end < start:
        raise MeaningError("a range ends with a whole number that is not below its first")
    return operation(
        "SUB", operation("LOOP_SUM", last), operation("LOOP_SUM", operation("SUB", first, Leaf(1)))
    )


def _mean(*numbers: Node) -> Node:
    return operation("DIV", fold("ADD", numbers), Leaf(len(numbers))) if len(numbers) > 1 else numbers[0]


def _constant(name: str, number: int) -> Build:
    return lambda node: operation(name, node, Leaf(number))


OPERATIONS: dict[str, Build] = {
    "add": _folded("ADD"),
    "subtract": _subtract,
    "multiply": _folded("MUL"),
    "divide": _divide,
    "whole quotient": _intent("DIV", whole=True),
    "remainder": _intent("MOD"),
    "power": _intent("POWER"),
    "negate": _negate,
    "plus": lambda node: node,
    "itself": lambda node: node,
    "percent": _percent,
    "part": _part,
    "increase by part": _changed_by_part(1),
    "decrease by part": _changed_by_part(-1),
    "before increase": _before_change_by_part(1),
    "before decrease": _before_change_by_part(-1),
    "percent of": lambda value, whole: operation("DIV", operation("MUL", Leaf(100), value), whole),
    "as percent": lambda value: operation("MUL", Leaf(100), value),
    "whole of part": lambda value, part: _divide(value, part),
    "missing addend": _subtract,
    "missing minuend": _intent("ADD"),
    "missing subtrahend": _subtract,
    "missing factor": _divide,
    "missing dividend": _intent("MUL"),
    "missing divisor": _divide,
    "percent change": lambda old, new: operation(
        "DIV", operation("MUL", Leaf(100), operation("SUB", new, old)), old
    ),
    "percent drop": lambda old, new: operation(
        "DIV", operation("MUL", Leaf(100), operation("SUB", old, new)), old
    ),
    "square root": _intent("SQRT"),
    "whole square root": _intent("SQRT", whole=True),
    "cube root": _cube_root,
    "factorial": _intent("FACTORIAL"),
    "fibonacci": _intent("FIBONACCI"),
    "absolute": _intent("ABS"),
    "sign": _intent("SIGN"),
    "square": _constant("POWER", 2),
    "cube": _constant("POWER", 3),
    "double": _constant("MUL", 2),
    "triple": _constant("MUL", 3),
    "quadruple": _constant("MUL", 4),
    "halve": _constant("DIV", 2),
    "round": round_to_places,
    "round down": round_down,
    "round up": round_up,
    "nearest": round_to_multiple,
    "greatest divisor": _folded("GCD"),
    "least multiple": _folded("LCM"),
    "maximum": _folded("MAX"),
    "minimum": _folded("MIN"),
    "sum": _folded("ADD"),
    "product": _folded("MUL"),
    "mean": _mean,
    "clamp": _intent("CLAMP"),
    "and": _folded("AND"),
    "or": _folded("OR"),
    "xor": _folded("XOR"),
    "bits not": lambda node: operation("XOR", node, Leaf(-1)),
    "minus one less": lambda node: operation("SUB", Leaf(-1), node),
    "shift left": _shift_left,
    "shift right": _intent("SHR"),
    "shift right signed": _intent("SAR"),
    "population count": _intent("POPCOUNT"),
    "leading zeros": _intent("CLZ"),
    "trailing zeros": _intent("CTZ"),
    "byte swap": _intent("BSWAP"),
    "next power of two": _intent("NEXTPOW2"),
    "sum to": _intent("LOOP_SUM"),
    "count down": _intent("COUNTDOWN"),
    "sum of range": _sum_of_range,
    "length": _intent("STRLEN"),
    "fill": _intent("MEMSET"),
    "is prime": _intent("IS_PRIME"),
    "is even": _intent("IS_EVEN"),
    "is odd": lambda node: negation(operation("IS_EVEN", node)),
    "is positive": _intent("IS_POSITIVE"),
    "is negative": lambda node: operation("IS_POSITIVE", operation("MUL", Leaf(-1), node)),
    "is composite": composite,
    "is power of two": power_of_two,
    "bit width": lambda node: operation("SUB", Leaf(64), operation("CLZ", node)),
    "is square": perfect_square,
    "divisible": divisible,
    "not": negation,
    "greater": in_pairs(greater),
    "less": in_pairs(lambda left, right: greater(right, left)),
    "at most": in_pairs(lambda left, right: negation(greater(left, right))),
    "at least": in_pairs(lambda left, right: negation(greater(right, left))),
    "equal": in_pairs(lambda left, right: negation(unequal(left, right))),
    "unequal": in_pairs(unequal),
    "all": lambda *parts: fold("MUL", parts),
}
OF_LISTS = frozenset((
    "sum", "product", "mean", "maximum", "minimum", "greatest divisor", "least multiple", "add", "multiply", "and",
    "or", "xor",
))  # fmt: skip
# How many times an operation uses its argument, if more than once.
COPIES = {
    "round": 4, "round down": 2, "round up": 2, "nearest": 4, "cube root": 4, "is composite": 2, "is square": 3,
    "is power of two": 2, "percent change": 2, "percent drop": 2, "at most": 2, "at least": 2, "less": 2,
    "greater": 2, "equal": 2, "unequal": 2,
}  # fmt: skip


def plan_root(node: Node) -> Operation:
    """The node as the root of a plan; a value alone is the value plus 0. Raises MeaningError for a text or list."""
    return node if isinstance(node, Operation) else operation("ADD", node, Leaf(0))
