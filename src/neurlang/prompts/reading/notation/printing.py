"""Trees as plain notation that a person can check at a glance: `279 × (1 − 30 %)`, `gcd(48, 18)²`."""

from __future__ import annotations

from fractions import Fraction

from neurlang.prompts.reading.notation.node_trees import tree_of
from neurlang.prompts.reading.notation.trees import Apply, Computed, Constant, Listing, Quantity, Quoted, Tree

ATOM, POSTFIX, POWER, PREFIX, SIGN, PRODUCT, SUM, SHIFT, AND, XOR, OR, LOOSE = range(100, -20, -10)
INFIX: dict[str, tuple[str, int]] = {
    "add": ("+", SUM), "subtract": ("−", SUM), "multiply": ("×", PRODUCT), "divide": ("÷", PRODUCT),
    "whole quotient": ("//", PRODUCT), "remainder": ("mod", PRODUCT), "and": ("&", AND), "or": ("|", OR),
    "xor": ("xor", XOR), "shift left": ("<<", SHIFT), "shift right": (">>", SHIFT), "sum": ("+", SUM),
    "product": ("×", PRODUCT), "less": ("<", LOOSE), "at most": ("≤", LOOSE), "greater": (">", LOOSE),
    "at least": ("≥", LOOSE), "missing addend": ("−", SUM), "missing minuend": ("+", SUM),
    "missing subtrahend": ("−", SUM),
    "missing factor": ("÷", PRODUCT), "missing dividend": ("×", PRODUCT), "missing divisor": ("÷", PRODUCT),
    "equal": ("=", LOOSE), "unequal": ("≠", LOOSE), "all": ("and", LOOSE),
    "part": ("×", PRODUCT),
}  # fmt: skip
CALLS: dict[str, str] = {
    "greatest divisor": "gcd", "least multiple": "lcm", "maximum": "max", "minimum": "min",
    "population count": "popcount",
    "leading zeros": "clz", "trailing zeros": "ctz", "byte swap": "bswap", "next power of two": "nextpow2",
    "shift right signed": "sar", "fibonacci": "fib", "round down": "floor", "round up": "ceil", "is prime": "prime",
    "is even": "even", "is odd": "odd", "is positive": "positive", "is negative": "negative",
    "is composite": "composite",
    "is square": "square", "whole square root": "isqrt", "nearest": "round to a multiple", "not": "not",
    "is power of two": "power of 2", "bit width": "bit width", "count down": "countdown",
}  # fmt: skip
RAISED = {2: "²", 3: "³"}
FACTORS = {"double": 2, "triple": 3, "quadruple": 4}


def written(tree: Tree) -> str:
    """The tree as notation."""
    return _written(tree)[0]


def _written(tree: Tree) -> tuple[str, int]:
    """The notation, and how tightly its outermost operation binds."""
    match tree:
        case Quantity(value):
            return _number(value)
        case Constant(name, _):
            return name, ATOM
        case Quoted(value):
            return f'"{value}"', ATOM
        case Computed(node):
            return _written(tree_of(node))
        case Listing(elements):
            return f"[{', '.join(map(written, elements))}]", ATOM
        case Apply(operation, (Listing(elements),)) if operation in INFIX and len(elements) > 1:
            return _infix(operation, elements)
        case Apply(operation, (Listing(elements),)):
            return f"{CALLS.get(operation, operation)}({', '.join(map(written, elements))})", ATOM
        case Apply(operation, arguments):
            return _applied(operation, arguments)


def _applied(operation: str, arguments: tuple[Tree, ...]) -> tuple[str, int]:
    if operation in ("itself", "plus") and len(arguments) == 1:
        return _written(arguments[0])
    if operation in INFIX and len(arguments) > 1:
        return _infix(operation, arguments)
    first = arguments[0]
    match operation:
        case "negate":
            return f"−{_within(first, POWER if _starts_with_sign(first) else SIGN)}", SIGN
        case "percent":
            return f"{_within(first, POSTFIX)} %", POSTFIX
        case "factorial":
            return f"{_within(first, ATOM)}!", POSTFIX
        case "square" | "cube":
            return f"{_within(first, ATOM)}{'²' if operation == 'square' else '³'}", POWER
        case "power":
            return _power(first, arguments[1])
        case "square root" | "cube root":
            return f"{'√' if operation == 'square root' else '∛'}{_within(first, ATOM)}", PREFIX
        case "absolute":
            return f"|{written(first)}|", ATOM
        case "double" | "triple" | "quadruple":
            return f"{FACTORS[operation]} × {_within(first, PRODUCT)}", PRODUCT
        case "halve":
            return f"{_within(first, PRODUCT)} ÷ 2", PRODUCT
        case "increase by part" | "decrease by part":
            sign = "+" if operation.startswith("in") else "−"
            return f"{_within(first, PRODUCT)} × (1 {sign} {_within(arguments[1], PRODUCT)})", PRODUCT
        case "before increase" | "before decrease":
            sign = "+" if operation.endswith("increase") else "−"
            return f"{_within(first, PRODUCT)} ÷ (1 {sign} {_within(arguments[1], PRODUCT)})", PRODUCT
        case "percent of":
            return f"100 × {_within(first, PRODUCT)} ÷ {_within(arguments[1], SIGN)}", PRODUCT
        case "as percent":
            return f"100 × {_within(first, SIGN)}", PRODUCT
        case "whole of part":
            return f"{_within(first, PRODUCT)} ÷ {_within(arguments[1], SIGN)}", PRODUCT
        case "percent change":
            old, new = written(first), written(arguments[1])
            return f"100 × ({new} − {old}) ÷ {_within(first, SIGN)}", PRODUCT
        case "percent drop":
            old, new = written(first), written(arguments[1])
            return f"100 × ({old} − {new}) ÷ {_within(first, SIGN)}", PRODUCT
        case "divisible":
            return f"{_within(first, PRODUCT)} mod {_within(arguments[1], SIGN)} = 0", LOOSE
        case "sum of range":
            return f"{written(first)} + … + {written(arguments[1])}", SUM
        case "sum to":
            return f"1 + … + {written(first)}", SUM
        case "bits not":
            return f"~{_within(first, POSTFIX)} as 64 bits without a sign", LOOSE
        case "minus one less":
            return f"~{_within(first, POSTFIX)} with a sign", LOOSE
    return f"{CALLS.get(operation, operation)}({', '.join(map(written, arguments))})", ATOM


def _infix(operation: str, arguments: tuple[Tree, ...]) -> tuple[str, int]:
    sign, level = INFIX[operation]
    first, *others = arguments
    right = [_within(each, level + 1) for each in others]
    left = _within(first, level + 1 if level == LOOSE else level)
    return f" {sign} ".join((left, *right)), level


def _power(base: Tree, exponent: Tree) -> tuple[str, int]:
    if isinstance(exponent, Quantity) and exponent.value in RAISED:
        return f"{_within(base, ATOM)}{RAISED[int(exponent.value)]}", POWER
    return f"{_within(base, ATOM)}^{_within(exponent, POWER)}", POWER


def _within(tree: Tree, level: int) -> str:
    """The notation of an operand, in brackets if its operation binds less tightly than `level`."""
    text, binds = _written(tree)
    return text if binds >= level else f"({text})"


def _starts_with_sign(tree: Tree) -> bool:
    return written(tree).startswith("−")


def _number(value: int | Fraction) -> tuple[str, int]:
    if isinstance(value, int):
        return (str(value), ATOM) if value >= 0 else (f"−{-value}", SIGN)
    if value.denominator in (1, 2, 4, 5, 10) or _is_short(value):
        return repr(float(value)).removesuffix(".0"), ATOM
    return f"{value.numerator}/{value.denominator}", PRODUCT


def _is_short(value: Fraction) -> bool:
    """Whether the number has few decimal places."""
    return len(repr(float(value))) < 16 and Fraction(repr(float(value))) == value
