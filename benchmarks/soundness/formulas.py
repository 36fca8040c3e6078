"""What is optimised: cores from FPCore files, random formulas of textbook shapes, and variants of their ranges."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from typing import TYPE_CHECKING

from neurlang.benchmarks import read_corpus
from neurlang.errors import FormulaError
from neurlang.kernels.expr import Input, make, parse, with_ranges, within_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from neurlang.kernels.expr import DType, Expr, Kernel

VARIANTS = ("stated", "widened", "halved", "opened", "shifted", "drawn 1", "drawn 2")

# Shapes that rules apply to: a, b, c, d are parts, k is a constant.
SHAPES = """
a/d + b/d | a/d - b/d | a/d + b/d + c/d | a*b + a*c | a*b - a*c | (a*d)/(b*d) | a*d/d | a/(b/c) | (a/b)/c
a*(b/c) | (a/b)*(c/d) | a/b + c/d | a/b - c/d | a + b/c | a - b/c | 1/a + 1/b | (1/a)*(1/b) | 1/(1/a) | a/a + b
a*(1/b) | a/k + b/k | a*k/3.0 | a*k + b*k | a/9.0*27.0 | (a + b) + c | a - (b - c) | a + k + 1.5 | (a*b)*(a*b)
a*a - b*b | a*a + 2*a*b + b*b | (a + b)*(a + b) | (a - b)*(a + b) | a**3 * b**3 | a**2 + b**2 | a**-2 * b | a**5
a*b + b | k*a*a + 1.5*a + 2 | (k*a + 2)*a + 0.5 | ((0.2*a - k)*a + 1)*a | a*a*a*k + a*a | a - a*b | fma(a, b, c)
fma(a, b, a*c) | fma(a, a, b*b) | fma(k, a, b) - c | exp(a)*exp(b) | exp(a)/exp(b) | 1/exp(a) | a/exp(b)
exp(a)*exp(a) | log(exp(a)) | exp(log(a)) | exp(a)*exp(b)/exp(c) | exp2(a)*exp2(b) | exp2(a)/exp2(b) | 1/exp2(a)
log2(a) - log2(b) | log2(exp2(a)) | log(a) + log(b) | log(a) - log(b) | log(1/a) | log(sqrt(a)) | log(a*a)
exp(a) - 1 | log(1 + a) | log1p(expm1(a)) | pow(a, 0.5) | pow(a, 2) | pow(a, -0.5) | pow(a, 1.5)
pow(a, k)*pow(a, 2.5) | pow(a, b) | pow(exp(a), b) | log(pow(a, k)) | pow(a, k)/pow(b, k) | pow(pow(a, 2), 0.5)
sqrt(a)*sqrt(b) | sqrt(a)/sqrt(b) | sqrt(a*a) | sqrt(a)*sqrt(a) | a/sqrt(a) | sqrt(a)/a | sqrt(a*a*b)
a*sqrt(b) | sqrt(a*a + b*b) | hypot(a, b) | 1/sqrt(a) | a*rsqrt(b) | cbrt(a)*cbrt(b) | sqrt(exp(a))
cbrt(a*a*a) | a/sqrt(b*b + c*c) | sqrt(a + 1) - sqrt(a) | 1/(a*a + k) | a/(1 + abs(a)) | min(sqrt(a), sqrt(b))
max(exp(a), exp(b)) | min(a*c, b*c) | max(a + c, b + c) | min(a, b) + max(a, b) | max(a, -a) | max(a, min(a, b))
min(max(a, 0), 1) | max(log(a), log(b)) | -min(a, b) | min(a - c, b - c) | a < b ? a : b | a < 0 ? -a : a
a < b ? a + c : b + c | a < b ? a*c : b*c | sqrt(a) < b ? a : c | a - b < 0 ? c : d | exp(a) < exp(b) ? c : d
sin(a)*sin(a) + cos(a)*cos(a) | sin(a)/cos(a) | 2*sin(a)*cos(a) | 1 - sin(a)*sin(a)
cos(a)*cos(a) - sin(a)*sin(a) | sin(a)*cos(b) + cos(a)*sin(b) | tan(atan(a)) | sin(atan(a)) | cos(atan(a))
sin(-a) | cosh(a)*cosh(a) - sinh(a)*sinh(a) | cosh(a) + sinh(a) | sinh(a)/cosh(a) | tanh(a) | 1/(1 + exp(-a))
a/(1 + exp(-a)) | log(1 + exp(a)) | exp(-(a*a)) | abs(a)*abs(b) | abs(a/b) | copysign(abs(a), b) | abs(a - b)
copysign(a, 2) | floor(a) + a | fmod(a, k) | atan2(a, b) | a*b/c | a/(b*c) | -(a - b) | (a - b)*k | -a*b
"""
TEXTS = tuple(shape.strip() for line in SHAPES.strip().splitlines() for shape in line.split("|"))
TRUTHS = (
    "a < b",
    "sqrt(a) < b",
    "sqrt(a*a + b*b) < c",
    "exp(a) < exp(b)",
    "a - b < 0",
    "a/b < c/b",
    "sqrt(a) <= sqrt(b)",
)
CONSTANTS = (0.1, 0.5, 0.7, 1.3, 2.0, 3.0, 3.7, 10.0, 255.0, 1e-3, 1e3, 1e10, 1e-10)
NAMES = "xyzw"
COMPARING = 0.04  # of the formulas have a truth value as output


def corpus(path: Path) -> Iterator[Kernel]:
    """The kernels of the cores in FPCore files, without reductions."""
    for entry in read_corpus([path]):
        if entry.kernel is not None:
            yield replace(entry.kernel, reduction=None)


def in_type(kernel: Kernel, dtype: DType) -> Kernel:
    """The kernel in another type, its ranges rounded to numbers of the type; as it is if one has none there."""
    try:
        return within_type(replace(kernel, dtype=dtype))
    except FormulaError:
        return kernel


def random_kernel(seed: int, number: int) -> Kernel:
    """The kernel of that number: up to three nested shapes over up to four inputs, with ranges of all kinds."""
    draw = random.Random(f"soundness {seed} {number}")
    while True:
        shapes = TRUTHS if draw.random() < COMPARING else TEXTS
        text = _formula(draw, draw.choice((1, 1, 2, 2, 3)), shapes)
        kernel = parse(text, dtype="f32" if number % 2 else "f64", name=f"random {seed} {number}")
        if kernel.names and any(node.args for node in kernel.outputs):
            break
    limits = {name: found for name in kernel.names if (found := _range(draw, kernel.dtype)) is not None}
    return with_ranges(kernel, limits)


def _formula(draw: random.Random, depth: int, shapes: Sequence[str] = TEXTS) -> str:
    text = draw.choice(shapes)
    if draw.random() < 0.25 and "?" not in text and shapes is TEXTS:
        text = f"({text}) {draw.choice('+-*/')} ({draw.choice(TEXTS)})"
    parts = {letter: _part(draw, depth) for letter in "abcd"} | {"k": repr(draw.choice(CONSTANTS))}
    for letter, part in parts.items():
        text = _replaced(text, letter, f"({part})" if len(part) > 1 else part)
    return text


def _part(draw: random.Random, depth: int) -> str:
    chance = draw.random()
    if depth > 1 and chance < 0.35:
        return _formula(draw, depth - 1)
    if chance < 0.42:
        return repr(draw.choice(CONSTANTS))
    return draw.choice(NAMES[: draw.choice((2, 3, 4))])


def _replaced(text: str, letter: str, part: str) -> str:
    """The text with each isolated letter replaced; parts that were inserted before contain other letters."""
    made = []
    for place, sign in enumerate(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        alone = sign == letter and not (before.isalnum() or after.isalnum())
        made.append(part if alone else sign)
    return "".join(made)


def _range(draw: random.Random, dtype: str) -> tuple[float, float] | None:
    """A range of one of these kinds: ordinary, none, one-sided, tiny, huge, across 0, subnormal."""
    huge, small, least = (1e300, 1e-300, 1e-308) if dtype == "f64" else (1e37, 1e-37, 1e-38)
    kinds: tuple[tuple[float, float] | None, ...] = (
        (0.0, 1.0), (1.0, 2.0), (0.5, 4.0), (0.0, 100.0), (1e-3, 1e3), (0.1, 1.0),
        (-1.0, 1.0), (-10.0, 10.0), (-100.0, 100.0), (-2.0, 3.0), (-5.0, -1.0),
        None, None, (0.0, math.inf), (1.0, math.inf), (-math.inf, 0.0), (small, math.inf),
        (1.0, 1.0 + 1e-6), (0.999, 1.001), (small, huge), (1.0, huge), (-huge, huge), (0.0, least),
        (-least, least), (small, 1.0),
        (700.0, 709.0) if dtype == "f64" else (80.0, 88.0),
    )  # fmt: skip
    return draw.choice(kinds)


def variants(kernel: Kernel, names: tuple[str, ...]) -> Iterator[tuple[str, Kernel]]:
    """The kernel with the named variants of its ranges; repeated ones are left out."""
    seen = set()
    for name in names:
        found = kernel if name == "stated" else _varied(kernel, name)
        ranges = tuple((item.low, item.high) for item in found.inputs)
        if ranges not in seen:
            seen.add(ranges)
            yield name, found


def _varied(kernel: Kernel, name: str) -> Kernel:
    if name.startswith("drawn"):
        return _drawn(kernel, random.Random(f"{kernel.name} {kernel.dtype} {name}"))
    of = {
        "widened": _widened,
        "halved": _halved,
        "opened": lambda low, high: (-math.inf, math.inf),
        "shifted": _shifted,
    }[name]
    inputs = tuple(Input(item.name, *of(item.low, item.high)) for item in kernel.inputs)
    return replace(
        kernel, inputs=inputs, where=None if kernel.where is None else _without_bounds(kernel.where)
    )


def _drawn(kernel: Kernel, draw: random.Random) -> Kernel:
    """The kernel with ranges of any kind, whatever its own are."""
    everything = (-math.inf, math.inf)
    inputs = tuple(Input(item.name, *(_range(draw, kernel.dtype) or everything)) for item in kernel.inputs)
    return replace(
        kernel, inputs=inputs, where=None if kernel.where is None else _without_bounds(kernel.where)
    )


def _widened(low: float, high: float) -> tuple[float, float]:
    return (low / 16 if low >= 0 else low * 16), (high / 16 if high <= 0 else high * 16)


def _halved(low: float, high: float) -> tuple[float, float]:
    if low == -math.inf:
        return (-math.inf if high < math.inf else 0.0), (
            min(2 * high, high / 2) if high < math.inf else math.inf
        )
    if high == math.inf:
        return max(2 * low, low / 2), math.inf
    return low / 2 + high / 2, high


def _shifted(low: float, high: float) -> tuple[float, float]:
    if not math.isfinite(high - low):
        return (
            (-1.0, 1.0)
            if low == -math.inf and high == math.inf
            else (-max(abs(x) for x in (low, high) if math.isfinite(x)) - 1, math.inf)
        )
    half = max((high - low) / 2, 5e-324)
    return -half, half


def _without_bounds(condition: Expr) -> Expr | None:
    """The condition without the parts that only bound one input by a number; None if nothing is left."""
    if condition.op.name == "and":
        kept = [part for part in map(_without_bounds, condition.args) if part is not None]
        return make("and", *kept) if len(kept) == 2 else kept[0] if kept else None
    is_bound = condition.op.name in ("lt", "le", "gt", "ge") and any(
        one.op.name == "var" and not _has_inputs(other)
        for one, other in (condition.args, condition.args[::-1])
    )
    return None if is_bound else condition


def _has_inputs(node: Expr) -> bool:
    return node.op.name == "var" or any(map(_has_inputs, node.args))
