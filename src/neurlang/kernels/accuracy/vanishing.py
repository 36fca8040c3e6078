"""Results that become 0 although the form as written has a nonzero number with right digits there.

Within the floor of the unit such a 0 may be a small error: sinh(x)/cosh(x) has right digits for any x, and its largest
intermediate is 1, so (exp(2*x) - 1)/(exp(2*x) + 1) may be off by 1e-16, and is 0 for smaller x. A 0 is accepted only
if the form as written explains it, as where terms cancel: if its own error may be nearly as large as its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.accuracy.disagreement import Screen
from neurlang.kernels.accuracy.error_bounds.bounds import point_errors

Array = NDArray[Any]

RIGHT = 1 / 64  # relative error below which the form as written has right digits
EXPLAINED = 4.0  # times the bound on the error of the form as written: a 0 for a smaller value is no matter of the form
MOST = 256  # points that are looked at: those with the largest values, which are the hardest to explain


def vanishes(measure: Screen, results: Sequence[Array]) -> bool:
    """Whether a form's results at a screen's points have a 0 that the form as written does not explain."""
    if measure.tolerance.kind == "exact":
        return False
    return any(_vanishes(measure, place, result) for place, result in enumerate(results))


def _vanishes(measure: Screen, place: int, result: Array) -> bool:
    written, wide = measure.written[place], measure.wide[place]
    if written.dtype == np.bool_:
        return False
    normal = float(np.finfo(measure.kernel.float_type).smallest_normal)
    with np.errstate(all="ignore"):
        is_right = np.abs(written - wide) <= RIGHT * np.abs(wide)
        places = np.flatnonzero((result == 0) & is_right & (np.abs(wide) >= normal))
    places = places[np.argsort(-np.abs(wide[places]), kind="stable")[:MOST]]
    if not len(places):
        return False
    output = measure.kernel.with_outputs(measure.kernel.outputs[place])
    (own,) = point_errors(output, output.outputs, [array[places] for array in measure.arrays])
    return bool((np.abs(wide[places]) > EXPLAINED * own).any())
