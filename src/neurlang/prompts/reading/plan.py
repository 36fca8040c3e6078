"""The plan: what a prompt asks for, as a tree of operations over leaves, with its exact meaning.

`operation` builds the nodes. It picks the variant of the intent (integers, reals, whole numbers) by the arguments,
folds lists, and multiplies ratios so that they round once: 30 % of 279 is (3 · 279) / 10, not 0.3 · 279.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from neurlang.errors import MeaningError
from neurlang.prompts.reading.intents import Intent, Manner, OperandKind, ResultKind, Variant, intent_named
from neurlang.prompts.reading.literals import Literal, LiteralKind
from neurlang.prompts.reading.meanings import BITS, LARGEST, SMALLEST, Value

RATIO_FORMS = frozenset({"percent", "fraction"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """An operand that stands in the prompt, or a constant that its words imply."""

    value: int | float | str | tuple[int, ...] | tuple[float, ...]
    ratio: Fraction | None = None  # for percentages and fractions: the exact value


@dataclass(frozen=True, slots=True)
class Operation:
    """An intent applied to its arguments."""

    intent: Intent
    variant: Variant
    arguments: tuple[Node, ...]


Node = Leaf | Operation


@dataclass(frozen=True, slots=True)
class Plan:
    """What a prompt asks for: the tree to compute, and the outermost operation as the prompt put it."""

    root: Operation
    intent: Intent
    operands: tuple[Node, ...]


def leaf_of(literal: Literal) -> Leaf:
    """The leaf of a literal. Raises MeaningError for a whole number that has more than 64 bits."""
    value = literal.value
    if isinstance(value, str):
        return Leaf(value)
    if isinstance(value, tuple):
        whole = all(isinstance(element, int) for element in value)
        return Leaf(tuple(fitting(int(element)) if whole else float(element) for element in value))
    if isinstance(value, Fraction):
        return Leaf(as_double(value), value if literal.form in RATIO_FORMS else None)
    return Leaf(fitting(value))


def kind_of(node: Node) -> LiteralKind:
    """The kind of token that the network reads in place of a node. Raises MeaningError as `evaluate` does."""
    value = evaluate(node)
    if isinstance(value, str | bytes):
        return LiteralKind.TEXT
    if isinstance(value, tuple):
        return LiteralKind.LIST
    return LiteralKind.REAL if isinstance(value, float) else LiteralKind.INTEGER


def evaluate(node: Node) -> Value:
    """The exact meaning of a node. Raises MeaningError if it has none (division by zero, out of range)."""
    if isinstance(node, Leaf):
        return node.value
    return node.variant.meaning(*arguments_of(node))


def arguments_of(node: Operation) -> list[Value]:
    """The exact values of an operation's arguments, as its variant takes them. Raises MeaningError."""
    values = [evaluate(argument) for argument in node.arguments]
    return [_as_real(value) for value in values] if node.variant.manner is Manner.REALS else values


def operation(name: str, *arguments: Node, whole: bool = False) -> Operation:
    """Apply the intent of that name. Raises MeaningError if no variant accepts these operands."""
    intent = intent_named(name)
    if intent.folds and len(arguments) == 1:
        return fold(name, _elements(arguments[0]))
    if name == "MUL" and any(isinstance(argument, Leaf) and argument.ratio for argument in arguments):
        return multiply_ratios(*(_as_ratio(argument) for argument in arguments))
    if any(kind is OperandKind.ANY for _, kind in intent.operands):
        arguments = tuple(_as_text(argument) for argument in arguments)
    _check_operands(intent, arguments)
    real = any(_holds_reals(evaluate(argument)) for argument in arguments)
    manner = (
        Manner.WHOLE
        if whole
        else Manner.REALS
        if real or _only_reals(intent)
        else _integers_or_texts(arguments, intent)
    )
    for variant in intent.variants:
        if variant.manner is manner and not (real and whole):
            return Operation(intent, variant, arguments)
    raise MeaningError(f"{intent.name} needs whole numbers")


def fold(name: str, elements: tuple[Node, ...]) -> Operation:
    """An associative intent over a list, from left to right. Raises MeaningError for fewer than two elements."""
    if len(elements) < 2:
        raise MeaningError(f"{name} needs two or more numbers")
    result = reduce(lambda left, right: operation(name, left, right), elements)
    assert isinstance(result, Operation)
    return result


@dataclass(frozen=True, slots=True)
class Ratio:
    """A factor as numerator over denominator; a node alone has the denominator 1."""

    numerator: Node
    denominator: int = 1


def complement(leaf: Leaf, sign: int) -> Ratio:
    """1 + sign · leaf, as a ratio whose numerator the program computes: 1 − 30 % is (10 − 3) / 10."""
    exact = leaf.ratio if leaf.ratio is not None else Fraction(_number(leaf.value))
    name = "ADD" if sign > 0 else "SUB"
    return Ratio(operation(name, Leaf(exact.denominator), Leaf(exact.numerator)), exact.denominator)


def multiply_ratios(*factors: Ratio) -> Operation:
    """The product of ratios. It multiplies the numerators first and divides last, so it rounds once."""
    numerators = [factor.numerator for factor in factors if factor.numerator != Leaf(1)]
    denominator = reduce(lambda left, right: left * right, (factor.denominator for factor in factors))
    product = reduce(lambda left, right: operation("MUL", left, right), numerators or [Leaf(1)])
    if denominator == 1 and isinstance(product, Operation):
        return product
    return operation("DIV", product, Leaf(fitting(denominator)))


def describe(node: Node) -> str:
    """A node as text: `SUB(MUL(78, 81), 5)`."""
    if isinstance(node, Operation):
        return f"{node.intent.name}({', '.join(describe(argument) for argument in node.arguments)})"
    if isinstance(node.value, tuple):
        return f"[{', '.join(map(repr, node.value))}]"
    return repr(node.value)


def elements_of(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes with each list replaced by its elements."""
    return tuple(element for node in nodes for element in _elements(node))


def _elements(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Leaf) and isinstance(node.value, tuple):
        return tuple(Leaf(element) for element in node.value)
    return (node,)


def _as_ratio(node: Node) -> Ratio:
    if isinstance(node, Leaf) and node.ratio is not None:
        return Ratio(Leaf(node.ratio.numerator), node.ratio.denominator)
    return Ratio(node)


def _check_operands(intent: Intent, arguments: tuple[Node, ...]) -> None:
    if len(arguments) != len(intent.operands):
        raise MeaningError(
            f"{intent.name} needs {len(intent.operands)} operands, {len(arguments)} were given"
        )
    unsigned = any(variant.result is ResultKind.UNSIGNED for variant in intent.variants)
    largest = BITS if unsigned else LARGEST
    for (name, kind), argument in zip(intent.operands, arguments, strict=True):
        value = evaluate(argument)
        is_any = kind is OperandKind.ANY and not isinstance(value, tuple)
        if isinstance(value, bytes | bool) or not (is_any or kind is _operand_kind(value)):
            wanted = kind.value if kind is OperandKind.ANY else kind.name.lower()
            raise MeaningError(f"{intent.name} needs a {wanted} as its '{name}'")
        if isinstance(value, int) and not SMALLEST <= value <= largest:
            raise MeaningError(f"{value} is outside the range of {intent.name}: {SMALLEST} to {largest}")


def _operand_kind(value: Value) -> OperandKind:
    if isinstance(value, str | bytes):
        return OperandKind.TEXT
    return OperandKind.LIST if isinstance(value, tuple) else OperandKind.NUMBER


def _integers_or_texts(arguments: tuple[Node, ...], intent: Intent) -> Manner:
    """TEXTS if an operand that may be a text or a number is a text; else INTEGERS."""
    kinds = (kind for _, kind in intent.operands)
    texts = (isinstance(evaluate(argument), str) for argument in arguments)
    is_text = any(kind is OperandKind.ANY and text for kind, text in zip(kinds, texts, strict=False))
    return Manner.TEXTS if is_text else Manner.INTEGERS


def _as_text(node: Node) -> Node:
    """The node; if it is a real of the prompt, its shortest digits as a text."""
    if not isinstance(node, Leaf) or not isinstance(node.value, float):
        return node
    return Leaf(repr(node.value).removesuffix(".0"))


def _only_reals(intent: Intent) -> bool:
    return all(variant.manner is Manner.REALS for variant in intent.variants)


def _holds_reals(value: Value) -> bool:
    return isinstance(value, float) or (
        isinstance(value, tuple) and any(isinstance(element, float) for element in value)
    )


def _as_real(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(float(element) for element in value)
    return float(value) if isinstance(value, int) else value


def _number(value: object) -> int | float:
    if isinstance(value, int | float):
        return value
    raise MeaningError("a number is needed here")


def fitting(value: int) -> int:
    """The integer itself. Raises MeaningError if it has more than 64 bits."""
    if not SMALLEST <= value <= BITS:
        raise MeaningError(f"{value} has more than 64 bits")
    return value


def as_double(value: Fraction) -> float:
    """The nearest double. Raises MeaningError if the number is too large for one."""
    try:
        return float(value)
    except OverflowError as error:
        raise MeaningError("a number in the prompt is too large for a real") from error
