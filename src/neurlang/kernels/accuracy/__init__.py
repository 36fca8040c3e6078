"""How accurate a form is over its domain: what can be proved, and what a search for bad points finds.

`may_go_astray` says whether a form can overflow, become NaN or lose small numbers at points where the form as written
does not; it rests on `float_ranges`, an interval analysis that includes rounding. A `Screen` holds the results of the
form as written at many points; `suspects` and `attack` find the points at which another form differs most, and an
`Examiner` judges these by exact values. `proved_error` is a guaranteed bound on a form's error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.accuracy.directed_search import attack, lean_points, suspects
    from neurlang.kernels.accuracy.disagreement import Screen, screen
    from neurlang.kernels.accuracy.error_bounds.bounds import Bound, proved_error
    from neurlang.kernels.accuracy.intervals.astray import MOST_BOXES, OpenBox, Verdict, may_go_astray
    from neurlang.kernels.accuracy.intervals.boxes import Boxes, whole_domain
    from neurlang.kernels.accuracy.intervals.float_range import FloatRange, TruthRange
    from neurlang.kernels.accuracy.intervals.ranges import float_ranges
    from neurlang.kernels.accuracy.margin import has_margin
    from neurlang.kernels.accuracy.neighbourhood import NEARER, SOUGHT, SURE, Examiner
    from neurlang.kernels.accuracy.tolerance import DEFAULT_TOLERANCE, Tolerance, read_tolerance
    from neurlang.kernels.accuracy.yardsticks import Accuracy, Yardstick, largest_intermediate, yardstick
else:
    __getattr__ = later(
        __name__,
        {
            "Accuracy": "yardsticks",
            "Yardstick": "yardsticks",
            "largest_intermediate": "yardsticks",
            "yardstick": "yardsticks",
            "DEFAULT_TOLERANCE": "tolerance",
            "Tolerance": "tolerance",
            "read_tolerance": "tolerance",
            "MOST_BOXES": "intervals.astray",
            "NEARER": "neighbourhood",
            "SURE": "neighbourhood",
            "SOUGHT": "neighbourhood",
            "Bound": "error_bounds.bounds",
            "Boxes": "intervals.boxes",
            "Examiner": "neighbourhood",
            "FloatRange": "intervals.float_range",
            "OpenBox": "intervals.astray",
            "Screen": "disagreement",
            "TruthRange": "intervals.float_range",
            "Verdict": "intervals.astray",
            "attack": "directed_search",
            "float_ranges": "intervals.ranges",
            "has_margin": "margin",
            "lean_points": "directed_search",
            "may_go_astray": "intervals.astray",
            "proved_error": "error_bounds.bounds",
            "screen": "disagreement",
            "suspects": "directed_search",
            "whole_domain": "intervals.boxes",
        },
    )

__all__ = [
    "DEFAULT_TOLERANCE",
    "MOST_BOXES",
    "NEARER",
    "SOUGHT",
    "SURE",
    "Accuracy",
    "Bound",
    "Boxes",
    "Examiner",
    "FloatRange",
    "OpenBox",
    "Screen",
    "Tolerance",
    "TruthRange",
    "Verdict",
    "Yardstick",
    "attack",
    "float_ranges",
    "has_margin",
    "largest_intermediate",
    "lean_points",
    "may_go_astray",
    "proved_error",
    "read_tolerance",
    "screen",
    "suspects",
    "whole_domain",
    "yardstick",
]
