"""The op table: the only place that defines the operations of kernels.

A line states the op's name, the kinds of its arguments and result (`r` real, `b` boolean), its domain in the
real numbers (a formula in its arguments a, b, c), its exact meaning over the reals, its floating-point
meaning, its traits, and how each printer spells it. A spelling is a function name or an operator sign; if a
language has none, its printer uses `expansion`, a formula in other ops with bit-identical floating-point results.
An op's number is its position in the table.

`code` tells code generators what to emit: an LLVM instruction (`fadd`, `fcmp olt`), an intrinsic (`llvm.sqrt`),
or for `library` a call of the C function `spelling["c"]`.

What a pass does with an op (its interval, its slope, its cost) is a table of that pass, keyed by name.
`tests/kernels/test_op_tables.py` checks that each of these tables has a row for every op that its pass can meet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

import numpy as np

from neurlang.faces import Functions
from neurlang.kernels.expr.values import float_meaning as fp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neurlang.kernels.expr.values import interval as iv
    from neurlang.kernels.expr.values import powers
    from neurlang.kernels.expr.values import transcendental as tr
else:  # loaded on first use, since they import mpmath, which takes long
    iv = Functions("neurlang.kernels.expr.values.interval")
    powers = Functions("neurlang.kernels.expr.values.powers")
    tr = Functions("neurlang.kernels.expr.values.transcendental")

Exact = Callable[..., object]
Numeric = Callable[..., object]
Kind = Literal["r", "b"]
Trait = Literal[
    "exact",  # the result is never rounded
    "integer",  # the result is an integer
    "keeps integers",  # the result is an integer if all arguments are
    "smaller",  # the smaller of two numbers
    "larger",  # the larger of two numbers
    "increasing",  # strictly, over the reals where it is defined
    "odd",  # f(-a) = -f(a)
    "even",  # f(-a) = f(a)
    "divides",  # by its last argument, so it has a pole where that is 0
    "underflows",  # can return 0 although no operand is 0: by underflow, or for an infinity
    "sign of zero",  # the result depends on the sign of a zero among the arguments
    "drops NaN",  # can return a number although an argument is NaN; `powi` does so for the exponent 0 only
    "lowered",  # is replaced by other ops before code is generated
]
LANGUAGES = ("text", "python", "c", "glsl", "fpcore")


@dataclass(frozen=True, slots=True, eq=False)
class Op:
    """One operation. Ops are compared by identity: each name has exactly one object."""

    name: str
    arg_kinds: str
    kind: Kind
    meaning: str
    exact: Exact = field(repr=False)
    numeric: Numeric = field(repr=False)
    code: str
    domain: str = ""
    expansion: str = ""
    spelling: Mapping[str, str | None] = field(default_factory=dict, repr=False)
    traits: frozenset[Trait] = frozenset()
    number: int = -1

    @property
    def arity(self) -> int:
        """How many arguments it takes."""
        return len(self.arg_kinds)

    @property
    def is_comparison(self) -> bool:
        """Whether it compares two numbers."""
        return self.kind == "b" and self.arg_kinds == "rr"

    @property
    def is_connective(self) -> bool:
        """Whether it combines truth values to a truth value."""
        return self.kind == "b" and "b" in self.arg_kinds

    @property
    def is_library(self) -> bool:
        """Whether code for it is a call into the platform's mathematical library."""
        return self.code == "library"

    def has(self, trait: Trait) -> bool:
        """Whether it has a trait."""
        return trait in self.traits

    def spelt(self, language: str) -> str | None:
        """Its function name or operator sign in a language; None if the language has none."""
        return self.spelling.get(language, self.name)

    def is_in(self, language: str) -> bool:
        """Whether it takes arguments and the language has a function name or operator sign for it."""
        return self.code != "leaf" and self.spelt(language) is not None

    def __repr__(self) -> str:
        return f"<op {self.name}>"

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return op, (self.name,)


def traits_of(words: str) -> frozenset[Trait]:
    """Traits from their names, separated by commas.

    Raises:
        ValueError: there is no such trait.

    """
    found = frozenset(words.split(", ")) - {""}
    if unknown := found - set(get_args(Trait)):
        raise ValueError(f"There is no trait {', '.join(sorted(unknown))}.")
    return cast("frozenset[Trait]", found)


def leaf(name: str, kind: Kind, meaning: str) -> Op:
    """An op without arguments; its payload is on the node."""
    return Op(name, "", kind, meaning, exact=iv.no_arguments, numeric=fp.no_arguments, code="leaf")


def sign(
    name: str,
    symbol: str,
    arg_kinds: str,
    kind: Kind,
    exact: Exact,
    numeric: Numeric,
    code: str,
    traits: str = "",
    **rest: str | None,
) -> Op:
    """An op that languages write with an operator sign; `rest` has the domain and exceptional spellings."""
    domain = rest.pop("domain", "") or ""
    spelling = {language: rest.get(language, symbol) for language in LANGUAGES}
    written = f"{symbol}a" if len(arg_kinds) == 1 else f"a {symbol} b"
    has = traits_of(traits)
    return Op(name, arg_kinds, kind, written, exact, numeric, code, domain, "", spelling, has)


def function(
    name: str,
    arg_kinds: str,
    meaning: str,
    exact: Exact,
    numeric: Numeric,
    code: str,
    traits: str,
    **rest: str | None,
) -> Op:
    """An op that languages write as a call; `rest` has the domain, the expansion and exceptional spellings."""
    domain, expansion = rest.pop("domain", "") or "", rest.pop("expansion", "") or ""
    spelling = {"python": f"np.{name}", **rest}
    has = traits_of(traits)
    return Op(name, arg_kinds, "r", meaning, exact, numeric, code, domain, expansion, spelling, has)


def library(
    name: str,
    arg_kinds: str,
    meaning: str,
    exact: Exact,
    numeric: Numeric,
    traits: str = "",
    **rest: str | None,
) -> Op:
    """A function of the mathematical library; f32 is computed in f64 and rounded once."""
    return function(name, arg_kinds, meaning, exact, fp.in_double(numeric), "library", traits, **rest)


def ours(name: str) -> dict[str, str | None]:
    """Spellings of a function that exists only in our text notation and `nl` module."""
    return {"python": f"nl.{name}", "c": None, "glsl": None, "fpcore": None}


NO_SIGN: dict[str, str | None] = {"glsl": None, "fpcore": None}

ROWS: tuple[Op, ...] = (
    leaf("const", "r", "a binary64 number, rounded to the kernel's type when it is used"),
    leaf("var", "r", "an input of the kernel"),
    leaf("true", "b", "truth"),
    leaf("false", "b", "falsehood"),
    #    name   sign  kinds     exact        float             code        traits
    sign("add", "+",  "rr", "r", iv.add,      np.add,           "fadd",     "keeps integers"),
    sign("sub", "-",  "rr", "r", iv.subtract, np.subtract,      "fsub",     "keeps integers"),
    sign("mul", "*",  "rr", "r", iv.multiply, np.multiply,      "fmul",     "keeps integers, underflows"),
    sign("div", "/",  "rr", "r", iv.divide,   np.divide,        "fdiv",     "divides, underflows, sign of zero",
         domain="b != 0"),
    sign("neg", "-",  "r",  "r", iv.negate,   np.negative,      "fneg",     "exact, keeps integers, odd"),
    sign("lt",  "<",  "rr", "b", iv.less,     np.less,          "fcmp olt"),
    sign("le",  "<=", "rr", "b", iv.at_most,  np.less_equal,    "fcmp ole"),
    sign("gt",  ">",  "rr", "b", iv.greater,  np.greater,       "fcmp ogt"),
    sign("ge",  ">=", "rr", "b", iv.at_least, np.greater_equal, "fcmp oge"),
    sign("eq",  "==", "rr", "b", iv.equal,    np.equal,         "fcmp oeq"),
    sign("ne",  "!=", "rr", "b", iv.unequal,  np.not_equal,     "fcmp une"),
    sign("and", "&&", "bb", "b", iv.both,     np.logical_and,   "and",
         python="np.logical_and", fpcore="and"),
    sign("or",  "||", "bb", "b", iv.either,   np.logical_or,    "or",
         python="np.logical_or", fpcore="or"),
    sign("not", "!",  "b",  "b", iv.opposite, np.logical_not,   "not",
         python="np.logical_not", fpcore="not"),
    function("select", "brr", "b if a is true, else c", iv.select, np.where, "select", "exact, drops NaN",
             text="?:", python="np.where", c="?:", glsl="?:", fpcore="if"),
    #        name    kinds  meaning  exact  float  code  traits
    function("abs",   "r",  "a without its sign", iv.absolute, np.abs, "llvm.fabs",
             "exact, keeps integers, even", c="fabs", fpcore="fabs"),
    function("sqrt",  "r",  "the square root", iv.sqrt, np.sqrt, "llvm.sqrt", "increasing", domain="a >= 0"),
    function("rsqrt", "r",  "1 / sqrt(a), rounded after the root and after the quotient", iv.reciprocal_root,
             fp.reciprocal_root, "expand", "divides, underflows, sign of zero, lowered",
             domain="a > 0", expansion="1/sqrt(a)", **ours("rsqrt")),
    function("recip", "r",  "1 / a", iv.reciprocal, fp.reciprocal, "expand",
             "divides, underflows, sign of zero, odd, lowered", domain="a != 0", expansion="1/a", **ours("recip")),
    function("fma",  "rrr", "a*b + c, rounded once", iv.fused, fp.fused_multiply_add, "llvm.fma", "keeps integers",
             python="nl.fma", glsl="fma"),
    function("min",  "rr", "the smaller; a number wins over NaN; b if both are 0", iv.minimum,
             fp.minimum_number, "expand", "exact, keeps integers, smaller, drops NaN",
             expansion="a < b || b != b ? a : b", python="np.fmin", c="fmin", fpcore="fmin"),
    function("max",  "rr", "the larger; a number wins over NaN; b if both are 0", iv.maximum,
             fp.maximum_number, "expand", "exact, keeps integers, larger, drops NaN",
             expansion="a > b || b != b ? a : b", python="np.fmax", c="fmax", fpcore="fmax"),
    function("minimum", "rr", "the smaller; NaN wins; b if both are 0", iv.minimum_or_nan, fp.minimum, "expand",
             "exact, keeps integers, smaller", expansion="a < b || a != a ? a : b", c=None, **NO_SIGN),
    function("maximum", "rr", "the larger; NaN wins; b if both are 0", iv.maximum_or_nan, fp.maximum, "expand",
             "exact, keeps integers, larger", expansion="a > b || a != a ? a : b", c=None, **NO_SIGN),
    function("floor", "r",  "the largest integer not above a", iv.floor, np.floor, "llvm.floor", "exact, integer"),
    function("ceil",  "r",  "the smallest integer not below a", iv.ceil, np.ceil, "llvm.ceil", "exact, integer"),
    function("trunc", "r",  "a without its fraction", iv.trunc, np.trunc, "llvm.trunc", "exact, integer, odd"),
    function("round", "r",  "to the nearest integer, halves away from 0", iv.round_half_away,
             fp.round_half_away, "llvm.round", "exact, integer, odd", python="nl.round", glsl=None,
             expansion="copysign(trunc(a) + copysign(abs(a - trunc(a)) >= 0.5 ? 1 : 0, a), a)"),
    function("rint",  "r",  "the nearest integer, halves to even", iv.round_half_even, np.rint, "llvm.rint",
             "exact, integer, odd", glsl="roundEven", fpcore="nearbyint"),
    function("copysign", "rr", "the magnitude of a with the sign of b", iv.copysign, np.copysign, "llvm.copysign",
             "exact, sign of zero, drops NaN", glsl=None),
    library("fmod",  "rr", "a - b*trunc(a/b), exactly", iv.remainder, np.fmod, "exact", domain="b != 0",
            glsl=None),
    library("cbrt",  "r",  "the real cube root", tr.cbrt, np.cbrt, "increasing, odd", glsl=None),
    library("hypot", "rr", "sqrt(a*a + b*b) without intermediate overflow", powers.hypotenuse, np.hypot,
            "drops NaN", glsl=None),
    library("pow",   "rr", "a to the power b", powers.power, fp.power, "underflows, sign of zero, drops NaN",
            domain="a > 0 || b == 0 || a == 0 && b > 0 || a < 0 && b == floor(b)", python="np.power"),
    function("powi", "rr", "a to the integer constant b, by squaring", powers.integer_power, fp.integer_power,
             "powi", "underflows, sign of zero, lowered", domain="a != 0 || b >= 0",
             text="**", python="**", c=None, glsl=None, fpcore=None),
    library("exp",   "r",  "e to the a", tr.exp, np.exp, "increasing, underflows"),
    library("exp2",  "r",  "2 to the a", tr.exp2, np.exp2, "increasing, underflows"),
    library("expm1", "r",  "exp(a) - 1", tr.expm1, np.expm1, "increasing", glsl=None),
    library("log",   "r",  "the natural logarithm", tr.log, np.log, "increasing", domain="a > 0"),
    library("log2",  "r",  "the logarithm to base 2", tr.log2, np.log2, "increasing", domain="a > 0"),
    library("log10", "r",  "the logarithm to base 10", tr.log10, np.log10, "increasing", domain="a > 0", glsl=None),
    library("log1p", "r",  "log(1 + a)", tr.log1p, np.log1p, "increasing", domain="a > -1", glsl=None),
    library("sin",   "r",  "the sine of a radians", tr.sin, np.sin, "odd"),
    library("cos",   "r",  "the cosine of a radians", tr.cos, np.cos, "even"),
    library("tan",   "r",  "the tangent of a radians", tr.tan, np.tan, "odd", domain="cos(a) != 0"),
    library("asin",  "r",  "the angle in [-pi/2, pi/2] whose sine is a", tr.asin, np.arcsin, "increasing, odd",
            domain="abs(a) <= 1", python="np.arcsin"),
    library("acos",  "r",  "the angle in [0, pi] whose cosine is a", tr.acos, np.arccos,
            domain="abs(a) <= 1", python="np.arccos"),
    library("atan",  "r",  "the angle in (-pi/2, pi/2) whose tangent is a", tr.atan, np.arctan, "increasing, odd",
            python="np.arctan"),
    library("atan2", "rr", "the angle of the point (b, a), in [-pi, pi]", tr.atan2, np.arctan2,
            "underflows, sign of zero", python="np.arctan2", glsl="atan"),
    library("sinh",  "r",  "(exp(a) - exp(-a)) / 2", tr.sinh, np.sinh, "increasing, odd"),
    library("cosh",  "r",  "(exp(a) + exp(-a)) / 2", tr.cosh, np.cosh, "even"),
    library("tanh",  "r",  "sinh(a) / cosh(a)", tr.tanh, np.tanh, "increasing, odd"),
)  # fmt: skip

OPS: tuple[Op, ...] = tuple(replace(row, number=number) for number, row in enumerate(ROWS))
BY_NAME: dict[str, Op] = {entry.name: entry for entry in OPS}


def op(name: str) -> Op:
    """The op of that name. Raises KeyError if there is none."""
    return BY_NAME[name]


def ops_with(trait: Trait) -> tuple[Op, ...]:
    """The ops that have a trait."""
    return tuple(entry for entry in OPS if entry.has(trait))


# How the same comparison is written with its sides swapped, and how the opposite one is written for numbers.
MIRRORED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq", "ne": "ne"}
NEGATED = {"lt": "ge", "le": "gt", "gt": "le", "ge": "lt", "eq": "ne", "ne": "eq"}
