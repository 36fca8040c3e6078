"""Functions of balls: powers, exponentials, logarithms, angles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from soundness.balls import Arithmetic, Ball, Undecided, size, widest

if TYPE_CHECKING:
    from soundness.balls import Function, Number

LARGE = 1100  # size of exp's argument: beyond, values are too large to represent
LARGE_ANGLE = 3000  # sines of more than 2^3000 are somewhere in [-1, 1]


class Functions(Arithmetic):
    """All ops on balls with a given number of bits."""

    # -- powers

    def _op_powi(self, a: Ball, n: Ball) -> Ball:
        return self._op_pow(a, n)

    def _op_pow(self, a: Ball, b: Ball) -> Ball:
        if (b.is_special and b.x == 0 and b.k is None) or (a.k is None and a.x == 1):
            return Ball(self.mp.mpf(1))
        if a.is_special or b.is_special:
            return self._special_power(a, b)
        is_integer = b.k is None and b.x == self.mp.floor(b.x)
        if not self._positive(a) and not is_integer:
            if b.k is not None:
                raise Undecided
            return Ball(math.nan)
        base, of_a = abs(a.x), self._relative(a)
        with self.mp.extraprec(size(b.x) + 20 if size(b.x) > 0 else 20):
            logarithm = self.mp.log(base)
            exponent = logarithm * b.x
        if exponent != 0 and size(exponent) > LARGE:
            raise Undecided
        with self.mp.extraprec(max(0, size(exponent) if exponent != 0 else 0) + 20):
            x = (
                self.mp.power(base, int(b.x))
                if is_integer and abs(b.x) < 2**20
                else self.mp.exp(self._product(base, b.x))
            )
        x = +x
        moved = widest(
            None if of_a is None else of_a + size(b.x) + 1,
            None if b.k is None else b.k + max(1, size(logarithm) if logarithm != 0 else 0) + 1,
        )
        if moved is not None and moved > -2:
            raise Undecided
        is_odd = is_integer and int(b.x) % 2 == 1
        grown = None if moved is None else moved + size(x) + 1
        is_whole = is_integer and a.k is None and b.x > 0 and b.x * base._mpf_[3] <= self.bits
        return self._ball(
            -x if a.x < 0 and is_odd else x, grown, own=None if is_whole else self._rounding(x, 3)
        )

    def _product(self, base: Number, exponent: Number) -> Number:
        return self.mp.log(base) * exponent

    def _special_power(self, a: Ball, b: Ball) -> Ball:
        """The power if a or b is 0, infinite or NaN: as in C, by a float that behaves alike."""
        if any(ball.is_special and ball.k is not None for ball in (a, b)):
            raise Undecided
        base, exponent = a.x, b.x
        if not a.is_special:
            near_one = self._op_sub(self._op_abs(a), Ball(self.mp.mpf(1)))
            base = 2.0 if self._positive(near_one) else (0.5 if near_one.x != 0 else 1.0)
            base = base if self._positive(a) else -base
        if not b.is_special:
            is_integer = b.k is None and b.x == self.mp.floor(b.x)
            exponent = (1.0 if int(b.x) % 2 else 2.0) if is_integer else 0.5
            exponent = exponent if self._positive(b) else -exponent
        try:
            return Ball(self.number(math.pow(base, exponent)))
        except ValueError:
            is_pole = base == 0 and exponent < 0
            is_odd = exponent == math.floor(exponent) and exponent % 2 == 1
            return Ball(math.copysign(math.inf, base) if is_odd else math.inf) if is_pole else Ball(math.nan)
        except OverflowError:
            return Ball(math.inf)

    # -- exponentials

    def _grown(self, a: Ball, x: Number, height: int) -> Ball:
        """A function that grows like exp; 2^`height` bounds its slope."""
        if a.k is not None and a.k > -2:
            raise Undecided
        return self._ball(x, None if a.k is None else a.k + height + 1, own=self._rounding(x, 3))

    def _exponent(self, a: Ball) -> None:
        if size(a.x) > LARGE:
            raise Undecided

    def _op_exp(self, a: Ball) -> Ball:
        if a.is_special:
            return self._at_special(a, zero=1.0, up=math.inf, down=0.0)
        self._exponent(a)
        x = self.mp.exp(a.x)
        return self._grown(a, x, size(x))

    def _op_exp2(self, a: Ball) -> Ball:
        if a.is_special:
            return self._at_special(a, zero=1.0, up=math.inf, down=0.0)
        self._exponent(a)
        x = self.mp.power(2, a.x)
        if a.k is None and a.x == self.mp.floor(a.x):
            return Ball(x)
        return self._grown(a, x, size(x))

    def _op_expm1(self, a: Ball) -> Ball:
        if a.is_special:
            return self._at_special(a, zero=a.x, up=math.inf, down=-1.0)
        self._exponent(a)
        x = self.mp.expm1(a.x)
        return self._grown(a, x, max(size(x), 0) + 1)

    def _at_special(self, a: Ball, zero: float, up: float, down: float) -> Ball:
        if a.k is not None:
            if zero != 0:
                return Ball(self.mp.mpf(zero), a.k + 2) if a.k < -2 else self._undecided()
            return Ball(zero, a.k + 1) if a.k < -2 else self._undecided()
        if math.isnan(a.x):
            return a
        return Ball(self.number(zero if a.x == 0 else up if a.x > 0 else down))

    def _undecided(self) -> Ball:
        raise Undecided

    def _log(self, a: Ball, function: Function) -> Ball:
        if a.is_special:
            if a.k is not None:
                raise Undecided
            return Ball(-math.inf if a.x == 0 else math.inf if a.x == math.inf else math.nan)
        if not self._positive(a):
            return Ball(math.nan)
        of_a = self._relative(a)
        if a.k is None and a.x == 1:
            return Ball(0.0)
        x = function(a.x)
        return self._ball(x, None if of_a is None else of_a + 2, own=None if x == 0 else self._rounding(x, 3))

    def _op_log(self, a: Ball) -> Ball:
        return self._log(a, self.mp.log)

    def _op_log2(self, a: Ball) -> Ball:
        if not a.is_special and a.k is None and a.x._mpf_[1] == 1 and a.x > 0:
            return Ball(self.number(float(a.x._mpf_[2])))
        return self._log(a, lambda x: self.mp.log(x) / self.mp.ln2)

    def _op_log1p(self, a: Ball) -> Ball:
        if a.is_special:
            if a.k is not None and a.x == 0:
                return Ball(0.0, a.k + 1) if a.k < -2 else self._undecided()
            return Ball(a.x if a.x == 0 or a.x == math.inf else math.nan)
        argument = self._op_add(a, Ball(self.mp.mpf(1)))
        if argument.is_special or not self._positive(argument):
            return self._log(argument, self.mp.log)
        self._relative(Ball(argument.x, a.k))
        x = self.mp.log1p(a.x)
        return self._ball(x, None if a.k is None else a.k - size(argument.x) + 3, own=self._rounding(x, 3))

    def _op_sinh(self, a: Ball) -> Ball:
        if a.is_special:
            return self._at_special(a, zero=a.x, up=math.inf, down=-math.inf)
        self._exponent(a)
        x = self.mp.sinh(a.x)
        return self._grown(a, x, max(size(x), 0) + 1)

    def _op_cosh(self, a: Ball) -> Ball:
        if a.is_special:
            return self._at_special(a, zero=1.0, up=math.inf, down=math.inf)
        self._exponent(a)
        x = self.mp.cosh(a.x)
        return self._grown(a, x, size(x))

    def _op_tanh(self, a: Ball) -> Ball:
        if a.is_special:
            return self._at_special(a, zero=a.x, up=1.0, down=-1.0)
        if size(a.x) > 40:
            self._relative(a)
            return Ball(self.mp.mpf(1 if a.x > 0 else -1), -(2**39))
        x = self.mp.tanh(a.x)
        return self._ball(x, a.k, own=self._rounding(x, 3))

    # -- angles

    def _wave(self, a: Ball, function: Function, at_zero: float) -> Ball:
        if a.is_special:
            if a.x == 0:
                return Ball(self.number(at_zero) if at_zero else a.x, a.k)
            return Ball(math.nan)
        if size(a.x) > LARGE_ANGLE or (a.k is not None and a.k > 0):
            return Ball(0.0, 1)
        x = function(a.x)
        return self._ball(x, a.k, own=self._rounding(x, 3) if x != 0 else -self.bits)

    def _op_sin(self, a: Ball) -> Ball:
        return self._wave(a, self.mp.sin, 0.0)

    def _op_cos(self, a: Ball) -> Ball:
        return self._wave(a, self.mp.cos, 1.0)

    def _op_tan(self, a: Ball) -> Ball:
        if a.is_special:
            return self._wave(a, self.mp.tan, 0.0)
        if size(a.x) > LARGE_ANGLE:
            raise Undecided
        x = self.mp.tan(a.x)
        height = max(0, size(x))
        if a.k is not None and a.k + height > -4:
            raise Undecided
        return self._ball(x, None if a.k is None else a.k + 2 * height + 2, own=self._rounding(x, 3))

    def _arc(self, a: Ball, function: Function) -> Ball:
        """Asin and acos of a ball."""
        rest = self._op_sub(Ball(self.mp.mpf(1)), self._op_abs(a))
        if rest.is_special and rest.k is None:
            return self._leaf(function(a.x))
        if not self._positive(rest):
            return Ball(math.nan)
        self._relative(rest)
        x = function(a.x)
        return self._ball(
            x, None if a.k is None else a.k - (size(rest.x) - 2) // 2 + 1, own=self._rounding(x, 3)
        )

    def _leaf(self, x: Number) -> Ball:
        return self._ball(x, own=self._rounding(x, 3))

    def _op_asin(self, a: Ball) -> Ball:
        if a.is_special:
            return a if a.x == 0 else Ball(math.nan)
        return self._arc(a, self.mp.asin)

    def _op_acos(self, a: Ball) -> Ball:
        if a.is_special:
            return self._ball(self.mp.pi / 2, a.k, own=2 - self.bits) if a.x == 0 else Ball(math.nan)
        return self._arc(a, self.mp.acos)

    def _op_atan(self, a: Ball) -> Ball:
        if a.is_special:
            if math.isinf(a.x):
                return self._leaf(self.mp.pi / 2 * (1 if a.x > 0 else -1))
            return a
        x = self.mp.atan(a.x)
        return self._ball(x, a.k, own=self._rounding(x, 3))

    def _op_atan2(self, a: Ball, b: Ball) -> Ball:
        if a.is_special or b.is_special:
            top, bottom = self._sign_only(a), self._sign_only(b)
            if math.isnan(top) or math.isnan(bottom):
                return Ball(math.nan)
            eighths = round(math.atan2(top, bottom) / (math.pi / 4))
            if eighths:
                return self._leaf(self.mp.pi * eighths / 4)
            return Ball(math.copysign(0.0, top))
        if b.x < 0 or b.k is not None:
            self._positive(a)
        x = self.mp.atan2(a.x, b.x)
        radius = max(size(a.x), size(b.x)) - 1
        moved = widest(a.k, b.k)
        if moved is not None and moved > radius - 3:
            raise Undecided
        return self._ball(x, None if moved is None else moved - radius + 2, own=self._rounding(x, 3))
