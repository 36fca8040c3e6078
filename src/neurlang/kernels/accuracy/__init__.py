"""How accurate a form is over its domain: what can be proved, and what a search for bad points finds.

`analyse_safety` says whether a form can overflow, become NaN or lose small numbers at points where the form as written
does not; it rests on `float_ranges`, an interval analysis that includes rounding. A `Screen` holds the results of the
form as written at many points; `differing_points` and `search_differing_points` find the points at which another form
differs most, and an `Examiner` compares it with exact values there. `proved_error` is a guaranteed bound on a form's
error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.accuracy.directed_search import (
        cancelling_points,
        differing_points,
        search_differing_points,
    )
    from neurlang.kernels.accuracy.disagreement import Screen, screen
    from neurlang.kernels.accuracy.error_bounds.bounds import Bound, point_errors, proved_error
    from neurlang.kernels.accuracy.intervals.boxes import Boxes, whole_domain
    from neurlang.kernels.accuracy.intervals.float_range import FloatRange, TruthRange
    from neurlang.kernels.accuracy.intervals.ranges import float_ranges
    from neurlang.kernels.accuracy.intervals.safety import MOST_BOXES, OpenBox, Verdict, analyse_safety
    from neurlang.kernels.accuracy.margin import has_margin
    from neurlang.kernels.accuracy.neighbourhood import (
        SHARE_AT_POINTS,
        SHARE_AT_WORST,
        SHARE_OF_WRITTEN,
        Examiner,
    )
    from neurlang.kernels.accuracy.tolerance import (
        DEFAULT_TOLERANCE,
        Tolerance,
        read_tolerance,
        tolerance_of,
    )
    from neurlang.kernels.accuracy.vanishing import vanishes
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
            "tolerance_of": "tolerance",
            "MOST_BOXES": "intervals.safety",
            "SHARE_OF_WRITTEN": "neighbourhood",
            "SHARE_AT_POINTS": "neighbourhood",
            "SHARE_AT_WORST": "neighbourhood",
            "Bound": "error_bounds.bounds",
            "Boxes": "intervals.boxes",
            "Examiner": "neighbourhood",
            "FloatRange": "intervals.float_range",
            "OpenBox": "intervals.safety",
            "Screen": "disagreement",
            "TruthRange": "intervals.float_range",
            "Verdict": "intervals.safety",
            "search_differing_points": "directed_search",
            "float_ranges": "intervals.ranges",
            "has_margin": "margin",
            "analyse_safety": "intervals.safety",
            "cancelling_points": "directed_search",
            "point_errors": "error_bounds.bounds",
            "proved_error": "error_bounds.bounds",
            "screen": "disagreement",
            "differing_points": "directed_search",
            "vanishes": "vanishing",
            "whole_domain": "intervals.boxes",
        },
    )

__all__ = [
    "DEFAULT_TOLERANCE",
    "MOST_BOXES",
    "SHARE_AT_POINTS",
    "SHARE_AT_WORST",
    "SHARE_OF_WRITTEN",
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
    "analyse_safety",
    "cancelling_points",
    "differing_points",
    "float_ranges",
    "has_margin",
    "largest_intermediate",
    "point_errors",
    "proved_error",
    "read_tolerance",
    "screen",
    "search_differing_points",
    "tolerance_of",
    "vanishes",
    "whole_domain",
    "yardstick",
]
