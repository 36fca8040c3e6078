"""Ball arithmetic: numbers with a bound of their error, as the slow oracle computes them.

A `Ball` is a number with the exponent k of its error: |exact - x| ≤ 2^k; k is None if it is exact. Each op
widens the ball by the effect of its arguments' errors, through its derivative at the worst of them, and by its own
rounding. What a ball cannot decide (a comparison, a step, the end of a domain) raises `Undecided`.

Numbers are mpmath's if they are finite and not 0; zeros (with their sign), infinities and NaN are Python's floats,
which follow the rules of IEEE 754 for free: x/0 is an infinity with the zero's sign, 0/0 is NaN.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import mpmath

Number = Any  # mpmath's mpf, or a Python float that is 0, infinite or NaN
Function = Callable[[Number], Number]


class Undecided(Exception):  # noqa: N818 - not an error: it asks for more bits
    """A ball holds numbers on both sides of a decision."""


@dataclass(frozen=True, slots=True)
class Ball:
    """A number and the exponent of its error, None if it is exact."""

    x: Number
    k: int | None = None

    @property
    def is_special(self) -> bool:
        """Whether it is 0, infinite or NaN."""
        return isinstance(self.x, float)


def size(x: Number) -> int:
    """The e with 2^(e-1) ≤ |x| < 2^e, for a number that is neither 0 nor infinite."""
    return int(x._mpf_[2] + x._mpf_[3])


def widest(*exponents: int | None) -> int | None:
    """The exponent of a bound for the sum of up to four errors; None means no error."""
    kept = [each for each in exponents if each is not None]
    return max(kept) + (len(kept) > 1) + (len(kept) > 2) if kept else None


class Arithmetic:
    """Arithmetic, roots, steps, signs and choices of balls with a number of bits; ops are named as in expressions."""

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self.mp = mpmath.MPContext()
        self.mp.prec = bits

    def number(self, value: float) -> Number:
        """A float in the form that is computed with."""
        return self.mp.mpf(value) if math.isfinite(value) and value != 0 else float(value)

    # -- making balls

    def _ball(self, x: Number, *errors: int | None, own: int | None = None) -> Ball:
        """A result with its arguments' errors; `own` is the exponent of its own rounding error."""
        if not isinstance(x, float) and x == 0:
            x = 0.0
        return Ball(x, widest(*errors, own))

    def _rounding(self, x: Number, slack: int = 1) -> int | None:
        return None if isinstance(x, float) or x == 0 else size(x) - self.bits + slack

    def _sign_only(self, a: Ball) -> float:
        """A float that IEEE 754's rules for special values treat like the number; its sign must be known."""
        if isinstance(a.x, float):
            if a.x == 0 and a.k is not None:
                raise Undecided
            return a.x
        self._positive(a)
        return math.copysign(1.0, a.x)

    def _positive(self, a: Ball) -> bool:
        """Whether a number, which is not exactly 0, is above 0."""
        if isinstance(a.x, float):
            if a.k is not None:
                raise Undecided
            return a.x > 0
        if a.k is not None and size(a.x) - 1 <= a.k:
            raise Undecided
        return bool(a.x > 0)

    def _relative(self, a: Ball, least: int = 3) -> int | None:
        """The exponent of the relative error of a number, which must be below 2^-least."""
        if a.k is None:
            return None
        if isinstance(a.x, float):
            raise Undecided
        found = a.k - size(a.x) + 1
        if found > -least:
            raise Undecided
        return found

    # -- arithmetic

    def _op_neg(self, a: Ball) -> Ball:
        return Ball(-a.x, a.k)

    def _op_abs(self, a: Ball) -> Ball:
        return Ball(abs(a.x), a.k)

    def _op_add(self, a: Ball, b: Ball) -> Ball:
        if a.is_special or b.is_special:
            if a.is_special and b.is_special:
                x = a.x + b.x
                return Ball(x, widest(a.k, b.k) if math.isfinite(x) else None)
            special, other = (a, b) if a.is_special else (b, a)
            return Ball(
                other.x if special.x == 0 else special.x, widest(a.k, b.k) if special.x == 0 else None
            )
        x = a.x + b.x
        if x == 0:
            return self._ball(
                x, a.k, b.k, own=None if self._fits(a.x, b.x) else max(size(a.x), size(b.x)) - self.bits
            )
        return self._ball(x, a.k, b.k, own=None if self._fits(a.x, b.x) else self._rounding(x))

    def _fits(self, a: Number, b: Number) -> bool:
        """Whether a sum certainly needs no more bits than are kept."""
        return max(size(a), size(b)) - int(min(a._mpf_[2], b._mpf_[2])) < self.bits

    def _op_sub(self, a: Ball, b: Ball) -> Ball:
        return self._op_add(a, self._op_neg(b))

    def _op_mul(self, a: Ball, b: Ball) -> Ball:
        if a.is_special or b.is_special:
            return self._special_product(a, b)
        x = a.x * b.x
        of_a = None if a.k is None else a.k + size(b.x)
        of_b = None if b.k is None else b.k + size(a.x)
        of_both = None if a.k is None or b.k is None else a.k + b.k
        is_whole = a.x._mpf_[3] + b.x._mpf_[3] <= self.bits
        return self._ball(x, of_a, of_b, of_both, own=None if is_whole else self._rounding(x))

    def _special_product(self, a: Ball, b: Ball) -> Ball:
        """The product if a or b is 0, infinite or NaN."""
        zeros = [ball for ball in (a, b) if ball.is_special and ball.x == 0]
        others = [ball for ball in (a, b) if ball not in zeros]
        is_finite = not any(ball.is_special for ball in others)
        if is_finite and zeros and all(ball.k is not None for ball in zeros):
            sizes = [size(ball.x) if ball.k is None else max(size(ball.x), ball.k) + 1 for ball in others]
            return Ball(0.0, sum(ball.k or 0 for ball in zeros) + sum(sizes))
        return Ball(self._sign_only(a) * self._sign_only(b))

    def _op_div(self, a: Ball, b: Ball) -> Ball:
        if a.is_special and a.x == 0 and a.k is not None and not b.is_special:
            self._relative(b)
            return Ball(0.0, a.k - size(b.x) + 3)
        if a.is_special or b.is_special:
            top, bottom = self._sign_only(a), self._sign_only(b)
            if bottom != 0:
                return Ball(top / bottom)
            if top == 0 or math.isnan(top):
                return Ball(math.nan)
            return Ball(math.copysign(math.inf, math.copysign(1.0, bottom) * top))
        self._relative(b)
        x = a.x / b.x
        of_a = None if a.k is None else a.k - size(b.x) + 2
        of_b = None if b.k is None else b.k + size(x) - size(b.x) + 2
        return self._ball(x, of_a, of_b, own=self._rounding(x))

    def _op_recip(self, a: Ball) -> Ball:
        return self._op_div(Ball(self.mp.mpf(1)), a)

    def _op_fma(self, a: Ball, b: Ball, c: Ball) -> Ball:
        return self._op_add(self._op_mul(a, b), c)

    def _op_sqrt(self, a: Ball) -> Ball:
        if a.is_special:
            if a.k is not None:
                raise Undecided
            return Ball(a.x if a.x == 0 or a.x == math.inf else math.nan)
        if not self._positive(a):
            return Ball(math.nan)
        self._relative(a)
        x = self.mp.sqrt(a.x)
        of_a = None if a.k is None else a.k - size(x) + 1
        is_whole = a.k is None and x._mpf_[3] * 2 <= self.bits and x * x == a.x
        return self._ball(x, of_a, own=None if is_whole else self._rounding(x))

    def _op_rsqrt(self, a: Ball) -> Ball:
        return self._op_recip(self._op_sqrt(a))

    def _op_cbrt(self, a: Ball) -> Ball:
        if a.is_special:
            self._sign_only(a)
            return a
        positive = self._positive(a)
        self._relative(a)
        x = self.mp.cbrt(abs(a.x))
        of_a = None if a.k is None else a.k - 2 * (size(x) - 1)
        is_whole = a.k is None and x._mpf_[3] * 3 <= self.bits and x * x * x == abs(a.x)
        return self._ball(x if positive else -x, of_a, own=None if is_whole else self._rounding(x, 3))

    def _op_hypot(self, a: Ball, b: Ball) -> Ball:
        if any(ball.is_special and math.isinf(ball.x) for ball in (a, b)):
            return Ball(math.inf)
        return self._op_sqrt(
            self._op_add(
                self._op_mul(self._op_abs(a), self._op_abs(a)), self._op_mul(self._op_abs(b), self._op_abs(b))
            )
        )

    def _op_fmod(self, a: Ball, b: Ball) -> Ball:
        if a.is_special or b.is_special:
            if any(ball.is_special and ball.k is not None for ball in (a, b)):
                raise Undecided
            if (b.is_special and math.isinf(b.x)) or (a.is_special and a.x == 0 and b.x != 0 and b.x == b.x):
                return a
            return Ball(math.nan)
        if size(a.x) - size(b.x) > 5000:
            raise Undecided
        with self.mp.extraprec(max(0, size(a.x) - size(b.x)) + 20):
            whole = self._whole(self.mp.floor, self._op_abs(a), self._op_abs(b))
            x = abs(a.x) - whole * abs(b.x)
        of_b = None if b.k is None or whole == 0 else b.k + size(whole)
        x = +x
        if x == 0 and a.k is None and b.k is None:
            return Ball(math.copysign(0.0, a.x))
        return self._ball(x if a.x > 0 else -x, a.k, of_b, own=self._rounding(x))

    def _whole(self, function: Function, a: Ball, b: Ball) -> Number:
        """The integer quotient of two positive numbers, which must be certain."""
        if a.k is None and b.k is None:
            (_, m, e, _), (_, n, f, _) = a.x._mpf_, b.x._mpf_
            low = min(e, f)
            return self.mp.mpf(int((m << (e - low)) // (n << (f - low))))
        quotient = self._op_div(a, b)
        return self._op_floor(quotient).x

    # -- steps and signs

    def _step(self, a: Ball, function: Function) -> Ball:
        if a.is_special:
            if a.k is not None:
                raise Undecided
            return a
        if a.k is None:
            return self._signed(function(a.x), a.x)
        with self.mp.extraprec(self.bits + 10):
            error = self.mp.ldexp(1, a.k)
            low, high = function(a.x - error), function(a.x + error)
        if low != high:
            raise Undecided
        return self._signed(low, a.x)

    def _signed(self, whole: Number, of: Number) -> Ball:
        return Ball(whole if whole != 0 else math.copysign(0.0, of))

    def _op_floor(self, a: Ball) -> Ball:
        return self._step(a, self.mp.floor)

    def _op_ceil(self, a: Ball) -> Ball:
        return self._step(a, self.mp.ceil)

    def _op_trunc(self, a: Ball) -> Ball:
        return self._step(a, lambda x: self.mp.floor(x) if x > 0 else self.mp.ceil(x))

    def _op_rint(self, a: Ball) -> Ball:
        return self._step(a, self.mp.nint)

    def _op_round(self, a: Ball) -> Ball:
        half = self.mp.mpf(0.5)
        return self._step(a, lambda x: self.mp.floor(x + half) if x > 0 else self.mp.ceil(x - half))

    def _op_copysign(self, a: Ball, b: Ball) -> Ball:
        if b.is_special and math.isnan(b.x):
            return self._op_abs(a)
        sign = math.copysign(1.0, self._sign_only(b))
        return Ball(abs(a.x) if sign > 0 else -abs(a.x), a.k)

    # -- choices

    def _compare(self, a: Ball, b: Ball) -> int:
        """-1, 0 or 1; neither may be NaN."""
        if a.is_special and b.is_special and a.k is None and b.k is None:
            return int(a.x > b.x) - int(a.x < b.x)
        if any(ball.is_special and math.isinf(ball.x) for ball in (a, b)):
            return 1 if a.x > b.x else -1
        if a.k is None and b.k is None:
            return int(a.x > b.x) - int(a.x < b.x)
        difference = self._op_sub(a, b)
        if difference.is_special:
            if difference.k is not None:
                raise Undecided
            return 0
        return 1 if self._positive(difference) else -1

    def _extreme(self, a: Ball, b: Ball, wanted: int, nan_wins: bool) -> Ball:
        for this, other in ((a, b), (b, a)):
            if this.is_special and math.isnan(this.x):
                return this if nan_wins else other
        try:
            return a if self._compare(a, b) == wanted else b
        except Undecided:  # nearly equal: either will do, with their distance added to the error
            return Ball(a.x, (widest(a.k, b.k, self._op_sub(a, b).k) or 0) + 2)

    def _op_min(self, a: Ball, b: Ball) -> Ball:
        return self._extreme(a, b, -1, nan_wins=False)

    def _op_max(self, a: Ball, b: Ball) -> Ball:
        return self._extreme(a, b, 1, nan_wins=False)

    def _op_minimum(self, a: Ball, b: Ball) -> Ball:
        return self._extreme(a, b, -1, nan_wins=True)

    def _op_maximum(self, a: Ball, b: Ball) -> Ball:
        return self._extreme(a, b, 1, nan_wins=True)

    def _holds(self, a: Ball, b: Ball, wanted: tuple[int, ...], with_nan: bool = False) -> bool:
        if any(ball.is_special and math.isnan(ball.x) for ball in (a, b)):
            return with_nan
        return self._compare(a, b) in wanted

    def _op_lt(self, a: Ball, b: Ball) -> bool:
        return self._holds(a, b, (-1,))

    def _op_le(self, a: Ball, b: Ball) -> bool:
        return self._holds(a, b, (-1, 0))

    def _op_gt(self, a: Ball, b: Ball) -> bool:
        return self._holds(a, b, (1,))

    def _op_ge(self, a: Ball, b: Ball) -> bool:
        return self._holds(a, b, (0, 1))

    def _op_eq(self, a: Ball, b: Ball) -> bool:
        return self._holds(a, b, (0,))

    def _op_ne(self, a: Ball, b: Ball) -> bool:
        return self._holds(a, b, (-1, 1), with_nan=True)

    def _op_and(self, a: bool, b: bool) -> bool:
        return a and b

    def _op_or(self, a: bool, b: bool) -> bool:
        return a or b

    def _op_not(self, a: bool) -> bool:
        return not a
