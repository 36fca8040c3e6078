"""Real intervals that hold the exact value of a node, the computed one, and all values between.

Each operation's result is widened by its own rounding error. So the interval of a node encloses its value for
every choice of rounding errors up to the bounds, and slopes evaluated over it are valid for each. Ends are
binary64 numbers, moved outward after each operation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from neurlang.kernels.accuracy.error_bounds.computed_form import ComputedForm
from neurlang.kernels.accuracy.intervals.boxes import Boxes
from neurlang.kernels.accuracy.intervals.ends import Doubles, Ends, Flags, greatest_size, least_size, outcomes
from neurlang.kernels.accuracy.intervals.float_arithmetic import product_ends, square_ends
from neurlang.kernels.accuracy.intervals.float_functions import stated_error
from neurlang.kernels.accuracy.intervals.formats import FORMATS, Format
from neurlang.kernels.accuracy.intervals.real_functions import FUNCTIONS
from neurlang.kernels.expr import Expr, Op, number_of, ops_with, postorder

BINARY64 = FORMATS["f64"]


@dataclass(slots=True)
class Enclosure:
    """A node's values in each box, and the rounding error of its own operation.

    The error of the operation is at most `relative` times the size of its result, plus `absolute`, plus `subnormal`
    times the least number of the type. `is_exact`: there is no error at all, here or below.
    """

    low: Doubles
    high: Doubles
    relative: float
    absolute: Doubles
    subnormal: Doubles
    is_exact: bool

    @property
    def greatest(self) -> Doubles:
        """The greatest size."""
        return greatest_size(self.low, self.high)

    @property
    def least(self) -> Doubles:
        """The least size; 0 if zero is inside."""
        return least_size(self.low, self.high)

    @property
    def is_unknown(self) -> Flags:
        """Where overflow or an undefined operation is possible: the computed value may be anything, NaN included."""
        return ~(np.isfinite(self.low) & np.isfinite(self.high))

    def local(self, kind: Format) -> Doubles:
        """The greatest error of the node's own operation; infinite if nothing is known."""
        tiny = np.ceil(self.subnormal) * kind.smallest  # half of the least number is not representable
        return np.where(self.is_unknown, np.inf, self.relative * self.greatest + self.absolute + tiny)


@dataclass(slots=True)
class Truth:
    """A truth value: what it can be, and whether rounding may decide it."""

    may_true: Flags
    may_false: Flags
    may_flip: Flags
    is_exact: bool


Enclosures = dict["Expr", "Enclosure | Truth"]
Rule = Callable[[list[Enclosure], bool], Ends]  # the bool: whether both arguments are the same expression


def outward(low: Doubles, high: Doubles) -> Ends:
    """Ends moved by one binary64 number; the whole line if an end is NaN."""
    low, high = np.nextafter(low, -np.inf), np.nextafter(high, np.inf)
    return np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)


def enclosures(form: ComputedForm, boxes: Boxes) -> Enclosures:
    """The possible values of every node of a form in every box."""
    kind = FORMATS[form.kernel.dtype]
    found: Enclosures = {}
    with np.errstate(all="ignore"):
        for node in postorder(form.kernel.outputs):
            found[node] = _leaf(node, form, boxes, kind) if not node.args else _operation(node, found, kind)
    return found


def _leaf(node: Expr, form: ComputedForm, boxes: Boxes, kind: Format) -> Enclosure | Truth:
    count = boxes.count
    if node.op.name in ("true", "false"):
        is_true = np.full(count, node.op.name == "true")
        return Truth(is_true, ~is_true, np.zeros_like(is_true), True)
    name = str(node.value)
    if node.op.name == "const":
        return _constant((number_of(node), number_of(node)), number_of(node), count, kind)
    low, high = boxes.interval(name)
    if name in form.folded:
        value, least, most = form.folded[name]
        return _constant((least, most), value, count, kind)
    return Enclosure(low, high, 0.0, np.zeros(count), np.zeros(count), True)


def _constant(exact: tuple[float, float], value: float, count: int, kind: Format) -> Enclosure:
    """A constant whose exact value is between two ends, and the number that stands for it."""
    rounded = kind.rounded(np.array([value]))
    if not np.isfinite(rounded[0]):
        unknown = np.full(count, np.inf)
        return Enclosure(-unknown, unknown, 0.0, np.zeros(count), np.zeros(count), False)
    low, high = np.minimum(exact[0], rounded), np.maximum(exact[1], rounded)
    error = float(np.nextafter(high - low, np.inf)[0]) if low[0] != high[0] else 0.0
    ends = (np.full(count, float(low[0])), np.full(count, float(high[0])))
    size = float(least_size(low, high)[0])
    if size > 0 and np.isfinite(error / size):
        relative = float(np.nextafter(error / size, np.inf)) if error else 0.0
        return Enclosure(*ends, relative, np.zeros(count), np.zeros(count), not error)
    return Enclosure(*ends, 0.0, np.full(count, error), np.zeros(count), not error)


def _operation(node: Expr, found: Enclosures, kind: Format) -> Enclosure | Truth:
    args = [found[arg] for arg in node.args]
    if node.op.is_comparison:
        return _compare(node, args[0], args[1])  # type: ignore[arg-type]
    if node.kind == "b":
        return _connect(node.op.name, args)  # type: ignore[arg-type]
    low, high = _ends(node, args)
    size = least_size(low, high)
    relative, spacing = _rounding(node, args, kind)
    # A normal result has a relative error only. A fused product loses nothing itself, but the sum with it may.
    subnormal = np.where(size > kind.normal * 1.001, 0.0, spacing)
    is_exact = relative == 0 and not spacing and all(arg.is_exact for arg in args)
    low, high = _undefined(node, args, low, high)
    if relative or spacing:
        are_exact = all(arg.is_exact for arg in args)
        low, high = _widened(low, high, relative, subnormal, kind, are_exact=are_exact)
    # Beyond the greatest number, nothing is known of the computed value.
    low, high = np.where(low < -kind.greatest, -np.inf, low), np.where(high > kind.greatest, np.inf, high)
    return Enclosure(low, high, relative, _jump(node, args), subnormal, is_exact)


def _widened(
    low: Doubles, high: Doubles, relative: float, subnormal: Doubles, kind: Format, *, are_exact: bool
) -> Ends:
    """The ends moved by the rounding error; rounding never changes a sign."""
    if are_exact and relative == kind.roundoff:  # the result is rounded once, which is monotone
        return np.minimum(low, kind.rounded(low)), np.maximum(high, kind.rounded(high))
    greatest = greatest_size(low, high)
    error = np.where(greatest == 0, 0.0, relative * greatest + np.ceil(subnormal) * kind.smallest)
    lower, upper = outward(low - error, high + error)
    return np.where(low >= 0, np.maximum(lower, 0.0), lower), np.where(
        high <= 0, np.minimum(upper, 0.0), upper
    )


def _jump(node: Expr, args: list[Enclosure | Truth]) -> Doubles:
    """How far off a result may be if rounding decides between two values that are apart."""
    a, b, c = args[0], args[min(1, len(args) - 1)], args[-1]
    if node.op.name == "select" and isinstance(a, Truth):
        assert isinstance(b, Enclosure)
        assert isinstance(c, Enclosure)
        apart = np.maximum(np.abs(b.high - c.low), np.abs(c.high - b.low))
        return np.where(a.may_flip, np.where(np.isnan(apart), np.inf, apart), 0.0)
    if node.op.has("integer") and not a.is_exact:
        assert isinstance(a, Enclosure)
        step: Callable[[Doubles], Doubles] = node.op.numeric  # type: ignore[assignment]
        apart = step(a.high) - step(a.low)
        return np.where(np.isnan(apart), np.inf, apart)
    return np.zeros_like(_numbers(b).low)


def _numbers(value: Enclosure | Truth) -> Enclosure:
    assert isinstance(value, Enclosure)
    return value


def _undefined(node: Expr, args: list[Enclosure | Truth], low: Doubles, high: Doubles) -> Ends:
    """The ends; the whole line if the operation may be undefined."""
    if node.op.name == "select":
        return low, high
    numbers = [_numbers(arg) for arg in args]
    # An infinity may stand for NaN as well, so nothing finite follows from it.
    bad = np.logical_or.reduce([arg.is_unknown for arg in numbers])
    if node.op.name in PARTIAL:
        bad = bad | PARTIAL[node.op.name](numbers[0], numbers[-1])
    return np.where(bad, -np.inf, low), np.where(bad, np.inf, high)


def _bad_power(a: Enclosure, b: Enclosure) -> Flags:
    integer = (b.low == b.high) & (np.floor(b.low) == b.low)
    return np.asarray(((a.low < 0) & ~integer) | ((a.least == 0) & (b.low <= 0)))


PARTIAL: dict[str, Callable[[Enclosure, Enclosure], Flags]] = {
    "sqrt": lambda a, b: a.low < 0,
    "log": lambda a, b: a.low <= 0,
    "log2": lambda a, b: a.low <= 0,
    "log10": lambda a, b: a.low <= 0,
    "log1p": lambda a, b: a.low <= -1,
    "asin": lambda a, b: (a.low < -1) | (a.high > 1),
    "acos": lambda a, b: (a.low < -1) | (a.high > 1),
    "fmod": lambda a, b: b.least == 0,
    "pow": _bad_power,
}


def _rounding(node: Expr, args: list[Enclosure | Truth], kind: Format) -> tuple[float, float]:
    """The greatest relative error of an operation, and its error in least numbers below the normal ones."""
    name = node.op.name
    if node.op.is_library:
        error = stated_error(name, kind.dtype)
        return error * kind.epsilon * (1 + 2.0**-20), error + 1 if error else 0.0
    if node.op.has("exact"):
        return 0.0, 0.0
    if name == "sqrt":
        return kind.roundoff, 0.0
    if name in ("mul", "div") and any(
        is_power_of_two(arg) for arg in node.args[-1 if name == "div" else 0 :]
    ):
        return 0.0, 0.5
    if name in ("add", "sub"):
        if node.args[0] is node.args[1]:
            return 0.0, 0.0
        is_fused = any(arg.op.name == "mul" for arg in node.args)
        return kind.roundoff, 0.5 if is_fused else 0.0
    return kind.roundoff, 0.5


def is_power_of_two(node: Expr) -> bool:
    """Whether a node is a constant power of two: multiplying by it rounds only below the normal numbers."""
    if node.op.name != "const":
        return False
    value = number_of(node)
    return bool(np.isfinite(value)) and abs(np.frexp(value)[0]) == 0.5 and abs(np.frexp(value)[1]) < 100


def _ends(node: Expr, args: list[Enclosure | Truth]) -> Ends:
    """The ends of the operation on its arguments' intervals, over the reals."""
    if node.op.name == "select":
        return _select(*args)  # type: ignore[arg-type]
    numbers = [_numbers(arg) for arg in args]
    if node.op.is_library:
        ends = [end for number in numbers for end in (number.low, number.high)]
        return FUNCTIONS[node.op.name](*ends)
    return ENDS[node.op.name](numbers, len(args) > 1 and node.args[0] is node.args[1])


def _difference(args: list[Enclosure], is_same: bool) -> Ends:
    a, b = args
    return (np.zeros_like(a.low), np.zeros_like(a.low)) if is_same else sums(a, _negated(b))


def _product(args: list[Enclosure], is_same: bool) -> Ends:
    return square(args[0]) if is_same else products(*args)


def _quotient(args: list[Enclosure], is_same: bool) -> Ends:
    a, b = args
    return (np.ones_like(a.low), np.ones_like(a.low)) if is_same else quotients(a, b)


def _fused(args: list[Enclosure], is_same: bool) -> Ends:
    low, high = _product(args[:2], is_same)
    return rounded_sum(low, args[2].low, -np.inf), rounded_sum(high, args[2].high, np.inf)


def _copysign(args: list[Enclosure], is_same: bool) -> Ends:
    a, b = args
    positive, negative = b.low > 0, b.high < 0
    return np.where(positive, a.least, -a.greatest), np.where(negative, -a.least, a.greatest)


def _smaller(args: list[Enclosure], is_same: bool) -> Ends:
    return np.minimum(args[0].low, args[1].low), np.minimum(args[0].high, args[1].high)


def _larger(args: list[Enclosure], is_same: bool) -> Ends:
    return np.maximum(args[0].low, args[1].low), np.maximum(args[0].high, args[1].high)


def _to_integer(entry: Op) -> Rule:
    step: Callable[[Doubles], Doubles] = entry.numeric  # type: ignore[assignment]
    return lambda args, is_same: (step(args[0].low), step(args[0].high))


# The ends of each op of numbers that code is generated for; library functions are in `FUNCTIONS`.
ENDS: dict[str, Rule] = {
    "add": lambda args, is_same: sums(*args),
    "sub": _difference,
    "mul": _product,
    "div": _quotient,
    "fma": _fused,
    "neg": lambda args, is_same: (-args[0].high, -args[0].low),
    "abs": lambda args, is_same: (args[0].least, args[0].greatest),
    "sqrt": lambda args, is_same: roots(args[0].low, args[0].high),
    "copysign": _copysign,
    **{entry.name: _smaller for entry in ops_with("smaller")},
    **{entry.name: _larger for entry in ops_with("larger")},
    **{entry.name: _to_integer(entry) for entry in ops_with("integer")},
}


def _negated(a: Enclosure) -> Enclosure:
    return Enclosure(-a.high, -a.low, a.relative, a.absolute, a.subnormal, a.is_exact)


def sums(a: Enclosure, b: Enclosure) -> Ends:
    """Sums."""
    return rounded_sum(a.low, b.low, -np.inf), rounded_sum(a.high, b.high, np.inf)


def rounded_sum(a: Doubles, b: Doubles, towards: float) -> Doubles:
    """A sum of ends rounded down or up: unchanged if exact or already rounded in that direction (Knuth 1969)."""
    total = a + b
    part = total - a
    rest = (a - (total - part)) + (b - part)
    fits = (rest == 0) | ((rest < 0) == (towards > 0)) & np.isfinite(rest)
    found = np.where(fits, total, np.nextafter(total, towards))
    return np.where(np.isnan(found), towards, found)


def products(a: Enclosure, b: Enclosure) -> Ends:
    """Products."""
    low, high = product_ends(a, b, BINARY64)
    return np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)


def square(a: Enclosure) -> Ends:
    """A number times itself."""
    return square_ends(a.least, a.greatest, BINARY64)


def quotients(a: Enclosure, b: Enclosure) -> Ends:
    """Quotients; the whole line if the divisor may be zero."""
    found = [x / y for x in (a.low, a.high) for y in (b.low, b.high)]
    low, high = outward(np.minimum.reduce(found), np.maximum.reduce(found))
    positive = ((a.low >= 0) & (b.low > 0)) | ((a.high <= 0) & (b.high < 0))
    negative = ((a.low >= 0) & (b.high < 0)) | ((a.high <= 0) & (b.low > 0))
    low = np.where(positive, np.maximum(low, 0.0), low)
    high = np.where(negative, np.minimum(high, 0.0), high)
    pole = b.least == 0
    return np.where(pole, -np.inf, low), np.where(pole, np.inf, high)


def roots(low: Doubles, high: Doubles) -> Ends:
    """Square roots of the part that is not negative."""
    lower, upper = outward(np.sqrt(np.maximum(low, 0.0)), np.sqrt(np.maximum(high, 0.0)))
    return np.maximum(lower, 0.0), upper


def _select(condition: Truth, a: Enclosure, b: Enclosure) -> Ends:
    sure, never = ~condition.may_false, ~condition.may_true
    low = np.where(sure, a.low, np.where(never, b.low, np.minimum(a.low, b.low)))
    return low, np.where(sure, a.high, np.where(never, b.high, np.maximum(a.high, b.high)))


def _compare(node: Expr, a: Enclosure, b: Enclosure) -> Truth:
    is_exact = a.is_exact and b.is_exact
    unknown = a.is_unknown | b.is_unknown
    may_true, may_false = outcomes(node.op.name, a, b, is_same=node.args[0] is node.args[1])
    may_true, may_false = may_true | unknown, may_false | unknown
    may_flip = (may_true & may_false & (not is_exact)) | unknown
    return Truth(may_true, may_false, may_flip, is_exact)


def _connect(name: str, args: list[Truth]) -> Truth:
    a = args[0]
    if name == "not":
        return Truth(a.may_false, a.may_true, a.may_flip, a.is_exact)
    b = args[1]
    is_exact = a.is_exact and b.is_exact
    if name == "and":
        may_true, may_false = a.may_true & b.may_true, a.may_false | b.may_false
    else:
        may_true, may_false = a.may_true | b.may_true, a.may_false & b.may_false
    return Truth(may_true, may_false, (a.may_flip | b.may_flip) & may_true & may_false, is_exact)
