"""How right a form is over its domain: what can be shown of it, and what a search for bad points finds.

`may_go_astray` says whether a form can overflow, become NaN or lose small numbers where the formula as written does
not; `float_ranges` is the interval analysis, with rounding, that it rests on. A `Screen` holds the results of the form
as written at many points; `suspects` and `attack` find the points at which another form differs most, and an
`Examiner` decides about these by exact values. `proved_error` is a bound on a form's error that holds for certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.accuracy.astray import MOST_BOXES, OpenBox, Verdict, may_go_astray
    from neurlang.kernels.accuracy.bounds import Bound, proved_error
    from neurlang.kernels.accuracy.boxes import Boxes, whole_domain
    from neurlang.kernels.accuracy.directed_search import attack, suspects
    from neurlang.kernels.accuracy.disagreement import Screen, screen
    from neurlang.kernels.accuracy.float_range import FloatRange, TruthRange
    from neurlang.kernels.accuracy.margin import has_margin
    from neurlang.kernels.accuracy.neighbourhood import NEARER, SOUGHT, SURE, Examiner
    from neurlang.kernels.accuracy.ranges import float_ranges
else:
    __getattr__ = later(
        __name__,
        {
            "MOST_BOXES": "astray",
            "NEARER": "neighbourhood",
            "SURE": "neighbourhood",
            "SOUGHT": "neighbourhood",
            "Bound": "bounds",
            "Boxes": "boxes",
            "Examiner": "neighbourhood",
            "FloatRange": "float_range",
            "OpenBox": "astray",
            "Screen": "disagreement",
            "TruthRange": "float_range",
            "Verdict": "astray",
            "attack": "directed_search",
            "float_ranges": "ranges",
            "has_margin": "margin",
            "may_go_astray": "astray",
            "proved_error": "bounds",
            "screen": "disagreement",
            "suspects": "directed_search",
            "whole_domain": "boxes",
        },
    )

__all__ = [
    "MOST_BOXES",
    "NEARER",
    "SOUGHT",
    "SURE",
    "Bound",
    "Boxes",
    "Examiner",
    "FloatRange",
    "OpenBox",
    "Screen",
    "TruthRange",
    "Verdict",
    "attack",
    "float_ranges",
    "has_margin",
    "may_go_astray",
    "proved_error",
    "screen",
    "suspects",
    "whole_domain",
]
