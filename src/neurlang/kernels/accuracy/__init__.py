"""What can be shown of a formula's computed values over its whole domain, without running it.

`may_go_astray` says whether a form can overflow, become NaN or lose small numbers where the formula as written does
not; `float_ranges` is the interval analysis, with rounding, that it rests on.
"""

from neurlang.kernels.accuracy.astray import MOST_BOXES, OpenBox, Verdict, may_go_astray
from neurlang.kernels.accuracy.bounds import Bound, proved_error
from neurlang.kernels.accuracy.boxes import Boxes, whole_domain
from neurlang.kernels.accuracy.float_range import FloatRange, TruthRange
from neurlang.kernels.accuracy.ranges import float_ranges

__all__ = [
    "MOST_BOXES",
    "Bound",
    "Boxes",
    "FloatRange",
    "OpenBox",
    "TruthRange",
    "Verdict",
    "float_ranges",
    "may_go_astray",
    "proved_error",
    "whole_domain",
]
