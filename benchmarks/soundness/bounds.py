"""The fast oracle: exact values of an expression at many points, each with a bound on its error.

Every node is computed in a type W that is wider than the kernel's (binary64 for f32, x87's 80 bits for f64), as a
value v and a bound e with |exact - v| ≤ e. The bounds are those of running error analysis (N. Higham, *Accuracy and
Stability of Numerical Algorithms*, ch. 3): an operation adds the effect of its arguments' errors, through its
derivative at the worst of them, and its own rounding.

Why nothing is missed. A result is accepted only if it equals the result of the form as written, or if
|result - v| + e is within the tolerance; since |result - exact| ≤ |result - v| + e, its error then is, too. All
others go to the slow oracle. This rests on:

1. *Rounding in W.* + − × ÷ and the root are off by at most eps/2 of the value, or half the least subnormal number
   (but never + and −, which do not underflow); eps and the whole least number are counted, which also covers
   the rounding of v's own part of the bound. Bounds are themselves rounded sums of products of positive numbers, off
   by a few eps of their size; for this, each is increased by 2 %.
2. *Library functions* are counted as off by 8 eps of W. Their authors state less: glibc ≤ 4 ULP for long doubles
   (manual, "Errors in Math Functions"), NumPy's vector code ≤ 4 ULP for binary64. The last bits of W are 2^-11 ULP
   (f64) and 2^-29 ULP (f32) of the type, so this costs nothing.
3. *Derivatives at the worst argument.* If a bound is so wide that the argument may leave the function's domain, or
   that its sign or branch is uncertain, e is infinite (or the height of the jump).
4. *Not finite means unknown.* An infinity or NaN in W may come from W's own limits, so its e is infinite or
   NaN, and no comparison with NaN holds. Only bounded functions make e finite again, and rightly so.
5. *Comparisons* are certain if the arguments are further apart than both bounds, or have no error. An uncertain
   choice has the distance between its alternatives as its bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from neurlang.kernels.expr import Expr
    from soundness.formats import Array, Format

LIBRARY = 8  # eps that a library function may be off by
SLACK = 1.02  # for the rounding of the bounds themselves


Numbers = Any  # an array or a number of the wide type
Truths = Any  # an array of truth values, or one
Bound = Any  # numbers, or None for no error


class Value(NamedTuple):
    """A number with the bound of its error, None if it has none."""

    v: Numbers
    e: Bound


class Truth(NamedTuple):
    """A truth value, and where it is certain; None if it is everywhere."""

    v: Truths
    sure: Truths | None


Result = Any  # Value or Truth


def evaluate(
    order: Sequence[Expr], inputs: Mapping[str, Array], of: Format, *, coarse: bool = False
) -> dict[Expr, Result]:
    """The value of each node, in an order with arguments before users; inputs are numbers of the kernel's type.

    `coarse` bounds the effect of rounding inputs and operations to the kernel's own type, as if nothing underflowed.
    """
    wide = of.wide
    rules = _Rules(wide, of.eps if coarse else np.finfo(wide).eps)
    done: dict[Expr, Result] = {}
    with np.errstate(all="ignore"):
        for node in order:
            name = node.op.name
            if name == "var":
                values = inputs[str(node.value)].astype(wide)
                done[node] = Value(values, np.abs(values) * of.eps if coarse else None)
            elif name == "const":
                done[node] = Value(wide(node.value), None)
            elif name in ("true", "false"):
                done[node] = Truth(np.bool_(name == "true"), None)
            else:
                done[node] = getattr(rules, f"_op_{name}")(*(done[arg] for arg in node.args))
    return done


def surely(result: Truth) -> Array:
    """Where a condition certainly holds."""
    return np.asarray(result.v if result.sure is None else result.v & result.sure)


def _total(*parts: Bound) -> Bound:
    """The sum of bounds; None means no error."""
    kept = [part for part in parts if part is not None]
    if not kept:
        return None
    total = kept[0]
    for part in kept[1:]:
        total = total + part
    return total


def _times(factor: Numbers, e: Bound) -> Bound:
    return None if e is None else factor * e


def _greater(a: Bound, b: Bound) -> Bound:
    if a is None or b is None:
        return b if a is None else a
    return np.maximum(a, b)


def _open(condition: Truths, e: Numbers) -> Numbers:
    """The bound, infinite where the condition holds."""
    return np.where(condition, np.inf, e)


class _Rules:
    """The effect of each op on values and bounds; op names as in expressions."""

    def __init__(self, wide: type[Any], eps: float) -> None:
        self.wide, self.eps, self.tiny = wide, wide(eps), np.finfo(wide).smallest_subnormal
        self.slack = wide(SLACK)

    def _rounded(self, v: Numbers, e: Bound, units: int = 1) -> Value:
        """The value with its own rounding added to the effect of its arguments' errors."""
        own = np.abs(v) * (units * self.eps) + self.tiny
        return Value(v, own if e is None else (own + e) * self.slack)

    def _library(self, v: Numbers, e: Bound) -> Value:
        return self._rounded(v, e, LIBRARY)

    # -- arithmetic

    def _sum(self, v: Numbers, e: Bound) -> Value:
        """A sum with its rounding error: none if it is 0, as sums do not underflow."""
        own = np.abs(v) * self.eps
        return Value(v, own if e is None else (own + e) * self.slack)

    def _op_add(self, a: Value, b: Value) -> Value:
        return self._sum(a.v + b.v, _total(a.e, b.e))

    def _op_sub(self, a: Value, b: Value) -> Value:
        return self._sum(a.v - b.v, _total(a.e, b.e))

    def _op_mul(self, a: Value, b: Value) -> Value:
        both = None if a.e is None or b.e is None else a.e * b.e
        return self._rounded(a.v * b.v, _total(_times(np.abs(a.v), b.e), _times(np.abs(b.v), a.e), both))

    def _op_div(self, a: Value, b: Value) -> Value:
        v = a.v / b.v
        spread = _total(a.e, _times(np.abs(v), b.e))
        if spread is None:
            return self._rounded(v, None)
        least = np.abs(b.v) if b.e is None else np.abs(b.v) - b.e
        return self._rounded(v, _open(~(least > 0), spread / least))

    def _op_neg(self, a: Value) -> Value:
        return Value(-a.v, a.e)

    def _op_abs(self, a: Value) -> Value:
        return Value(np.abs(a.v), a.e)

    def _op_fma(self, a: Value, b: Value, c: Value) -> Value:
        return self._op_add(self._op_mul(a, b), c)

    def _op_recip(self, a: Value) -> Value:
        return self._op_div(Value(self.wide(1), None), a)

    def _op_sqrt(self, a: Value) -> Value:
        v = np.sqrt(a.v)
        return self._rounded(v, None if a.e is None else _open(~(a.v > a.e), a.e / v))

    def _op_rsqrt(self, a: Value) -> Value:
        return self._op_recip(self._op_sqrt(a))

    def _op_cbrt(self, a: Value) -> Value:
        v = np.cbrt(a.v)
        if a.e is None:
            return self._library(v, None)
        # For errors up to half of the argument the derivative is at most 0.53 / v²; beyond, both roots are small.
        return self._library(v, np.where(a.e <= np.abs(a.v) / 2, 0.6 * a.e / (v * v), 2 * np.cbrt(4 * a.e)))

    def _op_hypot(self, a: Value, b: Value) -> Value:
        return self._library(np.hypot(a.v, b.v), _total(a.e, b.e))

    def _op_powi(self, a: Value, n: Value) -> Value:
        return self._op_pow(a, n)

    def _op_pow(self, a: Value, b: Value) -> Value:
        v = np.power(a.v, b.v)
        size = np.abs(a.v)
        grown = None
        if a.e is not None:
            grown = _open(
                ~(size > 2 * a.e), 2 * np.abs(b.v) * a.e / size
            )  # of b·log a; log1p(d) ≤ 2d below 1/2
        if b.e is not None:
            grown = _total(grown, _open(~(a.v > 0), (np.abs(np.log(size)) + 1) * b.e))
        if grown is not None:
            grown = np.abs(v) * np.expm1(grown)
        # NumPy's power of a subnormal base may be far off.
        result = self._library(v, grown)
        return Value(v, _open((size < np.finfo(self.wide).smallest_normal) & (size > 0), result.e))

    def _op_fmod(self, a: Value, b: Value) -> Value:
        v = np.fmod(a.v, b.v)
        if a.e is None and b.e is None:
            return Value(v, None if np.isfinite(v).all() else _open(~np.isfinite(v), self.wide(0)))
        quotient = self._op_div(a, b)
        whole = np.floor(quotient.v - quotient.e) == np.floor(quotient.v + quotient.e)
        moved = _total(a.e, _times(np.abs(quotient.v) + 1, b.e))
        return self._rounded(v, np.where(whole, moved, np.inf))

    # -- exponentials

    def _op_exp(self, a: Value) -> Value:
        v = np.exp(a.v)
        return self._library(v, None if a.e is None else v * np.expm1(a.e))

    def _op_exp2(self, a: Value) -> Value:
        v = np.exp2(a.v)
        return self._library(v, None if a.e is None else v * np.expm1(a.e))

    def _op_expm1(self, a: Value) -> Value:
        v = np.expm1(a.v)
        return self._library(v, None if a.e is None else (v + 1 + self.eps) * np.expm1(a.e))

    def _op_log(self, a: Value) -> Value:
        return self._library(np.log(a.v), None if a.e is None else _open(~(a.v > a.e), a.e / (a.v - a.e)))

    def _op_log2(self, a: Value) -> Value:
        e = None if a.e is None else _open(~(a.v > a.e), 1.5 * a.e / (a.v - a.e))
        return self._library(np.log2(a.v), e)

    def _op_log1p(self, a: Value) -> Value:
        if a.e is None:
            return self._library(np.log1p(a.v), None)
        least = a.v - a.e + 1
        return self._library(np.log1p(a.v), _open(~(least > 2 * self.eps), 2 * a.e / least))

    def _op_sinh(self, a: Value) -> Value:
        v = np.sinh(a.v)
        return self._library(v, None if a.e is None else (np.abs(v) + 1) * np.expm1(a.e))

    def _op_cosh(self, a: Value) -> Value:
        v = np.cosh(a.v)
        return self._library(v, None if a.e is None else v * np.expm1(a.e))

    def _op_tanh(self, a: Value) -> Value:
        return self._library(np.tanh(a.v), None if a.e is None else np.minimum(a.e, 2))

    # -- angles

    def _op_sin(self, a: Value) -> Value:
        return self._library(np.sin(a.v), None if a.e is None else np.minimum(a.e, 2))

    def _op_cos(self, a: Value) -> Value:
        return self._library(np.cos(a.v), None if a.e is None else np.minimum(a.e, 2))

    def _op_tan(self, a: Value) -> Value:
        v = np.tan(a.v)
        if a.e is None:
            return self._library(v, None)
        # tan(a + d) - tan(a) = tan(d)·(1 + v²)/(1 - v·tan(d))
        reach = 1.1 * a.e * (1 + np.abs(v))
        return self._library(v, _open(~((reach < 0.5) & (a.e < 0.5)), 2.2 * a.e * (1 + v * v)))

    def _arc(self, v: Numbers, a: Value) -> Value:
        if a.e is None:
            return self._library(v, None)
        farthest = np.abs(a.v) + a.e
        slope = np.sqrt((1 - farthest) * (1 + farthest))
        return self._library(v, _open(~(farthest < 1), 1.01 * a.e / slope))

    def _op_asin(self, a: Value) -> Value:
        return self._arc(np.arcsin(a.v), a)

    def _op_acos(self, a: Value) -> Value:
        return self._arc(np.arccos(a.v), a)

    def _op_atan(self, a: Value) -> Value:
        return self._library(np.arctan(a.v), None if a.e is None else np.minimum(a.e, 4))

    def _op_atan2(self, a: Value, b: Value) -> Value:
        v = np.arctan2(a.v, b.v)
        moved = _total(a.e, b.e)
        if moved is None:
            return self._library(v, None)
        radius = np.maximum(np.abs(a.v), np.abs(b.v))
        on_cut = (b.v - (0 if b.e is None else b.e) < 0) & ~(np.abs(a.v) > (0 if a.e is None else a.e))
        on_cut |= (a.v == 0) & (b.v == 0)
        return self._library(v, np.where(on_cut | ~(moved < radius / 2), 7, 2 * moved / radius))

    # -- steps and signs

    def _step(self, function: Callable[[Numbers], Numbers], a: Value) -> Value:
        v = function(a.v)
        return Value(v, None if a.e is None else function(a.v + a.e) - function(a.v - a.e))

    def _op_floor(self, a: Value) -> Value:
        return self._step(np.floor, a)

    def _op_ceil(self, a: Value) -> Value:
        return self._step(np.ceil, a)

    def _op_trunc(self, a: Value) -> Value:
        return self._step(np.trunc, a)

    def _op_rint(self, a: Value) -> Value:
        return self._step(np.rint, a)

    def _op_round(self, a: Value) -> Value:
        return self._step(_half_away, a)

    def _op_copysign(self, a: Value, b: Value) -> Value:
        v = np.copysign(a.v, b.v)
        if b.e is None:
            return Value(v, a.e)
        far = 2 * np.abs(a.v) + (0 if a.e is None else a.e)
        return Value(v, np.where(np.abs(b.v) > b.e, 0 if a.e is None else a.e, far))

    # -- choices

    def _extreme(self, v: Numbers, a: Value, b: Value) -> Value:
        e = _greater(a.e, b.e)
        if e is None:
            return Value(v, None)
        return Value(v, _open(np.isnan(a.v) | np.isnan(b.v), e))

    def _op_min(self, a: Value, b: Value) -> Value:
        return self._extreme(np.where((a.v < b.v) | np.isnan(b.v), a.v, b.v), a, b)

    def _op_max(self, a: Value, b: Value) -> Value:
        return self._extreme(np.where((a.v > b.v) | np.isnan(b.v), a.v, b.v), a, b)

    def _op_minimum(self, a: Value, b: Value) -> Value:
        return self._extreme(np.where((a.v < b.v) | np.isnan(a.v), a.v, b.v), a, b)

    def _op_maximum(self, a: Value, b: Value) -> Value:
        return self._extreme(np.where((a.v > b.v) | np.isnan(a.v), a.v, b.v), a, b)

    def _op_select(self, condition: Truth, a: Value, b: Value) -> Value:
        v = np.where(condition.v, a.v, b.v)
        e = None
        if a.e is not None or b.e is not None:
            e = np.where(condition.v, 0 if a.e is None else a.e, 0 if b.e is None else b.e)
        if condition.sure is None:
            return Value(v, e)
        either = np.abs(a.v - b.v) + (0 if a.e is None else a.e) + (0 if b.e is None else b.e)
        return Value(v, np.where(condition.sure, 0 if e is None else e, either))

    def _compared(self, v: Truths, a: Value, b: Value) -> Truth:
        e = _total(a.e, b.e)
        return Truth(v, None if e is None else (np.abs(a.v - b.v) > e) | (e == 0))

    def _op_lt(self, a: Value, b: Value) -> Truth:
        return self._compared(a.v < b.v, a, b)

    def _op_le(self, a: Value, b: Value) -> Truth:
        return self._compared(a.v <= b.v, a, b)

    def _op_gt(self, a: Value, b: Value) -> Truth:
        return self._compared(a.v > b.v, a, b)

    def _op_ge(self, a: Value, b: Value) -> Truth:
        return self._compared(a.v >= b.v, a, b)

    def _op_eq(self, a: Value, b: Value) -> Truth:
        return self._compared(a.v == b.v, a, b)

    def _op_ne(self, a: Value, b: Value) -> Truth:
        return self._compared(a.v != b.v, a, b)

    def _op_and(self, a: Truth, b: Truth) -> Truth:
        known = _both_known(a, b)
        if known is not None:
            known = known | _known(a, False) | _known(b, False)
        return Truth(a.v & b.v, known)

    def _op_or(self, a: Truth, b: Truth) -> Truth:
        known = _both_known(a, b)
        if known is not None:
            known = known | _known(a, True) | _known(b, True)
        return Truth(a.v | b.v, known)

    def _op_not(self, a: Truth) -> Truth:
        return Truth(~a.v, a.sure)


def _both_known(a: Truth, b: Truth) -> Truths | None:
    if a.sure is None or b.sure is None:
        return b.sure if a.sure is None else a.sure
    return a.sure & b.sure


def _known(a: Truth, value: bool) -> Truths:
    """Where a truth value is certainly this one."""
    right = a.v if value else ~a.v
    return right if a.sure is None else right & a.sure


def _half_away(a: Numbers) -> Numbers:
    whole = np.trunc(a)
    return whole + np.copysign((np.abs(a - whole) >= 0.5).astype(whole.dtype), a)
