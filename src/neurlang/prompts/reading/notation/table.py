"""The one table of written notation: operators, functions, constants and postfix signs.

Each row names an operation of `operations`. The parser, the printer and `nl intents` read these rows.
The levels are those of the specification, the tightest last.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How tightly an operator binds."""

    COMPARISON = 0
    OR = 1
    XOR = 2
    AND = 3
    SHIFT = 4
    SUM = 5
    PRODUCT = 6
    SIGN = 7
    PART = 8  # p% of a
    POWER = 9
    POSTFIX = 10


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator between two operands. Comparisons chain; operators with `right` group from the right."""

    operation: str
    level: Level
    signs: tuple[str, ...]
    right: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """A named function with brackets, and how many arguments it takes."""

    operation: str
    names: tuple[str, ...]
    least: int = 1
    most: int = 1


MANY = 64  # arguments of a function that takes any number

# fmt: off
OPERATORS: tuple[Operator, ...] = (
    #        operation         level             signs
    Operator("less",           Level.COMPARISON, ("<",)),
    Operator("at most",        Level.COMPARISON, ("<=", "≤", "=<")),
    Operator("greater",        Level.COMPARISON, (">",)),
    Operator("at least",       Level.COMPARISON, (">=", "≥")),
    Operator("equal",          Level.COMPARISON, ("=", "==")),
    Operator("unequal",        Level.COMPARISON, ("≠", "!=", "<>")),
    Operator("or",             Level.OR,         ("|",)),
    Operator("xor",            Level.XOR,        ("xor", "⊕")),
    Operator("and",            Level.AND,        ("&",)),
    Operator("shift left",     Level.SHIFT,      ("<<",)),
    Operator("shift right",    Level.SHIFT,      (">>",)),
    Operator("add",            Level.SUM,        ("+",)),
    Operator("subtract",       Level.SUM,        ("-",)),
    Operator("multiply",       Level.PRODUCT,    ("*", "x")),
    Operator("divide",         Level.PRODUCT,    ("/", ":")),
    Operator("whole quotient", Level.PRODUCT,    ("//",)),
    Operator("remainder",      Level.PRODUCT,    ("%", "mod")),
    Operator("power",          Level.POWER,      ("^", "**"), right=True),
)
PREFIX_SIGNS: dict[str, str] = {"-": "negate", "+": "plus", "√": "square root", "∛": "cube root", "~": "bits not"}
POSTFIX_SIGNS: dict[str, str] = {"!": "factorial", "%": "percent"}
CONSTANTS: dict[str, float] = {
    "π": 3.141592653589793, "pi": 3.141592653589793, "e": 2.718281828459045,
    "τ": 6.283185307179586, "tau": 6.283185307179586,
}
FUNCTIONS: tuple[Function, ...] = (
    #        operation             names
    Function("square root",        ("sqrt",)),
    Function("cube root",          ("cbrt",)),
    Function("absolute",           ("abs",)),
    Function("sign",               ("sign", "sgn", "signum")),
    Function("factorial",          ("factorial", "fact")),
    Function("fibonacci",          ("fibonacci", "fib")),
    Function("whole square root",  ("isqrt",)),
    Function("round",              ("round",), 1, 2),
    Function("round down",         ("floor",)),
    Function("round up",           ("ceil", "ceiling")),
    Function("square",             ("square", "sqr")),
    Function("cube",               ("cube",)),
    Function("negate",             ("neg", "negate")),
    Function("population count",   ("popcount",)),
    Function("leading zeros",      ("clz",)),
    Function("trailing zeros",     ("ctz",)),
    Function("byte swap",          ("bswap",)),
    Function("next power of two",  ("nextpow2",)),
    Function("is prime",           ("is_prime", "isprime")),
    Function("is even",            ("is_even", "iseven")),
    Function("is odd",             ("is_odd", "isodd")),
    Function("is positive",        ("is_positive", "ispositive")),
    Function("sum to",             ("loop_sum",)),
    Function("add",                ("add", "fadd"), 2, MANY),
    Function("subtract",           ("sub", "subtract", "minus"), 2, 2),
    Function("multiply",           ("mul", "multiply", "fmul"), 2, MANY),
    Function("divide",             ("div", "divide", "fdiv"), 2, 2),
    Function("remainder",          ("mod", "modulo"), 2, 2),
    Function("power",              ("pow", "power"), 2, 2),
    Function("greatest divisor",   ("gcd", "hcf", "gcf"), 1, MANY),
    Function("least multiple",     ("lcm",), 1, MANY),
    Function("maximum",            ("max", "maximum"), 1, MANY),
    Function("minimum",            ("min", "minimum"), 1, MANY),
    Function("sum",                ("sum", "total"), 1, MANY),
    Function("product",            ("product", "prod"), 1, MANY),
    Function("mean",               ("mean", "average", "avg"), 1, MANY),
    Function("clamp",              ("clamp",), 3, 3),
    Function("length",             ("len", "strlen", "length")),
    Function("and",                ("and", "bitwise_and", "bitand"), 2, MANY),
    Function("or",                 ("or", "bitwise_or", "bitor"), 2, MANY),
    Function("xor",                ("xor", "bitwise_xor", "bitxor"), 2, MANY),
    Function("shift left",         ("shl", "lshift"), 2, 2),
    Function("shift right",        ("shr", "rshift"), 2, 2),
    Function("shift right signed", ("sar",), 2, 2),
)
# fmt: on

INTENT_OF_OPERATION: dict[str, str] = {
    "or": "OR", "xor": "XOR", "and": "AND", "shift left": "SHL", "shift right": "SHR", "add": "ADD", "subtract": "SUB",
    "multiply": "MUL", "divide": "DIV", "whole quotient": "DIV", "remainder": "MOD", "power": "POWER",
    "square root": "SQRT", "whole square root": "SQRT", "absolute": "ABS", "sign": "SIGN", "factorial": "FACTORIAL",
    "fibonacci": "FIBONACCI", "population count": "POPCOUNT", "leading zeros": "CLZ", "trailing zeros": "CTZ",
    "byte swap": "BSWAP", "next power of two": "NEXTPOW2", "is prime": "IS_PRIME", "is even": "IS_EVEN",
    "is positive": "IS_POSITIVE", "sum to": "LOOP_SUM", "length": "STRLEN", "greatest divisor": "GCD",
    "least multiple": "LCM",
    "maximum": "MAX", "minimum": "MIN", "sum": "ARRAY_SUM", "clamp": "CLAMP", "shift right signed": "SAR",
}  # fmt: skip
"""The intent of an operation that is exactly one intent."""
INTENT_OF_COMPOUND: dict[str, str] = {
    "part": "MUL", "increase by part": "MUL", "decrease by part": "MUL", "product": "MUL", "double": "MUL",
    "triple": "MUL", "quadruple": "MUL", "mean": "DIV", "halve": "DIV", "square": "POWER", "cube": "POWER",
}  # fmt: skip
"""The intent that an operation asks for, if its plan has several."""
OPERATOR_OF_SIGN: dict[str, Operator] = {sign: row for row in OPERATORS for sign in row.signs}
OPERATOR_OF_OPERATION: dict[str, Operator] = {row.operation: row for row in OPERATORS}
FUNCTION_OF_NAME: dict[str, Function] = {name: row for row in FUNCTIONS for name in row.names}
UNSUPPORTED_FUNCTIONS = frozenset((
    "log", "ln", "lg", "log2", "log10", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan",
    "atan2", "sinh", "cosh", "tanh", "ncr", "npr", "choose", "median", "mode", "stdev", "std", "var", "variance"
))  # fmt: skip
"""Functions that people write and that our operations cannot compute."""


def signs_of(intent: str) -> tuple[str, ...]:
    """How an intent is written in notation: its signs, and its functions with brackets."""
    operations = [operation for operation, name in INTENT_OF_OPERATION.items() if name == intent]
    between = [sign for row in OPERATORS if row.operation in operations for sign in row.signs]
    before = [sign for sign, operation in PREFIX_SIGNS.items() if operation in operations]
    behind = [sign for sign, operation in POSTFIX_SIGNS.items() if operation in operations]
    bars = ["|a|"] if intent == "ABS" else []
    called = [f"{name}()" for row in FUNCTIONS if row.operation in operations for name in row.names]
    return (*between, *before, *behind, *bars, *called)
