"""What is known of the values that code computes at one node, in many boxes at a time.

Besides the range, two facts say what overflow and underflow on the way have done. Both compare the computed value
with its *twin*: the value of the same operations with relative errors only and without limits on the exponent, so
that nothing underflows or overflows. The relative errors of the twin are those of rounding, plus machine epsilon at
each result and at each addend of a sum.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neurlang.kernels.accuracy.intervals.ends import Doubles, Flags, greatest_size, least_size


@dataclass(slots=True)
class FloatRange:
    """Computed numbers of a node: an array element per box.

    Every computed value that is not NaN lies in `[low, high]`, infinities included. `may_nan` says that NaN cannot
    be excluded, `is_never_finite` that only infinity and NaN are possible. `may_overflow`: an infinity or NaN can arise
    here from finite arguments. `may_underflow`: a result can be rounded with more than the usual relative error.

    `lost` bounds the distance of a finite computed value from its twin: the cost of underflow. `beyond`: if the
    computed value is an infinity, its twin has that sign and at least that size; `beyond` is infinite if no infinity is
    possible.

    `factors` is set for products only, `is_opposite` if the sign was flipped: a sum may fuse them.
    """

    low: Doubles
    high: Doubles
    may_nan: Flags
    is_never_finite: Flags
    may_overflow: Flags
    may_underflow: Flags
    lost: Doubles
    beyond: Doubles
    factors: tuple[FloatRange, FloatRange] | None = None
    is_opposite: bool = False

    @property
    def may_inf(self) -> Flags:
        """Where an infinity is possible."""
        return np.isinf(self.low) | np.isinf(self.high)

    @property
    def is_finite(self) -> Flags:
        """Where every computed value is a finite number."""
        return ~self.may_nan & np.isfinite(self.low) & np.isfinite(self.high)

    @property
    def greatest(self) -> Doubles:
        """The greatest size."""
        return greatest_size(self.low, self.high)

    @property
    def least(self) -> Doubles:
        """The least size; 0 where zero is possible."""
        return least_size(self.low, self.high)

    @property
    def has_zero(self) -> Flags:
        """Where zero is possible."""
        return (self.low <= 0) & (self.high >= 0)


@dataclass(slots=True)
class TruthRange:
    """Computed truth values of a node. `in_doubt`: NaN, infinity or a number lost to underflow may decide them."""

    may_true: Flags
    may_false: Flags
    in_doubt: Flags
